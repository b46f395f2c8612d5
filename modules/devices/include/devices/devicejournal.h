#pragma once

#include <core/ports/auditsink.h>
#include <devices/cameraregistry.h>
#include <devices/registry.h>

namespace tirkeu::devices {

/// Writes down what happens to devices (NEWS-logs, BIO-20). A journal that does not take the line is the caller's to
/// show: nothing is used whose refusal could not be written.
class DeviceJournal
{
public:
    explicit DeviceJournal(core::AuditSink& audit); ///< outlives it

    /// What was plugged in: attached where it may be used, refused with its reason where not.
    [[nodiscard]] Result<> judged(const DeviceIdentity& device, const Judgement& judgement);
    [[nodiscard]] Result<> removed(const DeviceIdentity& device);
    /// Refused at opening or in a capture: what the attestation or the channel showed.
    [[nodiscard]] Result<> refused(const criteria::Scanner& scanner, const Error& why);
    /// The supervisor by certificate, as the journal names people.
    [[nodiscard]] Result<> movePermitted(const DeviceIdentity& device, const criteria::StaffMember& supervisor);
    [[nodiscard]] Result<> judged(const CameraFacts& facts, const CameraJudgement& judgement);
    [[nodiscard]] Result<> removed(const CameraFacts& facts);
    [[nodiscard]] Result<> movePermitted(const CameraFacts& facts, const criteria::StaffMember& supervisor);
    /// Each scanner and camera of the workstation that new criteria bring, take or change; `before` may be null.
    [[nodiscard]] Result<> criteriaChanged(
        const criteria::Criteria* before, const criteria::Criteria& after, const QString& workstation);

private:
    [[nodiscard]] Result<> permitted(QJsonObject fields, const QString& port, const criteria::StaffMember& supervisor);

    core::AuditSink& m_audit;
};

} // namespace tirkeu::devices
