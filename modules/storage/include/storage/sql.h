#pragma once

#include <cstddef>

namespace tirkeu::storage {

/// Text of one SQL statement. It can be made from a literal only, so that no statement is ever put together from data.
class Sql
{
public:
    template<std::size_t N>
    consteval Sql(const char (&literal)[N])
        : m_text(literal)
        , m_size(N - 1)
    {
    }
    [[nodiscard]] const char* text() const { return m_text; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    const char* m_text;
    std::size_t m_size;
};

} // namespace tirkeu::storage
