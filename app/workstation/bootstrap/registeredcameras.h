#pragma once

#include "cameralook.h"

#include <core/ports/auditsink.h>
#include <devices/cameraregistry.h>
#include <devices/devicejournal.h>

#include <optional>

namespace tirkeu::workstation {

/// A camera that is plugged in, and what the criteria say to it.
struct SeenCamera
{
    devices::CameraFacts facts;
    devices::CameraJudgement judgement;
};

/// The cameras of this workstation while the program runs: what is plugged in, held against the criteria and written
/// down, each standing once. What the journal did not take is not used.
class RegisteredCameras final : public QObject
{
    Q_OBJECT
public:
    RegisteredCameras(devices::CameraBus bus, const QList<criteria::Camera>& registered);
    /// Where it is written down; none: nothing keeps a journal here.
    void recordTo(core::AuditSink& audit) { m_journal.emplace(audit); }

    [[nodiscard]] const QList<SeenCamera>& seen() const { return m_seen; }
    [[nodiscard]] const QList<criteria::Camera>& missing() const { return m_missing; }
    [[nodiscard]] bool hasLooked() const { return m_look.hasLooked(); }
    [[nodiscard]] bool isOneClosed() const { return m_look.isOneClosed(); }
    void judge(); ///< again: the journal may take now what it did not take before
    /// `test` is what the person saw in this port, `supervisor` whose PIN was asked just now.
    [[nodiscard]] Result<> permitMove(
        const devices::CameraFacts& facts, devices::PictureTest test, const criteria::StaffMember& supervisor);
    /// The same while it stays plugged in there, whatever number its node has.
    [[nodiscard]] static QString keyOf(const devices::CameraFacts& facts);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] std::optional<Error> written(const SeenCamera& camera);
    void forgetRemoved(const QList<devices::CameraFacts>& attached);

    CameraLook m_look;
    devices::CameraRegistry m_registry;
    std::optional<devices::DeviceJournal> m_journal;
    QList<SeenCamera> m_seen;
    QList<criteria::Camera> m_missing;
    struct Written
    {
        devices::Standing standing;
        devices::CameraFacts facts;
    };
    QMap<QString, Written> m_written; ///< what the journal has taken
};

} // namespace tirkeu::workstation
