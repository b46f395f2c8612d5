#pragma once

#include <enrolment/clientdata.h>
#include <enrolment/palmcheck.h>
#include <enrolment/plan.h>

#include <vault/store.h>

namespace tirkeu::enrolment {

struct CaseOpening
{
    QString purpose;
    identity::Iin iin;
    core::Language clientLanguage = core::Language::Kazakh;
};

struct ConsentAnswer
{
    criteria::ConsentKind kind;
    bool given = false;
    criteria::ConsentMeans means = criteria::ConsentMeans::SignedPaper;
    core::Language language = core::Language::Kazakh;
    std::chrono::milliseconds reading{0};
    /// What the client signed, byte for byte; kept as an original.
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

/// Who serves. The certificate (DER) is known before any client is started: without one nothing could be signed.
struct Teller
{
    QString id;
    QByteArray certificate;
};

/// What a teller does with one case: each call is one transaction that says what happened, and the state is the fold of
/// what was said. Nothing is kept here that the vault does not hold, so that the program may die between any two calls.
/// On the vault's thread; the store and the criteria outlive it.
class CaseDesk
{
public:
    CaseDesk(vault::Store& store, const criteria::Criteria& criteria, Teller teller);

    /// A new case. Refused while this teller has an unsigned one, or somebody has this client at the counter already.
    [[nodiscard]] Result<> open(const CaseOpening& opening);
    /// A case that stands in the vault: paused, left by a crash, or handed over to this teller.
    [[nodiscard]] Result<> take(const casefile::CaseId& id);

    [[nodiscard]] const casefile::CaseState& state() const { return m_state; }
    [[nodiscard]] const criteria::Purpose& purpose() const { return *m_purpose; }
    [[nodiscard]] QList<PlannedStep> plan() const { return planOf(m_state, *m_purpose); }
    [[nodiscard]] Result<ClientData> clientData() const;

    // The client and what they agree to.
    [[nodiscard]] Result<> recordClient(const ClientData& data); ///< again: a correction that supersedes
    [[nodiscard]] Result<> attestIdentity(); ///< seen in person, compared with the document (BIO-19, MFO-9b)
    [[nodiscard]] Result<> notePhone(PhoneState state, const QString& source = {});
    [[nodiscard]] Result<> answer(const ConsentAnswer& answer);
    [[nodiscard]] Result<> withdraw(criteria::ConsentKind kind, criteria::ConsentMeans means);
    /// A hand that cannot be scanned; `attestedBy` is a second member of staff. Without an end it is for good.
    [[nodiscard]] Result<> exceptHand(
        casefile::Hand hand, const QString& attestedBy, std::optional<core::WallTime> until = {});

    // One palm.
    /// Whether it is this hand's turn: consents given, presence attested, an attempt left. Asked before the scanner is.
    [[nodiscard]] Result<> mayStart(casefile::Hand hand) const;
    [[nodiscard]] Result<core::Uuid> startAttempt(casefile::Hand hand, const casefile::DeviceAttestation& device);
    [[nodiscard]] Result<> finishAttempt(const core::Uuid& attempt, const PalmFindings& findings);
    [[nodiscard]] Result<> voidAttempt(const core::Uuid& attempt, const ProvenFault& fault);
    /// The newest template of a hand of this client that an earlier case enrolled; none: nobody did.
    [[nodiscard]] Result<std::optional<palm::PalmTemplate>> enrolledPalm(casefile::Hand hand) const;

    // How it goes on and ends.
    [[nodiscard]] Result<> pause(const QString& why);
    [[nodiscard]] Result<> handOver(const QString& to);
    /// By the rule of the criteria, or a question to the supervisor where the rule does not say. Refused before its
    /// turn; while a question is open it stays open. A consent that was refused decides by itself.
    [[nodiscard]] Result<> decide();
    /// Another person than the case's tellers; a "yes" or "no" decides.
    [[nodiscard]] Result<> answerQuestion(const QString& supervisor, bool yes, const QString& reason);
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
    [[nodiscard]] Result<> keepFindings(vault::Writer& writer, const core::Uuid& attempt, const PalmFindings& findings);
    [[nodiscard]] Result<> compare(
        vault::Writer& writer, const core::Uuid& attempt, const core::Uuid& formed, const palm::PalmTemplate& probe);
    /// What this client agreed to in earlier cases and has not taken back.
    [[nodiscard]] Result<QStringList> standingConsents(const casefile::ClientId& client) const;
    /// How many other clients known here have a palm like this one.
    [[nodiscard]] Result<int> othersLike(const palm::PalmTemplate& palm) const;
    [[nodiscard]] Result<QList<palm::PalmTemplate>> palmsOf(const casefile::ClientId& client, casefile::Hand hand,
        const std::optional<casefile::CaseId>& except = {}) const;

    vault::Store& m_store;
    const criteria::Criteria& m_criteria;
    Teller m_teller;
    casefile::CaseState m_state;
    const criteria::Purpose* m_purpose = nullptr;
};

} // namespace tirkeu::enrolment
