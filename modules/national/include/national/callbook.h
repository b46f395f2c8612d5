#pragma once

#include <national/service.h>

#include <deque>
#include <map>
#include <mutex>

namespace tirkeu::national {

/// The answers that were given, by the number of their question. From any thread.
class CallBook
{
public:
    explicit CallBook(std::size_t most = 4096)
        : m_most(most)
    {
    }

    /// The answer where the question was answered, nothing where it is to be asked now; then `settle` follows. An error
    /// where it is being asked, or where the number was another question's.
    [[nodiscard]] Result<std::optional<wire::ServiceSaid>> begin(const Call& call, const QByteArray& digest);
    /// Only an answer is kept: who got none asks again.
    void settle(const Call& call, const std::optional<wire::ServiceSaid>& said);

private:
    using Key = std::pair<QString, core::Uuid>; ///< two workstations may have thought of one number
    struct Line
    {
        QByteArray digest;
        std::optional<wire::ServiceSaid> said = {}; ///< none: it is being asked
    };
    const std::size_t m_most;
    std::mutex m_mutex;
    std::map<Key, Line> m_lines;
    std::deque<Key> m_answered; ///< the oldest first
};

} // namespace tirkeu::national
