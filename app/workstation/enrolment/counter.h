#pragma once

#include "signin/staffsource.h"
#include "verifier/checkeddocument.h"

#include <criteria/purposes.h>
#include <enrolment/bankport.h>
#include <enrolment/casedesk.h>
#include <enrolment/handguide.h>
#include <enrolment/palmround.h>
#include <enrolment/slip.h>
#include <enrolment/spentattempts.h>

#include <QFuture>
#include <QImage>
#include <QObject>

namespace tirkeu::workstation {

/// A case as the window shows it, copied from where it is kept.
struct CaseView
{
    casefile::CaseState state;
    QList<enrolment::PlannedStep> plan;
    std::optional<enrolment::ClientData> client = {};
};

/// What is written down before anything else, in one go.
struct NewClient
{
    enrolment::CaseOpening opening;
    enrolment::ClientData data;
    enrolment::PhoneState phone = enrolment::PhoneState::NotChecked;
};

struct KnownClient
{
    casefile::ClientId id;
    enrolment::ClientData data;
    int cases = 0;
    std::optional<enrolment::SpentAttempts> spent = {}; ///< what stands against another check of a palm
    bool isAsked = false;                               ///< for new ones, and no supervisor has answered
    QByteArray approval = {};                           ///< what a supervisor signed for the next case; empty: nothing
};

/// A line of what is waiting.
struct WaitingCase
{
    enum class For {
        Called,     ///< the teller calls a supervisor: first of all
        Attempts,   ///< before a case: a client's attempts are spent, and new ones are asked for
        Teller,     ///< a draft: it goes on where it stopped
        Signature,  ///< ended, and its documents are not signed
        Supervisor, ///< a question nobody has answered
        Answered,   ///< a supervisor has answered it: the teller goes on
        Answer,     ///< signed; the bank's answer is awaited
        Finish,     ///< signed, and the bank's answer is there
        Suspicion,  ///< a check that failed for good, or looks like an attack: for supervisors
    };
    casefile::CaseId id;
    For what = For::Teller;
    QString clientName; ///< empty: not yet written down
    QString iinShort;
    QString actor;
    core::WallTime opened;
    core::WallTime changed;
    core::WallTime deadline;
    std::optional<casefile::ClientId> client = {};
    std::optional<enrolment::SpentAttempts> spent = {}; ///< where new ones are asked for; there is no case then
};

/// Who may take a case over, or is asked about one.
struct Colleague
{
    QString id;
    QString name;
    bool isSupervisor = false;
};

struct PalmSight
{
    QImage picture; ///< empty: a word without a picture
    bool handPresent = false;
    std::optional<Error> hint = {};
};

/// A document before it is signed, as a person reads it.
struct ShownPaper
{
    QString kind;
    evidence::RecordView record;
    QList<CheckedPicture> pictures;
};

/// A picture that was kept of a check, as it was taken.
struct CasePicture
{
    QByteArray png;
    core::WallTime taken{};
};

/// What a supervisor says to the open question of a case.
struct SupervisorAnswer
{
    bool yes = false;
    QString reason;
    QString secondProof = {}; ///< what was looked at, where a palm takes the place of an enrolled one
};

struct PalmAnswer
{
    enrolment::PalmRoundEnd end = enrolment::PalmRoundEnd::GivenUp;
    CaseView view;
};

/// What the bank's criteria say to the pages of a case.
struct CounterRules
{
    QList<criteria::Purpose> purposes;
    criteria::Consents consents;
    criteria::Texts organisation;
    QString organisationBin = {};
    std::chrono::hours attemptsInterval{24};
    int samplesToEnrol = 4;
    int samplesToVerify = 1;
    bool holdsVideoSessions = false; ///< the criteria have their questions (BIO-32)
};

/// What the pages of a case ask for. One case at a time; each question is answered exactly once, and none blocks the
/// window.
class Counter : public QObject
{
    Q_OBJECT
public:
    using Answer = QFuture<Result<CaseView>>;
    using QObject::QObject;

    [[nodiscard]] virtual const CounterRules& rules() const = 0;
    [[nodiscard]] virtual core::WallTime now() const = 0;
    [[nodiscard]] virtual QString shownName(const QString& actor) const = 0;
    [[nodiscard]] virtual QList<Colleague> colleagues() const = 0; ///< who serves here besides whoever is signed in
    /// What the client of an ended case takes home.
    [[nodiscard]] virtual enrolment::Slip slip(const CaseView& view, core::Language language) const = 0;

    [[nodiscard]] virtual QFuture<Result<QList<WaitingCase>>> waiting() = 0;
    [[nodiscard]] virtual QFuture<Result<std::optional<KnownClient>>> known(const identity::Iin& iin) = 0;

    /// What the bank's own system knows of somebody, where it is asked at all.
    [[nodiscard]] virtual QFuture<Result<std::optional<enrolment::BankClient>>> atBank(const identity::Iin& iin) = 0;

    [[nodiscard]] virtual Answer begin(const NewClient& client) = 0;
    [[nodiscard]] virtual Answer take(const casefile::CaseId& id) = 0;
    /// A case of another's, to answer its question; nobody takes it by that.
    [[nodiscard]] virtual Answer look(const casefile::CaseId& id) = 0;
    /// At sign-in: what stands open beyond its deadline ends, and waits to be signed. How many there were.
    [[nodiscard]] virtual QFuture<Result<int>> endOverdue() = 0;
    /// Calls a supervisor: the case stands first on their list until one has said what was arranged.
    [[nodiscard]] virtual Answer call() = 0;
    [[nodiscard]] virtual Answer handOver(const QString& to) = 0;
    [[nodiscard]] virtual Answer correct(const NewClient& client) = 0; ///< supersedes what was written down
    [[nodiscard]] virtual Answer answer(const QList<enrolment::ConsentAnswer>& answers) = 0;
    /// Of the consents that the client of this case has given: what it means to take each back.
    [[nodiscard]] virtual QFuture<Result<QList<enrolment::WithdrawalOutlook>>> outlooks() = 0;
    /// Taken back at once; the case ends with it and its documents are there to be signed.
    [[nodiscard]] virtual Answer withdraw(
        const QList<criteria::ConsentKind>& kinds, criteria::ConsentMeans means, const QByteArray& evidence) = 0;
    /// What a client's token signs or their code confirms: these answers in these words.
    [[nodiscard]] virtual QFuture<Result<enrolment::ConsentStatement>> consentStatement(
        const QList<enrolment::ConsentAnswer>& answers) = 0;
    /// What a second member of staff signs so that a hand is not asked for; then what they signed.
    [[nodiscard]] virtual Result<> mayAttest(const QByteArray& certificate) const = 0;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> exceptionStatement(
        casefile::Hand hand, std::optional<core::WallTime> until) = 0;
    [[nodiscard]] virtual Answer exceptSigned(const QByteArray& cms) = 0;

    /// One attempt with one hand; `palmProgress` and `palmSeen` tell of it. Ends by itself or by `stopPalm`.
    [[nodiscard]] virtual QFuture<Result<PalmAnswer>> palm(casefile::Hand hand) = 0;
    virtual void stopPalm() = 0;

    /// By rule; where the rule decides, the case ends with it and its documents are there to be signed.
    [[nodiscard]] virtual Answer decide(const QString& reason) = 0;
    /// What a supervisor signs as the answer to the open question; then what they signed, which decides.
    [[nodiscard]] virtual Result<> mayAnswer(const QByteArray& certificate) const = 0;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> answerStatement(const SupervisorAnswer& answer) = 0;
    /// Of the checks that the open question is about; each stands in the journal as seen before it is given out. A call
    /// is about no picture.
    [[nodiscard]] virtual QFuture<Result<QList<CasePicture>>> pictures() = 0;
    /// What a supervisor signs so that a client whose attempts are spent is given new ones; it opens one case.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> approvalStatement(
        const identity::Iin& iin, const QString& reason) = 0;
    /// Where no supervisor is at hand: it stands on every supervisor's list until one has answered it.
    [[nodiscard]] virtual QFuture<Result<>> askForAttempts(const identity::Iin& iin) = 0;
    /// What a supervisor signs in their own session as the answer to that; then what they signed.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> attemptsStatement(
        const casefile::ClientId& client, const SupervisorAnswer& answer) = 0;
    [[nodiscard]] virtual QFuture<Result<>> attemptsSigned(const QByteArray& cms) = 0;
    /// A supervisor has looked into it and says whether it was one: it leaves the list until something else is
    /// suspected.
    [[nodiscard]] virtual QFuture<Result<>> noteSuspicion(const WaitingCase& one, const SupervisorAnswer& answer) = 0;
    [[nodiscard]] virtual Answer answerSigned(const QByteArray& cms) = 0;
    [[nodiscard]] virtual Answer end(casefile::Ending ending, const QString& reason) = 0;
    [[nodiscard]] virtual QFuture<Result<QList<ShownPaper>>> papers() = 0;
    /// What `papers` showed last, all or none.
    [[nodiscard]] virtual Answer sign(core::SecureBytes pin, LastTry lastTry) = 0;
    [[nodiscard]] virtual Answer noteSlip(core::Language language) = 0;
    /// On paper where there is a printer, else as a file; says which.
    [[nodiscard]] virtual QFuture<Result<QString>> print(const QString& name, const QByteArray& pdf) = 0;
    [[nodiscard]] virtual Answer pause(const QString& why) = 0;

Q_SIGNALS:
    void palmProgress(const tirkeu::enrolment::PalmProgress& progress);
    void handViewed(const tirkeu::enrolment::HandView& view); ///< for the client's screen: never a picture
    void palmSeen(const tirkeu::workstation::PalmSight& sight);
    void waitingChanged(); ///< `waiting` is worth asking again
};

} // namespace tirkeu::workstation
