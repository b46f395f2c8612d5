#include <core/clock.h>

#include <QTimeZone>

#include <algorithm>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kBadTime{"core.time-unreadable"};
constexpr int kShownOffsetSeconds = 5 * 3600;

QDateTime shown(WallTime time)
{
    return toQDateTime(time).toOffsetFromUtc(kShownOffsetSeconds);
}

// "dddd-dd-ddTdd:dd:dd[.ddd]Z"; QDateTime alone would take far more than that.
bool hasIsoShape(QStringView text)
{
    static constexpr QStringView shape = u"0000-00-00T00:00:00.000Z";
    static constexpr QStringView shortShape = u"0000-00-00T00:00:00Z";
    const auto fits = [text](QStringView wanted) {
        return text.size() == wanted.size() &&
               std::equal(text.begin(), text.end(), wanted.begin(),
                   [](QChar c, QChar w) { return w == u'0' ? (c >= u'0' && c <= u'9') : c == w; });
    };
    return fits(shape) || fits(shortShape);
}
} // namespace

WallTime SystemClock::wall() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

MonotonicTime SystemClock::monotonic() const
{
    return std::chrono::steady_clock::now();
}

QDateTime toQDateTime(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

WallTime fromQDateTime(const QDateTime& time)
{
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QString toIsoText(WallTime time)
{
    return toQDateTime(time).toString(Qt::ISODateWithMs);
}

Result<WallTime> fromIsoText(QStringView text)
{
    const QDateTime time = hasIsoShape(text) ? QDateTime::fromString(text.toString(), Qt::ISODateWithMs) : QDateTime();
    // Qt takes 24:00 for the next day's midnight; one moment has one spelling here.
    if (!time.isValid() || text.mid(11, 2) == u"24")
        return failure(kBadTime, ErrorKind::OperatorCanFix, QStringLiteral("not a UTC time in ISO 8601 form"));
    return fromQDateTime(time);
}

QString shownDate(WallTime time)
{
    return shown(time).toString(QStringLiteral("dd.MM.yyyy"));
}

QString shownTime(WallTime time)
{
    return shown(time).toString(QStringLiteral("HH:mm"));
}

QString shownDateTime(WallTime time)
{
    return shown(time).toString(QStringLiteral("dd.MM.yyyy HH:mm")) + QStringLiteral(" (UTC+5)");
}

} // namespace tirkeu::core
