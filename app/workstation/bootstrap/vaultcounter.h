#pragma once

#include "counterdesk.h"
#include "paperprinter.h"
#include "signin/papersigning.h"
#include "vaultdoor.h"

#include <core/ports/capturegate.h>
#include <pki/truststore.h>
#include <wire/gateway.h>

#include <QPromise>
#include <QThreadPool>

#include <atomic>

namespace tirkeu::workstation {

/// None: there is no line, and nothing was sent.
using AskedSuspicion = std::optional<QFuture<Result<wire::SuspicionSaid>>>;
using AskedAttempts = std::optional<QFuture<Result<QList<wire::AttemptsElsewhere>>>>;

/// What a counter stands on. All of it outlives the counter.
struct CounterGround
{
    vault::VaultThread& vault;
    VaultDoor& door;
    PaperSigning& signing;
    devices::PalmScanner& scanner;
    core::CaptureGate& gate;
    const core::Clock& clock;
    const criteria::Criteria& criteria;
    pki::TrustStore trust;
    std::function<std::optional<StaffMember>()> member; ///< who serves
    QString workstation;                                ///< as the criteria name it
    QString printsFolder;
    QString branch = {}; ///< whose staff are colleagues
    /// The bank's own system; none: nobody is asked.
    std::function<QFuture<Result<std::optional<enrolment::BankClient>>>(const identity::Iin&)> askBank = {};
    /// The reference database, for the palms of a client who was enrolled elsewhere; none: nobody is asked.
    std::function<QFuture<Result<QList<wire::PalmGiven>>>(const wire::PalmsAsked&)> askPalms = {};
    /// The register of mobile numbers, by way of the gateway; none: nobody is asked.
    std::function<QFuture<Result<wire::PhoneSaid>>(const wire::PhoneAsked&)> askPhone = {};
    /// The system against unauthorised payments, by way of the gateway and under this number; none: nobody is asked.
    std::function<AskedSuspicion(const wire::SuspicionAsked&, const core::Uuid&, std::chrono::milliseconds patience)>
        askSuspicion = {};
    /// The gateway, for attempts of a client at other workstations of the branch; none: nobody is asked.
    std::function<AskedAttempts(const identity::Iin&)> askAttempts = {};
};

/// The counter of this workstation: the case on the vault's thread, a palm on a thread of its own, signatures on the
/// token's. The window's thread only asks.
class VaultCounter final : public Counter
{
    Q_OBJECT
public:
    explicit VaultCounter(CounterGround ground);
    ~VaultCounter() override; ///< ends the scan

    [[nodiscard]] const CounterRules& rules() const override { return m_rules; }
    [[nodiscard]] core::WallTime now() const override { return m_ground.clock.wall(); }
    [[nodiscard]] QString shownName(const QString& actor) const override;
    [[nodiscard]] QList<Colleague> colleagues() const override;
    [[nodiscard]] enrolment::Slip slip(const CaseView& view, core::Language language) const override;

    [[nodiscard]] QFuture<Result<QList<WaitingCase>>> waiting() override;
    [[nodiscard]] QFuture<Result<std::optional<KnownClient>>> known(const identity::Iin& iin) override;
    [[nodiscard]] QFuture<Result<std::optional<enrolment::BankClient>>> atBank(const identity::Iin& iin) override;
    [[nodiscard]] Answer begin(const NewClient& client) override;
    [[nodiscard]] Answer take(const casefile::CaseId& id) override;
    [[nodiscard]] Answer look(const casefile::CaseId& id) override;
    [[nodiscard]] QFuture<Result<int>> endOverdue() override;
    [[nodiscard]] Answer call() override;
    [[nodiscard]] Answer handOver(const QString& to) override;
    [[nodiscard]] Answer correct(const NewClient& client) override;
    [[nodiscard]] Answer answer(const QList<enrolment::ConsentAnswer>& answers) override;
    [[nodiscard]] QFuture<Result<QList<enrolment::WithdrawalOutlook>>> outlooks() override;
    [[nodiscard]] Answer withdraw(
        const QList<criteria::ConsentKind>& kinds, criteria::ConsentMeans means, const QByteArray& evidence) override;
    [[nodiscard]] QFuture<Result<enrolment::ConsentStatement>> consentStatement(
        const QList<enrolment::ConsentAnswer>& answers) override;
    [[nodiscard]] Result<> mayAttest(const QByteArray& certificate) const override;
    [[nodiscard]] QFuture<Result<QByteArray>> exceptionStatement(
        casefile::Hand hand, std::optional<core::WallTime> until) override;
    [[nodiscard]] Answer exceptSigned(const QByteArray& cms) override;
    [[nodiscard]] Result<> mayAnswer(const QByteArray& certificate) const override;
    [[nodiscard]] QFuture<Result<QByteArray>> answerStatement(const SupervisorAnswer& answer) override;
    [[nodiscard]] QFuture<Result<QList<CasePicture>>> pictures() override;
    [[nodiscard]] QFuture<Result<QByteArray>> approvalStatement(
        const identity::Iin& iin, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> askForAttempts(const identity::Iin& iin) override;
    [[nodiscard]] QFuture<Result<QByteArray>> attemptsStatement(
        const casefile::ClientId& client, const SupervisorAnswer& answer) override;
    [[nodiscard]] QFuture<Result<>> attemptsSigned(const QByteArray& cms) override;
    [[nodiscard]] QFuture<Result<>> noteSuspicion(const WaitingCase& one, const SupervisorAnswer& answer) override;
    [[nodiscard]] Answer answerSigned(const QByteArray& cms) override;
    [[nodiscard]] QFuture<Result<PalmAnswer>> palm(casefile::Hand hand) override;
    void stopPalm() override;
    [[nodiscard]] Answer decide(const QString& reason) override;
    [[nodiscard]] Answer end(casefile::Ending ending, const QString& reason) override;
    [[nodiscard]] QFuture<Result<QList<ShownPaper>>> papers() override;
    [[nodiscard]] Answer sign(core::SecureBytes pin, LastTry lastTry) override;
    [[nodiscard]] Answer noteSlip(core::Language language) override;
    [[nodiscard]] QFuture<Result<QString>> print(const QString& name, const QByteArray& pdf) override;
    [[nodiscard]] Answer pause(const QString& why) override;

private:
    using AtCase = std::function<Result<>(enrolment::CaseDesk&)>;
    /// On the vault's thread, with the case that stands; refused where none does.
    [[nodiscard]] Answer atCase(AtCase action);
    [[nodiscard]] QFuture<Result<QByteArray>> statement(
        std::function<Result<QByteArray>(const enrolment::CaseDesk&)> of);
    /// A new desk for whoever is signed in, then `action`.
    using AtNewCase = std::function<Result<>(enrolment::CaseDesk&, vault::Store&)>;
    enum class Desk { Own, Anothers };
    [[nodiscard]] Answer atNewDesk(AtNewCase action, Desk whose = Desk::Own);
    [[nodiscard]] enrolment::AtDesk atDesk() const; ///< waits; never on the window's thread or the vault's
    [[nodiscard]] Result<PalmAnswer> runPalm(casefile::Hand hand);
    [[nodiscard]] bool isSupervisor() const;
    [[nodiscard]] QFuture<Result<>> notePrint(const QString& name);
    /// The same answer; the lists are worth asking again once it is good.
    [[nodiscard]] QFuture<Result<>> changingLists(QFuture<Result<>> answer);
    void followDoor(bool isOpen);
    [[nodiscard]] Answer open(const NewClient& client);
    /// The same answer; where its case compares palms and none is known here, the reference database is asked
    /// meanwhile.
    [[nodiscard]] Answer withReferencePalms(Answer answer);
    void askForPalms(const wire::PalmsAsked& asked);
    /// The same answer; meanwhile the register is asked whose the telephone is.
    [[nodiscard]] Answer withPhoneOwner(Answer answer);

    using Decided = std::shared_ptr<QPromise<Result<CaseView>>>;
    /// Once it is known whether the client is suspected, or nobody says so in time (BIO-37).
    void decideAfter(const wire::SuspicionAsked& asked, const QString& reason, const Decided& promise);
    void decideKnowing(const wire::SuspicionAsked& asked, const enrolment::ServiceWord& word, const QString& reason,
        const Decided& promise);
    void takeLateWord(const casefile::CaseId& id, const enrolment::ServiceWord& word);

    CounterGround m_ground;
    CounterRules m_rules;
    std::shared_ptr<CounterDesk> m_desk = std::make_shared<CounterDesk>();
    PaperPrinter m_printer;
    QList<enrolment::UnsignedPaper> m_shown; ///< what was shown is what is signed
    std::atomic<bool> m_stop = false;
    bool m_isScanning = false;
    enrolment::HandGuide m_guide;
    QThreadPool m_round; ///< one palm at a time
};

} // namespace tirkeu::workstation
