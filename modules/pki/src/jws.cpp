#include "pki/jws.h"

#include "openssltools.h"

#include <core/encoding.h>
#include <core/json.h>

#include <openssl/ec.h>

#include <algorithm>

namespace tirkeu::pki {

namespace {
constexpr ErrorCode kUnreadable{"pki.jws-unreadable"};
constexpr ErrorCode kAlgorithmRefused{"pki.jws-algorithm-refused"};

constexpr qsizetype kMostHeader = 64 * 1024;
constexpr int kCoordinate = 32; // bytes of each half of a P-256 signature
constexpr int kLeastRsaBits = 2048;

using SignatureHandle = Handle<ECDSA_SIG, ECDSA_SIG_free>;

tl::unexpected<Error> unreadable(const char* what)
{
    return failure(kUnreadable, ErrorKind::SecurityStop, QString::fromLatin1(what));
}

const unsigned char* u8(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char*>(view.data());
}

QByteArray derOf(QByteArrayView halves)
{
    const SignatureHandle signature(ECDSA_SIG_new());
    BignumHandle r(BN_bin2bn(u8(halves), kCoordinate, nullptr));
    BignumHandle s(BN_bin2bn(u8(halves) + kCoordinate, kCoordinate, nullptr));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    static_cast<void>(r.release()); // owned by the signature now
    static_cast<void>(s.release());
    return toDer<ECDSA_SIG>(signature.get(), i2d_ECDSA_SIG);
}

QByteArray halvesOf(QByteArrayView der)
{
    const auto signature = fromDer<SignatureHandle>(d2i_ECDSA_SIG, der);
    QByteArray halves(2 * kCoordinate, '\0');
    auto* out = reinterpret_cast<unsigned char*>(halves.data());
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, kCoordinate) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + kCoordinate, kCoordinate) < 0)
        return {};
    return halves;
}

struct Header
{
    QString algorithm;
    QList<Certificate> chain;
};

Result<Header> readHeader(QByteArrayView json, int mostCertificates)
{
    const Result<QJsonObject> object = core::readJson(json, {.maxBytes = kMostHeader, .maxDepth = 3, .maxValues = 64});
    if (!object)
        return unreadable("header");
    core::JsonFields fields(*object);
    Header header;
    header.algorithm = fields.string(QLatin1StringView("alg"), 16);
    // Said by many and trusted by nobody.
    static_cast<void>(fields.stringOr(QLatin1StringView("typ"), {}, 64));
    static_cast<void>(fields.stringOr(QLatin1StringView("kid"), {}, 256));
    const QStringList certificates = fields.strings(QLatin1StringView("x5c"), mostCertificates, 48 * 1024);
    if (const Result<> good = fields.finish(); !good)
        return unreadable("header fields");
    for (const QString& text : certificates) {
        const Result<QByteArray> der = core::fromBase64(text.toLatin1());
        const Result<Certificate> certificate = der ? Certificate::fromDer(*der) : failure(der);
        if (!certificate)
            return unreadable("certificate");
        header.chain.append(*certificate);
    }
    if (header.chain.isEmpty())
        return unreadable("no certificate");
    return header;
}
} // namespace

QByteArray toBase64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<QByteArray> fromBase64Url(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    // Stray bits and padding would give one content two spellings.
    if (!decoded || toBase64Url(decoded.decoded) != text)
        return unreadable("base64url");
    return decoded.decoded;
}

Result<Jws> Jws::read(QByteArrayView compact, const JwsLimits& limits)
{
    if (compact.size() > limits.maxBytes)
        return unreadable("too large");
    const qsizetype first = compact.indexOf('.');
    const qsizetype second = first < 0 ? -1 : compact.indexOf('.', first + 1);
    if (second < 0 || compact.indexOf('.', second + 1) >= 0)
        return unreadable("not three parts");
    if (first > 2 * kMostHeader)
        return unreadable("header too large");
    const Result<QByteArray> head = fromBase64Url(compact.first(first));
    const Result<QByteArray> payload = fromBase64Url(compact.sliced(first + 1, second - first - 1));
    const Result<QByteArray> signature = fromBase64Url(compact.sliced(second + 1));
    if (!head || !payload || !signature)
        return unreadable("base64url");
    const Result<Header> header = readHeader(*head, limits.maxCertificates);
    if (!header)
        return failure(header);
    Jws jws;
    jws.m_chain = header->chain;
    jws.m_payload = *payload;
    jws.m_input = compact.first(second).toByteArray();
    // The key decides what the signature is; a header that says otherwise is refused, never followed.
    const KeyKind kind = jws.signer().keyKind();
    if (kind == KeyKind::Rsa && header->algorithm == u"RS256" && jws.signer().keyBits() >= kLeastRsaBits)
        jws.m_signature = *signature;
    else if (kind == KeyKind::EcP256 && header->algorithm == u"ES256" && signature->size() == 2 * kCoordinate)
        jws.m_signature = derOf(*signature);
    else
        return failure(kAlgorithmRefused, ErrorKind::SecurityStop, header->algorithm);
    return jws;
}

bool Jws::isSigned() const
{
    const CleanErrors clean;
    const EvpKeyHandle key(X509_get_pubkey(signer().x509()));
    const DigestContextHandle context(EVP_MD_CTX_new());
    return key && context && !m_signature.isEmpty() &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), u8(m_signature), static_cast<std::size_t>(m_signature.size()), u8(m_input),
               static_cast<std::size_t>(m_input.size())) == 1;
}

Result<QByteArray> writeJws(QByteArrayView payload, core::Signer& signer, const QList<Certificate>& issuers)
{
    const Result<Certificate> own = Certificate::fromDer(signer.certificate());
    if (!own)
        return failure(own);
    const bool isRsa = own->keyKind() == KeyKind::Rsa;
    QJsonArray chain{QString::fromLatin1(core::toBase64(own->der()))};
    for (const Certificate& issuer : issuers)
        chain.append(QString::fromLatin1(core::toBase64(issuer.der())));
    const QByteArray header =
        core::writeJson({{QStringLiteral("alg"), isRsa ? QStringLiteral("RS256") : QStringLiteral("ES256")},
            {QStringLiteral("typ"), QStringLiteral("JWT")}, {QStringLiteral("x5c"), chain}});
    const QByteArray input = toBase64Url(header) + '.' + toBase64Url(payload);
    const Result<QByteArray> signature = signer.sign(core::HashAlgorithm::Sha256, core::sha256(input));
    if (!signature)
        return failure(signature);
    const QByteArray value = isRsa ? *signature : halvesOf(*signature);
    if (value.isEmpty())
        return failure(kAlgorithmRefused, ErrorKind::Bug, QStringLiteral("key"));
    return input + '.' + toBase64Url(value);
}

} // namespace tirkeu::pki
