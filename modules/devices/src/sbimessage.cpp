#include <devices/sbimessage.h>

#include "bytes.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <devices/trouble.h>
#include <pki/jws.h>
#include <pki/truststore.h>

namespace tirkeu::devices::sbi {

namespace {
constexpr ErrorCode kUnreadable{"devices.sbi-unreadable"};
constexpr ErrorCode kSignatureWrong{"devices.sbi-signature-wrong"};
constexpr ErrorCode kCertificateRefused{"devices.sbi-certificate-refused"};
constexpr ErrorCode kOtherDevice{"devices.sbi-other-device"};
constexpr ErrorCode kOtherKey{"devices.sbi-other-key"};
constexpr ErrorCode kOtherTransaction{"devices.sbi-other-transaction"};
constexpr ErrorCode kTimeOff{"devices.sbi-time-off"};
constexpr ErrorCode kOtherPurpose{"devices.sbi-other-purpose"};
constexpr ErrorCode kChainBroken{"devices.sbi-chain-broken"};
constexpr ErrorCode kTampered{"devices.sbi-tampered"};
constexpr ErrorCode kNotReady{"devices.sbi-not-ready"};
constexpr ErrorCode kFault{"devices.sbi-fault"};

constexpr QLatin1StringView kSpec("1.0");
constexpr QLatin1StringView kPurpose("Registration");
constexpr QLatin1StringView kType("Palm");
constexpr QLatin1StringView kCertification("L1");
constexpr int kMostDevices = 16;
constexpr int kMostRecords = 2 * kMostPairs + 1;
constexpr qsizetype kMostRecord = qsizetype(8) << 20;
constexpr core::JsonLimits kLimits{.maxBytes = kMostAnswer, .maxDepth = 6, .maxValues = 2000};

using Latin = QLatin1StringView;

tl::unexpected<Error> stop(ErrorCode code, const QString& detail, const QStringList& values = {})
{
    return failure(code, ErrorKind::SecurityStop, detail, values);
}

QString subTypeOf(casefile::Hand hand)
{
    switch (hand) {
    case casefile::Hand::Right:
        return QStringLiteral("Right Palm");
    case casefile::Hand::Left:
        return QStringLiteral("Left Palm");
    case casefile::Hand::None:
        break;
    }
    return QStringLiteral("Palm");
}

QString subIdOf(casefile::Hand hand)
{
    return hand == casefile::Hand::Left    ? QStringLiteral("1")
           : hand == casefile::Hand::Right ? QStringLiteral("2")
                                           : QStringLiteral("0");
}

// The interface answers discovery and info with an array; our reader takes objects.
Result<QJsonArray> arrayOf(QByteArrayView json)
{
    const Result<QJsonObject> whole = core::readJson(QByteArray("{\"all\":") + json.toByteArray() + '}', kLimits);
    if (!whole)
        return stop(kUnreadable, whole.error().detail);
    core::JsonFields fields(*whole);
    const QJsonArray all = fields.array(Latin("all"), kMostDevices);
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    return all;
}

/// An "error" field: absent, or with code "0", where all is well.
std::optional<QString> errorIn(core::JsonFields& fields)
{
    std::optional<QString> code;
    if (fields.has(Latin("error"))) {
        fields.nested(Latin("error"), [&code](core::JsonFields& error) {
            code = error.string(Latin("errorCode"), 16);
            static_cast<void>(error.stringOr(Latin("errorInfo"), {}, 1024));
        });
    }
    return code == QStringLiteral("0") ? std::nullopt : code;
}

/// A signed part by the registered device: chain to the vendor's root, the certificate named by the serial.
Result<pki::Jws> signedBy(QByteArrayView compact, const AttestationPolicy& policy, core::WallTime now)
{
    const Result<pki::Jws> jws = pki::Jws::read(compact);
    if (!jws)
        return stop(kUnreadable, jws.error().code.toString() + u' ' + jws.error().detail);
    if (!policy.root)
        return stop(kCertificateRefused, QStringLiteral("no vendor to trust"));
    pki::TrustStore vendor;
    if (const Result<> added = vendor.addAnchor(*policy.root); !added)
        return stop(kCertificateRefused, added.error().detail);
    const pki::ChainVerdict verdict = vendor.check(jws->signer(), now, pki::CertificateUse::Any, jws->chain().mid(1));
    if (!verdict.isTrusted() || jws->signer().isAuthority())
        return stop(kCertificateRefused, pki::nameOf(verdict.reason));
    if (jws->signer().subject().commonName != policy.scanner.serial)
        return stop(kOtherDevice, QStringLiteral("certificate of another serial"), {policy.scanner.serial});
    if (!jws->isSigned())
        return stop(kSignatureWrong, QStringLiteral("signature"));
    return jws;
}

Result<> isInWindow(const QString& text, const Policy& policy, core::WallTime now)
{
    const Result<core::WallTime> time = core::fromIsoText(text);
    if (!time)
        return stop(kUnreadable, QStringLiteral("time"));
    if (*time > now + policy.window || *time < now - policy.window)
        return stop(kTimeOff, text);
    return {};
}

struct DigitalId
{
    QString serial;
    QString model;
    QByteArray key;
};

Result<DigitalId> judgeDigitalId(const QString& compact, const Policy& policy, core::WallTime now)
{
    const Result<pki::Jws> jws = signedBy(compact.toLatin1(), policy.device, now);
    if (!jws)
        return failure(jws);
    const Result<QJsonObject> object = core::readJson(jws->payload(), kLimits);
    if (!object)
        return stop(kUnreadable, object.error().detail);
    core::JsonFields fields(*object);
    const DigitalId id{
        fields.string(Latin("serialNo"), 128), fields.string(Latin("model"), 128), jws->signer().publicKey()};
    const QString type = fields.string(Latin("type"), 32);
    static_cast<void>(fields.string(Latin("make"), 128));
    static_cast<void>(fields.stringOr(Latin("deviceSubType"), {}, 64));
    static_cast<void>(fields.string(Latin("deviceProvider"), 128));
    static_cast<void>(fields.string(Latin("deviceProviderId"), 128));
    const QString time = fields.string(Latin("dateTime"), 32);
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    const bool isModel = policy.meeting == Meeting::First || id.model == policy.device.scanner.model;
    if (id.serial != policy.device.scanner.serial || !isModel || type != kType)
        return stop(kOtherDevice, QStringLiteral("digital id"), {policy.device.scanner.serial});
    if (const Result<> fresh = isInWindow(time, policy, now); !fresh)
        return failure(fresh);
    return id;
}

Result<Device> judgeOneInfo(const QString& compact, const Policy& policy, core::WallTime now)
{
    const Result<pki::Jws> jws = signedBy(compact.toLatin1(), policy.device, now);
    if (!jws)
        return failure(jws);
    const Result<QJsonObject> object = core::readJson(jws->payload(), kLimits);
    if (!object)
        return stop(kUnreadable, object.error().detail);
    core::JsonFields fields(*object);
    Device device;
    const QString status = fields.string(Latin("deviceStatus"), 32);
    device.deviceId = fields.string(Latin("deviceId"), 128);
    const QString firmware = fields.string(Latin("firmware"), 128);
    const QString certification = fields.string(Latin("certification"), 8);
    device.serviceVersion = fields.string(Latin("serviceVersion"), 64);
    static_cast<void>(fields.strings(Latin("deviceSubId"), 4, 8));
    static_cast<void>(fields.stringOr(Latin("callbackId"), {}, 256)); // another address is never called
    const QString digitalId = fields.string(Latin("digitalId"), 64 * 1024);
    device.serial = fields.string(Latin("deviceCode"), 128);
    const QString environment = fields.string(Latin("env"), 32);
    const QString purpose = fields.string(Latin("purpose"), 32);
    const QStringList specs = fields.strings(Latin("specVersion"), 8, 16);
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    const Result<DigitalId> id = judgeDigitalId(digitalId, policy, now);
    if (!id)
        return failure(id);
    if (device.serial != id->serial)
        return stop(kOtherDevice, QStringLiteral("device code"), {policy.device.scanner.serial});
    const Result<QByteArray> digest = core::fromHex(firmware.toLatin1());
    if (!digest || (policy.meeting == Meeting::Registered && !policy.device.scanner.firmware.contains(*digest)))
        return stop(kOtherDevice, QStringLiteral("firmware ") + firmware, {policy.device.scanner.serial});
    if (purpose != kPurpose || environment != policy.environment || certification != kCertification ||
        !specs.contains(kSpec))
        return stop(
            kOtherPurpose, QStringList{purpose, environment, certification}.join(u' ') + u' ' + specs.join(u' '));
    if (status == u"Busy")
        return failure(kBusy, ErrorKind::DeviceFault, QStringLiteral("says the service"));
    if (status != u"Ready")
        return failure(kNotReady, ErrorKind::DeviceFault, status);
    device.model = id->model;
    device.specVersion = kSpec;
    device.key = jws->signer().publicKey();
    return device;
}
} // namespace

QByteArray discoveryRequest()
{
    return core::writeJson({{QStringLiteral("type"), QStringLiteral("Biometric Device")}});
}

Result<QList<Found>> readDiscovery(QByteArrayView json)
{
    const Result<QJsonArray> all = arrayOf(json);
    if (!all)
        return failure(all);
    QList<Found> found;
    for (const QJsonValue& value : *all) {
        // Signed by nobody: three texts are taken, whatever else is said.
        const QJsonObject one = value.toObject();
        const auto text = [&one](Latin key) {
            return one.value(key).toString().left(128);
        };
        found.append({text(Latin("deviceId")), text(Latin("deviceCode")), text(Latin("deviceStatus"))});
    }
    return found;
}

Result<Device> judgeInfo(QByteArrayView json, const Policy& policy, core::WallTime now)
{
    const Result<QJsonArray> all = arrayOf(json);
    if (!all)
        return failure(all);
    std::optional<Error> refusal;
    for (const QJsonValue& value : *all) {
        core::JsonFields fields(value.toObject());
        const std::optional<QString> error = errorIn(fields);
        const QString info = fields.stringOr(Latin("deviceInfo"), {}, 256 * 1024);
        Result<Device> device = failure(kUnreadable, ErrorKind::SecurityStop);
        if (const Result<> good = fields.finish(); !good)
            device = stop(kUnreadable, good.error().detail);
        else if (error)
            device = tl::make_unexpected(errorOf(*error));
        else
            device = judgeOneInfo(info, policy, now);
        if (device)
            return device;
        // A service may serve others besides; of them the first reason is told.
        if (!refusal)
            refusal = device.error();
    }
    return tl::make_unexpected(refusal.value_or(errorOf(QStringLiteral("106"))));
}

QByteArray firstHash()
{
    return core::sha256({});
}

QByteArray nextHash(const QByteArray& previous, QByteArrayView content)
{
    return core::sha256(previous + core::sha256(content));
}

QByteArray captureRequest(const Asked& asked, const Device& device, const Policy& policy)
{
    const auto option = [](const char* name, const QByteArray& value) {
        return QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)},
            {QStringLiteral("value"), QString::fromLatin1(pki::toBase64Url(value))}};
    };
    const QJsonObject bio{{QStringLiteral("type"), QString(kType)}, {QStringLiteral("count"), asked.pairs},
        {QStringLiteral("bioSubType"), QJsonArray{subTypeOf(asked.hand)}}, {QStringLiteral("exception"), QJsonArray{}},
        {QStringLiteral("requestedScore"), policy.requestedScore}, {QStringLiteral("deviceId"), device.deviceId},
        {QStringLiteral("deviceSubId"), subIdOf(asked.hand)},
        {QStringLiteral("previousHash"), QString::fromLatin1(core::toHex(asked.previousHash).toUpper())}};
    return core::writeJson({{QStringLiteral("env"), policy.environment}, {QStringLiteral("purpose"), QString(kPurpose)},
        {QStringLiteral("specVersion"), device.specVersion},
        {QStringLiteral("timeout"), static_cast<qint64>(asked.timeout.count())},
        {QStringLiteral("captureTime"), core::toIsoText(asked.at)},
        {QStringLiteral("transactionId"), asked.transaction}, {QStringLiteral("bio"), QJsonArray{bio}},
        {QStringLiteral("customOpts"),
            QJsonArray{option("tirkeu-hello", asked.hello), option("tirkeu-nonce", asked.nonce)}}});
}

QByteArray streamRequest(const Device& device, std::chrono::milliseconds timeout)
{
    return core::writeJson(
        {{QStringLiteral("deviceId"), device.deviceId}, {QStringLiteral("deviceSubId"), QStringLiteral("0")},
            {QStringLiteral("timeout"), static_cast<qint64>(timeout.count())}});
}

Result<Answered> judgeCapture(
    QByteArrayView json, const Asked& asked, const Device& device, const Policy& policy, core::WallTime now)
{
    const Result<QJsonObject> whole = core::readJson(json, kLimits);
    if (!whole)
        return stop(kUnreadable, whole.error().detail);
    core::JsonFields outer(*whole);
    const QJsonArray biometrics = outer.array(Latin("biometrics"), 2);
    if (const Result<> good = outer.finish(); !good || biometrics.size() != 1)
        return stop(kUnreadable, QStringLiteral("not one biometric"));
    core::JsonFields envelope(biometrics.first().toObject());
    const std::optional<QString> error = errorIn(envelope);
    const QString spec = envelope.stringOr(Latin("specVersion"), {}, 16);
    const QString data = envelope.stringOr(Latin("data"), {}, int(kMostAnswer));
    const Result<QByteArray> hash = core::fromHex(envelope.stringOr(Latin("hash"), {}, 64).toLower().toLatin1());
    if (const Result<> good = envelope.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    if (error)
        return tl::make_unexpected(errorOf(*error));

    const Result<pki::Jws> jws = signedBy(data.toLatin1(), policy.device, now);
    if (!jws)
        return failure(jws);
    if (jws->signer().publicKey() != device.key)
        return stop(kOtherKey, QStringLiteral("not the key the device opened with"));
    // Nothing of the content is believed before this line.
    const Result<QJsonObject> said = core::readJson(jws->payload(), kLimits);
    if (!said)
        return stop(kUnreadable, said.error().detail);
    core::JsonFields fields(*said);
    const QString digitalId = fields.string(Latin("digitalId"), 64 * 1024);
    const QString code = fields.string(Latin("deviceCode"), 128);
    const QString version = fields.string(Latin("deviceServiceVersion"), 64);
    const QString type = fields.string(Latin("bioType"), 16);
    const QString subType = fields.string(Latin("bioSubType"), 32);
    const QString purpose = fields.string(Latin("purpose"), 32);
    const QString environment = fields.string(Latin("env"), 32);
    const QString value = fields.string(Latin("bioValue"), int(kMostAnswer));
    const QString transaction = fields.string(Latin("transactionId"), 64);
    const QString time = fields.string(Latin("timestamp"), 32);
    const int requested = static_cast<int>(fields.integer(Latin("requestedScore"), 0, 100));
    Answered answered;
    answered.quality = static_cast<int>(fields.integer(Latin("qualityScore"), 0, 100));
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);

    if (transaction != asked.transaction)
        return stop(kOtherTransaction, transaction);
    if (const Result<> fresh = isInWindow(time, policy, now); !fresh)
        return failure(fresh);
    const Result<DigitalId> id = judgeDigitalId(digitalId, policy, now);
    if (!id)
        return failure(id);
    if (code != device.serial || version != device.serviceVersion)
        return stop(kOtherDevice, QStringLiteral("device code or service"), {device.serial});
    if (purpose != kPurpose || environment != policy.environment || spec != device.specVersion || type != kType ||
        subType != subTypeOf(asked.hand) || requested != policy.requestedScore)
        return stop(kOtherPurpose, QStringList{purpose, environment, spec, type, subType}.join(u' '));
    const Result<QByteArray> content = pki::fromBase64Url(value.toLatin1());
    if (!content)
        return stop(kUnreadable, QStringLiteral("biometric value"));
    answered.content = *content;
    answered.hash = nextHash(asked.previousHash, answered.content);
    if (!hash || *hash != answered.hash)
        return stop(kChainBroken, QStringLiteral("hash"));
    // The best that came in the time may still be too poor: nothing is spent, the client tries again.
    if (answered.quality < policy.requestedScore)
        return tl::make_unexpected(retryWith(Hint::TryAgain));
    return answered;
}

QByteArray Sealed::toBytes() const
{
    Writer writer;
    writer.bytes(channelAnswer).number(static_cast<quint32>(records.size()));
    for (const QByteArray& record : records)
        writer.bytes(record);
    return writer.take();
}

Result<Sealed> Sealed::fromBytes(QByteArrayView bytes)
{
    Reader reader(bytes);
    Sealed sealed;
    sealed.channelAnswer = reader.bytes(64 * 1024).toByteArray();
    const auto records = reader.number<quint32>();
    for (quint32 i = 0; i < records && records <= kMostRecords && reader.isGood(); ++i)
        sealed.records.append(reader.bytes(kMostRecord).toByteArray());
    if (!reader.isWhole())
        return stop(kUnreadable, QStringLiteral("sealed content"));
    return sealed;
}

Error errorOf(const QString& code)
{
    constexpr int kHintBase = 400; // 500 and on are the vendor's own: the profile's hints, 100 less than ours plus 500
    const int number = code.toInt();
    switch (number) {
    case 101:
    case 102:
        return retryWith(Hint::TryAgain);
    case 103:
        return {kTampered, ErrorKind::SecurityStop, code};
    case 105:
        return retryWith(Hint::Tilted);
    case 106:
        return {kRemoved, ErrorKind::DeviceFault, code};
    case 110:
        return {kNotReady, ErrorKind::DeviceFault, code};
    case 111:
        return {kBusy, ErrorKind::DeviceFault, code};
    default:
        break;
    }
    for (const Hint hint : kHints) {
        if (static_cast<int>(hint) + kHintBase == number)
            return retryWith(hint);
    }
    return {kFault, ErrorKind::DeviceFault, code, {code.left(16)}};
}

Result<QList<QByteArray>> PictureStream::feed(QByteArrayView bytes)
{
    constexpr QByteArrayView kLength("content-length:");
    constexpr qsizetype kMostHead = 4096;
    m_rest.append(bytes);
    QList<QByteArray> pictures;
    for (;;) {
        const qsizetype end = m_rest.indexOf("\r\n\r\n");
        if (end < 0 && m_rest.size() > kMostHead)
            return stop(kUnreadable, QStringLiteral("head of a picture"));
        if (end < 0)
            return pictures;
        qsizetype size = -1;
        for (const QByteArray& line : m_rest.first(end).toLower().split('\n')) {
            if (const QByteArray field = line.trimmed(); field.startsWith(kLength))
                size = field.mid(kLength.size()).trimmed().toLongLong(); // 0 where it is no number
        }
        if (end > kMostHead || size <= 0 || size > kMostPicture)
            return stop(kUnreadable, QStringLiteral("size of a picture"));
        const qsizetype begin = end + 4;
        if (m_rest.size() - begin < size)
            return pictures;
        pictures.append(m_rest.mid(begin, size));
        m_rest.remove(0, begin + size);
        if (m_rest.startsWith("\r\n"))
            m_rest.remove(0, 2);
    }
}

} // namespace tirkeu::devices::sbi
