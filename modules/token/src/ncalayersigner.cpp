#include "token/ncalayersigner.h"

#include "websocket.h"

#include <core/encoding.h>
#include <core/json.h>
#include <pki/signeddata.h>

#include <QJsonArray>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kAnswer{"token.ncalayer-answer"};
constexpr ErrorCode kRefused{"token.ncalayer-refused"};
constexpr ErrorCode kOtherDigest{"token.ncalayer-other-document"};
constexpr ErrorCode kOtherSigner{"token.ncalayer-other-signer"};
constexpr ErrorCode kCancelled{"token.cancelled"};
constexpr ErrorCode kNoAuthority{"token.ncalayer-without-authority"};

[[nodiscard]] tl::unexpected<Error> badAnswer(const QString& detail)
{
    return failure(kAnswer, ErrorKind::ServiceFault, detail);
}

// Base64 with or without the lines of a PEM text around it.
[[nodiscard]] Result<QByteArray> unwrapped(const QString& text)
{
    QByteArray body;
    for (const QString& line : text.split(u'\n')) {
        if (!line.startsWith(u"-----"))
            body += line.trimmed().toLatin1();
    }
    return core::fromBase64(body);
}

[[nodiscard]] bool isCancelled(const QJsonObject& answer)
{
    const QString said = answer.value(QLatin1StringView("code")).toVariant().toString() + u' ' +
                         answer.value(QLatin1StringView("message")).toString();
    return said.contains(u"cancel", Qt::CaseInsensitive);
}
} // namespace

Result<> checkCanAsk(const NcaLayerOptions& options)
{
    return options.authorities.isEmpty()
               ? failure(kNoAuthority, ErrorKind::OperatorCanFix, QStringLiteral("no certificate to hold it against"))
               : Result<>();
}

NcaLayerSigner::NcaLayerSigner(pki::Certificate holder, NcaLayerOptions options)
    : m_holder(std::move(holder))
    , m_options(std::move(options))
{
}

NcaLayerSigner::~NcaLayerSigner() = default;

QByteArray NcaLayerSigner::question(QByteArrayView digest) const
{
    const QJsonValue storages =
        m_options.storages.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(m_options.storages));
    const QJsonObject signing{
        {QStringLiteral("decode"), true}, {QStringLiteral("encapsulate"), false}, {QStringLiteral("digested"), true}};
    const QJsonObject signer{{QStringLiteral("extKeyUsageOids"), QJsonArray{QStringLiteral("1.3.6.1.5.5.7.3.4")}},
        {QStringLiteral("serialNumber"), QString::fromLatin1(core::toHex(m_holder.serialNumber()))},
        {QStringLiteral("chain"), QJsonArray()}};
    const QJsonObject arguments{{QStringLiteral("allowedStorages"), storages},
        {QStringLiteral("format"), QStringLiteral("cms")},
        {QStringLiteral("data"), QString::fromLatin1(core::toBase64(digest))},
        {QStringLiteral("signingParams"), signing}, {QStringLiteral("signerParams"), signer},
        {QStringLiteral("locale"), m_options.locale}};
    return core::writeJson({{QStringLiteral("module"), QStringLiteral("kz.gov.pki.knca.basics")},
        {QStringLiteral("method"), QStringLiteral("sign")}, {QStringLiteral("args"), arguments}});
}

Result<QByteArray> NcaLayerSigner::signToCms(core::HashAlgorithm, QByteArrayView digest)
{
    const auto conversation = std::make_shared<WebSocket>();
    {
        const std::scoped_lock lock(m_mutex);
        m_current = conversation;
    }
    const auto talk = [&]() -> Result<QByteArray> {
        if (const auto open = conversation->open(m_options.url, m_options.authorities, m_options.connectDeadline);
            !open)
            return failure(open);
        // It greets with its version; who does not is something else.
        const auto greeting = conversation->read(m_options.connectDeadline);
        if (!greeting)
            return failure(greeting);
        const auto hello = core::readJson(*greeting);
        if (!hello || !hello->value(QLatin1StringView("result"))[QLatin1StringView("version")].isString())
            return badAnswer(QStringLiteral("no greeting"));
        if (const auto asked = conversation->write(question(digest), m_options.connectDeadline); !asked)
            return failure(asked);
        const auto answer = conversation->read(m_options.signDeadline);
        return answer ? cmsIn(*answer, digest) : failure(answer);
    };
    auto cms = talk();
    const std::scoped_lock lock(m_mutex);
    m_current.reset();
    return cms;
}

Result<> NcaLayerSigner::beginKeeping()
{
    return m_isCancelled ? failure(kCancelled, ErrorKind::Retry, QStringLiteral("behind a signature")) : Result<>();
}

void NcaLayerSigner::cancel()
{
    m_isCancelled = true;
    const std::scoped_lock lock(m_mutex);
    if (m_current)
        m_current->cancel();
}

Result<QByteArray> NcaLayerSigner::cmsIn(const QByteArray& answer, QByteArrayView digest) const
{
    const auto json = core::readJson(answer);
    if (!json)
        return badAnswer(json.error().detail);
    const QJsonValue status = json->value(QLatin1StringView("status"));
    if (!status.isBool())
        return badAnswer(QStringLiteral("no status"));
    if (!status.toBool())
        return isCancelled(*json) ? failure(kCancelled, ErrorKind::Retry, QStringLiteral("in its window"))
                                  : failure(kRefused, ErrorKind::OperatorCanFix,
                                        json->value(QLatin1StringView("message")).toString().left(200));
    QJsonValue result = json->value(QLatin1StringView("body"))[QLatin1StringView("result")];
    if (result.isUndefined())
        return failure(kCancelled, ErrorKind::Retry, QStringLiteral("the window was closed"));
    if (result.isArray())
        result = result.toArray().size() == 1 ? result.toArray().first() : QJsonValue();
    const auto cms = unwrapped(result.toString());
    const auto signedData = cms ? pki::SignedData::read(*cms) : Result<pki::SignedData>(failure(cms));
    if (!signedData)
        return badAnswer(signedData.error().detail);
    if (!signedData->isDetached())
        return badAnswer(QStringLiteral("carries content"));
    const auto signers = signedData->verifyDigest(
        [digest](core::HashAlgorithm) { return digest.toByteArray(); }, pki::CertificateBinding::Optional, {m_holder});
    if (signers.size() != 1)
        return badAnswer(QStringLiteral("%1 signers").arg(signers.size()));
    const pki::SignerResult& signer = signers.first();
    if (!signer.certificate || *signer.certificate != m_holder)
        return failure(
            kOtherSigner, ErrorKind::OperatorCanFix, pki::nameOf(signer.reason), {m_holder.subject().commonName});
    if (signer.signedDigest != digest)
        return failure(kOtherDigest, ErrorKind::SecurityStop, QStringLiteral("message digest"));
    // Whether a GOST value is right only a program that knows GOST can say.
    if (!signer.isGood() && signer.reason != pki::SignatureReason::KeyNotSupported)
        return badAnswer(pki::nameOf(signer.reason));
    return *cms;
}

} // namespace tirkeu::token
