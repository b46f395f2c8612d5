#pragma once

#include <evidence/attachment.h>
#include <evidence/signaturelevel.h>

#include <core/clock.h>
#include <core/result.h>
#include <pki/truststore.h>

#include <QJsonObject>

#include <optional>

namespace tirkeu::evidence {

/// As ETSI EN 319 102-1 names them.
enum class Indication { TotalPassed, TotalFailed, Indeterminate };
enum class SubIndication {
    None,
    FormatFailure,
    HashFailure,
    SigCryptoFailure,
    NotYetValid,
    SigConstraintsFailure,
    ChainConstraintsFailure,
    CryptoConstraintsFailure,
    NoSigningCertificateFound,
    NoCertificateChainFound,
    RevokedNoPoe,   ///< also where the signer's own word puts the signature behind the revocation: that proves nothing
    RevokedCaNoPoe, ///< an authority of the chain
    OutOfBoundsNoPoe,
    TryLater,
    TimestampOrderFailure,
};
/// Each sub-indication belongs to one indication; none belongs to what passed.
[[nodiscard]] Indication indicationOf(SubIndication subIndication);
[[nodiscard]] QString nameOf(Indication indication);       ///< "TOTAL-PASSED"
[[nodiscard]] QString nameOf(SubIndication subIndication); ///< "HASH_FAILURE"

enum class StepOutcome {
    Passed,
    Failed,
    Undecided,
    Noted, ///< said, and the verdict is the same
};

/// One check and what came out; the code names its sentence in every language.
struct Step
{
    StepOutcome outcome = StepOutcome::Passed;
    ErrorCode code;
    QStringList values = {};
    QString detail = {}; ///< for experts: what exactly, in English
};

struct SignatureReport
{
    bool isTimeStamp = false; ///< of the document
    QString name;             ///< the certificate's holder
    QString iin;
    QString bin;
    QString organisation;
    QByteArray certificate; ///< SHA-256 of the signer's
    QString claimedTime;
    std::optional<core::WallTime> provenTime; ///< before which it certainly existed
    Indication indication = Indication::Indeterminate;
    SubIndication subIndication = SubIndication::None;
    QList<Step> steps;
};

/// The read model of a verifier page: the verdict first, then each signature with its steps, then what is inside.
struct VerificationReport
{
    Indication indication = Indication::Indeterminate;
    SubIndication subIndication = SubIndication::None;
    std::optional<SignatureLevel> level;
    core::WallTime at;
    QList<Step> steps; ///< of the whole file
    QList<SignatureReport> signatures;
    QList<Attachment> attachments;
    QJsonObject record;
    /// The first step that kept the document from passing; nothing where it passed.
    [[nodiscard]] const Step* reason() const;
    [[nodiscard]] QJsonObject toJson() const; ///< without attached bytes
};

struct VerifyOptions
{
    pki::TrustStore trust;
    core::WallTime at; ///< the moment the verdict is for
    /// Status the caller has at hand besides what is inside, DER: what a B-B or B-T document needs.
    QList<QByteArray> ocspResponses = {};
    QList<QByteArray> crls = {};
    qsizetype maxBytes = qsizetype(64) << 20;
};

/// Judges a signed document by itself, with nothing from the network. A value in, a value out; any thread.
[[nodiscard]] VerificationReport verify(const QByteArray& pdf, const VerifyOptions& options);

/// What is attached to a document, signed or not; nothing is judged.
[[nodiscard]] Result<QList<Attachment>> attachmentsOf(QByteArrayView pdf);

} // namespace tirkeu::evidence
