#include <devices/windowcare.h>

#include "bytes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kUnreadable{"devices.care-unreadable"};

constexpr float kTooDark = 12;
constexpr float kTooBright = 245;
// A window: brightness off by this much of the usual, plus so many grey levels for the sensor.
constexpr float kOffShare = 0.10F;
constexpr float kOffLevels = 5;
constexpr double kHandShare = 0.5; // so much of an empty sight does not get dirty overnight
constexpr double kDirtyWindow = 0.04;
// A lens: so much of the fine structure gone, where there was enough to tell.
constexpr float kDetailLeft = 0.45F;
constexpr float kDetailToTell = 3;
constexpr double kDirtyLens = 0.25;
constexpr int kCellsToTell = 24;

constexpr quint32 kFormat = 1;
constexpr std::chrono::hours kKazakhstan(5);

void number(Writer& writer, float value)
{
    writer.number(std::bit_cast<quint32>(value));
}

bool isTold(float value)
{
    return std::isfinite(value) && value >= 0 && value <= 255;
}

template<typename Range>
float median(const Range& range)
{
    std::vector<float> sorted(range.begin(), range.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

/// Mean brightness, averaged over the frames; colour counts as its green, which every sensor has most of.
std::vector<float> averaged(const QList<imaging::Frame>& frames)
{
    const imaging::Frame& first = frames.constFirst();
    const int depth = imaging::bytesPerPixel(first.format());
    const int offset = depth == 3 ? 1 : 0;
    const auto pixels = static_cast<std::size_t>(first.width()) * static_cast<std::size_t>(first.height());
    std::vector<float> sum(pixels, 0.0F);
    for (const imaging::Frame& frame : frames) {
        const std::uint8_t* at = frame.row(0) + offset;
        for (std::size_t i = 0; i < pixels; ++i, at += depth)
            sum[i] += static_cast<float>(*at);
    }
    for (float& one : sum)
        one /= static_cast<float>(frames.size());
    return sum;
}
} // namespace

std::optional<CarePicture> carePictureOf(const QList<imaging::Frame>& frames)
{
    QList<imaging::Frame> usable;
    for (const imaging::Frame& frame : frames) {
        const bool fits = !frame.isEmpty() && frame.format() != imaging::PixelFormat::Grey16 &&
                          frame.width() >= 2 * kCareColumns && frame.height() >= 2 * kCareRows;
        const bool alike = usable.isEmpty() || (frame.size() == usable.constFirst().size() &&
                                                   frame.format() == usable.constFirst().format());
        if (fits && alike)
            usable.append(frame);
    }
    if (usable.isEmpty())
        return std::nullopt;
    const std::vector<float> light = averaged(usable);
    const imaging::Size size = usable.constFirst().size();
    const auto at = [&](int x, int y) {
        return light[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x)];
    };
    CarePicture picture;
    for (int cell = 0; cell < kCareCells; ++cell) {
        const int column = cell % kCareColumns;
        const int row = cell / kCareColumns;
        double sum = 0;
        double steps = 0;
        int count = 0;
        for (int y = size.height * row / kCareRows; y < size.height * (row + 1) / kCareRows - 1; ++y) {
            for (int x = size.width * column / kCareColumns; x < size.width * (column + 1) / kCareColumns - 1; ++x) {
                const float here = at(x, y);
                sum += static_cast<double>(here);
                steps += static_cast<double>(std::abs(at(x + 1, y) - here) + std::abs(at(x, y + 1) - here));
                ++count;
            }
        }
        picture.light.at(static_cast<std::size_t>(cell)) = static_cast<float>(sum / count);
        picture.detail.at(static_cast<std::size_t>(cell)) = static_cast<float>(std::min(255.0, steps / count));
    }
    return picture;
}

CareResult judgeCare(const CarePicture& now, const std::optional<CarePicture>& clean, CareSight sight)
{
    CareResult result;
    if (!clean)
        return result;
    const float usual = std::max(1.0F, median(clean->light));
    const float seen = median(now.light);
    int looked = 0;
    int dirty = 0;
    // A lamp ages; what all cells share is no dirt.
    const float gain = std::clamp(seen / usual, 0.5F, 2.0F);
    for (std::size_t i = 0; i < kCareCells; ++i) {
        bool isDirty = false;
        if (sight == CareSight::Window) {
            ++looked;
            const float expected = clean->light.at(i) * gain;
            const bool isLight = std::abs(now.light.at(i) - expected) > kOffShare * expected + kOffLevels;
            const bool isRough = now.detail.at(i) > 2 * clean->detail.at(i) + kOffLevels;
            isDirty = isLight || isRough;
        } else if (clean->detail.at(i) >= kDetailToTell) {
            ++looked;
            isDirty = now.detail.at(i) < kDetailLeft * gain * clean->detail.at(i);
        }
        result.cells.at(i) = isDirty;
        dirty += isDirty ? 1 : 0;
    }
    result.dirt = looked > 0 ? static_cast<double>(dirty) / looked : 0;
    const bool isLit = sight == CareSight::Lens ? seen >= kTooDark && seen <= kTooBright : seen <= kTooBright;
    const bool isBlocked = sight == CareSight::Window && result.dirt > kHandShare;
    if (!isLit || isBlocked || (sight == CareSight::Lens && looked < kCellsToTell))
        result.verdict = CareVerdict::Unclear;
    else
        result.verdict = result.dirt > (sight == CareSight::Window ? kDirtyWindow : kDirtyLens) ? CareVerdict::Dirty
                                                                                                : CareVerdict::Clean;
    return result;
}

QByteArray CarePicture::toBytes() const
{
    Writer writer;
    for (std::size_t i = 0; i < kCareCells; ++i) {
        number(writer, light.at(i));
        number(writer, detail.at(i));
    }
    return writer.take();
}

Result<CarePicture> CarePicture::fromBytes(QByteArrayView bytes)
{
    Reader reader(bytes);
    CarePicture picture;
    bool good = true;
    for (std::size_t i = 0; i < kCareCells; ++i) {
        picture.light.at(i) = std::bit_cast<float>(reader.number<quint32>());
        picture.detail.at(i) = std::bit_cast<float>(reader.number<quint32>());
        good = good && isTold(picture.light.at(i)) && isTold(picture.detail.at(i));
    }
    if (!good || !reader.isWhole())
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("picture"));
    return picture;
}

void CareHistory::add(const CarePoint& point)
{
    points.append(point);
    if (points.size() > kMostPoints)
        points.remove(0, points.size() - kMostPoints);
}

bool CareHistory::isDue(core::WallTime now) const
{
    const auto dayOf = [](core::WallTime time) {
        return std::chrono::floor<std::chrono::days>(time + kKazakhstan);
    };
    return points.isEmpty() || dayOf(points.constLast().at) != dayOf(now);
}

std::optional<double> CareHistory::dirtPerDay() const
{
    // Since the last wiping: from the last point at which there was clearly less dirt than before.
    QList<CarePoint> since;
    for (const CarePoint& point : points) {
        if (point.verdict == CareVerdict::Unclear || point.verdict == CareVerdict::NoBaseline)
            continue;
        constexpr double kWiped = 0.02;
        if (!since.isEmpty() && point.dirt < since.constLast().dirt - kWiped)
            since.clear();
        since.append(point);
    }
    if (since.size() < 3)
        return std::nullopt;
    // The line of least squares.
    const auto daysOf = [&](const CarePoint& point) {
        return std::chrono::duration<double, std::ratio<86'400>>(point.at - since.constFirst().at).count();
    };
    double day = 0;
    double dirt = 0;
    for (const CarePoint& point : std::as_const(since)) {
        day += daysOf(point) / double(since.size());
        dirt += point.dirt / double(since.size());
    }
    double along = 0;
    double across = 0;
    for (const CarePoint& point : std::as_const(since)) {
        along += (daysOf(point) - day) * (point.dirt - dirt);
        across += (daysOf(point) - day) * (daysOf(point) - day);
    }
    return across > 0 ? std::optional(along / across) : std::nullopt;
}

std::optional<int> CareHistory::daysLeft(CareSight sight) const
{
    constexpr double kSeason = 90;
    constexpr double kRounding = 1e-6; // a day that is whole but for the arithmetic
    const std::optional<double> growth = dirtPerDay();
    if (!growth || *growth <= 0 || points.constLast().verdict != CareVerdict::Clean)
        return std::nullopt;
    const double limit = sight == CareSight::Window ? kDirtyWindow : kDirtyLens;
    const double days = (limit - points.constLast().dirt) / *growth;
    return days <= kSeason ? std::optional(static_cast<int>(std::ceil(std::max(days - kRounding, 0.0)))) : std::nullopt;
}

QByteArray CareHistory::toBytes() const
{
    Writer writer;
    writer.number(kFormat).bytes(clean ? clean->toBytes() : QByteArray());
    writer.number(static_cast<quint32>(points.size()));
    for (const CarePoint& point : points) {
        writer.number(static_cast<qint64>(point.at.time_since_epoch().count()));
        number(writer, static_cast<float>(point.dirt));
        writer.number(static_cast<quint8>(point.verdict));
    }
    return writer.take();
}

Result<CareHistory> CareHistory::fromBytes(QByteArrayView bytes)
{
    Reader reader(bytes);
    CareHistory history;
    const auto unreadable = [](const char* what) {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QString::fromLatin1(what));
    };
    if (reader.number<quint32>() != kFormat)
        return unreadable("format");
    constexpr qsizetype kPictureBytes = qsizetype(kCareCells) * 8;
    if (const QByteArrayView clean = reader.bytes(kPictureBytes); !clean.isEmpty()) {
        const Result<CarePicture> picture = CarePicture::fromBytes(clean);
        if (!picture)
            return failure(picture);
        history.clean = *picture;
    }
    constexpr qint64 kLastTime =
        253'402'300'799'999; // the end of the year 9999: what is reckoned with it stays a number
    const auto count = reader.number<quint32>();
    if (count > CareHistory::kMostPoints)
        return unreadable("points");
    for (quint32 i = 0; i < count && reader.isGood(); ++i) {
        CarePoint point;
        const auto at = reader.number<qint64>();
        const float dirt = std::bit_cast<float>(reader.number<quint32>());
        const auto verdict = reader.number<quint8>();
        if (at < 0 || at > kLastTime || !(dirt >= 0 && dirt <= 1) ||
            verdict > static_cast<quint8>(CareVerdict::NoBaseline))
            return unreadable("point");
        point.at = core::WallTime(std::chrono::milliseconds(at));
        point.dirt = static_cast<double>(dirt);
        point.verdict = static_cast<CareVerdict>(verdict);
        history.points.append(point);
    }
    if (!reader.isWhole())
        return unreadable("end");
    return history;
}

} // namespace tirkeu::devices
