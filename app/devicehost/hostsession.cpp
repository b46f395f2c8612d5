#include "hostsession.h"

#include <devices/hostexit.h>

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <dlfcn.h>
#include <poll.h>
#include <unistd.h>

namespace tirkeu::devicehost {

namespace message = devices::message;
namespace hostexit = devices::hostexit;
using namespace std::chrono_literals;

namespace {
constexpr int kMostDevices = 32;
constexpr std::size_t kMostAnswer = 32 * 1024;
constexpr int kTick = 50; // milliseconds

// Under a sanitizer everything takes longer, and a developer's build shares its machine with compilers and other tests;
// but nothing hangs.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kSlower = 4;
#elif defined(QT_FORCE_ASSERTS)
constexpr int kSlower = 2;
#else
constexpr int kSlower = 1;
#endif
// Twice what the contract allows.
constexpr auto kLoadPatience = kSlower * 10'000ms;
constexpr auto kOpenPatience = kSlower * 10'000ms;
constexpr auto kPatience = kSlower * 4'000ms;
constexpr auto kCapturePatience = kSlower * 2'000ms;

QString textOf(const char* field, std::size_t size)
{
    return QString::fromUtf8(field, static_cast<qsizetype>(strnlen(field, size)));
}

QString textOf(const char* text)
{
    constexpr std::size_t kMost = 200;
    return text == nullptr ? QString() : textOf(text, kMost);
}

template<std::size_t N>
QString textOf(const char (&field)[N])
{
    return textOf(field, N);
}

devices::DeviceIdentity identityOf(const tirkeu_scanner_identity& identity)
{
    return {textOf(identity.bus_path), textOf(identity.serial), textOf(identity.model), textOf(identity.usb)};
}

Result<imaging::Frame> frameOf(const tirkeu_scanner_frame& frame)
{
    imaging::FrameInfo info;
    info.band = frame.band == TIRKEU_SCANNER_INFRARED ? imaging::Band::Infrared : imaging::Band::Visible;
    info.deviceTime = std::chrono::microseconds(frame.device_time_us);
    info.sequence = frame.sequence;
    const auto format = frame.format >= 1 && frame.format <= 3 ? frame.format : 1;
    return imaging::Frame::make({static_cast<int>(frame.width), static_cast<int>(frame.height)},
        static_cast<imaging::PixelFormat>(format),
        QByteArray(reinterpret_cast<const char*>(frame.pixels), static_cast<qsizetype>(frame.size)), info);
}
} // namespace

HostSession::HostSession(int in, int out, Confinement confinement)
    : m_in(in)
    , m_out(out)
    , m_confinement(confinement)
{
    m_host = {sizeof m_host, this, onGuidance, onRecord, onFrame, onRemoved, onLog};
}

void HostSession::run(const std::string& plugin)
{
    std::thread([this, plugin] { work(plugin); }).detach();
    message::Splitter splitter;
    std::array<char, 65536> buffer;
    for (;;) {
        pollfd waiting{m_in, POLLIN, 0};
        const int ready = poll(&waiting, 1, kTick);
        watch();
        if (ready < 0 && errno != EINTR)
            _exit(hostexit::kUsage);
        if (ready <= 0)
            continue;
        const ssize_t got = read(m_in, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            _exit(0); // the program is gone; the system frees what the plug-in held
        splitter.feed({buffer.data(), static_cast<qsizetype>(got)});
        for (;;) {
            const auto body = splitter.next();
            if (!body)
                _exit(hostexit::kUsage);
            if (!*body)
                break;
            const auto heard = message::decodeToHost(**body);
            if (!heard)
                _exit(hostexit::kUsage);
            hear(*heard);
        }
    }
}

void HostSession::hear(const message::ToHost& heard)
{
    if (std::holds_alternative<message::Ping>(heard))
        return send(message::Pong{});
    if (std::holds_alternative<message::Cancel>(heard) || std::holds_alternative<message::Close>(heard))
        m_cancelWanted = true;
    if (std::holds_alternative<message::Cancel>(heard))
        return watch();
    if (std::holds_alternative<message::Capture>(heard)) {
        // A cancel that crossed the end of the capture before it is not meant for this one.
        const std::lock_guard lock(m_cancelMutex);
        m_cancelWanted = false;
    }
    const std::lock_guard lock(m_queueMutex);
    m_queue.push_back(heard);
    m_queued.notify_one();
}

void HostSession::watch()
{
    const std::int64_t patience = m_patience;
    if (patience > 0 && m_writing == 0) {
        const auto since = Clock::now() - Clock::time_point(Clock::duration(m_lastSign.load()));
        if (since > std::chrono::milliseconds(patience))
            _exit(hostexit::kHung);
    }
    // Asked until it is heard: the plug-in may have been about to begin.
    const std::lock_guard lock(m_cancelMutex);
    if (m_cancelWanted && m_capturing)
        m_plugin->cancel(m_device);
}

void HostSession::work(const std::string& plugin)
{
    load(plugin);
    for (;;) {
        std::unique_lock lock(m_queueMutex);
        m_queued.wait(lock, [this] { return !m_queue.empty(); });
        const message::ToHost next = m_queue.front();
        m_queue.pop_front();
        lock.unlock();
        act(next);
    }
}

void HostSession::load(const std::string& plugin)
{
    {
        const Entered entered(*this, kLoadPatience);
        void* library = dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL);
        auto* entry = library == nullptr
                          ? nullptr
                          : reinterpret_cast<tirkeu_scanner_entry>(dlsym(library, "tirkeu_scanner_plugin_entry"));
        if (entry == nullptr) {
            const char* why = dlerror();
            dprintf(STDERR_FILENO, "tirkeu-device-host: %s\n", why == nullptr ? "no entry" : why);
            _exit(hostexit::kUnloadable);
        }
        m_plugin = entry(TIRKEU_SCANNER_ABI);
    }
    if (m_plugin == nullptr || m_plugin->abi != TIRKEU_SCANNER_ABI || m_plugin->size < sizeof *m_plugin ||
        m_plugin->list == nullptr || m_plugin->open == nullptr || m_plugin->capture == nullptr ||
        m_plugin->cancel == nullptr || m_plugin->close == nullptr)
        _exit(hostexit::kOtherAbi);
    send(message::Ready{m_plugin->abi, textOf(m_plugin->vendor), textOf(m_plugin->name), textOf(m_plugin->version),
        m_confinement.network, m_confinement.memoryLimit});
    if (!m_confinement.filesClosed)
        send(message::Log{QStringLiteral("this kernel cannot close files to the plug-in")});
}

void HostSession::act(const message::ToHost& next)
{
    if (std::holds_alternative<message::List>(next))
        list();
    else if (const auto* opening = std::get_if<message::Open>(&next))
        open(*opening);
    else if (const auto* securing = std::get_if<message::Secure>(&next))
        secure(*securing);
    else if (const auto* capturing = std::get_if<message::Capture>(&next))
        capture(*capturing);
    else if (std::holds_alternative<message::Close>(next))
        close();
}

void HostSession::list()
{
    std::array<tirkeu_scanner_identity, kMostDevices> found{};
    int count = 0;
    {
        const Entered entered(*this, kPatience);
        count = m_plugin->list(found.data(), kMostDevices);
    }
    message::Identities identities;
    for (int i = 0; i < std::min(count, kMostDevices); ++i)
        identities.devices.append(identityOf(found.at(static_cast<std::size_t>(i))));
    send(identities);
}

void HostSession::open(const message::Open& open)
{
    tirkeu_scanner_identity identity{};
    int code = TIRKEU_SCANNER_IN_USE;
    if (m_device == nullptr) {
        const Entered entered(*this, kOpenPatience);
        code = m_plugin->open(
            open.busPath.toUtf8().constData(), open.serial.toUtf8().constData(), &m_host, &identity, &m_device);
    }
    if (code != TIRKEU_SCANNER_OK)
        return send(message::Done{code});
    send(message::Opened{
        identityOf(identity), m_plugin->secure == nullptr ? message::Channel::None : message::Channel::Offered});
}

void HostSession::secure(const message::Secure& secure)
{
    QByteArray answer(kMostAnswer, Qt::Uninitialized);
    std::size_t size = 0;
    int code = TIRKEU_SCANNER_NOT_SUPPORTED;
    if (m_device != nullptr && m_plugin->secure != nullptr) {
        const Entered entered(*this, kPatience);
        code = m_plugin->secure(m_device, reinterpret_cast<const std::uint8_t*>(secure.hello.constData()),
            static_cast<std::size_t>(secure.hello.size()), reinterpret_cast<std::uint8_t*>(answer.data()), kMostAnswer,
            &size);
    }
    if (code != TIRKEU_SCANNER_OK || size > kMostAnswer)
        return send(message::Done{code == TIRKEU_SCANNER_OK ? TIRKEU_SCANNER_PROTOCOL : code});
    answer.truncate(static_cast<qsizetype>(size));
    send(message::Secured{answer});
}

void HostSession::capture(const message::Capture& capture)
{
    int code = TIRKEU_SCANNER_FAULT;
    if (m_device != nullptr) {
        const tirkeu_scanner_request request{capture.mode, capture.hand, capture.pairs,
            reinterpret_cast<const std::uint8_t*>(capture.nonce.constData()),
            static_cast<std::size_t>(capture.nonce.size())};
        const Entered entered(*this, kCapturePatience);
        m_capturing = true;
        code = m_plugin->capture(m_device, &request);
        // From here on the device may be closed, so nobody may be inside `cancel`.
        const std::lock_guard lock(m_cancelMutex);
        m_capturing = false;
        m_cancelWanted = false;
    }
    send(message::Done{code});
}

void HostSession::close()
{
    if (m_device != nullptr) {
        const Entered entered(*this, kPatience);
        m_plugin->close(m_device);
    }
    _exit(0);
}

HostSession::Entered::Entered(HostSession& session, std::chrono::milliseconds patience)
    : m_session(session)
{
    m_session.sign();
    m_session.m_patience = patience.count();
}

HostSession::Entered::~Entered()
{
    m_session.m_patience = 0;
}

void HostSession::sign()
{
    m_lastSign = Clock::now().time_since_epoch().count();
}

void HostSession::send(const message::FromHost& message)
{
    const QByteArray bytes = message::encode(message);
    ++m_writing;
    {
        const std::lock_guard lock(m_outMutex);
        for (qsizetype done = 0; done < bytes.size();) {
            const ssize_t written =
                write(m_out, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
            if (written < 0 && errno != EINTR)
                _exit(0); // the program is gone
            done += std::max<ssize_t>(written, 0);
        }
    }
    --m_writing;
}

/// A word of the plug-in itself: it lives.
void HostSession::pass(const message::FromHost& message)
{
    send(message);
    sign();
}

void HostSession::onGuidance(void* context, int present, int hint)
{
    of(context).pass(message::HandSeen{present != 0, hint});
}

void HostSession::onRecord(void* context, const std::uint8_t* bytes, std::size_t size)
{
    // Too large or empty: the program says so, as it does of any other nonsense.
    of(context).pass(message::Record{
        QByteArray(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(bytes == nullptr ? 0 : size))});
}

void HostSession::onFrame(void* context, const tirkeu_scanner_frame* frame)
{
    if (frame == nullptr || frame->pixels == nullptr)
        return;
    if (const Result<imaging::Frame> made = frameOf(*frame))
        of(context).pass(message::ClearFrame{*made});
}

void HostSession::onRemoved(void* context)
{
    of(context).pass(message::Gone{});
}

void HostSession::onLog(void* context, const char* utf8)
{
    QString line = textOf(utf8).simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter; });
    of(context).pass(message::Log{line});
}

} // namespace tirkeu::devicehost
