#include <devices/pluginmessage.h>

#include "bytes.h"

namespace tirkeu::devices::message {

namespace {
constexpr ErrorCode kUnreadable{"devices.message-unreadable"};

constexpr qsizetype kMostText = 256;
constexpr qsizetype kMostHandshake = 32 * 1024;
constexpr quint32 kMostDevices = 32;

template<typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
template<typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

tl::unexpected<Error> unreadable(const char* what)
{
    return failure(kUnreadable, ErrorKind::DeviceFault, QString::fromLatin1(what));
}

void put(Writer& writer, const DeviceIdentity& identity)
{
    writer.text(identity.busPath).text(identity.serial).text(identity.model).text(identity.usb);
}

DeviceIdentity identityFrom(Reader& reader)
{
    DeviceIdentity identity;
    identity.busPath = reader.text(kMostText);
    identity.serial = reader.text(kMostText);
    identity.model = reader.text(kMostText);
    identity.usb = reader.text(kMostText);
    return identity;
}

/// The type is the place in the variant, so the two directions have numbers of their own.
template<typename Variant, typename Fields>
QByteArray framed(const Variant& message, const Fields& fields)
{
    Writer body;
    body.number(static_cast<quint8>(message.index()));
    std::visit([&](const auto& one) { fields(body, one); }, message);
    const QByteArray bytes = body.take();
    Writer whole;
    return whole.number(static_cast<quint32>(bytes.size())).raw(bytes).take();
}

} // namespace

QByteArray frameBytes(const imaging::Frame& frame)
{
    Writer writer;
    writer.number(static_cast<quint16>(frame.width())).number(static_cast<quint16>(frame.height()));
    writer.number(static_cast<quint8>(frame.format())).number(static_cast<quint8>(frame.band()));
    writer.number(static_cast<qint64>(frame.info().deviceTime.count())).number(quint64(frame.info().sequence));
    return writer.raw(frame.pixels()).take();
}

Result<imaging::Frame> frameFromBytes(QByteArrayView bytes)
{
    Reader reader(bytes);
    const int width = reader.number<quint16>();
    const int height = reader.number<quint16>();
    const auto format = reader.number<quint8>();
    const auto band = reader.number<quint8>();
    imaging::FrameInfo info;
    info.deviceTime = std::chrono::microseconds(reader.number<qint64>());
    info.sequence = reader.number<quint64>();
    if (!reader.isGood() || format < 1 || format > 3 || band < 1 || band > 2 || info.deviceTime.count() < 0)
        return unreadable("head of a frame");
    info.band = static_cast<imaging::Band>(band);
    return imaging::Frame::make(
        {width, height}, static_cast<imaging::PixelFormat>(format), reader.rest().toByteArray(), info);
}

QByteArray encode(const ToHost& message)
{
    return framed(message,
        Overloaded{[](Writer&, const List&) {}, [](Writer& w, const Open& m) { w.text(m.busPath).text(m.serial); },
            [](Writer& w, const Secure& m) { w.bytes(m.hello); },
            [](Writer& w, const Capture& m) { w.number(m.mode).number(m.hand).number(m.pairs).bytes(m.nonce); },
            [](Writer&, const Cancel&) {}, [](Writer&, const Close&) {},
            [](Writer&, const Ping&) {
            }});
}

QByteArray encode(const FromHost& message)
{
    return framed(message,
        Overloaded{[](Writer& w, const Ready& m) {
                       w.number(m.abi).text(m.vendor).text(m.name).text(m.version);
                       w.number(static_cast<quint8>(m.network)).number(m.memoryLimit);
                   },
            [](Writer& w, const Identities& m) {
                w.number(static_cast<quint32>(m.devices.size()));
                for (const DeviceIdentity& identity : m.devices)
                    put(w, identity);
            },
            [](Writer& w, const Opened& m) {
                put(w, m.identity);
                w.number(static_cast<quint8>(m.channel));
            },
            [](Writer& w, const Secured& m) { w.bytes(m.answer); }, [](Writer& w, const Record& m) { w.raw(m.bytes); },
            [](Writer& w, const ClearFrame& m) { w.raw(frameBytes(m.frame)); },
            [](Writer& w, const HandSeen& m) { w.number(quint8(m.present ? 1 : 0)).number(m.hint); },
            [](Writer& w, const Done& m) { w.number(m.code); }, [](Writer&, const Gone&) {},
            [](Writer&, const Pong&) {},
            [](Writer& w, const Log& m) {
                w.text(m.text);
            }});
}

Result<ToHost> decodeToHost(QByteArrayView body)
{
    Reader r(body);
    ToHost message;
    switch (r.number<quint8>()) {
    case 0:
        break;
    case 1: {
        Open open;
        open.busPath = r.text(kMostText);
        open.serial = r.text(kMostText);
        message = open;
        break;
    }
    case 2:
        message = Secure{r.bytes(kMostHandshake).toByteArray()};
        break;
    case 3: {
        Capture capture;
        capture.mode = r.number<quint8>();
        capture.hand = r.number<quint8>();
        capture.pairs = r.number<quint8>();
        capture.nonce = r.bytes(64).toByteArray();
        message = capture;
        break;
    }
    case 4:
        message = Cancel{};
        break;
    case 5:
        message = Close{};
        break;
    case 6:
        message = Ping{};
        break;
    default:
        return unreadable("type");
    }
    if (body.isEmpty() || !r.isWhole())
        return unreadable("fields");
    return message;
}

namespace {
Ready readyFrom(Reader& r)
{
    Ready ready;
    ready.abi = r.number<quint32>();
    ready.vendor = r.text(kMostText);
    ready.name = r.text(kMostText);
    ready.version = r.text(kMostText);
    const auto network = r.number<quint8>();
    ready.network = network <= 2 ? static_cast<NetworkGuard>(network) : NetworkGuard::None;
    ready.memoryLimit = r.number<quint64>();
    return ready;
}

Identities identitiesFrom(Reader& r)
{
    Identities identities;
    const auto count = std::min(r.number<quint32>(), kMostDevices);
    for (quint32 i = 0; i < count && r.isGood(); ++i)
        identities.devices.append(identityFrom(r));
    return identities;
}

Opened openedFrom(Reader& r)
{
    Opened opened;
    opened.identity = identityFrom(r);
    opened.channel = r.number<quint8>() == 1 ? Channel::Offered : Channel::None;
    return opened;
}

HandSeen handFrom(Reader& r)
{
    HandSeen seen;
    seen.present = r.number<quint8>() == 1;
    seen.hint = r.number<qint32>();
    return seen;
}
} // namespace

Result<FromHost> decodeFromHost(QByteArrayView body)
{
    Reader r(body);
    FromHost message;
    switch (r.number<quint8>()) {
    case 0:
        message = readyFrom(r);
        break;
    case 1:
        message = identitiesFrom(r);
        break;
    case 2:
        message = openedFrom(r);
        break;
    case 3:
        message = Secured{r.bytes(kMostHandshake).toByteArray()};
        break;
    case 4:
        message = Record{r.rest().toByteArray()};
        break;
    case 5: {
        const Result<imaging::Frame> frame = frameFromBytes(r.rest());
        if (!frame)
            return failure(frame);
        message = ClearFrame{*frame};
        break;
    }
    case 6:
        message = handFrom(r);
        break;
    case 7:
        message = Done{r.number<qint32>()};
        break;
    case 8:
        message = Gone{};
        break;
    case 9:
        message = Pong{};
        break;
    case 10:
        message = Log{r.text(2048)};
        break;
    default:
        return unreadable("type");
    }
    if (body.isEmpty() || !r.isWhole())
        return unreadable("fields");
    return message;
}

void Splitter::feed(QByteArrayView bytes)
{
    if (m_broken)
        return;
    // What was handed out goes at once where nothing is left, and else before the buffer would grow.
    if (m_from > 0 && (m_from == m_bytes.size() || m_from > (qsizetype(1) << 20))) {
        m_bytes.remove(0, m_from);
        m_from = 0;
    }
    m_bytes.append(bytes);
}

Result<std::optional<QByteArray>> Splitter::next()
{
    constexpr qsizetype kHead = 4;
    if (m_broken)
        return unreadable("stream already broken");
    const qsizetype left = m_bytes.size() - m_from;
    if (left < kHead)
        return std::optional<QByteArray>();
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(m_bytes.constData() + m_from));
    if (size < 1 || size > kMostBytes) {
        m_broken = true;
        m_bytes.clear();
        return unreadable("length");
    }
    if (left < kHead + size)
        return std::optional<QByteArray>();
    std::optional<QByteArray> body = m_bytes.mid(m_from + kHead, size);
    m_from += kHead + size;
    return body;
}

} // namespace tirkeu::devices::message
