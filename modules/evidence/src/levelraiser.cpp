#include <evidence/levelraiser.h>

#include "revisionwriter.h"
#include "signatures.h"

#include <pki/signeddata.h>
#include <pki/signing.h>

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kNotSigned{"evidence.not-signed"};
constexpr ErrorCode kStatusMissing{"evidence.status-missing"};
constexpr ErrorCode kChainMissing{"evidence.chain-missing"};
constexpr ErrorCode kSignerRevoked{"evidence.certificate-revoked"};

struct Contents
{
    QList<FoundSignature> signatures;
    SecurityStore store;
};

[[nodiscard]] Result<Contents> contentsOf(QByteArrayView pdf)
{
    const auto file = PdfFile::open(pdf);
    if (!file)
        return failure(file);
    auto signatures = findSignatures(*file, pdf);
    if (!signatures)
        return failure(signatures);
    auto store = readSecurityStore(*file);
    if (!store)
        return failure(store);
    return Contents{std::move(*signatures), std::move(*store)};
}

[[nodiscard]] Result<pki::SignedData> cmsOf(const FoundSignature& signature)
{
    return pki::SignedData::read(signature.der, {}, pki::TrailingZeros::Allowed);
}

[[nodiscard]] bool hasTimeStamp(const FoundSignature& signature, QByteArrayView pdf)
{
    const auto cms = cmsOf(signature);
    if (!cms)
        return false;
    const auto signers =
        cms->verifyDigest([&](core::HashAlgorithm algorithm) { return signature.digest(pdf, algorithm); });
    return !signers.isEmpty() && !signers.first().timeStampToken.isEmpty();
}

[[nodiscard]] SignatureLevel levelFrom(const Contents& contents, QByteArrayView pdf)
{
    bool stampedAll = true;
    qsizetype lastStamp = -1;
    for (const FoundSignature& found : contents.signatures) {
        if (found.kind == SignatureKind::DocumentTimeStamp)
            lastStamp = found.coveredEnd;
    }
    for (const FoundSignature& found : contents.signatures) {
        if (found.kind == SignatureKind::Signature)
            stampedAll = stampedAll && (found.coveredEnd < lastStamp || hasTimeStamp(found, pdf));
    }
    if (!stampedAll)
        return SignatureLevel::BB;
    if (contents.store.isEmpty())
        return SignatureLevel::BT;
    // An archive time stamp is one that covers the material.
    const bool covered = lastStamp > 0 && [&] {
        const auto before = PdfFile::open(pdf.first(lastStamp));
        if (!before)
            return false;
        const auto store = readSecurityStore(*before);
        return store && !store->isEmpty();
    }();
    return covered ? SignatureLevel::BLTA : SignatureLevel::BLT;
}
} // namespace

QString nameOf(SignatureLevel level)
{
    switch (level) {
    case SignatureLevel::BB:
        return QStringLiteral("B-B");
    case SignatureLevel::BT:
        return QStringLiteral("B-T");
    case SignatureLevel::BLT:
        return QStringLiteral("B-LT");
    case SignatureLevel::BLTA:
        return QStringLiteral("B-LTA");
    }
    return {};
}

LevelRaiser::LevelRaiser(
    const core::Clock& clock, pki::TrustStore trust, pki::TimeStampClient& stamps, pki::StatusChecker& status)
    : m_clock(clock)
    , m_trust(std::move(trust))
    , m_stamps(stamps)
    , m_status(status)
{
}

Result<SignatureLevel> levelOf(QByteArrayView pdf)
{
    const auto contents = contentsOf(pdf);
    if (!contents)
        return failure(contents);
    if (contents->signatures.isEmpty())
        return failure(kNotSigned, ErrorKind::OperatorCanFix, QStringLiteral("no signature field"));
    return levelFrom(*contents, pdf);
}

Result<LevelRaiser::Raised> LevelRaiser::raise(const QByteArray& pdf, SignatureLevel wanted)
{
    auto level = levelOf(pdf);
    if (!level)
        return failure(level);
    Raised raised{pdf, *level};
    while (raised.level < wanted) {
        const auto next = raised.level == SignatureLevel::BB   ? stampSignature(raised.pdf)
                          : raised.level == SignatureLevel::BT ? addMaterial(raised.pdf, Material::OfEverySignature)
                                                               : stampDocument(raised.pdf);
        if (!next) {
            raised.stopped = next.error();
            break;
        }
        raised.pdf = *next;
        raised.level = static_cast<SignatureLevel>(static_cast<int>(raised.level) + 1);
    }
    return raised;
}

Result<LevelRaiser::Raised> LevelRaiser::renew(const QByteArray& pdf)
{
    auto raised = raise(pdf, SignatureLevel::BLT);
    if (!raised || raised->stopped)
        return raised;
    // What confirms everything older is inside and covered; its certificates may be long over.
    const auto material = addMaterial(raised->pdf, Material::OfNewestStamp);
    const auto stamped = material ? stampDocument(*material) : material;
    if (!stamped) {
        raised->stopped = stamped.error();
        return raised;
    }
    return Raised{*stamped, SignatureLevel::BLTA};
}

// The last signature takes its time stamp into its own gap, which no later revision covers yet; behind it every earlier
// one is stamped by a revision.
Result<QByteArray> LevelRaiser::stampSignature(const QByteArray& pdf)
{
    const auto contents = contentsOf(pdf);
    if (!contents)
        return failure(contents);
    const FoundSignature& last = contents->signatures.last();
    qsizetype bare = 0;
    for (const FoundSignature& found : contents->signatures)
        bare += found.kind == SignatureKind::Signature && !hasTimeStamp(found, pdf) ? 1 : 0;
    if (bare != 1 || last.kind != SignatureKind::Signature || last.coveredEnd != pdf.size())
        return stampDocument(pdf);
    const auto cms = cmsOf(last);
    if (!cms)
        return failure(cms);
    const auto signers = cms->verifyDigest([&](core::HashAlgorithm algorithm) { return last.digest(pdf, algorithm); });
    if (signers.isEmpty())
        return failure(kNotSigned, ErrorKind::OperatorCanFix, QStringLiteral("no signer"));
    const auto stamp = m_stamps.stamp(core::hash(m_stamps.hash(), signers.first().signature));
    if (!stamp)
        return failure(stamp);
    const auto stamped = pki::addSignatureTimeStamp(cms->der(), 0, stamp->token);
    if (!stamped)
        return failure(stamped);
    return PreparedSignature{pdf, last.contents, last.contentsEnd}.fill(*stamped);
}

Result<QByteArray> LevelRaiser::stampDocument(const QByteArray& pdf)
{
    SignatureField field;
    field.kind = SignatureKind::DocumentTimeStamp;
    const auto prepared = prepareSignature(pdf, field);
    if (!prepared)
        return failure(prepared);
    const auto stamp = m_stamps.stamp(prepared->digest(m_stamps.hash()));
    if (!stamp)
        return failure(stamp);
    return prepared->fill(stamp->token);
}

Result<QByteArray> LevelRaiser::addMaterial(const QByteArray& pdf, Material material)
{
    const auto contents = contentsOf(pdf);
    if (!contents)
        return failure(contents);
    const core::WallTime now = m_clock.wall();
    SecurityStore store;
    QList<pki::Certificate> extra;
    struct Wanted
    {
        pki::Certificate certificate;
        pki::CertificateUse use;
    };
    QList<Wanted> wanted;
    const auto addToken = [&](const QByteArray& token) {
        const auto cms = pki::SignedData::read(token, {}, pki::TrailingZeros::Allowed);
        if (!cms)
            return;
        extra += cms->certificates();
        for (const pki::SignerResult& signer : cms->verify(pki::CertificateBinding::Optional)) {
            if (signer.certificate)
                wanted.append({*signer.certificate, pki::CertificateUse::TimeStamping});
        }
    };
    for (const FoundSignature& found : contents->signatures) {
        const bool isNewest = found.coveredEnd == contents->signatures.last().coveredEnd;
        if (material == Material::OfNewestStamp && !isNewest)
            continue;
        if (found.kind == SignatureKind::DocumentTimeStamp) {
            addToken(found.der);
            continue;
        }
        const auto cms = cmsOf(found);
        if (!cms)
            return failure(cms);
        extra += cms->certificates();
        for (const pki::SignerResult& signer :
            cms->verifyDigest([&](core::HashAlgorithm algorithm) { return found.digest(pdf, algorithm); })) {
            if (signer.certificate)
                wanted.append({*signer.certificate, pki::CertificateUse::DocumentSignature});
            if (!signer.timeStampToken.isEmpty())
                addToken(signer.timeStampToken);
        }
    }

    QList<QByteArray> asked;
    for (const Wanted& one : wanted) {
        const pki::ChainVerdict chain = m_trust.check(one.certificate, now, one.use, extra);
        if (!chain.isTrusted())
            return failure(kChainMissing, ErrorKind::OperatorCanFix, pki::nameOf(chain.reason));
        for (qsizetype i = 0; i < chain.chain.size(); ++i) {
            const pki::Certificate& certificate = chain.chain.at(i);
            store.add({{certificate.der()}, {}, {}});
            if (i + 1 == chain.chain.size() || asked.contains(certificate.fingerprint()))
                continue;
            asked.append(certificate.fingerprint());
            const pki::StatusResult status = m_status.check(certificate, chain.chain.at(i + 1));
            if (status.status == pki::CertificateStatus::Revoked && i == 0)
                return failure(kSignerRevoked, ErrorKind::SecurityStop, pki::nameOf(status.reason));
            if (status.evidence.isEmpty())
                return failure(kStatusMissing, ErrorKind::ServiceFault, pki::nameOf(status.status));
            const bool ocsp = status.source == pki::StatusSource::Ocsp;
            store.add({{}, ocsp ? QList{status.evidence} : QList<QByteArray>(),
                ocsp ? QList<QByteArray>() : QList{status.evidence}});
            for (const pki::Certificate& responder : status.responders)
                store.add({{responder.der()}, {}, {}});
        }
    }
    return appendSecurityStore(pdf, store);
}

Result<std::optional<core::WallTime>> renewalDue(QByteArrayView pdf)
{
    const auto contents = contentsOf(pdf);
    if (!contents)
        return failure(contents);
    std::optional<core::WallTime> due;
    for (const FoundSignature& found : contents->signatures) {
        if (found.kind != SignatureKind::DocumentTimeStamp)
            continue;
        const auto cms = cmsOf(found);
        if (!cms)
            return failure(cms);
        for (const pki::SignerResult& signer : cms->verify(pki::CertificateBinding::Optional)) {
            if (signer.certificate)
                due = signer.certificate->notAfter() - std::chrono::days(30);
        }
    }
    return due;
}

std::chrono::seconds waitBeforeRetry(int failedTries)
{
    using namespace std::chrono;
    const int doubled = std::clamp(failedTries - 1, 0, 6);
    return std::min<seconds>(minutes(1) * (1 << doubled), hours(1));
}

} // namespace tirkeu::evidence
