#include <criteria/signedcriteria.h>

#include <core/encoding.h>
#include <core/json.h>
#include <pki/signeddata.h>
#include <pki/signing.h>

#include <QSet>

namespace tirkeu::criteria {

namespace {

constexpr ErrorCode kNotSigned{"criteria.not-signed"};
constexpr ErrorCode kSignatureWrong{"criteria.signature-wrong"};
constexpr ErrorCode kTwoNeeded{"criteria.two-signatures-needed"};
constexpr ErrorCode kSignerUnknown{"criteria.signer-unknown"};
constexpr ErrorCode kSignerUntrusted{"criteria.signer-untrusted"};
constexpr ErrorCode kSignedAlready{"criteria.signed-already"};
constexpr ErrorCode kSigningTime{"criteria.signing-time-wrong"};
constexpr std::chrono::minutes kClockSkew{5};

QString personOf(const pki::Certificate& certificate)
{
    const QString& iin = certificate.subject().iin;
    return iin.isEmpty() ? QString::fromLatin1(core::toHex(certificate.fingerprint())) : iin;
}

Result<pki::SignedData> read(QByteArrayView signedBytes)
{
    const pki::SignedDataLimits limits{.maxBytes = kMostCriteriaBytes + (1 << 20), .maxSigners = 8};
    Result<pki::SignedData> data = pki::SignedData::read(signedBytes, limits);
    if (!data)
        return failure(kNotSigned, ErrorKind::SecurityStop, data.error().detail);
    if (data->isDetached())
        return failure(kNotSigned, ErrorKind::SecurityStop, QStringLiteral("no content"));
    return data;
}

Result<> judgeSigner(const pki::SignerResult& signer, const QList<pki::Certificate>& carried, const Officers& officers,
    const pki::TrustStore& trust, core::WallTime now, ChainTime chainTime)
{
    if (!signer.isGood() || !signer.certificate)
        return failure(kSignatureWrong, ErrorKind::SecurityStop, pki::nameOf(signer.reason));
    const pki::Certificate& certificate = *signer.certificate;
    if (!officers.people.contains(certificate.fingerprint()))
        return failure(kSignerUnknown, ErrorKind::SecurityStop, {}, {certificate.subject().commonName});
    if (!signer.claimedTime || *signer.claimedTime > now + kClockSkew)
        return failure(kSigningTime, ErrorKind::SecurityStop);
    QList<core::WallTime> times{*signer.claimedTime};
    if (chainTime == ChainTime::NowAndAtSigning)
        times.append(now); // else a key that has expired could still sign, back-dated
    for (const core::WallTime time : times) {
        const pki::ChainVerdict verdict =
            trust.check(certificate, time, pki::CertificateUse::DocumentSignature, carried);
        if (!verdict.isTrusted())
            return failure(kSignerUntrusted, ErrorKind::SecurityStop, pki::nameOf(verdict.reason),
                {certificate.subject().commonName});
    }
    return {};
}

} // namespace

Officers Officers::of(const Criteria& criteria)
{
    Officers officers;
    for (const StaffMember& member : criteria.staff) {
        if (member.role != identity::StaffRole::SecurityOfficer)
            continue;
        for (const QByteArray& certificate : member.signing)
            officers.people.insert(certificate, member.iin.toString());
    }
    return officers;
}

Officers Officers::of(const QList<pki::Certificate>& certificates)
{
    Officers officers;
    for (const pki::Certificate& certificate : certificates)
        officers.people.insert(certificate.fingerprint(), personOf(certificate));
    return officers;
}

Result<QByteArray> signCriteria(QByteArrayView json, core::Signer& officer, core::WallTime now)
{
    if (const Result<Criteria> judged = readCriteria(json); !judged)
        return failure(judged);
    return core::readJson(json, {.maxBytes = kMostCriteriaBytes}).and_then([&](const QJsonObject& object) {
        return pki::signContent(core::writeJson(object), pki::ContentPlace::Attached, {&officer}, {.signingTime = now});
    });
}

Result<QByteArray> addCriteriaSignature(QByteArrayView signedBytes, core::Signer& officer, core::WallTime now)
{
    const Result<pki::SignedData> data = read(signedBytes);
    if (!data)
        return failure(data);
    const Result<pki::Certificate> own = pki::Certificate::fromDer(officer.certificate());
    if (!own)
        return failure(own);
    if (const Result<Criteria> judged = readCriteria(data->content()); !judged)
        return failure(judged);
    for (const pki::SignerResult& signer : data->verify()) {
        if (!signer.isGood())
            return failure(kSignatureWrong, ErrorKind::SecurityStop, pki::nameOf(signer.reason));
        if (signer.certificate && personOf(*signer.certificate) == personOf(*own))
            return failure(kSignedAlready, ErrorKind::OperatorCanFix, {}, {signer.certificate->subject().commonName});
    }
    return pki::addSignature(signedBytes, officer, {.signingTime = now});
}

Result<> signaturesHold(QByteArrayView signedBytes)
{
    const Result<pki::SignedData> data = read(signedBytes);
    if (!data)
        return failure(data);
    for (const pki::SignerResult& signer : data->verify()) {
        if (!signer.isGood())
            return failure(kSignatureWrong, ErrorKind::SecurityStop, pki::nameOf(signer.reason));
    }
    return {};
}

Result<QByteArray> criteriaContent(QByteArrayView signedBytes)
{
    return read(signedBytes).map([](const pki::SignedData& data) { return data.content(); });
}

Result<SignedCriteria> verifyCriteria(QByteArrayView signedBytes, const Officers& officers,
    const pki::TrustStore& trust, core::WallTime now, ChainTime chainTime)
{
    const Result<pki::SignedData> data = read(signedBytes);
    if (!data)
        return failure(data);
    QSet<QString> people;
    QList<pki::Certificate> signers;
    core::WallTime signedAt{};
    for (const pki::SignerResult& signer : data->verify()) {
        if (const Result<> judged = judgeSigner(signer, data->certificates(), officers, trust, now, chainTime); !judged)
            return failure(judged);
        people.insert(officers.people.value(signer.certificate->fingerprint()));
        signers.append(*signer.certificate);
        signedAt = std::max(signedAt, *signer.claimedTime);
    }
    if (people.size() < kCriteriaSigners)
        return failure(kTwoNeeded, ErrorKind::SecurityStop, {}, {QString::number(people.size())});
    Result<Criteria> criteria = readCriteria(data->content());
    if (!criteria)
        return failure(criteria);
    return SignedCriteria{*std::move(criteria), data->content(), signedBytes.toByteArray(), signers, signedAt};
}

} // namespace tirkeu::criteria
