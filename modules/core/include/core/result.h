#pragma once

#include <core/error.h>

#include <tl/expected.hpp>

namespace tirkeu::core {

/// A value or an Error. Every function that returns one is [[nodiscard]]; a test of the house looks.
template<typename T = void>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(
    ErrorCode code, ErrorKind kind, QString detail = {}, QStringList values = {})
{
    return tl::make_unexpected(Error{code, kind, std::move(detail), std::move(values)});
}

/// Hands the error of one result on as the error of another.
template<typename T>
[[nodiscard]] tl::unexpected<Error> failure(const Result<T>& failed)
{
    return tl::make_unexpected(failed.error());
}

} // namespace tirkeu::core

namespace tirkeu {
using core::failure;
using core::Result;
} // namespace tirkeu
