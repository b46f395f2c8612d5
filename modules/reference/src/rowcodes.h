#pragma once

#include <reference/engine.h>

#include <core/json.h>

namespace tirkeu::reference {

// How values stand in a column; the same in both engines.
[[nodiscard]] inline QByteArray blobOf(const core::Uuid& id)
{
    return {reinterpret_cast<const char*>(id.bytes().data()), static_cast<qsizetype>(id.bytes().size())};
}
[[nodiscard]] inline core::Uuid uuidOf(QByteArrayView blob)
{
    std::array<std::uint8_t, 16> bytes{};
    if (blob.size() == static_cast<qsizetype>(bytes.size()))
        std::copy(blob.begin(), blob.end(), reinterpret_cast<char*>(bytes.data()));
    return core::Uuid::fromBytes(bytes);
}
[[nodiscard]] inline qint64 numberOf(core::WallTime time)
{
    return time.time_since_epoch().count();
}
[[nodiscard]] inline core::WallTime timeOf(qint64 number)
{
    return core::WallTime(std::chrono::milliseconds(number));
}

inline constexpr ErrorCode kRowUnreadable{"reference.row-unreadable"};

/// Of one person within a branch, one line for each modality and hand.
class AttemptSums
{
public:
    void add(int modality, int hand, int spent, int voided)
    {
        m_lines.append({casefile::nameOf(static_cast<casefile::Modality>(modality)),
            casefile::nameOf(static_cast<casefile::Hand>(hand)), spent, voided});
    }
    [[nodiscard]] const QList<wire::AttemptsElsewhere>& lines() const { return m_lines; }

private:
    QList<wire::AttemptsElsewhere> m_lines;
};

/// The unsuccessful attempts a delivery adds, per modality and hand.
[[nodiscard]] inline int ownAttempts(const Delivery& delivery, casefile::Modality modality, casefile::Hand hand)
{
    return static_cast<int>(std::count_if(delivery.attempts.begin(), delivery.attempts.end(),
        [&](const auto& one) { return one.modality == modality && one.hand == hand && !one.isVoided; }));
}

[[nodiscard]] inline core::WallTime newestAttempt(const Delivery& delivery)
{
    core::WallTime newest{};
    for (const AttemptRow& attempt : delivery.attempts)
        newest = std::max(newest, attempt.at);
    return newest;
}

} // namespace tirkeu::reference
