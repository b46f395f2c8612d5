#pragma once

#include <core/result.h>

#include <QPromise>

#include <memory>

namespace tirkeu::devices {

/// A promise that an engine's answer keeps, once.
template<typename T, typename Value>
auto answering(std::shared_ptr<QPromise<Result<T>>> promise, Value value)
{
    return [promise = std::move(promise), value = std::move(value)](const std::optional<Error>& error) {
        promise->addResult(error ? Result<T>(tl::make_unexpected(*error)) : value());
        promise->finish();
    };
}

template<typename T>
std::shared_ptr<QPromise<Result<T>>> begun()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

} // namespace tirkeu::devices
