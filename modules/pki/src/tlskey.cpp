#include "pki/tlskey.h"

#include "openssltools.h"

#include <openssl/ec.h>
#include <openssl/err.h>

#include <algorithm>

// OpenSSL 3 takes a key that lies elsewhere from a provider, a library of its own with twenty functions, or by the
// method of an EC key, which it calls old.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace tirkeu::pki {

namespace {
constexpr ErrorCode kRefusedKey{"pki.key-refused"};

using SharedSigner = std::shared_ptr<core::Signer>;
using EcKeyHandle = Handle<EC_KEY, EC_KEY_free>;

/// Where a key keeps its signer; they live and go together.
int placeOfSigner()
{
    static const int place = CRYPTO_get_ex_new_index(
        CRYPTO_EX_INDEX_EC_KEY, 0, nullptr, nullptr,
        [](CRYPTO_EX_DATA*, const CRYPTO_EX_DATA*, void** data, int, long, void*) {
            if (*data != nullptr)
                *data = new SharedSigner(*static_cast<const SharedSigner*>(*data));
            return 1;
        },
        [](void*, void* data, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<SharedSigner*>(data); });
    return place;
}

std::optional<core::HashAlgorithm> hashOfSize(qsizetype size)
{
    for (const auto algorithm :
        {core::HashAlgorithm::Sha256, core::HashAlgorithm::Sha384, core::HashAlgorithm::Sha512}) {
        if (core::digestSize(algorithm) == size)
            return algorithm;
    }
    return std::nullopt;
}

int signElsewhere(int, const unsigned char* digest, int size, unsigned char* out, unsigned int* written, const BIGNUM*,
    const BIGNUM*, EC_KEY* key)
{
    const auto* signer = static_cast<const SharedSigner*>(EC_KEY_get_ex_data(key, placeOfSigner()));
    const auto algorithm = hashOfSize(size);
    const auto made = signer && algorithm ? (*signer)->sign(*algorithm, QByteArrayView(digest, size))
                                          : failure(kRefusedKey, ErrorKind::Bug, QStringLiteral("digest"));
    if (!made || made->size() > ECDSA_size(key)) {
        const QByteArray why = made ? QByteArray("a signature of another key") : made.error().detail.toUtf8();
        ERR_raise_data(ERR_LIB_EC, ERR_R_EC_LIB, "%s", why.constData());
        return 0;
    }
    std::copy(made->begin(), made->end(), out);
    *written = static_cast<unsigned int>(made->size());
    return 1;
}

const EC_KEY_METHOD* methodOfElsewhere()
{
    static const EC_KEY_METHOD* const method = [] {
        int (*prepare)(EC_KEY*, BN_CTX*, BIGNUM**, BIGNUM**) = nullptr;
        EC_KEY_METHOD_get_sign(EC_KEY_OpenSSL(), nullptr, &prepare, nullptr);
        EC_KEY_METHOD* fresh = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        EC_KEY_METHOD_set_sign(fresh, signElsewhere, prepare, nullptr);
        return fresh;
    }();
    return method;
}
} // namespace

TlsKey::TlsKey(std::shared_ptr<EVP_PKEY> key, Certificate certificate)
    : m_key(std::move(key))
    , m_certificate(std::move(certificate))
{
}

TlsKey::TlsKey(const SoftwareKey& key)
    : m_certificate(key.holder())
{
    EVP_PKEY_up_ref(key.evp());
    m_key = {key.evp(), EVP_PKEY_free};
}

Result<TlsKey> TlsKey::of(const std::shared_ptr<core::Signer>& signer)
{
    const CleanErrors clean;
    const auto certificate = Certificate::fromDer(signer->certificate());
    if (!certificate)
        return failure(certificate);
    const auto key = fromDer<EcKeyHandle>(d2i_EC_PUBKEY, certificate->publicKey());
    std::shared_ptr<EVP_PKEY> shared(EVP_PKEY_new(), EVP_PKEY_free);
    auto kept = std::make_unique<SharedSigner>(signer);
    if (!key || !shared || EC_KEY_set_method(key.get(), methodOfElsewhere()) != 1 ||
        EC_KEY_set_ex_data(key.get(), placeOfSigner(), kept.get()) != 1)
        return failure(kRefusedKey, ErrorKind::OperatorCanFix, opensslErrors());
    std::ignore = kept.release(); // the key's from here on
    if (EVP_PKEY_set1_EC_KEY(shared.get(), key.get()) != 1)
        return failure(kRefusedKey, ErrorKind::OperatorCanFix, opensslErrors());
    return TlsKey(std::move(shared), *certificate);
}

} // namespace tirkeu::pki

#pragma GCC diagnostic pop
