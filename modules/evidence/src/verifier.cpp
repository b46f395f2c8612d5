#include <evidence/verifier.h>

#include "pagetext.h"
#include "pdfa.h"
#include "revisionjudge.h"
#include "signaturecheck.h"

#include <evidence/record.h>

#include <core/json.h>

#include <algorithm>
#include <array>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kGoodForm{"evidence.good-form"};
constexpr ErrorCode kGoodRevisions{"evidence.good-revisions"};
constexpr ErrorCode kGoodRecord{"evidence.good-record"};
constexpr ErrorCode kNoRecord{"evidence.record-absent"};
constexpr ErrorCode kNotSigned{"evidence.not-signed"};
constexpr ErrorCode kFieldHidden{"evidence.field-changed-later"};
constexpr ErrorCode kTooLarge{"evidence.too-large"};
constexpr ErrorCode kRange{"evidence.byte-range"};

// The standard has no name for a file without any signature: one that cannot be processed as a signature it is.
void fail(VerificationReport& report, const Error& error)
{
    report.steps.append({StepOutcome::Failed, error.code, error.values, error.detail});
    report.subIndication = SubIndication::FormatFailure;
    report.indication = indicationOf(report.subIndication);
}

// Each signature ends its own revision, and every revision but the first brings at most one.
[[nodiscard]] Result<qsizetype> revisionOf(const FoundSignature& found, const QList<Revision>& revisions)
{
    for (qsizetype i = 0; i < revisions.size(); ++i) {
        if (revisions.at(i).end == found.coveredEnd && found.contents >= revisions.at(i).start)
            return i;
    }
    return failure(kRange, ErrorKind::SecurityStop, QStringLiteral("signs something else than a revision"));
}

// A signature that an earlier revision had and the last one hides is worse than none.
[[nodiscard]] Error whyUnsigned(QByteArrayView pdf, const QList<Revision>& revisions)
{
    for (qsizetype i = revisions.size() - 2; i >= 0; --i) {
        const QByteArrayView before = pdf.first(revisions.at(i).end);
        const auto file = PdfFile::open(before);
        const auto found = file ? findSignatures(*file, before) : Result<QList<FoundSignature>>(failure(file));
        if (!found || !found->isEmpty())
            return {kFieldHidden, ErrorKind::SecurityStop, QStringLiteral("revision %1 was signed").arg(i)};
    }
    return {kNotSigned, ErrorKind::OperatorCanFix, QString()};
}

[[nodiscard]] Material materialOf(const SecurityStore& store, const VerifyOptions& options)
{
    Material material{options.trust, {}, store.ocspResponses + options.ocspResponses, store.crls + options.crls};
    for (const QByteArray& der : store.certificates) {
        if (const auto certificate = pki::Certificate::fromDer(der))
            material.certificates.append(*certificate);
    }
    return material;
}

// Newest first, so that each is judged as of a moment that a newer, good one proves.
void judgeSignatures(VerificationReport& report, const QList<FoundSignature>& found, QByteArrayView pdf,
    const Material& material, core::WallTime now)
{
    core::WallTime proven = now;
    for (qsizetype i = found.size() - 1; i >= 0; --i) {
        SignatureReport one;
        if (found.at(i).kind == SignatureKind::DocumentTimeStamp) {
            checkTimeStamp(one, found.at(i), pdf, material, proven);
            if (one.provenTime)
                proven = *one.provenTime;
        } else {
            checkSignature(one, found.at(i), pdf, material, proven);
            if (!one.provenTime && proven < now)
                one.provenTime = proven;
        }
        report.signatures.prepend(one);
    }
    report.indication = Indication::TotalPassed;
    for (const SignatureReport& one : report.signatures) {
        const bool worse =
            one.indication == Indication::TotalFailed ||
            (one.indication == Indication::Indeterminate && report.indication == Indication::TotalPassed);
        if (worse && report.indication != Indication::TotalFailed) {
            report.indication = one.indication;
            report.subIndication = one.subIndication;
        }
    }
}

// From what was judged: every signature stamped, material inside, and a document time stamp over that.
[[nodiscard]] SignatureLevel levelFrom(const VerificationReport& report, const QList<FoundSignature>& found,
    const SecurityStore& store, QByteArrayView pdf)
{
    qsizetype lastStamp = 0;
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (found.at(i).kind == SignatureKind::DocumentTimeStamp)
            lastStamp = found.at(i).coveredEnd;
        else if (!report.signatures.at(i).provenTime)
            return SignatureLevel::BB;
    }
    if (store.isEmpty())
        return SignatureLevel::BT;
    const auto before = PdfFile::open(pdf.first(lastStamp > 0 ? lastStamp : pdf.size()));
    const bool covered = lastStamp > 0 && before && before->root().getKey("/DSS").isDictionary();
    return covered ? SignatureLevel::BLTA : SignatureLevel::BLT;
}

void compareRecord(VerificationReport& report, const PdfFile& file)
{
    const auto record = std::find_if(report.attachments.begin(), report.attachments.end(),
        [](const Attachment& attachment) { return attachment.name == QStringView(kRecordName); });
    if (record == report.attachments.end()) {
        // Another organisation's document, kept as it was received: its signature is good, and nothing else is claimed.
        report.steps.append({StepOutcome::Noted, kNoRecord});
        return;
    }
    const auto read = Record::read(record->bytes);
    const auto same = read ? comparePage(file, *read, report.attachments) : Result<>(failure(read));
    if (read)
        report.record = read->json();
    if (same) {
        report.steps.append({StepOutcome::Passed, kGoodRecord});
        return;
    }
    report.steps.append({StepOutcome::Undecided, same.error().code, same.error().values, same.error().detail});
    if (report.indication == Indication::TotalPassed) {
        report.subIndication = SubIndication::SigConstraintsFailure;
        report.indication = indicationOf(report.subIndication);
    }
}

void run(VerificationReport& report, const QByteArray& pdf, const VerifyOptions& options)
{
    if (pdf.size() > options.maxBytes)
        return fail(report, {kTooLarge, ErrorKind::OperatorCanFix, QString()});
    const auto revisions = splitRevisions(pdf);
    if (!revisions)
        return fail(report, revisions.error());
    const auto file = PdfFile::open(pdf);
    if (!file)
        return fail(report, file.error());
    const auto signatures = findSignatures(*file, pdf);
    if (!signatures)
        return fail(report, signatures.error());
    if (signatures->isEmpty())
        return fail(report, whyUnsigned(pdf, *revisions));
    qsizetype first = -1;
    qsizetype last = -1;
    for (const FoundSignature& found : *signatures) {
        const auto revision = revisionOf(found, *revisions);
        if (!revision || *revision == last)
            return fail(report, revision ? Error{kRange, ErrorKind::SecurityStop, QStringLiteral("two in one revision")}
                                         : revision.error());
        last = *revision;
        first = first < 0 ? last : first;
    }
    report.steps.append({StepOutcome::Passed, kGoodForm, {}});
    if (const auto later = judgeLaterRevisions(pdf, *revisions, first); !later)
        return fail(report, later.error());
    report.steps.append({StepOutcome::Passed, kGoodRevisions, {QString::number(revisions->size() - 1 - first)}});

    const auto store = readSecurityStore(*file);
    if (!store)
        return fail(report, store.error());
    judgeSignatures(report, *signatures, pdf, materialOf(*store, options), options.at);
    auto attachments = readAttachments(*file);
    if (!attachments)
        return fail(report, attachments.error());
    report.attachments = std::move(*attachments);
    if (report.indication == Indication::TotalFailed)
        return;
    report.level = levelFrom(report, *signatures, *store, pdf);
    compareRecord(report, *file);
}

[[nodiscard]] QJsonObject stepJson(const Step& step)
{
    constexpr std::array kOutcomes{"passed", "failed", "undecided", "noted"};
    const char* outcome = kOutcomes.at(static_cast<std::size_t>(step.outcome));
    QJsonObject json{{QStringLiteral("outcome"), QLatin1StringView(outcome)},
        {QStringLiteral("code"), step.code.toString()},
        {QStringLiteral("values"), QJsonArray::fromStringList(step.values)}};
    if (!step.detail.isEmpty())
        json.insert(QStringLiteral("detail"), step.detail);
    return json;
}

[[nodiscard]] QJsonArray stepsJson(const QList<Step>& steps)
{
    QJsonArray list;
    for (const Step& step : steps)
        list.append(stepJson(step));
    return list;
}
} // namespace

Indication indicationOf(SubIndication subIndication)
{
    switch (subIndication) {
    case SubIndication::None:
        return Indication::TotalPassed;
    case SubIndication::FormatFailure:
    case SubIndication::HashFailure:
    case SubIndication::SigCryptoFailure:
    case SubIndication::NotYetValid:
        return Indication::TotalFailed;
    case SubIndication::SigConstraintsFailure:
    case SubIndication::ChainConstraintsFailure:
    case SubIndication::CryptoConstraintsFailure:
    case SubIndication::NoSigningCertificateFound:
    case SubIndication::NoCertificateChainFound:
    case SubIndication::RevokedNoPoe:
    case SubIndication::RevokedCaNoPoe:
    case SubIndication::OutOfBoundsNoPoe:
    case SubIndication::TryLater:
    case SubIndication::TimestampOrderFailure:
        break;
    }
    return Indication::Indeterminate;
}

QString nameOf(Indication indication)
{
    switch (indication) {
    case Indication::TotalPassed:
        return QStringLiteral("TOTAL-PASSED");
    case Indication::TotalFailed:
        return QStringLiteral("TOTAL-FAILED");
    case Indication::Indeterminate:
        return QStringLiteral("INDETERMINATE");
    }
    return {};
}

QString nameOf(SubIndication subIndication)
{
    switch (subIndication) {
    case SubIndication::None:
        return {};
    case SubIndication::FormatFailure:
        return QStringLiteral("FORMAT_FAILURE");
    case SubIndication::HashFailure:
        return QStringLiteral("HASH_FAILURE");
    case SubIndication::SigCryptoFailure:
        return QStringLiteral("SIG_CRYPTO_FAILURE");
    case SubIndication::NotYetValid:
        return QStringLiteral("NOT_YET_VALID");
    case SubIndication::SigConstraintsFailure:
        return QStringLiteral("SIG_CONSTRAINTS_FAILURE");
    case SubIndication::ChainConstraintsFailure:
        return QStringLiteral("CHAIN_CONSTRAINTS_FAILURE");
    case SubIndication::CryptoConstraintsFailure:
        return QStringLiteral("CRYPTO_CONSTRAINTS_FAILURE");
    case SubIndication::NoSigningCertificateFound:
        return QStringLiteral("NO_SIGNING_CERTIFICATE_FOUND");
    case SubIndication::NoCertificateChainFound:
        return QStringLiteral("NO_CERTIFICATE_CHAIN_FOUND");
    case SubIndication::RevokedNoPoe:
        return QStringLiteral("REVOKED_NO_POE");
    case SubIndication::RevokedCaNoPoe:
        return QStringLiteral("REVOKED_CA_NO_POE");
    case SubIndication::OutOfBoundsNoPoe:
        return QStringLiteral("OUT_OF_BOUNDS_NO_POE");
    case SubIndication::TryLater:
        return QStringLiteral("TRY_LATER");
    case SubIndication::TimestampOrderFailure:
        return QStringLiteral("TIMESTAMP_ORDER_FAILURE");
    }
    return {};
}

VerificationReport verify(const QByteArray& pdf, const VerifyOptions& options)
{
    VerificationReport report;
    report.at = options.at;
    run(report, pdf, options);
    return report;
}

Result<QList<Attachment>> attachmentsOf(QByteArrayView pdf)
{
    const auto file = PdfFile::open(pdf);
    return file ? readAttachments(*file) : Result<QList<Attachment>>(failure(file));
}

const Step* VerificationReport::reason() const
{
    const Step* found = nullptr;
    const auto look = [&found](const QList<Step>& list) {
        for (const Step& step : list) {
            if (step.outcome == StepOutcome::Failed && (found == nullptr || found->outcome != StepOutcome::Failed))
                found = &step;
            else if (step.outcome == StepOutcome::Undecided && found == nullptr)
                found = &step;
        }
    };
    for (const SignatureReport& signature : signatures)
        look(signature.steps);
    look(steps);
    return found;
}

QJsonObject VerificationReport::toJson() const
{
    QJsonArray signatureList;
    for (const SignatureReport& one : signatures) {
        QJsonObject json{{QStringLiteral("type"),
                             one.isTimeStamp ? QStringLiteral("document-time-stamp") : QStringLiteral("signature")},
            {QStringLiteral("indication"), nameOf(one.indication)},
            {QStringLiteral("subIndication"), nameOf(one.subIndication)},
            {QStringLiteral("steps"), stepsJson(one.steps)}};
        if (!one.isTimeStamp) {
            json.insert(QStringLiteral("name"), one.name);
            json.insert(QStringLiteral("iin"), one.iin);
            json.insert(QStringLiteral("bin"), one.bin);
            json.insert(QStringLiteral("organisation"), one.organisation);
            json.insert(QStringLiteral("claimedTime"), one.claimedTime);
        }
        if (one.provenTime)
            json.insert(QStringLiteral("provenTime"), core::toIsoText(*one.provenTime));
        signatureList.append(json);
    }
    QJsonArray attachmentList;
    for (const Attachment& attachment : attachments)
        attachmentList.append(QJsonObject{{QStringLiteral("name"), attachment.name},
            {QStringLiteral("mediaType"), attachment.mediaType}, {QStringLiteral("bytes"), attachment.bytes.size()}});
    return {{QStringLiteral("indication"), nameOf(indication)},
        {QStringLiteral("subIndication"), nameOf(subIndication)},
        {QStringLiteral("level"), level ? QJsonValue(nameOf(*level)) : QJsonValue()},
        {QStringLiteral("at"), core::toIsoText(at)}, {QStringLiteral("steps"), stepsJson(steps)},
        {QStringLiteral("signatures"), signatureList}, {QStringLiteral("attachments"), attachmentList},
        {QStringLiteral("record"), record}};
}

} // namespace tirkeu::evidence
