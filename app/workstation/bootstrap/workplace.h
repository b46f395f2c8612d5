#pragma once

#include "absentstaff.h"
#include "logauditsink.h"
#include "selftests.h"
#include "shell/place.h"

#include <core/ports/capturegate.h>
#include <core/ports/signer.h>
#include <pki/truststore.h>

class QWidget;

namespace tirkeu::enrolment {
class OneTimeCodes;
}

namespace tirkeu::workstation {

class BankLine;
class ClientFiles;
class Counter;
class DeviceSource;
class DocumentChecker;
class JournalSource;
class NoticeSource;
class PaperSigning;
class PaperTray;
class RestoreSource;
class RetentionSource;
class ShellController;
class SignInController;
class Theme;
class TrainingCourse;

/// What a start finds here: the bank's criteria, staff, the store, devices. By itself it is a machine that nobody has
/// provisioned: it shows why it cannot be worked with, and keeps nothing but a log.
class Workplace
{
public:
    Workplace();
    virtual ~Workplace() = default;
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    [[nodiscard]] virtual const Result<criteria::SignedCriteria>& inForce() const { return m_absent; }
    /// Why newer criteria are not in force here, where earlier ones are instead.
    [[nodiscard]] virtual std::optional<Error> criteriaFault() const { return {}; }
    /// Everything is wired around the criteria; once they have been put right, the wiring begins anew.
    [[nodiscard]] virtual bool isMended() const { return false; }
    [[nodiscard]] virtual Place place() const { return {}; }
    /// Which display faces the client, see ClientSide; empty: none does.
    [[nodiscard]] virtual QString clientDisplay() const { return {}; }
    [[nodiscard]] virtual StaffSource& staff() { return m_nobody; }
    [[nodiscard]] virtual core::AuditSink& audit() { return m_log; }
    [[nodiscard]] virtual core::Signer* workstationKey() { return nullptr; }
    /// Whose documents the verifier page believes besides those that are installed.
    virtual void addTrust(pki::TrustStore&) const {}
    [[nodiscard]] virtual JournalSource* journal() { return nullptr; }
    [[nodiscard]] virtual RetentionSource* retention() { return nullptr; }
    [[nodiscard]] virtual NoticeSource* notices() { return nullptr; }
    [[nodiscard]] virtual BankLine* bank() { return nullptr; } ///< none: nothing is sent from here
    [[nodiscard]] virtual DeviceSource* devices() { return nullptr; }
    [[nodiscard]] virtual PaperSigning* papers() { return nullptr; }
    [[nodiscard]] virtual RestoreSource* restore() { return nullptr; }
    /// Whoever looks at pictures is written down, where there is a journal to write in.
    [[nodiscard]] virtual DocumentChecker& checker(DocumentChecker& plain) { return plain; }
    [[nodiscard]] virtual std::optional<DeviceFinding> deviceFinding() const { return {}; }
    /// What of the machine keeps everybody out until its IT puts it right: there is no vault, no token can be read.
    [[nodiscard]] virtual std::optional<Error> storeFault() const { return {}; }
    [[nodiscard]] virtual std::optional<Error> tokenFault() const { return {}; }

    /// What stands at the counter, where clients can be served; `gate` is asked before each capture, `shell` who
    /// serves. Both outlive it.
    struct AtCounter
    {
        Counter* counter = nullptr;
        PaperTray* papers = nullptr;
        ClientFiles* clients = nullptr;
        enrolment::OneTimeCodes* codes = nullptr; ///< none: nobody sends codes
        TrainingCourse* training = nullptr;       ///< none: nobody practises here
    };
    [[nodiscard]] virtual AtCounter openCounter(core::CaptureGate& /*gate*/, const ShellController& /*shell*/)
    {
        return {};
    }
    virtual void closeCounter() {}

    /// Whoever signs in and out is known now.
    virtual void follow(ShellController&, SignInController&) {}
    /// Stands above every page; none outside the demo. The window takes it over.
    [[nodiscard]] virtual QWidget* makeBanner(const Theme&) { return nullptr; }
    virtual void windowStands() {} ///< what may take a moment begins behind the first picture

private:
    Result<criteria::SignedCriteria> m_absent;
    AbsentStaff m_nobody;
    LogAuditSink m_log;
};

} // namespace tirkeu::workstation
