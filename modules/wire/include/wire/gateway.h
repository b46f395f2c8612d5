#pragma once

#include <wire/manifest.h>
#include <wire/problem.h>
#include <wire/services.h>

#include <QJsonObject>

namespace tirkeu::wire {

/// How fast and when the bank wants what can wait.
struct Pace
{
    qint64 bytesPerSecond = 0; ///< of packages and journal; 0: as fast as it goes
    int quietFrom = 0;         ///< minutes of Kazakhstan's day, in which only what is urgent is sent
    int quietUntil = 0;        ///< the same as `quietFrom`: there are none
    bool operator==(const Pace&) const = default;
};

/// What the gateway says of itself, and what it has for this workstation.
struct Hello
{
    QString gateway;               ///< as its receipts name it
    QByteArray packageCertificate; ///< DER; packages are sealed for it. To be judged like any certificate
    QString workstation;           ///< as whom the gateway knows the asker
    QString lowestVersion;         ///< of the program; below it only cases opened before `lowestSince` are taken
    core::WallTime lowestSince{};
    int criteria = 0;    ///< the newest version it gives out
    quint64 answers = 0; ///< the number of the last answer for this workstation; never falls
    core::WallTime time{};
    std::optional<Pace> pace = {}; ///< from the second contract on
    bool operator==(const Hello&) const = default;
};

/// A sealed package about to be sent. The same package sealed anew is another offer with the same fingerprint.
struct UploadOffer
{
    PackageId package;
    QByteArray fingerprint; ///< SealedPackage::fingerprint
    qint64 size = 0;        ///< of the sealed bytes
    QByteArray sha256;      ///< of the sealed bytes
    bool operator==(const UploadOffer&) const = default;
};

/// How far it has come. Where the gateway has a receipt already nothing is to be sent.
struct UploadState
{
    qint64 received = 0;     ///< go on from here
    qint64 largestChunk = 0; ///< more in one piece is refused
    QByteArray receipt = {}; ///< signed, see receipt.h; empty: not yet
    bool operator==(const UploadState&) const = default;
};

/// Something the bank says about a case after its delivery.
struct Answer
{
    enum class Kind {
        Receipt,    ///< a new word about a package: pending became accepted. fields: package, receipt (base64)
        Duplicate,  ///< of the duplicate search. fields: template, candidates
        Decision,   ///< of a supervisor or the bank. fields: outcome, reason
        Revocation, ///< of a certificate of staff or a workstation. fields: certificate (SHA-256, hex), at
    };
    quint64 number = 0; ///< per workstation, from 1, rising without gaps
    Kind kind = Kind::Receipt;
    std::optional<casefile::CaseId> caseId = {};
    core::WallTime time{};
    QJsonObject fields = {};
    bool operator==(const Answer&) const = default;
};
[[nodiscard]] QString nameOf(Answer::Kind kind);

/// Unsuccessful checks of one person elsewhere, within the interval of the criteria (BIO-8, BIO-22).
struct AttemptsElsewhere
{
    QString modality; ///< casefile's names
    QString hand;
    int spent = 0;
    int voided = 0;
    bool operator==(const AttemptsElsewhere&) const = default;
};

/// The enrolled palms of a client, asked for to hold one against them. Each asking is on record at the gateway.
struct PalmsAsked
{
    QString iin;
    QString purpose; ///< one of the criteria that compares palms
    core::Uuid caseId;
    bool operator==(const PalmsAsked&) const = default;
};

struct PalmGiven
{
    core::Uuid id; ///< of the template
    QString hand;  ///< casefile's names
    QByteArray palm;
    bool operator==(const PalmGiven&) const = default;
};

enum class RelayTo {
    TimeStamp,      ///< a query of RFC 3161
    Status,         ///< an OCSP request of RFC 6960
    RevocationList, ///< nothing is sent, a list comes back
};
[[nodiscard]] QString nameOf(RelayTo relay);
[[nodiscard]] std::optional<RelayTo> relayNamed(const QString& name);

/// Something that is asked of a service outside the bank; what comes back is signed by that service.
struct RelayQuestion
{
    RelayTo to = RelayTo::TimeStamp;
    QString address = {}; ///< one that the gateway's configuration names; empty: the first of its kind
    QByteArray body = {};
    std::chrono::milliseconds patience{}; ///< the asker's own, not sent; 0: as for any question
    bool operator==(const RelayQuestion&) const = default;
};

inline constexpr qint64 kLargestSealed = kLargestPackage + (qint64(4) << 20); ///< with list, signature and seal
inline constexpr qint64 kLargestChunk = qint64(1) << 20;
inline constexpr qint64 kLargestJournalPiece = qint64(8) << 20;
inline constexpr int kMostAnswersAPage = 256;
inline constexpr qint64 kLargestRelayed = qint64(128) << 10; ///< both ways
inline constexpr qint64 kLargestRelayedList = qint64(16) << 20;

/// The bank's gateway as a workstation sees it. Each call is one question and blocks until the answer, its deadline or
/// `cancel`; one thread at a time, never the window's. Every call may be repeated: the gateway acts once.
class Gateway
{
public:
    virtual ~Gateway() = default;

    [[nodiscard]] virtual Reply<Hello> hello() = 0;

    /// Begins an upload or finds it again. Refused with OutOfStep and "wire.package-other-content" where the id is
    /// known with another fingerprint.
    [[nodiscard]] virtual Reply<UploadState> openUpload(const UploadOffer& offer) = 0;
    /// `offset` is UploadState::received; OutOfStep where the gateway stands elsewhere (then openUpload says where).
    [[nodiscard]] virtual Reply<UploadState> putChunk(
        const PackageId& package, qint64 offset, QByteArrayView bytes) = 0;
    /// All bytes are there: the signed receipt, whatever its verdict. A refusal is a receipt, not a problem.
    [[nodiscard]] virtual Reply<QByteArray> finishUpload(const PackageId& package) = 0;

    /// As far as the gateway holds the journal of this vault without a gap; sequence 0 where it holds nothing.
    [[nodiscard]] virtual Reply<core::JournalHead> journalHead(const core::Uuid& vault) = 0;
    /// Entries as casefile::encode writes them, one behind the other, from the head's next on. OutOfStep where they do
    /// not continue it, Refused with "reference.journal-forked" where they contradict it.
    [[nodiscard]] virtual Reply<core::JournalHead> putJournal(const core::Uuid& vault, QByteArrayView entries) = 0;

    /// The signed criteria with the lowest version above `version`; empty where there is none.
    [[nodiscard]] virtual Reply<QByteArray> criteriaAfter(int version) = 0;
    /// In order, at most kMostAnswersAPage; empty where there is none above `number`.
    [[nodiscard]] virtual Reply<QList<Answer>> answersAfter(quint64 number) = 0;
    [[nodiscard]] virtual Reply<QList<AttemptsElsewhere>> attemptsOf(const QString& iin) = 0;
    /// At most one of each hand; empty where nobody enrolled them. Refused where the criteria give no such purpose.
    [[nodiscard]] virtual Reply<QList<PalmGiven>> palmsOf(const PalmsAsked& asked) = 0;
    /// Asks a service outside the bank. Later where it is away, Refused where this gateway has none such or the number
    /// was another question's; the same call again has the same answer and is no second act.
    [[nodiscard]] virtual Reply<ServiceSaid> callService(const ServiceCall& call) = 0;
    /// Hands a question on to a service the bank named and brings the answer back, byte for byte.
    [[nodiscard]] virtual Reply<QByteArray> relay(const RelayQuestion& question) = 0;
    /// A PKCS#10 request for this workstation's next certificate, signed with its present key (CMS); the certificate
    /// (DER), for the same request the same.
    [[nodiscard]] virtual Reply<QByteArray> renewCertificate(QByteArrayView request) = 0;

    /// Ends the call in progress and those to come with NotReached, from any thread.
    virtual void cancel() = 0;
};

} // namespace tirkeu::wire
