#pragma once

#include <core/clock.h>
#include <imaging/frame.h>

#include <QList>

#include <array>
#include <optional>

/// Whether a scanner's window or a camera's lens is clean: a look at it without anybody before it, held against how it
/// looked when it was. Values only; `CareRun` does the looking.
namespace tirkeu::devices {

inline constexpr int kCareColumns = 16;
inline constexpr int kCareRows = 12;
inline constexpr int kCareCells = kCareColumns * kCareRows;

/// A picture brought down to what dirt changes: in each cell how bright it is and how much fine structure it has.
struct CarePicture
{
    std::array<float, kCareCells> light{};
    std::array<float, kCareCells> detail{};
    bool operator==(const CarePicture&) const = default;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<CarePicture> fromBytes(QByteArrayView bytes);
};

/// Of several frames of the same sight, so that the sensor's noise goes. Empty frames, 16-bit ones and ones of another
/// size than the first are passed over; nothing where none is left.
[[nodiscard]] std::optional<CarePicture> carePictureOf(const QList<imaging::Frame>& frames);

enum class CareSight {
    Window, ///< a scanner's: always the same empty picture under its own light; what is new in it is dirt
    Lens,   ///< a camera's: the room before it changes; dirt takes fine structure away where there was some
};
enum class CareVerdict {
    Clean,
    Dirty,
    Unclear,    ///< too dark, too bright, something before it: look again
    NoBaseline, ///< nobody has shown it clean yet
};

struct CareResult
{
    CareVerdict verdict = CareVerdict::NoBaseline;
    double dirt = 0;                      ///< share of the sight that is dirty, 0 to 1
    std::array<bool, kCareCells> cells{}; ///< where, for the picture that shows what to wipe
};
[[nodiscard]] CareResult judgeCare(const CarePicture& now, const std::optional<CarePicture>& clean, CareSight sight);

struct CarePoint
{
    core::WallTime at;
    double dirt = 0;
    CareVerdict verdict = CareVerdict::Unclear;
    bool operator==(const CarePoint&) const = default;
};

/// What is kept of a device.
struct CareHistory
{
    static constexpr qsizetype kMostPoints = 400; ///< more than a year of working days

    std::optional<CarePicture> clean;
    QList<CarePoint> points; ///< oldest first
    bool operator==(const CareHistory&) const = default;

    void add(const CarePoint& point);
    /// The first sign-in of a day is when a check is due; the day is Kazakhstan's.
    [[nodiscard]] bool isDue(core::WallTime now) const;
    /// How much dirt came per day over the last checks since the last wiping; nothing with fewer than three.
    [[nodiscard]] std::optional<double> dirtPerDay() const;
    /// In how many days it will want wiping if dirt goes on like this; nothing where it does not grow, or not within a
    /// season.
    [[nodiscard]] std::optional<int> daysLeft(CareSight sight) const;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<CareHistory> fromBytes(QByteArrayView bytes);
};

/// Where histories are kept, by the device's name in the criteria.
class CareStore
{
public:
    virtual ~CareStore() = default;
    [[nodiscard]] virtual Result<CareHistory> load(const QString& device) = 0; ///< empty for one that is new
    [[nodiscard]] virtual Result<> save(const QString& device, const CareHistory& history) = 0;
};

} // namespace tirkeu::devices
