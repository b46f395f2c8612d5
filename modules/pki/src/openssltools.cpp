#include "openssltools.h"

#include <openssl/err.h>

namespace tirkeu::pki {

QString opensslErrors()
{
    QStringList texts;
    while (const unsigned long code = ERR_get_error()) {
        char text[256];
        ERR_error_string_n(code, text, sizeof text);
        texts.append(QString::fromLatin1(text));
    }
    return texts.join(QStringLiteral("; "));
}

int firstOpensslReason(int library)
{
    const unsigned long code = ERR_peek_error();
    return ERR_GET_LIB(code) == library ? ERR_GET_REASON(code) : 0;
}

CleanErrors::CleanErrors()
{
    ERR_clear_error();
}

CleanErrors::~CleanErrors()
{
    ERR_clear_error();
}

QByteArrayView bytesOf(const ASN1_STRING* string)
{
    return string ? QByteArrayView(ASN1_STRING_get0_data(string), ASN1_STRING_length(string)) : QByteArrayView();
}

QString oidText(const ASN1_OBJECT* object)
{
    char text[128];
    const int length = OBJ_obj2txt(text, sizeof text, object, 1);
    return length > 0 && length < static_cast<int>(sizeof text) ? QString::fromLatin1(text, length) : QString();
}

Asn1ObjectHandle oidObject(QStringView dotted)
{
    return Asn1ObjectHandle(OBJ_txt2obj(dotted.toLatin1().constData(), 1));
}

std::optional<core::WallTime> timeOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    using namespace std::chrono;
    const year_month_day day(year(parts.tm_year + 1900), month(static_cast<unsigned>(parts.tm_mon + 1)),
        std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
    if (!day.ok())
        return std::nullopt;
    return sys_days(day) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

time_t secondsOf(core::WallTime time)
{
    return static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

Asn1TimeHandle asn1Time(core::WallTime time)
{
    return Asn1TimeHandle(ASN1_TIME_set(nullptr, secondsOf(time)));
}

const EVP_MD* digestOf(core::HashAlgorithm algorithm)
{
    switch (algorithm) {
    case core::HashAlgorithm::Sha256:
        return EVP_sha256();
    case core::HashAlgorithm::Sha384:
        return EVP_sha384();
    case core::HashAlgorithm::Sha512:
        return EVP_sha512();
    }
    return EVP_sha256();
}

std::optional<core::HashAlgorithm> hashOf(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    switch (OBJ_obj2nid(object)) {
    case NID_sha256:
        return core::HashAlgorithm::Sha256;
    case NID_sha384:
        return core::HashAlgorithm::Sha384;
    case NID_sha512:
        return core::HashAlgorithm::Sha512;
    default:
        return std::nullopt;
    }
}

BioHandle readOnlyBio(QByteArrayView bytes)
{
    return BioHandle(BIO_new_mem_buf(bytes.isEmpty() ? "" : bytes.data(), static_cast<int>(bytes.size())));
}

QByteArray bytesIn(BIO* memory)
{
    const char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

CertificatesHandle stackOf(const QList<Certificate>& certificates)
{
    CertificatesHandle stack(sk_X509_new_null());
    for (const Certificate& certificate : certificates)
        X509_add_cert(stack.get(), certificate.x509(), X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
    return stack;
}

} // namespace tirkeu::pki
