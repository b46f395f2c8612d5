#include "signeddatatools.h"

#include <algorithm>

namespace tirkeu::pki {

namespace {

QByteArray derHeader(unsigned char tag, qsizetype size)
{
    QByteArray header(1, static_cast<char>(tag));
    if (size < 0x80)
        return header + static_cast<char>(size);
    QByteArray length;
    for (; size > 0; size >>= 8)
        length.prepend(static_cast<char>(size & 0xff));
    return header + static_cast<char>(0x80 | length.size()) + length;
}

} // namespace

QByteArray signedAttributesOf(const CMS_SignerInfo* signer)
{
    QByteArrayList attributes;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
        attributes.append(toDer<X509_ATTRIBUTE>(CMS_signed_get_attr(signer, i), i2d_X509_ATTRIBUTE));
    std::sort(attributes.begin(), attributes.end());
    const QByteArray joined = attributes.join();
    return derHeader(0x31, joined.size()) + joined;
}

CmsHandle readCms(QByteArrayView der, qsizetype* used)
{
    const auto* start = reinterpret_cast<const unsigned char*>(der.data());
    const unsigned char* cursor = start;
    CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &cursor, static_cast<long>(der.size())));
    *used = cursor - start;
    return cms;
}

QByteArray writeCms(CMS_ContentInfo* cms)
{
    return toDer<CMS_ContentInfo>(cms, i2d_CMS_ContentInfo);
}

bool signatureFits(
    const Certificate& certificate, core::HashAlgorithm hash, QByteArrayView digest, QByteArrayView signature)
{
    EVP_PKEY* key = X509_get0_pubkey(certificate.x509());
    const EvpKeyContextHandle context(key ? EVP_PKEY_CTX_new(key, nullptr) : nullptr);
    return context && EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_CTX_set_signature_md(context.get(), digestOf(hash)) == 1 &&
           EVP_PKEY_verify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
               static_cast<std::size_t>(signature.size()), reinterpret_cast<const unsigned char*>(digest.data()),
               static_cast<std::size_t>(digest.size())) == 1;
}

} // namespace tirkeu::pki
