#pragma once

#include <enrolment/clientdata.h>
#include <enrolment/consentproof.h>
#include <enrolment/knownpalms.h>
#include <enrolment/palmcheck.h>
#include <enrolment/plan.h>
#include <enrolment/standing.h>

#include <vault/store.h>
#include <wire/services.h>

namespace tirkeu::enrolment {

/// What a question is about where the teller only calls somebody: its answer decides nothing.
inline constexpr QLatin1StringView kSupervisorCall("call");

struct CaseOpening
{
    QString purpose;
    identity::Iin iin;
    core::Language clientLanguage = core::Language::Kazakh;
    /// A supervisor who allows new attempts before the interval is over.
    QString approvedBy = {};
    /// What that supervisor signed, see `CaseDesk::approvalStatement`; it says who they are and is kept as an original.
    QByteArray approval = {};
    /// At other workstations of the branch, as the bank told them (BIO-8, BIO-22); empty where nobody could be asked.
    QList<casefile::EarlierAttempts> elsewhere = {};
};

struct ConsentAnswer
{
    criteria::ConsentKind kind;
    bool given = false;
    criteria::ConsentMeans means = criteria::ConsentMeans::SignedPaper;
    core::Language language = core::Language::Kazakh;
    std::chrono::milliseconds reading{0};
    /// What the client signed, byte for byte, see consentproof.h; a "yes" without it is none. Kept as an original.
    QByteArray evidence = {};
};

/// Why an attempt is given back: a fault that is proven, not one that is claimed.
struct ProvenFault
{
    QString cause;    ///< an error's code
    QString evidence; ///< what the device or the program said
};

/// A document of the case that waits for a signature, as it will be signed.
struct UnsignedPaper
{
    core::Uuid id;
    QString kind;
    QByteArray pdf;
};
struct SignedPaper
{
    core::Uuid id;
    QByteArray pdf;
};

/// What a service outside the bank said of a client, or that it was asked and said nothing.
struct ServiceWord
{
    QString service; ///< wire's names
    core::Uuid call;
    QString verdict; ///< the service's own, or kServiceNotReached
    QString source = {};
    QString reason = {};
    QByteArray document = {};
};
inline constexpr QLatin1StringView kServiceNotReached("not-reached");

/// Who serves. The certificate (DER) is known before any client is started: without one nothing could be signed.
struct Teller
{
    QString id;
    QByteArray certificate;
    QString workstation = {}; ///< as the criteria name it: the place that documents print
};

/// What a teller does with one case: each call is one transaction that says what happened, and the state is the fold of
/// what was said. Nothing is kept here that the vault does not hold, so that the program may die between any two calls.
/// On the vault's thread; the store and the criteria outlive it.
class CaseDesk
{
public:
    /// `known`: the palms enrolled here, shared by the desks of one opened vault; without it each desk makes its own.
    CaseDesk(
        vault::Store& store, const criteria::Criteria& criteria, Teller teller, std::shared_ptr<KnownPalms> known = {});

    /// A new case. Refused while this teller has an unsigned one, or somebody has this client at the counter already.
    [[nodiscard]] Result<> open(const CaseOpening& opening);
    /// A case that stands in the vault: paused, left by a crash, or handed over to this teller.
    [[nodiscard]] Result<> take(const casefile::CaseId& id);
    /// A case of anybody's, by a supervisor: whoever had it is not there to hand it over.
    [[nodiscard]] Result<> takeOver(const casefile::CaseId& id);
    /// A case of another's, to answer a question of it: nobody has it in hand afterwards who had it not before.
    [[nodiscard]] Result<> look(const casefile::CaseId& id);
    /// A case that ended awaiting an answer which is there now: the later ceremony that finishes it. By any teller.
    [[nodiscard]] Result<> reopen(const casefile::CaseId& id, const QString& why);
    /// Ends as timed out what of this teller's stands open beyond its deadline; the documents wait for their signature.
    /// A case of somebody else's is theirs to end, or a supervisor takes it over. One that cannot be ended does not
    /// keep the others. Gives back how many there were. Changes no case in hand.
    [[nodiscard]] Result<int> endOverdue();

    [[nodiscard]] const casefile::CaseState& state() const { return m_state; }
    /// As the case was opened, whatever the criteria say since; empty before there is a case.
    [[nodiscard]] const criteria::Purpose& purpose() const { return m_purpose; }
    [[nodiscard]] QList<PlannedStep> plan() const { return planOf(m_state, m_purpose); }
    /// The newest that is known of the client, also from earlier cases: what a form is prefilled with.
    [[nodiscard]] Result<ClientData> clientData() const;
    /// What earlier cases of this client leave standing.
    [[nodiscard]] Result<Standing> standing() const;

    /// What a supervisor signs so that a client whose attempts are spent is given new ones, or none: for one case,
    /// which `open` then begins with what they signed.
    [[nodiscard]] QByteArray approvalStatement(const identity::Iin& iin, const QString& reason, bool yes = true) const;
    /// What they signed before there is a case, from a session of their own: it answers what was asked, see
    /// spentattempts.h, and waits for that case.
    [[nodiscard]] Result<> attemptsSigned(const QByteArray& cms);

    // The client and what they agree to.
    [[nodiscard]] Result<> recordClient(const ClientData& data); ///< again: a correction that supersedes
    [[nodiscard]] Result<> attestIdentity(); ///< seen in person, compared with the document (BIO-19, MFO-9b)
    [[nodiscard]] Result<> notePhone(PhoneState state, const QString& source = {});
    /// What a register said of a telephone, while the case it was asked for is open and the telephone still its
    /// client's.
    [[nodiscard]] Result<> takePhoneWord(
        const casefile::CaseId& id, const identity::PhoneNumber& phone, PhoneState state, const QString& source);
    /// What the system against unauthorised payments is asked now that a decision is next (BIO-37); nothing: it is not.
    [[nodiscard]] std::optional<wire::SuspicionAsked> suspicionToAsk() const;
    /// What came of a question to a service outside the bank, while the case it was asked for is open. Its document is
    /// kept as it came (MFO-34).
    [[nodiscard]] Result<> takeServiceWord(const casefile::CaseId& id, const ServiceWord& word);
    [[nodiscard]] Result<> answer(const ConsentAnswer& answer);
    /// What the client's token signs, or their code confirms: these answers in these words.
    [[nodiscard]] Result<ConsentStatement> statementOf(const QList<ConsentAnswer>& answers) const;
    /// Several answers that one act of the client confirms, where the criteria let it (`evidence` of the first).
    [[nodiscard]] Result<> answerAll(const QList<ConsentAnswer>& answers);
    /// `evidence`: what confirmed it, kept as an original.
    [[nodiscard]] Result<> withdraw(
        criteria::ConsentKind kind, criteria::ConsentMeans means, const QByteArray& evidence = {});
    /// Several that one act takes back: all or none.
    [[nodiscard]] Result<> withdrawAll(
        const QList<criteria::ConsentKind>& kinds, criteria::ConsentMeans means, const QByteArray& evidence = {});
    /// A hand that cannot be scanned; `attestedBy` is a second member of staff. Without an end it is for good.
    [[nodiscard]] Result<> exceptHand(
        casefile::Hand hand, const QString& attestedBy, std::optional<core::WallTime> until = {});

    /// Refused where the end has passed already.
    [[nodiscard]] static Result<> checkUntil(std::optional<core::WallTime> until, core::WallTime now);

    // Four eyes by a token: what a second person signs with their own, while the teller's session is frozen, and what
    // then counts. The CMS holds the statement; it is kept as an original.
    [[nodiscard]] QByteArray exceptionStatement(casefile::Hand hand, std::optional<core::WallTime> until = {}) const;
    [[nodiscard]] Result<> exceptSigned(const QByteArray& cms);
    [[nodiscard]] Result<QByteArray> answerStatement(
        bool yes, const QString& reason, const QString& secondProof = {}) const;
    [[nodiscard]] Result<> answerSigned(const QByteArray& cms);

    // One palm.
    /// Whether it is this hand's turn: consents given, presence attested, an attempt left. Asked before the scanner is.
    [[nodiscard]] Result<> mayStart(casefile::Hand hand) const;
    /// `frames`: digests of what it begins with; should the program die, they are what its document rests on.
    [[nodiscard]] Result<core::Uuid> startAttempt(
        casefile::Hand hand, const casefile::DeviceAttestation& device, const QList<QByteArray>& frames);
    [[nodiscard]] Result<> finishAttempt(const core::Uuid& attempt, const PalmFindings& findings);
    [[nodiscard]] Result<> voidAttempt(const core::Uuid& attempt, const ProvenFault& fault);
    /// The newest template of a hand of this client that an earlier case enrolled; none: nobody did.
    [[nodiscard]] Result<std::optional<palm::PalmTemplate>> enrolledPalm(casefile::Hand hand) const;
    /// Whether a palm will be compared and none of this client's is known here: the bank may know them.
    [[nodiscard]] Result<bool> needsReferencePalms() const;
    /// What the reference database holds of this case's client. In memory alone, and gone with the case; what is
    /// enrolled here goes before it.
    [[nodiscard]] Result<> takeReferencePalms(const casefile::CaseId& id, const std::vector<palm::PalmTemplate>& palms);

    // How it goes on and ends.
    [[nodiscard]] Result<> pause(const QString& why);
    [[nodiscard]] Result<> handOver(const QString& to);
    /// By the rule of the criteria, or a question to the supervisor where the rule does not say. Refused before its
    /// turn; while a question is open it stays open. A consent that was refused decides by itself.
    [[nodiscard]] Result<> decide();
    /// Calls a supervisor, whatever the step. Until one has said what was arranged nothing is decided.
    [[nodiscard]] Result<> call();
    /// Another person than the case's tellers; a "yes" or "no" decides.
    /// A palm in the place of an enrolled one takes a second proof besides: what was looked at.
    [[nodiscard]] Result<> answerQuestion(
        const QString& supervisor, bool yes, const QString& reason, const QString& secondProof = {});
    /// Makes the documents the case owes, in the same transaction: an ended case without them does not exist.
    [[nodiscard]] Result<> end(casefile::Ending ending, const QString& reason = {});

    // The documents.
    /// As they are to be signed by this teller. Draws pages: needs a QGuiApplication.
    [[nodiscard]] Result<QList<UnsignedPaper>> unsignedPapers() const;
    /// All or none: they are kept and the events that say so written in one transaction.
    [[nodiscard]] Result<> keepSigned(const QList<SignedPaper>& papers);
    /// A revision with a higher level; needs no person. Adds to what is kept, replaces nothing.
    [[nodiscard]] Result<> keepRaised(const SignedPaper& paper);
    [[nodiscard]] Result<QByteArray> document(const core::Uuid& id) const;
    [[nodiscard]] Result<> noteSlip(core::Language language);

private:
    [[nodiscard]] casefile::Event event(casefile::Kind kind, const QJsonObject& fields = {}) const;
    [[nodiscard]] Result<> say(casefile::Kind kind, const QJsonObject& fields = {});
    [[nodiscard]] Result<> write(const std::function<Result<>(vault::Writer&)>& body);
    [[nodiscard]] Result<> refresh(const casefile::CaseId& id);
    [[nodiscard]] Result<> checkFree(const casefile::ClientId& client) const;
    [[nodiscard]] bool isSupervisor(const QString& who) const;
    struct SecondPerson;
    [[nodiscard]] bool isOneOf(const QStringList& actors, const criteria::StaffMember& member) const;
    [[nodiscard]] Result<SecondPerson> signedByAnother(const QByteArray& cms, const QStringList& tellers) const;
    [[nodiscard]] Result<SecondPerson> secondPerson(const QByteArray& cms, const QString& kind) const;
    struct Approval
    {
        QString by; ///< empty: nobody approved anything
        casefile::CaseId id;
    };
    [[nodiscard]] Result<Approval> approvalOf(const CaseOpening& opening) const;
    [[nodiscard]] Result<QJsonObject> openingFields(
        const CaseOpening& opening, const criteria::Purpose& purpose, core::WallTime now);
    struct Reply
    {
        QString supervisor;
        bool yes = false;
        QString reason;
        QString secondProof;
        QByteArray evidence = {}; ///< what the supervisor signed
    };
    [[nodiscard]] Result<> keepReply(const Reply& reply);
    [[nodiscard]] Result<core::Uuid> openQuestion() const;
    [[nodiscard]] Result<> settleRunning();
    [[nodiscard]] Result<bool> endIfOverdue(const casefile::CaseId& id) const;
    [[nodiscard]] Result<> checkAct(const ConsentAnswer& answer, const QByteArray& act, const QString& digest) const;
    [[nodiscard]] Result<> keepAnswer(
        vault::Writer& writer, const ConsentAnswer& answer, const QByteArray& act, const QString& kept);
    [[nodiscard]] Result<> ask(const QString& about, const QStringList& reasons);
    [[nodiscard]] Result<> sayDecision(casefile::Outcome outcome, const QString& reason);
    /// Why a palm may not simply take the place of an enrolled one; nothing where none is enrolled, or it was shown.
    [[nodiscard]] Result<QStringList> againstReplacement() const;
    /// What the client is told, at the telephone they had registered, when their palm was replaced.
    [[nodiscard]] Result<std::optional<casefile::Event>> replacementNotice(casefile::Ending ending) const;
    [[nodiscard]] Result<> makePapers(vault::Writer& writer, const casefile::CaseState& state,
        const std::vector<casefile::Event>& events, const core::JournalHead& head);
    /// For whoever is to sign now, where another was to sign them.
    [[nodiscard]] Result<> remakePapers();

    [[nodiscard]] Result<> keepFindings(vault::Writer& writer, const core::Uuid& attempt, const PalmFindings& findings);
    [[nodiscard]] Result<> compare(
        vault::Writer& writer, const core::Uuid& attempt, const core::Uuid& formed, const palm::PalmTemplate& probe);
    /// The palm of the client's other hand, where it was compared in this case and came near without a decision.
    [[nodiscard]] Result<std::optional<PalmPair>> nearPalm(casefile::Hand other) const;
    /// What the client is compared with: enrolled here, or told by the bank.
    [[nodiscard]] Result<std::optional<palm::PalmTemplate>> knownPalm(casefile::Hand hand) const;
    /// What an earlier attempt of this case formed.
    [[nodiscard]] Result<std::optional<palm::PalmTemplate>> formedPalm(casefile::Hand hand) const;
    /// Whose else the palm may be: another client's, the teller's, the client's other hand. Of the teller and of
    /// exchanged hands nothing is said before a second look, at either hand, confirms it.
    [[nodiscard]] Result<> suspect(vault::Writer& writer, const PalmFindings& findings);
    [[nodiscard]] Result<std::vector<palm::PalmTemplate>> tellersPalms() const;

    vault::Store& m_store;
    const criteria::Criteria& m_criteria;
    Teller m_teller;
    std::shared_ptr<KnownPalms> m_known;
    casefile::CaseState m_state;
    criteria::Purpose m_purpose{};
    QMap<casefile::Hand, palm::PalmTemplate> m_reference; ///< of this case's client, from the bank
};

} // namespace tirkeu::enrolment
