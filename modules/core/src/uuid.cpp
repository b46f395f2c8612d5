#include <core/uuid.h>

#include <core/encoding.h>

#include <QRandomGenerator>

#include <algorithm>
#include <mutex>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kBadUuid{"core.uuid-unreadable"};

// 42 bits after the time: 12 count within a millisecond, the rest with the 32 below are random.
struct LastStamp
{
    std::mutex mutex;
    std::uint64_t milliseconds = 0;
    std::uint32_t counter = 0;
};

std::pair<std::uint64_t, std::uint32_t> nextStamp(const Clock& clock)
{
    static LastStamp last;
    const std::scoped_lock lock(last.mutex);
    const auto now = static_cast<std::uint64_t>(clock.wall().time_since_epoch().count());
    // A clock that stands still or goes back must not break the order: the counter carries into the time.
    if (now > last.milliseconds) {
        last.milliseconds = now;
        last.counter = QRandomGenerator::system()->bounded(0x100U);
    } else if (++last.counter > 0xFFFU) {
        ++last.milliseconds;
        last.counter = 0;
    }
    return {last.milliseconds, last.counter};
}
} // namespace

Uuid Uuid::make(const Clock& clock)
{
    const auto [milliseconds, counter] = nextStamp(clock);
    Uuid uuid;
    for (std::size_t i = 0; i < 6; ++i)
        uuid.m_bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
    uuid.m_bytes[6] = static_cast<std::uint8_t>(0x70U | (counter >> 8));
    uuid.m_bytes[7] = static_cast<std::uint8_t>(counter);
    const std::uint64_t random = QRandomGenerator::system()->generate64();
    for (std::size_t i = 0; i < 8; ++i)
        uuid.m_bytes[8 + i] = static_cast<std::uint8_t>(random >> (8 * i));
    uuid.m_bytes[8] = static_cast<std::uint8_t>((uuid.m_bytes[8] & 0x3FU) | 0x80U);
    return uuid;
}

Uuid Uuid::fromBytes(const std::array<std::uint8_t, 16>& bytes)
{
    Uuid uuid;
    uuid.m_bytes = bytes;
    return uuid;
}

Result<Uuid> Uuid::parse(QStringView text)
{
    const auto bad = [] {
        return failure(kBadUuid, ErrorKind::OperatorCanFix, QStringLiteral("not a UUID of 36 characters"));
    };
    if (text.size() != 36)
        return bad();
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool dashPlace = i == 8 || i == 13 || i == 18 || i == 23;
        if (dashPlace != (text[i] == u'-'))
            return bad();
        if (!dashPlace)
            digits += text[i].toLatin1();
    }
    const Result<QByteArray> raw = fromHex(digits);
    if (!raw)
        return bad();
    Uuid uuid;
    std::transform(raw->begin(), raw->end(), uuid.m_bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    return uuid;
}

QString Uuid::toString() const
{
    QByteArray text =
        toHex(QByteArrayView(reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size())));
    for (const qsizetype place : {20, 16, 12, 8})
        text.insert(place, '-');
    return QString::fromLatin1(text);
}

} // namespace tirkeu::core
