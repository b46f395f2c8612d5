// Signed messages of device services with the chain that comes along. Base64 hides from a fuzzer what stands in it, so
// the parts may come bare and are put together here: 'c' and the compact form as it is; 'p', header, payload and
// signature, a line each; 'd', the algorithm's letter, certificates as DER, payload, signature, each with its length.
// The last certificate is taken for the vendor's root, so that a good chain is followed to its end.
#include <core/encoding.h>
#include <pki/jws.h>
#include <pki/truststore.h>

#include <cstdint>

using namespace tirkeu;

namespace {
constexpr core::WallTime kNow{std::chrono::seconds(1'798'761'600)}; // 2027-01-01
constexpr int kMostParts = 6;

QByteArray compactOf(QByteArrayView header, QByteArrayView payload, QByteArrayView signature)
{
    return pki::toBase64Url(header) + '.' + pki::toBase64Url(payload) + '.' + pki::toBase64Url(signature);
}

QByteArray fromLines(QByteArrayView bytes)
{
    const qsizetype first = bytes.indexOf('\n');
    const qsizetype second = first < 0 ? -1 : bytes.indexOf('\n', first + 1);
    return second < 0
               ? QByteArray()
               : compactOf(bytes.first(first), bytes.sliced(first + 1, second - first - 1), bytes.sliced(second + 1));
}

QByteArray fromParts(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const bool isRsa = bytes.front() == 'R';
    QByteArrayView rest = bytes.sliced(1);
    QList<QByteArrayView> parts;
    while (rest.size() >= 2 && parts.size() < kMostParts) {
        const qsizetype length = (qsizetype(quint8(rest[0])) << 8) | qsizetype(quint8(rest[1]));
        const qsizetype taken = std::min(length, rest.size() - 2);
        parts.append(rest.sliced(2, taken));
        rest = rest.sliced(2 + taken);
    }
    if (parts.size() < 3)
        return {};
    QByteArray chain;
    for (const QByteArrayView der : parts.first(parts.size() - 2))
        chain += (chain.isEmpty() ? "\"" : ",\"") + core::toBase64(der) + '"';
    return compactOf(QByteArray("{\"alg\":\"") + (isRsa ? "RS256" : "ES256") + R"(","x5c":[)" + chain + "]}",
        parts.at(parts.size() - 2), parts.last());
}

/// Another payload under the same signature is never signed.
void holdAgainstAnother(QByteArrayView compact)
{
    QByteArray changed = compact.toByteArray();
    const qsizetype at = changed.indexOf('.') + 1;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    const auto other = pki::Jws::read(changed);
    if (other && other->isSigned())
        __builtin_trap();
}

void judge(QByteArrayView compact)
{
    const auto jws = pki::Jws::read(compact);
    if (!jws)
        return;
    const QByteArray payload = pki::toBase64Url(jws->payload());
    if (!compact.contains('.' + payload + '.'))
        __builtin_trap();
    const bool isSigned = jws->isSigned();
    if (isSigned && !jws->payload().isEmpty())
        holdAgainstAnother(compact);
    pki::TrustStore vendor;
    if (!vendor.addAnchor(jws->chain().last()))
        return;
    const QList<pki::Certificate> issuers = jws->chain().mid(1);
    const pki::ChainVerdict verdict = vendor.check(jws->signer(), kNow, pki::CertificateUse::Any, issuers);
    // Whom nobody vouches for is believed by nobody.
    const pki::TrustStore nobody;
    if (verdict.isTrusted() && nobody.check(jws->signer(), kNow, pki::CertificateUse::Any, issuers).isTrusted())
        __builtin_trap();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (bytes.isEmpty())
        return 0;
    const QByteArrayView rest = bytes.sliced(1);
    switch (bytes.front()) {
    case 'c':
        judge(rest);
        break;
    case 'p':
        judge(fromLines(rest));
        break;
    case 'd':
        judge(fromParts(rest));
        break;
    default:
        break;
    }
    return 0;
}
