#pragma once

#include <core/result.h>

#include <QDateTime>
#include <QString>

#include <chrono>

namespace tirkeu::core {

/// Wall time is UTC, to the millisecond; what a person sees is Kazakhstan's +05:00.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using MonotonicTime = std::chrono::steady_clock::time_point;

/// Time comes from outside, so that tests can stand still and a set-back clock can be noticed.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual WallTime wall() const = 0;
    [[nodiscard]] virtual MonotonicTime monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] WallTime wall() const override;
    [[nodiscard]] MonotonicTime monotonic() const override;
};

/// "2026-07-12T04:00:00.000Z", the only form in which a time is stored or sent.
[[nodiscard]] QString toIsoText(WallTime time);
/// Reads that form, milliseconds optional, and no other.
[[nodiscard]] Result<WallTime> fromIsoText(QStringView text);

[[nodiscard]] QDateTime toQDateTime(WallTime time); ///< in UTC
[[nodiscard]] WallTime fromQDateTime(const QDateTime& time);

[[nodiscard]] QString shownDate(WallTime time);     ///< "12.07.2026"
[[nodiscard]] QString shownTime(WallTime time);     ///< "09:00"
[[nodiscard]] QString shownDateTime(WallTime time); ///< "12.07.2026 09:00 (UTC+5)"

} // namespace tirkeu::core
