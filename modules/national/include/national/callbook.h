#pragma once

#include <national/service.h>

#include <core/clock.h>

#include <chrono>
#include <deque>
#include <map>
#include <mutex>

namespace tirkeu::national {

/// The answers that were given, by the number of their question: as long as one that was lost is asked for again, and
/// no more of what is said of people than that takes. From any thread.
class CallBook
{
public:
    struct Limits
    {
        std::size_t answers = 4096;
        qsizetype documents = qsizetype(32) << 20; ///< bytes, of all that stand in answers
        std::chrono::hours age{24};
    };
    /// The clock outlives it.
    explicit CallBook(const core::Clock& clock)
        : CallBook(clock, Limits())
    {
    }
    CallBook(const core::Clock& clock, Limits limits)
        : m_clock(clock)
        , m_limits(limits)
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
    struct Answered
    {
        Key key;
        qsizetype bytes;
        core::MonotonicTime at;
    };
    void forgetOldest();
    void forgetOld(core::MonotonicTime now);

    const core::Clock& m_clock;
    const Limits m_limits;
    std::mutex m_mutex;
    std::map<Key, Line> m_lines;
    std::deque<Answered> m_answered; ///< the oldest first
    qsizetype m_bytes = 0;
};

} // namespace tirkeu::national
