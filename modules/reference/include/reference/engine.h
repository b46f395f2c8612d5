#pragma once

#include <casefile/entry.h>
#include <reference/palmstore.h>

#include <wire/gateway.h>
#include <wire/receipt.h>

#include <functional>
#include <optional>

namespace tirkeu::reference {

/// One delivery as it is known for good.
struct PackageRow
{
    wire::PackageId package;
    QByteArray fingerprint;
    QString workstation;
    QString branch;
    core::Uuid vault;
    quint64 number = 0;
    QByteArray person; ///< keyed pseudonym of the IIN; empty where it could not be read
    core::Uuid caseId;
    wire::Verdict verdict = wire::Verdict::Accepted;
    QString reason = {};
    core::WallTime received{};
    core::JournalHead journal{}; ///< as the package claims it
    QByteArray receipt;          ///< signed
    bool operator==(const PackageRow& other) const;
};

/// Bytes sealed under the gateway's data key: an engine never holds anything of a person in clear.
struct SealedPart
{
    wire::PartKind kind = wire::PartKind::Original;
    core::Uuid id;
    QByteArray sha256; ///< of the clear bytes
    QByteArray sealed;
    bool operator==(const SealedPart&) const = default;
};

struct AttemptRow
{
    core::Uuid attempt;
    casefile::Modality modality = casefile::Modality::Palm;
    casefile::Hand hand = casefile::Hand::None;
    bool isVoided = false;
    core::WallTime at{};
    bool operator==(const AttemptRow&) const = default;
};

/// Why a package is kept aside instead of taken in.
struct EvidenceRow
{
    wire::PackageId package;
    QByteArray fingerprint;
    QString workstation;
    QString reason;
    core::WallTime at{};
    QByteArray sealed;       ///< all of it
    QByteArray receipt = {}; ///< signed; empty where the same content is to be looked at again
};

struct Delivery
{
    PackageRow row;
    QByteArray identity = {};     ///< sealed: whom the pseudonym stands for
    QByteArray subject = {};      ///< another pseudonym of the same person, under which alone templates stand
    QList<SealedPart> parts = {}; ///< all but templates
    QList<SealedPart> templates = {};
    QList<HandChange> hands = {};    ///< while its journal has not come only what ends the use of hands
    QList<AttemptRow> attempts = {}; ///< unsuccessful, and given back
    int mostAttempts[2] = {3, 3};    ///< by casefile::Modality
    std::chrono::seconds interval{86'400};
    bool isApproved = false; ///< a supervisor allowed new attempts: those of other cases do not count against it
    QList<AnswerDraft> answers = {}; ///< said where it is kept, and with it
};

enum class Keeping {
    Kept,
    KnownSame,       ///< was here already; its receipt is the old one
    KnownOther,      ///< its id stands for another content
    NumberTaken,     ///< its number belongs to another package of that vault
    TooManyAttempts, ///< with those of other cases of the branch within the interval
};
struct KeepResult
{
    Keeping keeping = Keeping::Kept;
    QByteArray receipt = {};
};

struct JournalRow
{
    QString workstation;
    core::JournalHead head;
    core::Uuid id = {};
    /// Of a vault that was put back: the journal it continues, and from where.
    std::optional<core::Uuid> predecessor = {};
    quint64 after = 0;
};

struct Counts
{
    qint64 packages = 0;
    qint64 pending = 0;
    qint64 refused = 0;
    qint64 people = 0;
    qint64 templates = 0;
    qint64 entries = 0;
    qint64 evidence = 0;
    bool operator==(const Counts&) const = default;
};

/// Where the reference database lies. Every call is one transaction, on disk when it returns; called from any thread.
class Engine : public PalmStore
{
public:
    /// All of a delivery or nothing. Looks and writes in one transaction, so that two at once count each other.
    [[nodiscard]] virtual Result<KeepResult> keep(const Delivery& delivery) = 0;
    [[nodiscard]] virtual Result<std::optional<PackageRow>> package(const wire::PackageId& package) = 0;
    [[nodiscard]] virtual Result<QList<SealedPart>> partsOf(const wire::PackageId& package) = 0;
    [[nodiscard]] virtual Result<QList<SealedPart>> templatesOf(const QByteArray& subject) = 0;
    /// A pending package gets its verdict, its workstation the answers, and its client the hands.
    [[nodiscard]] virtual Result<> settle(
        const PackageRow& row, const QList<AnswerDraft>& answers, const QList<HandChange>& hands) = 0;
    [[nodiscard]] virtual Result<QList<PackageRow>> pendingOf(const core::Uuid& vault, quint64 upTo) = 0;
    [[nodiscard]] virtual Result<> keepEvidence(const EvidenceRow& evidence) = 0;
    /// The receipt with which this very content was refused before; empty where it was not.
    [[nodiscard]] virtual Result<QByteArray> refusalOf(
        const wire::PackageId& package, const QByteArray& fingerprint) = 0;

    [[nodiscard]] virtual Result<std::optional<JournalRow>> journal(const core::Uuid& vault) = 0;
    /// Adds entries behind `known`; false where the head has moved meanwhile, and nothing was written.
    [[nodiscard]] virtual Result<bool> appendJournal(const core::Uuid& vault, const QString& workstation,
        const core::JournalHead& known, const std::vector<casefile::Entry>& entries) = 0;
    /// Begins a journal at the entry of another that `row.head` names; one that is there stays as it is.
    [[nodiscard]] virtual Result<> forkJournal(const JournalRow& row) = 0;
    [[nodiscard]] virtual Result<QList<JournalRow>> journalsOf(const QString& workstation) = 0;
    /// One entry; nothing where it has not come.
    [[nodiscard]] virtual Result<std::optional<casefile::Entry>> entry(const core::Uuid& vault, quint64 sequence) = 0;
    [[nodiscard]] virtual Result<std::vector<casefile::Entry>> entriesOfCase(
        const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo) = 0;

    /// Of one branch, but for what `asking` delivered itself and knows.
    [[nodiscard]] virtual Result<QList<wire::AttemptsElsewhere>> attemptsOf(
        const QByteArray& person, const QString& branch, core::WallTime since, const QString& asking) = 0;
    [[nodiscard]] virtual Result<QList<wire::Answer>> answersAfter(
        const QString& workstation, quint64 number, int most) = 0;
    [[nodiscard]] virtual Result<quint64> lastAnswer(const QString& workstation) = 0;
    [[nodiscard]] virtual Result<> answer(const AnswerDraft& draft) = 0;

    /// Certificates of workstations: each that was seen, for signatures made before a renewal; and those revoked.
    [[nodiscard]] virtual Result<> noteCertificate(const QString& workstation, const pki::Certificate& certificate) = 0;
    [[nodiscard]] virtual Result<QList<pki::Certificate>> certificatesOf(const QString& workstation) = 0;
    /// A workstation's next certificate, and the one that asked for it.
    [[nodiscard]] virtual Result<> noteRenewal(const QString& workstation, const pki::Certificate& certificate,
        const QByteArray& predecessor, core::WallTime at) = 0;
    /// Nothing where the certificate followed none here.
    [[nodiscard]] virtual Result<std::optional<QByteArray>> predecessorOf(const QByteArray& certificate) = 0;
    [[nodiscard]] virtual Result<> revoke(const QByteArray& certificate, const QString& reason, core::WallTime at) = 0;
    [[nodiscard]] virtual Result<bool> isRevoked(const QByteArray& certificate) = 0;

    [[nodiscard]] virtual Result<Counts> counts() = 0;
    [[nodiscard]] virtual Result<> checkAlive() = 0; ///< for /ready: it can be written to
    /// Every package, in the order received, for an export.
    [[nodiscard]] virtual Result<> visitPackages(const std::function<Result<>(const PackageRow&)>& visitor) = 0;
};

} // namespace tirkeu::reference
