#include <national/callbook.h>

namespace tirkeu::national {

namespace {
constexpr ErrorCode kUnderWay{"national.call-under-way"};
constexpr ErrorCode kOther{"national.call-other-content"};
} // namespace

Result<std::optional<wire::ServiceSaid>> CallBook::begin(const Call& call, const QByteArray& digest)
{
    const std::lock_guard lock(m_mutex);
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
    m_answered.push_back(key);
    if (m_answered.size() > m_most) {
        m_lines.erase(m_answered.front());
        m_answered.pop_front();
    }
}

} // namespace tirkeu::national
