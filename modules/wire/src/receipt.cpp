#include "fields.h"

#include <wire/receipt.h>

#include <pki/signeddata.h>
#include <pki/signing.h>

#include <array>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kUnreadable{"wire.receipt-unreadable"};
constexpr ErrorCode kSignature{"wire.receipt-signature"};
constexpr ErrorCode kOther{"wire.receipt-of-another"};
constexpr qsizetype kMostBytes = qsizetype(64) << 10;
constexpr int kFormat = 1;

struct VerdictName
{
    Verdict verdict;
    QLatin1StringView name;
};
constexpr std::array kVerdicts{
    VerdictName{Verdict::Accepted, QLatin1StringView("accepted")},
    VerdictName{Verdict::ChainPending, QLatin1StringView("chain-pending")},
    VerdictName{Verdict::Refused, QLatin1StringView("refused")},
};

Result<Receipt> decode(QByteArrayView text)
{
    const Result<QJsonObject> object = core::readJson(text, {.maxBytes = kMostBytes});
    if (!object)
        return failure(kUnreadable, ErrorKind::ServiceFault, object.error().detail);
    core::JsonFields fields(*object);
    std::ignore = fields.integer(QLatin1StringView("format"), kFormat, kFormat);
    Receipt receipt{.package = PackageId(uuidField(fields, QLatin1StringView("package")))};
    receipt.fingerprint = digestField(fields, QLatin1StringView("fingerprint"));
    const QString verdict = fields.string(QLatin1StringView("verdict"), 32);
    const auto* const known = std::find_if(
        kVerdicts.begin(), kVerdicts.end(), [&verdict](const VerdictName& one) { return verdict == one.name; });
    if (known == kVerdicts.end())
        fields.refuse(QLatin1StringView("verdict"), QStringLiteral("unknown"));
    else
        receipt.verdict = known->verdict;
    receipt.reason = fields.stringOr(QLatin1StringView("reason"), {}, 128);
    if (receipt.reason.isEmpty() == (receipt.verdict == Verdict::Refused))
        fields.refuse(QLatin1StringView("reason"), QStringLiteral("a refusal has one, nothing else has"));
    receipt.received = timeField(fields, QLatin1StringView("received"));
    receipt.journal = headField(fields, QLatin1StringView("journal"));
    receipt.gateway = fields.string(QLatin1StringView("gateway"), 128);
    if (const Result<> finished = fields.finish(); !finished)
        return failure(kUnreadable, ErrorKind::ServiceFault, finished.error().detail);
    return receipt;
}
} // namespace

QString nameOf(Verdict verdict)
{
    for (const VerdictName& one : kVerdicts) {
        if (one.verdict == verdict)
            return one.name;
    }
    return {};
}

bool Receipt::operator==(const Receipt& other) const
{
    return package == other.package && fingerprint == other.fingerprint && verdict == other.verdict &&
           reason == other.reason && received == other.received && journal.sequence == other.journal.sequence &&
           journal.hash == other.journal.hash && gateway == other.gateway;
}

Result<QByteArray> signReceipt(const Receipt& receipt, core::Signer& gateway)
{
    QJsonObject object{{QStringLiteral("format"), kFormat}, {QStringLiteral("package"), receipt.package.toString()},
        {QStringLiteral("fingerprint"), hexText(receipt.fingerprint)},
        {QStringLiteral("verdict"), nameOf(receipt.verdict)},
        {QStringLiteral("received"), core::toIsoText(receipt.received)},
        {QStringLiteral("journal"), headObject(receipt.journal)}, {QStringLiteral("gateway"), receipt.gateway}};
    if (!receipt.reason.isEmpty())
        object.insert(QStringLiteral("reason"), receipt.reason);
    return pki::signContent(core::writeJson(object), pki::ContentPlace::Attached, {&gateway});
}

Result<ReadReceipt> readReceipt(QByteArrayView signedReceipt)
{
    const auto data =
        pki::SignedData::read(signedReceipt, {.maxBytes = kMostBytes, .maxSigners = 1, .maxCertificates = 4});
    if (!data)
        return failure(kUnreadable, ErrorKind::ServiceFault, data.error().detail);
    const QList<pki::SignerResult> signers = data->verify();
    if (data->isDetached() || signers.size() != 1 || !signers.constFirst().isGood() ||
        !signers.constFirst().certificate)
        return failure(kSignature, ErrorKind::SecurityStop, QStringLiteral("%1 signers").arg(signers.size()));
    const Result<Receipt> receipt = decode(data->content());
    if (!receipt)
        return failure(receipt);
    return ReadReceipt{*receipt, *signers.constFirst().certificate};
}

Result<> checkReceipt(const Receipt& receipt, const PackageId& package, QByteArrayView fingerprint)
{
    if (receipt.package != package || QByteArrayView(receipt.fingerprint) != fingerprint)
        return failure(kOther, ErrorKind::SecurityStop, receipt.package.toString());
    return {};
}

} // namespace tirkeu::wire
