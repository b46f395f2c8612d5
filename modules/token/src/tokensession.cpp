#include <token/tokensession.h>

#include "cryptoki.h"
#include "padding.h"

#include <cstring>
#include <utility>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kFinalTry{"token.pin-final-try"};
constexpr ErrorCode kPinLocked{"token.pin-locked"};
constexpr ErrorCode kMustChange{"token.pin-must-change"};
constexpr ErrorCode kKeyMissing{"token.key-missing"};
constexpr ErrorCode kCannot{"token.cannot"};
constexpr ErrorCode kCeremonyOver{"token.ceremony-over"};
constexpr ErrorCode kFailed{"token.failed"};
constexpr ErrorCode kRemoved{"token.removed"};

[[nodiscard]] Result<> checkBeforeLogin(const TokenInfo& token, const core::SecureBytes& pin, FinalTry finalTry)
{
    if (const auto prompt = pinPromptFor(token); !prompt)
        return failure(prompt);
    if (token.pin.mustChange)
        return failure(kMustChange, ErrorKind::OperatorCanFix, QStringLiteral("CKF_USER_PIN_TO_BE_CHANGED"));
    if (token.pin.count == PinCount::FinalTry && finalTry == FinalTry::Refuse)
        return failure(kFinalTry, ErrorKind::OperatorCanFix, QStringLiteral("no explicit yes"));
    return checkPinLength(token, pin);
}
} // namespace

TokenSession::TokenSession(std::shared_ptr<CryptokiModule> module, TokenInfo token, unsigned long session)
    : m_module(std::move(module))
    , m_token(std::move(token))
    , m_session(session)
{
}

TokenSession::~TokenSession()
{
    logout();
}

Result<std::shared_ptr<TokenSession>> TokenSession::login(
    std::shared_ptr<CryptokiModule> module, SlotId slot, core::SecureBytes pin, FinalTry finalTry)
{
    CK_FUNCTION_LIST* p11 = module->library().functions;
    auto info = module->token(slot);
    if (!info)
        return failure(info);
    if (const auto good = checkBeforeLogin(*info, pin, finalTry); !good)
        return failure(good);
    auto session = SessionHandle::open(p11, slot);
    if (!session)
        return failure(session);

    CK_RV answer = loginWith(module->library(), session->get(), CKU_USER, pin);
    if (answer == CKR_USER_ALREADY_LOGGED_IN) {
        // A login somebody left behind must not stand in for this PIN.
        p11->C_Logout(session->get());
        answer = loginWith(module->library(), session->get(), CKU_USER, pin);
    }
    if (answer != CKR_OK) {
        const auto after = module->token(slot);
        if (after && after->pin.count == PinCount::Locked)
            return failure(kPinLocked, ErrorKind::OperatorCanFix, errorOf(answer, "C_Login").detail);
        return refused(answer, "C_Login");
    }
    std::shared_ptr<TokenSession> result(new TokenSession(std::move(module), std::move(*info), session->release()));
    if (!result->m_token.pin.onPinPad && result->hasAlwaysAuthenticateKey())
        result->m_pin = std::move(pin);
    return result;
}

void TokenSession::logout()
{
    const std::lock_guard lock(m_mutex);
    m_pin.clear();
    if (!std::exchange(m_open, false))
        return;
    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    p11->C_Logout(m_session);
    p11->C_CloseSession(m_session);
}

Result<> TokenSession::requireOpen() const
{
    if (!m_open)
        return failure(kCeremonyOver, ErrorKind::OperatorCanFix, QStringLiteral("logged out"));
    return {};
}

bool TokenSession::hasAlwaysAuthenticateKey() const
{
    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    CK_OBJECT_CLASS objectClass = CKO_PRIVATE_KEY;
    CK_BBOOL yes = CK_TRUE;
    const auto keys = findObjects(
        p11, m_session, {{CKA_CLASS, &objectClass, sizeof objectClass}, {CKA_ALWAYS_AUTHENTICATE, &yes, sizeof yes}});
    return keys && !keys->isEmpty();
}

Result<TokenSession::Key> TokenSession::findKey(const QByteArray& keyId) const
{
    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    CK_OBJECT_CLASS objectClass = CKO_PRIVATE_KEY;
    QByteArray id = keyId;
    const auto keys = findObjects(
        p11, m_session, {{CKA_CLASS, &objectClass, sizeof objectClass}, {CKA_ID, id.data(), CK_ULONG(id.size())}});
    if (!keys)
        return failure(keys);
    if (keys->size() != 1)
        return failure(kKeyMissing, ErrorKind::OperatorCanFix, QStringLiteral("%1 keys of that id").arg(keys->size()));
    Key key;
    key.handle = keys->first();
    const auto type = readAttribute(p11, m_session, key.handle, CKA_KEY_TYPE);
    const auto always = readAttribute(p11, m_session, key.handle, CKA_ALWAYS_AUTHENTICATE);
    if (!type || !always)
        return failure(!type ? type : always);
    if (type->size() != qsizetype(sizeof key.type))
        return failure(kFailed, ErrorKind::DeviceFault, QStringLiteral("CKA_KEY_TYPE of an odd size"));
    std::memcpy(&key.type, type->constData(), sizeof key.type);
    key.alwaysAuthenticate = always->startsWith('\x01');
    return key;
}

Result<> TokenSession::loginForThisUse(const Key& key)
{
    if (!key.alwaysAuthenticate)
        return {};
    const CK_RV answer = loginWith(m_module->library(), m_session, CKU_CONTEXT_SPECIFIC, m_pin);
    if (answer != CKR_OK)
        return refused(answer, "C_Login for one use");
    return {};
}

Result<QByteArray> TokenSession::sign(const QByteArray& keyId, core::HashAlgorithm algorithm, QByteArrayView digest)
{
    const std::lock_guard lock(m_mutex);
    if (const auto open = requireOpen(); !open)
        return failure(open);
    if (digest.size() != core::digestSize(algorithm))
        return failure(kFailed, ErrorKind::Bug, QStringLiteral("digest of the wrong size"));
    const auto key = findKey(keyId);
    if (!key)
        return failure(key);
    if (key->type != CKK_RSA && key->type != CKK_EC)
        return failure(kCannot, ErrorKind::OperatorCanFix, QStringLiteral("key type 0x%1").arg(key->type, 0, 16));

    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    CK_MECHANISM mechanism{key->type == CKK_RSA ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    QByteArray input = key->type == CKK_RSA ? digestInfo(algorithm, digest) : digest.toByteArray();
    if (const CK_RV answer = p11->C_SignInit(m_session, &mechanism, key->handle); answer != CKR_OK)
        return refused(answer, "C_SignInit");
    if (const auto again = loginForThisUse(*key); !again)
        return failure(again);
    QByteArray signature(1024, '\0'); // RSA-8192 would fit
    auto size = CK_ULONG(signature.size());
    if (const CK_RV answer = p11->C_Sign(m_session, reinterpret_cast<CK_BYTE*>(input.data()), CK_ULONG(input.size()),
            reinterpret_cast<CK_BYTE*>(signature.data()), &size);
        answer != CKR_OK)
        return refused(answer, "C_Sign");
    signature.truncate(qsizetype(size));
    return key->type == CKK_RSA ? signature : ecdsaToDer(signature);
}

Result<core::SecureBytes> TokenSession::unwrap(const QByteArray& keyId, core::WrapScheme scheme, QByteArrayView wrapped)
{
    const std::lock_guard lock(m_mutex);
    if (const auto open = requireOpen(); !open)
        return failure(open);
    const auto key = findKey(keyId);
    if (!key)
        return failure(key);
    const bool rsa = scheme == core::WrapScheme::RsaOaepSha256 || scheme == core::WrapScheme::RsaPkcs1;
    if (key->type != (rsa ? CKK_RSA : CKK_EC))
        return failure(kCannot, ErrorKind::OperatorCanFix, QStringLiteral("key type 0x%1").arg(key->type, 0, 16));
    return rsa ? decryptRsa(*key, scheme, wrapped) : deriveEcdh(*key, wrapped);
}

Result<core::SecureBytes> TokenSession::decryptRsa(const Key& key, core::WrapScheme scheme, QByteArrayView wrapped)
{
    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    CK_RSA_PKCS_OAEP_PARAMS oaep{CKM_SHA256, CKG_MGF1_SHA256, CKZ_DATA_SPECIFIED, nullptr, 0};
    CK_MECHANISM mechanism{CKM_RSA_PKCS, nullptr, 0};
    if (scheme == core::WrapScheme::RsaOaepSha256)
        mechanism = {CKM_RSA_PKCS_OAEP, &oaep, sizeof oaep};
    CK_RV answer = p11->C_DecryptInit(m_session, &mechanism, key.handle);
    // Many tokens know OAEP with SHA-1 only, or not at all; the padding is then taken off here.
    const bool padHere =
        answer != CKR_OK && scheme == core::WrapScheme::RsaOaepSha256 && errorOf(answer, "").code != kRemoved;
    if (padHere) {
        mechanism = {CKM_RSA_X_509, nullptr, 0};
        answer = p11->C_DecryptInit(m_session, &mechanism, key.handle);
    }
    if (answer != CKR_OK)
        return refused(answer, "C_DecryptInit");
    if (const auto again = loginForThisUse(key); !again)
        return failure(again);
    QByteArray input = wrapped.toByteArray();
    core::SecureBytes plain(std::size_t(std::max<qsizetype>(input.size(), 1024)));
    auto size = CK_ULONG(plain.size());
    answer =
        p11->C_Decrypt(m_session, reinterpret_cast<CK_BYTE*>(input.data()), CK_ULONG(input.size()), plain.u8(), &size);
    if (answer != CKR_OK)
        return refused(answer, "C_Decrypt");
    const std::span<const std::byte> bytes = plain.bytes().first(std::min<std::size_t>(size, plain.size()));
    if (!padHere)
        return core::SecureBytes(bytes);
    return takeOaepSha256Off(bytes, std::size_t(wrapped.size()));
}

Result<core::SecureBytes> TokenSession::deriveEcdh(const Key& key, QByteArrayView point)
{
    CK_FUNCTION_LIST* p11 = m_module->library().functions;
    QByteArray publicPoint = point.toByteArray();
    CK_ECDH1_DERIVE_PARAMS parameters{};
    parameters.kdf = CKD_NULL;
    parameters.ulPublicDataLen = CK_ULONG(publicPoint.size());
    parameters.pPublicData = reinterpret_cast<CK_BYTE*>(publicPoint.data());
    CK_MECHANISM mechanism{CKM_ECDH1_DERIVE, &parameters, sizeof parameters};
    CK_OBJECT_CLASS objectClass = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_GENERIC_SECRET;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL no = CK_FALSE;
    CK_ULONG length = CK_ULONG((publicPoint.size() - 1) / 2);
    CK_ATTRIBUTE attributes[] = {{CKA_CLASS, &objectClass, sizeof objectClass}, {CKA_KEY_TYPE, &type, sizeof type},
        {CKA_TOKEN, &no, sizeof no}, {CKA_SENSITIVE, &no, sizeof no}, {CKA_EXTRACTABLE, &yes, sizeof yes},
        {CKA_VALUE_LEN, &length, sizeof length}};
    CK_OBJECT_HANDLE derived = CK_INVALID_HANDLE;
    if (const CK_RV answer =
            p11->C_DeriveKey(m_session, &mechanism, key.handle, attributes, CK_ULONG(std::size(attributes)), &derived);
        answer != CKR_OK)
        return refused(answer, "C_DeriveKey");
    core::SecureBytes secret(std::size_t{length});
    CK_ATTRIBUTE value{CKA_VALUE, secret.u8(), length};
    const CK_RV answer = p11->C_GetAttributeValue(m_session, derived, &value, 1);
    p11->C_DestroyObject(m_session, derived);
    if (answer != CKR_OK || value.ulValueLen != length)
        return refused(answer == CKR_OK ? CKR_DATA_LEN_RANGE : answer, "C_GetAttributeValue");
    return secret;
}

} // namespace tirkeu::token
