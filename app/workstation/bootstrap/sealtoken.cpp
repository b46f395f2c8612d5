#include "sealtoken.h"

#include <core/hashing.h>
#include <core/json.h>
#include <token/tokensession.h>

#include <QFile>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kUnreadable{"settings.seal-unreadable"};
constexpr ErrorCode kAbsent{"settings.seal-token-absent"};
constexpr ErrorCode kWithStaff{"settings.seal-token-with-staff"};
constexpr ErrorCode kPinOpen{"settings.seal-pin-open"};
constexpr ErrorCode kPinWrong{"settings.seal-pin-wrong"};
constexpr ErrorCode kPinLocked{"settings.seal-pin-locked"};
constexpr ErrorCode kTokenPinWrong{"token.pin-wrong"};
constexpr qint64 kMostBytes = 16'384;
constexpr qint64 kLongestPin = 256;

tl::unexpected<Error> unreadable(const QString& file, const QString& why)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, why, {file});
}

bool holdsStaff(const QList<token::StoredCertificate>& certificates, const SealToken::IsStaff& isStaff)
{
    return isStaff && std::any_of(certificates.begin(), certificates.end(),
                          [&](const token::StoredCertificate& one) { return isStaff(core::sha256(one.certificate)); });
}

tl::unexpected<Error> absent()
{
    return failure(kAbsent, ErrorKind::OperatorCanFix, QStringLiteral("no token with a seal of the criteria"));
}
} // namespace

Result<std::optional<SealToken::Settings>> SealToken::settingsFrom(const QString& file)
{
    QFile source(file);
    if (!source.exists())
        return std::optional<Settings>();
    if (!source.open(QIODevice::ReadOnly) || source.size() > kMostBytes)
        return unreadable(file, source.errorString());
    const auto json = core::readJson(source.readAll());
    if (!json)
        return unreadable(file, json.error().detail);
    const Settings settings{json->value(u"module").toString(), json->value(u"pinFile").toString()};
    if (settings.module.isEmpty() || settings.pinFile.isEmpty())
        return unreadable(file, QStringLiteral("module and pinFile are both needed"));
    return std::optional(settings);
}

Result<std::unique_ptr<SealToken>> SealToken::open(
    const Settings& settings, const QList<QByteArray>& seals, const IsStaff& isStaff)
{
    auto module = token::CryptokiModule::load(settings.module);
    if (!module)
        return failure(module);
    const auto tokens = (*module)->tokens();
    if (!tokens)
        return failure(tokens);
    for (const token::TokenInfo& one : *tokens) {
        const auto certificates = (*module)->certificates(one.slot);
        if (!certificates)
            continue; // another reader's trouble
        for (const token::StoredCertificate& stored : *certificates) {
            if (!seals.contains(core::sha256(stored.certificate)))
                continue;
            if (holdsStaff(*certificates, isStaff))
                return failure(kWithStaff, ErrorKind::OperatorCanFix, one.serial, {one.label});
            return std::unique_ptr<SealToken>(new SealToken(*std::move(module), settings, one, stored));
        }
    }
    return absent();
}

Result<std::unique_ptr<SealToken>> SealToken::fromFile(
    const QString& file, const QList<QByteArray>& seals, const IsStaff& isStaff)
{
    const auto settings = settingsFrom(file);
    if (!settings)
        return failure(settings);
    return *settings ? open(**settings, seals, isStaff) : std::unique_ptr<SealToken>();
}

SealToken::SealToken(std::shared_ptr<token::CryptokiModule> module, Settings settings, token::TokenInfo token,
    token::StoredCertificate stored)
    : m_module(std::move(module))
    , m_settings(std::move(settings))
    , m_token(std::move(token))
    , m_stored(std::move(stored))
{
}

Result<core::SecureBytes> SealToken::pin() const
{
    QFile file(m_settings.pinFile);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > kLongestPin)
        return unreadable(m_settings.pinFile, file.errorString());
    constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if ((file.permissions() & kOthers) != 0)
        return failure(kPinOpen, ErrorKind::SecurityStop, QStringLiteral("others may read it"), {m_settings.pinFile});
    QByteArray line = file.readLine(kLongestPin);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return core::SecureBytes::takeFrom(line);
}

Result<token::TokenInfo> SealToken::here() const
{
    if (m_isPinWrong)
        return failure(kPinWrong, ErrorKind::OperatorCanFix, QStringLiteral("was wrong before"), {m_settings.pinFile});
    const auto tokens = m_module->tokens();
    if (!tokens)
        return failure(tokens);
    const auto found = std::find_if(
        tokens->begin(), tokens->end(), [this](const token::TokenInfo& one) { return one.isSameTokenAs(m_token); });
    return found == tokens->end() ? absent() : Result<token::TokenInfo>(*found);
}

Result<> SealToken::readiness() const
{
    const auto token = here();
    if (!token)
        return failure(token);
    if (token->pin.count == token::PinCount::Locked || token->pin.count == token::PinCount::FinalTry)
        return failure(kPinLocked, ErrorKind::OperatorCanFix, token->serial, {token->label});
    const auto secret = token->pin.onPinPad ? Result<core::SecureBytes>(core::SecureBytes()) : pin();
    return secret ? Result<>() : failure(secret);
}

Result<> SealToken::login()
{
    const auto token = here();
    if (!token)
        return failure(token);
    auto secret = token->pin.onPinPad ? Result<core::SecureBytes>(core::SecureBytes()) : pin();
    if (!secret)
        return failure(secret);
    auto session = token::TokenSession::login(m_module, token->slot, std::move(*secret), token::FinalTry::Refuse);
    if (session) {
        m_session = std::move(*session);
        return {};
    }
    m_isPinWrong = session.error().code == kTokenPinWrong;
    return m_isPinWrong ? failure(kPinWrong, ErrorKind::OperatorCanFix, session.error().detail, {m_settings.pinFile})
                        : failure(session);
}

void SealToken::logout()
{
    if (m_session)
        m_session->logout();
    m_session.reset();
}

Result<QByteArray> SealToken::sign(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    if (const Result<> in = m_session ? Result<>() : login(); !in)
        return failure(in);
    auto made = m_session->sign(m_stored.keyId, algorithm, digest);
    if (!m_isBatch || !made)
        logout(); // what failed is not worth keeping: the token may have been pulled
    return made;
}

void SealToken::endBatch()
{
    logout();
    m_isBatch = false; // last: until then nobody takes it from under a reader that hangs
}

} // namespace tirkeu::workstation
