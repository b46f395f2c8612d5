#pragma once

#include <core/result.h>
#include <criteria/criteria.h>
#include <devices/identity.h>

#include <QMap>

#include <optional>

namespace tirkeu::devices {

/// Where the criteria register a scanner behind a device service of this computer, their `busPath` is this.
inline constexpr QLatin1StringView kServedPath("sbi");
[[nodiscard]] bool isServed(const criteria::Scanner& scanner);

enum class Standing {
    Registered,
    Moved,        ///< the registered device in another port: a picture test and a supervisor open it
    Absent,       ///< the registered device is not plugged in
    Unknown,      ///< nobody registered it here
    Replaced,     ///< it stands in the registered device's port
    ModelDiffers, ///< another model, or another USB device, goes by its serial
    SerialTwice,  ///< two devices say they are the same one
    Virtual,      ///< no device at all, outside the demo
};
[[nodiscard]] QString nameOf(Standing standing); ///< "registered", "moved", for reports

struct Judgement
{
    Standing standing = Standing::Unknown;
    std::optional<criteria::Scanner> scanner = {}; ///< the registered one it is held against
    std::optional<Error> refusal = {};             ///< nothing where it may be used
    [[nodiscard]] bool isUsable() const { return !refusal; }
};

/// The picture of a hand or of the empty scanner, looked at by a person.
enum class PictureTest { NotMade, Failed, Passed };

/// The ports that a supervisor gave to registered devices which stand in another one, until this is made anew.
class PortMoves
{
public:
    /// Whether `permit` would.
    [[nodiscard]] static Result<> check(Standing standing, PictureTest test, const criteria::StaffMember& supervisor);
    struct Move
    {
        QString device; ///< what the criteria know it by
        QString port;
    };
    [[nodiscard]] Result<> permit(
        const Move& move, Standing standing, PictureTest test, const criteria::StaffMember& supervisor);
    [[nodiscard]] QString portOf(const QString& device, const QString& registered) const;

private:
    QMap<QString, QString> m_ports;
};

/// The scanners of one workstation as the criteria name them, and what is plugged in held against it (BIO-19, 20).
class Registry
{
public:
    Registry(const criteria::Criteria& criteria, const QString& workstation);

    /// One device among all that are attached.
    [[nodiscard]] Judgement judge(const DeviceIdentity& device, const QList<DeviceIdentity>& attached) const;
    /// The registered scanners that are not there.
    [[nodiscard]] QList<Judgement> missing(const QList<DeviceIdentity>& attached) const;
    /// Lets a moved scanner work in its new port until the registry is made anew. The caller has asked the supervisor's
    /// PIN just now; the device's own attestation is judged at opening as ever.
    [[nodiscard]] Result<> permitMove(
        const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor);
    /// Whether `permitMove` would.
    [[nodiscard]] Result<> checkMove(
        const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor) const;
    /// The scanner as it is to be opened: in the port where it was permitted.
    [[nodiscard]] criteria::Scanner asPermitted(criteria::Scanner scanner) const;

private:
    QList<criteria::Scanner> m_scanners;
    bool m_isDemo;
    PortMoves m_moves; ///< by serial
};

} // namespace tirkeu::devices
