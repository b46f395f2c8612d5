#pragma once

#include <devices/camerabus.h>
#include <devices/registry.h>

namespace tirkeu::devices {

struct CameraJudgement
{
    Standing standing = Standing::Unknown;
    std::optional<criteria::Camera> camera = {}; ///< the registered one it is held against
    std::optional<Error> refusal = {};           ///< nothing where it may be used
    [[nodiscard]] bool isUsable() const { return !refusal; }
};

/// The cameras of one workstation as the criteria name them, and what is plugged in held against it (BIO-7).
class CameraRegistry
{
public:
    explicit CameraRegistry(QList<criteria::Camera> registered);

    /// One camera among all that are attached. Only one with a serial can be known again in another port.
    [[nodiscard]] CameraJudgement judge(const CameraFacts& facts, const QList<CameraFacts>& attached) const;
    /// The registered cameras that are not there, in whatever port.
    [[nodiscard]] QList<criteria::Camera> missing(const QList<CameraFacts>& attached) const;
    /// Whether `permitMove` would.
    [[nodiscard]] Result<> checkMove(
        const CameraFacts& facts, PictureTest test, const criteria::StaffMember& supervisor) const;
    /// Lets a moved camera work in its new port until the registry is made anew. The caller has asked the supervisor's
    /// PIN just now.
    [[nodiscard]] Result<> permitMove(
        const CameraFacts& facts, PictureTest test, const criteria::StaffMember& supervisor);

private:
    [[nodiscard]] QString portOf(const criteria::Camera& camera) const;

    QList<criteria::Camera> m_registered;
    PortMoves m_moves; ///< by id
};

} // namespace tirkeu::devices
