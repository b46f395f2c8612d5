#include <simulation_devices/sbiservice.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <devices/pluginmessage.h>
#include <devices/sbimessage.h>
#include <devices/securechannel.h>
#include <imaging/codecs.h>
#include <pki/jws.h>
#include <simulation_devices/virtualscanner.h>
#include <simulation_palm/hand.h>
#include <simulation_palm/scene.h>

#include <QJsonArray>

namespace tirkeu::simulation_devices {

namespace {
namespace sbi = devices::sbi;

constexpr QLatin1StringView kServiceVersion("0.1.0");
constexpr int kQuality = 88;

QByteArray asArray(const QJsonObject& one)
{
    return '[' + core::writeJson(one) + ']';
}

QString signedText(const QJsonObject& payload, pki::SoftwareKey key)
{
    return QString::fromLatin1(pki::writeJws(core::writeJson(payload), key).value_or(QByteArray()));
}

QJsonObject error(const QString& code)
{
    return {{QStringLiteral("errorCode"), code}, {QStringLiteral("errorInfo"), QStringLiteral("scripted")}};
}

QByteArray option(const QJsonObject& request, QLatin1StringView name)
{
    for (const QJsonValue& value : request.value(QStringLiteral("customOpts")).toArray()) {
        const QJsonObject one = value.toObject();
        if (one.value(QStringLiteral("name")).toString() == name)
            return pki::fromBase64Url(one.value(QStringLiteral("value")).toString().toLatin1()).value_or(QByteArray());
    }
    return {};
}

// Drawing a hand takes longer than all else here, and it may be the same one every time.
const QList<simulation_palm::Capture>& shots()
{
    static const QList<simulation_palm::Capture> all = [] {
        const simulation_palm::Hand hand({});
        return QList<simulation_palm::Capture>{hand.capture({}), hand.capture({.frame = 1})};
    }();
    return all;
}

devices::Attestation facts(core::WallTime now)
{
    devices::Attestation said;
    said.serial = QString::fromLatin1(kVirtualSerial);
    said.model = QString::fromLatin1(kVirtualModel);
    said.firmware = core::sha256(QByteArrayView(kVirtualFirmware));
    said.configuration = core::sha256("AS DELIVERED");
    said.tamper = casefile::TamperState::Untouched;
    said.deviceTime = now;
    return said;
}
} // namespace

SbiDevice::SbiDevice(pki::SoftwareKey key, const core::Clock& clock)
    : m_key(std::move(key))
    , m_clock(clock)
{
}

QByteArray SbiDevice::discovery() const
{
    return asArray({{QStringLiteral("deviceId"), QStringLiteral("palm-1")},
        {QStringLiteral("deviceStatus"), QStringLiteral("Ready")},
        {QStringLiteral("certification"), QStringLiteral("L1")},
        {QStringLiteral("serviceVersion"), QString(kServiceVersion)},
        {QStringLiteral("deviceSubId"), QJsonArray{QStringLiteral("1"), QStringLiteral("2")}},
        {QStringLiteral("deviceCode"), QString::fromLatin1(kVirtualSerial)},
        {QStringLiteral("specVersion"), QJsonArray{QStringLiteral("1.0")}},
        {QStringLiteral("purpose"), QStringLiteral("Registration")},
        {QStringLiteral("error"), error(QStringLiteral("0"))}});
}

QString SbiDevice::digitalId()
{
    QJsonObject id{{QStringLiteral("serialNo"), QString::fromLatin1(kVirtualSerial)},
        {QStringLiteral("make"), QStringLiteral("Tirkeu")},
        {QStringLiteral("model"), QString::fromLatin1(kVirtualModel)}, {QStringLiteral("type"), QStringLiteral("Palm")},
        {QStringLiteral("deviceProvider"), QStringLiteral("Demo vendor")},
        {QStringLiteral("deviceProviderId"), QStringLiteral("demo-vendor")},
        {QStringLiteral("dateTime"), core::toIsoText(m_clock.wall())}};
    if (twists.digitalId)
        twists.digitalId(id);
    return signedText(id, m_key);
}

QByteArray SbiDevice::info()
{
    QJsonObject payload{{QStringLiteral("deviceStatus"), QStringLiteral("Ready")},
        {QStringLiteral("deviceId"), QStringLiteral("palm-1")},
        {QStringLiteral("firmware"), QString::fromLatin1(core::toHex(facts({}).firmware))},
        {QStringLiteral("certification"), QStringLiteral("L1")},
        {QStringLiteral("serviceVersion"), QString(kServiceVersion)},
        {QStringLiteral("deviceSubId"), QJsonArray{QStringLiteral("1"), QStringLiteral("2")}},
        {QStringLiteral("callbackId"), QStringLiteral("http://192.0.2.1:4501/")},
        {QStringLiteral("digitalId"), digitalId()}, {QStringLiteral("deviceCode"), QString::fromLatin1(kVirtualSerial)},
        {QStringLiteral("env"), QStringLiteral("Production")},
        {QStringLiteral("purpose"), QStringLiteral("Registration")},
        {QStringLiteral("specVersion"), QJsonArray{QStringLiteral("1.0")}}};
    if (twists.info)
        twists.info(payload);
    return asArray({{QStringLiteral("deviceInfo"), signedText(payload, m_key)},
        {QStringLiteral("error"), error(QStringLiteral("0"))}});
}

QByteArray SbiDevice::sealed(const QJsonObject& request, int pairs)
{
    const QByteArray nonce = option(request, QLatin1StringView("tirkeu-nonce"));
    auto channel =
        devices::answerChannel(option(request, QLatin1StringView("tirkeu-hello")), facts(m_clock.wall()), m_key);
    if (!channel)
        return {};
    devices::Attestation said = facts(m_clock.wall());
    said.channel = channel->transcript;
    said.nonce = nonce;
    QList<imaging::Frame> frames;
    for (int pair = 0; pair < pairs; ++pair) {
        const simulation_palm::Capture& shot = shots().at(pair % shots().size());
        for (const imaging::Frame& frame : {shot.visible, shot.infrared}) {
            imaging::FrameInfo info = frame.info();
            info.sequence = ++m_sequence;
            frames.append(frame.withInfo(info));
            said.frames.append(frames.last().digest());
        }
    }
    if (twists.swapFrames)
        frames.swapItemsAt(0, 2);
    sbi::Sealed content{channel->answer, {}};
    for (const imaging::Frame& frame : std::as_const(frames))
        content.records.append(
            channel->records.seal(devices::RecordKind::CaptureFrame, devices::message::frameBytes(frame)).value_or(""));
    const auto statement = devices::signAttestation(said, m_key);
    content.records.append(
        channel->records.seal(devices::RecordKind::Attestation, statement->toBytes()).value_or(QByteArray()));
    return content.toBytes();
}

QByteArray SbiDevice::capture(QByteArrayView bytes)
{
    if (twists.replay && !m_first.isEmpty())
        return m_first;
    const QJsonObject request = core::readJson(bytes).value_or(QJsonObject());
    const QJsonObject bio = request.value(QStringLiteral("bio")).toArray().first().toObject();
    QByteArray content =
        twists.error.isEmpty() ? sealed(request, bio.value(QStringLiteral("count")).toInt()) : QByteArray();
    if (twists.content)
        content = twists.content(content);
    const QByteArray previous =
        core::fromHex(bio.value(QStringLiteral("previousHash")).toString().toLower().toLatin1()).value_or(QByteArray());
    QJsonObject data{{QStringLiteral("digitalId"), digitalId()},
        {QStringLiteral("deviceCode"), QString::fromLatin1(kVirtualSerial)},
        {QStringLiteral("deviceServiceVersion"), QString(kServiceVersion)},
        {QStringLiteral("bioType"), bio.value(QStringLiteral("type"))},
        {QStringLiteral("bioSubType"), bio.value(QStringLiteral("bioSubType")).toArray().first()},
        {QStringLiteral("purpose"), request.value(QStringLiteral("purpose"))},
        {QStringLiteral("env"), request.value(QStringLiteral("env"))},
        {QStringLiteral("bioValue"), QString::fromLatin1(pki::toBase64Url(content))},
        {QStringLiteral("transactionId"), request.value(QStringLiteral("transactionId"))},
        {QStringLiteral("timestamp"), core::toIsoText(m_clock.wall())},
        {QStringLiteral("requestedScore"), bio.value(QStringLiteral("requestedScore"))},
        {QStringLiteral("qualityScore"), kQuality}};
    if (twists.data)
        twists.data(data);
    QByteArray jws = signedText(data, twists.otherKey.value_or(m_key)).toLatin1();
    if (twists.jws)
        jws = twists.jws(jws);
    QJsonObject envelope{{QStringLiteral("specVersion"), request.value(QStringLiteral("specVersion"))},
        {QStringLiteral("data"), QString::fromLatin1(jws)},
        {QStringLiteral("hash"), QString::fromLatin1(core::toHex(sbi::nextHash(previous, content)).toUpper())},
        {QStringLiteral("error"), error(twists.error.isEmpty() ? QStringLiteral("0") : twists.error)}};
    if (twists.envelope)
        twists.envelope(envelope);
    const QByteArray answer = core::writeJson({{QStringLiteral("biometrics"), QJsonArray{envelope}}});
    if (m_first.isEmpty())
        m_first = answer;
    return answer;
}

QByteArray SbiDevice::pictures(int count)
{
    const QByteArray jpeg = imaging::encodeJpeg(shots().first().infrared, 80).value_or(QByteArray());
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "--palm\r\nContent-Type: image/jpeg\r\nContent-Length: " + QByteArray::number(jpeg.size()) + "\r\n\r\n" +
               jpeg + "\r\n";
    return all;
}

SbiService::SbiService(pki::SoftwareKey key, const core::Clock& clock)
    : m_device(std::move(key), clock)
{
}

Result<std::unique_ptr<SbiService>> SbiService::start(pki::SoftwareKey key, const core::Clock& clock)
{
    std::unique_ptr<SbiService> service(new SbiService(std::move(key), clock));
    auto server = simulation::LoopbackServer::start(
        [self = service.get()](const simulation::ServedRequest& request) { return self->answer(request); });
    if (!server)
        return failure(server);
    service->m_server = std::move(*server);
    service->m_port = static_cast<quint16>(service->m_server->url().port());
    return service;
}

void SbiService::twist(SbiDevice::Twists twists)
{
    const std::lock_guard lock(m_mutex);
    m_device.twists = std::move(twists);
}

simulation::ServedAnswer SbiService::answer(const simulation::ServedRequest& request)
{
    const std::lock_guard lock(m_mutex);
    simulation::ServedAnswer answer{.contentType = "application/json"};
    if (m_isMute)
        answer.line = simulation::ServedAnswer::Line::HungUp;
    else if (request.method == "MOSIPDISC")
        answer.body = m_device.discovery();
    else if (request.method == "MOSIPDINFO")
        answer.body = m_device.info();
    else if (request.method == "RCAPTURE") {
        ++m_captures;
        answer.body = m_device.capture(request.body);
        answer.delay = m_delay;
    } else if (request.method == "STREAM") {
        answer.contentType = "multipart/x-mixed-replace; boundary=palm";
        answer.body = SbiDevice::pictures(3);
        answer.delay = m_delay;
    } else
        answer.status = 404;
    return answer;
}

} // namespace tirkeu::simulation_devices
