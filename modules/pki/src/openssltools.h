#pragma once

#include "pki/certificate.h"
#include "pki/handles.h"

#include <core/hashing.h>

#include <functional>

/// What the files of this room share over OpenSSL's C API.
namespace tirkeu::pki {

/// Everything OpenSSL complained of on this thread since it was last asked; empties the list.
[[nodiscard]] QString opensslErrors();
/// The reason of the first complaint, without emptying; 0 where there is none.
[[nodiscard]] int firstOpensslReason(int library);
/// Leaves the thread's error list as clean as OpenSSL's functions expect to find it.
class CleanErrors
{
public:
    CleanErrors();
    ~CleanErrors();
    CleanErrors(const CleanErrors&) = delete;
    CleanErrors& operator=(const CleanErrors&) = delete;
};

/// Calls one of the i2d functions twice, as they want it.
template<typename T>
[[nodiscard]] QByteArray toDer(const T* object, int (*encode)(const T*, unsigned char**))
{
    const int size = encode(object, nullptr);
    if (size <= 0)
        return {};
    QByteArray bytes(size, Qt::Uninitialized);
    auto* cursor = reinterpret_cast<unsigned char*>(bytes.data());
    if (encode(object, &cursor) != size)
        return {};
    return bytes;
}
/// Reads with a d2i function; nothing where that fails or bytes are left over.
template<typename H, typename T>
[[nodiscard]] H fromDer(T* (*decode)(T**, const unsigned char**, long), QByteArrayView der)
{
    const auto* cursor = reinterpret_cast<const unsigned char*>(der.data());
    const unsigned char* const end = cursor + der.size();
    H object(decode(nullptr, &cursor, static_cast<long>(der.size())));
    if (object && cursor != end)
        object.reset();
    return object;
}

[[nodiscard]] QByteArrayView bytesOf(const ASN1_STRING* string);
[[nodiscard]] QString oidText(const ASN1_OBJECT* object);
[[nodiscard]] Asn1ObjectHandle oidObject(QStringView dotted);
[[nodiscard]] std::optional<core::WallTime> timeOf(const ASN1_TIME* time);
[[nodiscard]] Asn1TimeHandle asn1Time(core::WallTime time);
[[nodiscard]] time_t secondsOf(core::WallTime time);
[[nodiscard]] const EVP_MD* digestOf(core::HashAlgorithm algorithm);
[[nodiscard]] std::optional<core::HashAlgorithm> hashOf(const X509_ALGOR* algorithm);
[[nodiscard]] BioHandle readOnlyBio(QByteArrayView bytes);
[[nodiscard]] QByteArray bytesIn(BIO* memory);
[[nodiscard]] CertificatesHandle stackOf(const QList<Certificate>& certificates);

} // namespace tirkeu::pki
