#include <pki/sealing.h>
#include <pki/signeddata.h>
#include <pki/status.h>
#include <pki/timestamp.h>

#include <cstdint>

using namespace tirkeu;

// The first byte says what the rest is taken for: signed data, a time stamp, an OCSP answer, a list, an envelope.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const auto signedData = pki::SignedData::read(bytes, {.maxBytes = 1 << 16});
    static const pki::TrustStore nobody;
    static std::optional<pki::Certificate> known; // the first certificate met stands for the one asked about
    if (signedData) {
        static_cast<void>(signedData->verify(pki::CertificateBinding::Optional));
        if (!known && !signedData->certificates().isEmpty())
            known = signedData->certificates().first();
    }
    switch (data[0] % 4) {
    case 0:
        static_cast<void>(pki::judgeTimeStamp(bytes, {.digest = QByteArray(32, 'x')}, nobody));
        break;
    case 1:
        if (known)
            static_cast<void>(pki::judgeOcsp(bytes, *known, *known, nobody, {}, QByteArray(16, 'n')));
        break;
    case 2:
        if (known)
            static_cast<void>(pki::judgeCrl(bytes, *known, *known, {}));
        break;
    default:
        if (known)
            static_cast<void>(pki::isSealedFor(bytes, *known));
    }
    return 0;
}
