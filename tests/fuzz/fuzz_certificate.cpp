#include <pki/certificate.h>
#include <pki/truststore.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// What is read is the bytes given and nothing else, and nobody trusts it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const Result<pki::Certificate> certificate = pki::Certificate::fromDer(bytes)) {
        if (certificate->der() != bytes)
            std::abort();
        pki::TrustStore nobody;
        if (nobody.check(*certificate, certificate->notBefore(), pki::CertificateUse::Any).isTrusted())
            std::abort();
    }
    static_cast<void>(pki::Certificate::listFromPem(bytes, 4));
    return 0;
}
