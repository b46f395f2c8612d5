#include "tpm/tpmsigner.h"

#include "tpmstate.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <algorithm>

namespace tirkeu::tpm {

namespace {
constexpr ErrorCode kUnusable{"tpm.key-unusable"};
constexpr UINT16 kCoordinate = 32;

// Which key of the many that a seed can make: two programs with the same template would share one.
constexpr QByteArrayView kPurpose("tirkeu workstation key, version 1");

TPM2B_PUBLIC keyTemplate()
{
    TPM2B_PUBLIC wanted{};
    TPMT_PUBLIC& area = wanted.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_SIGN_ENCRYPT | TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT |
                            TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_NULL;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL; // named at each signature
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    const QByteArray purpose = core::sha256(kPurpose);
    area.unique.ecc.x.size = kCoordinate;
    std::copy(purpose.begin(), purpose.end(), area.unique.ecc.x.buffer);
    return wanted;
}

QByteArray padded(const TPM2B_ECC_PARAMETER& number)
{
    const QByteArray bytes(reinterpret_cast<const char*>(number.buffer), number.size);
    return bytes.rightJustified(kCoordinate, '\0');
}

Result<QByteArray> infoOf(const TPMS_ECC_POINT& point)
{
    const QByteArray encoded = '\x04' + padded(point.x) + padded(point.y);
    const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(
        OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.constData(), static_cast<std::size_t>(encoded.size()));
    const std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> parameters(
        OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    const bool made = context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> owner(key, EVP_PKEY_free);
    unsigned char* out = nullptr;
    const int size = made ? i2d_PUBKEY(key, &out) : -1;
    if (size <= 0)
        return failure(kUnusable, ErrorKind::DeviceFault, QStringLiteral("public key"));
    const QByteArray der(reinterpret_cast<const char*>(out), size);
    OPENSSL_free(out);
    return der;
}

Result<QByteArray> derOf(const TPMS_SIGNATURE_ECC& made)
{
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(ECDSA_SIG_new(), ECDSA_SIG_free);
    BIGNUM* r = BN_bin2bn(made.signatureR.buffer, made.signatureR.size, nullptr);
    BIGNUM* s = BN_bin2bn(made.signatureS.buffer, made.signatureS.size, nullptr);
    if (!signature || ECDSA_SIG_set0(signature.get(), r, s) != 1)
        return failure(kUnusable, ErrorKind::DeviceFault, QStringLiteral("signature"));
    unsigned char* out = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &out);
    const QByteArray der(reinterpret_cast<const char*>(out), std::max(size, 0));
    OPENSSL_free(out);
    return der;
}

TPMI_ALG_HASH tpmHash(core::HashAlgorithm algorithm)
{
    switch (algorithm) {
    case core::HashAlgorithm::Sha256:
        return TPM2_ALG_SHA256;
    case core::HashAlgorithm::Sha384:
        return TPM2_ALG_SHA384;
    case core::HashAlgorithm::Sha512:
        return TPM2_ALG_SHA512;
    }
    Q_UNREACHABLE();
}
} // namespace

TpmSigner::TpmSigner(std::shared_ptr<Tpm> tpm, quint32 key)
    : m_tpm(std::move(tpm))
    , m_key(key)
{
}

TpmSigner::~TpmSigner()
{
    const std::lock_guard lock(m_tpm->state().mutex);
    Esys_FlushContext(m_tpm->state().esys, m_key);
}

Result<std::unique_ptr<TpmSigner>> TpmSigner::open(std::shared_ptr<Tpm> tpm)
{
    const TPM2B_SENSITIVE_CREATE sensitive{};
    const TPM2B_PUBLIC wanted = keyTemplate();
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION registers{};
    ESYS_TR key = ESYS_TR_NONE;
    TPM2B_PUBLIC* raw = nullptr;
    std::unique_lock lock(tpm->state().mutex);
    const TSS2_RC code = Esys_CreatePrimary(tpm->state().esys, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE,
        ESYS_TR_NONE, &sensitive, &wanted, &outside, &registers, &key, &raw, nullptr, nullptr, nullptr);
    lock.unlock();
    const EsysHandle<TPM2B_PUBLIC> made(raw);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "making the workstation's key");
    std::unique_ptr<TpmSigner> signer(new TpmSigner(std::move(tpm), key));
    Result<QByteArray> info = infoOf(made->publicArea.unique.ecc);
    if (!info)
        return failure(info);
    signer->m_publicKey = std::move(*info);
    return signer;
}

Result<QByteArray> TpmSigner::sign(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    if (digest.size() != core::digestSize(algorithm))
        return failure(kUnusable, ErrorKind::Bug, QStringLiteral("digest"));
    TPM2B_DIGEST toSign{};
    toSign.size = static_cast<UINT16>(digest.size());
    std::copy(digest.begin(), digest.end(), toSign.buffer);
    TPMT_SIG_SCHEME scheme{};
    scheme.scheme = TPM2_ALG_ECDSA;
    scheme.details.ecdsa.hashAlg = tpmHash(algorithm);
    TPMT_TK_HASHCHECK ticket{};
    ticket.tag = TPM2_ST_HASHCHECK;
    ticket.hierarchy = TPM2_RH_NULL;
    TPMT_SIGNATURE* raw = nullptr;
    const std::lock_guard lock(m_tpm->state().mutex);
    const TSS2_RC code = Esys_Sign(
        m_tpm->state().esys, m_key, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &toSign, &scheme, &ticket, &raw);
    const EsysHandle<TPMT_SIGNATURE> made(raw);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "signing");
    return derOf(made->signature.ecdsa);
}

} // namespace tirkeu::tpm
