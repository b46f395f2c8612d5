#include <national/callbook.h>

namespace tirkeu::national {

namespace {
constexpr ErrorCode kUnderWay{"national.call-under-way"};
constexpr ErrorCode kOther{"national.call-other-content"};

qsizetype documentIn(const wire::ServiceSaid& said)
{
    return std::visit(
        [](const auto& one) -> qsizetype {
            if constexpr (requires { one.document; })
                return one.document.size();
            else
                return 0;
        },
        said);
}
} // namespace

Result<std::optional<wire::ServiceSaid>> CallBook::begin(const Call& call, const QByteArray& digest)
{
    const std::lock_guard lock(m_mutex);
    forgetOld(m_clock.monotonic());
    const auto [line, isNew] = m_lines.try_emplace({call.workstation, call.id}, Line{digest});
    if (isNew)
        return std::optional<wire::ServiceSaid>();
    if (line->second.digest != digest)
        return failure(kOther, ErrorKind::SecurityStop, call.id.toString());
    if (!line->second.said)
        return failure(kUnderWay, ErrorKind::Retry, call.id.toString());
    return line->second.said;
}

void CallBook::settle(const Call& call, const std::optional<wire::ServiceSaid>& said)
{
    const std::lock_guard lock(m_mutex);
    const Key key{call.workstation, call.id};
    if (!said) {
        m_lines.erase(key);
        return;
    }
    m_lines.at(key).said = said;
    const core::MonotonicTime now = m_clock.monotonic();
    m_answered.push_back({key, documentIn(*said), now});
    m_bytes += m_answered.back().bytes;
    forgetOld(now);
    while (m_answered.size() > m_limits.answers || m_bytes > m_limits.documents)
        forgetOldest();
}

void CallBook::forgetOldest()
{
    m_bytes -= m_answered.front().bytes;
    m_lines.erase(m_answered.front().key);
    m_answered.pop_front();
}

void CallBook::forgetOld(core::MonotonicTime now)
{
    while (!m_answered.empty() && now - m_answered.front().at >= m_limits.age)
        forgetOldest();
}

} // namespace tirkeu::national
