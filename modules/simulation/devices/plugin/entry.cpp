// The virtual scanner behind the C contract. What it needs comes from the environment: TIRKEU_VIRTUAL_SCANNER_KEYS, a
// folder with scanner.pem and scanner.key; _SOCKET, a path at which script lines are heard; _SCRIPT, lines to begin
// with, parted by semicolons; _PLUG, a file that pulls the plug while it exists, "<socket>.unplugged" where not named;
// _PORT, another port than the registered one.
#include <simulation_devices/virtualscanner.h>

#include <core/securebytes.h>

#include <QFile>

#include <array>
#include <atomic>
#include <cstring>
#include <thread>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tirkeu;
using simulation_devices::ScannerStage;
using simulation_devices::VirtualScanner;

namespace {

// The process is the device: it has one stage, from loading to its end.
ScannerStage& stage()
{
    static auto* const only = new ScannerStage;
    return *only;
}

void take(const QString& lines)
{
    for (const QString& line : lines.split(u'\n', Qt::SkipEmptyParts)) {
        if (const auto read = simulation_devices::readScriptLine(line))
            stage().take(*read);
    }
}

void serve(int listener)
{
    for (;;) {
        const int connection = accept(listener, nullptr, nullptr);
        if (connection < 0)
            continue;
        // Each line is answered, so that a test knows it was heard.
        QByteArray pending;
        std::array<char, 512> buffer{};
        for (ssize_t got = 0; (got = read(connection, buffer.data(), buffer.size())) > 0;) {
            pending.append(buffer.data(), static_cast<qsizetype>(got));
            for (qsizetype end = 0; (end = pending.indexOf('\n')) >= 0; pending.remove(0, end + 1)) {
                const auto line = simulation_devices::readScriptLine(QString::fromUtf8(pending.first(end)));
                const char* answer = line ? "ok\n" : "what?\n";
                static_cast<void>(send(connection, answer, std::strlen(answer), MSG_NOSIGNAL));
                if (line)
                    stage().take(*line);
            }
        }
        close(connection);
    }
}

void listenAt(const QByteArray& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    unlink(path.constData());
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener >= 0 && bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        listen(listener, 4) == 0)
        std::thread(serve, listener).detach();
}

void begin()
{
    static std::atomic<bool> begun = false;
    if (begun.exchange(true))
        return;
    const QByteArray path = qgetenv("TIRKEU_VIRTUAL_SCANNER_SOCKET");
    QString plug = qEnvironmentVariable("TIRKEU_VIRTUAL_SCANNER_PLUG");
    if (plug.isEmpty() && !path.isEmpty())
        plug = QString::fromUtf8(path) + QStringLiteral(".unplugged");
    stage().setPlugFile(plug);
    take(qEnvironmentVariable("TIRKEU_VIRTUAL_SCANNER_SCRIPT").replace(u';', u'\n'));
    listenAt(path);
}

Result<pki::SoftwareKey> deviceKey()
{
    const QString folder = qEnvironmentVariable("TIRKEU_VIRTUAL_SCANNER_KEYS");
    QFile certificate(folder + QStringLiteral("/scanner.pem"));
    QFile key(folder + QStringLiteral("/scanner.key"));
    static_cast<void>(certificate.open(QIODevice::ReadOnly));
    static_cast<void>(key.open(QIODevice::ReadOnly));
    const auto holder = pki::Certificate::fromPem(certificate.readAll());
    if (!holder)
        return failure(holder);
    QByteArray bytes = key.readAll();
    const core::SecureBytes secret = core::SecureBytes::takeFrom(bytes);
    return pki::SoftwareKey::read(
        QByteArrayView(reinterpret_cast<const char*>(secret.data()), static_cast<qsizetype>(secret.size())), *holder);
}

tirkeu_scanner_identity identity()
{
    tirkeu_scanner_identity known{};
    const QByteArray port = qgetenv("TIRKEU_VIRTUAL_SCANNER_PORT");
    std::strncpy(known.bus_path, port.isEmpty() ? simulation_devices::kVirtualBusPath : port.constData(),
        sizeof known.bus_path - 1);
    std::strncpy(known.serial, simulation_devices::kVirtualSerial, sizeof known.serial - 1);
    std::strncpy(known.model, simulation_devices::kVirtualModel, sizeof known.model - 1);
    return known;
}

int list(tirkeu_scanner_identity* identities, int most)
{
    if (most < 1 || !stage().isPlugged())
        return 0;
    identities[0] = identity();
    return 1;
}

int open(const char* bus_path, const char* serial, const tirkeu_scanner_host* host, tirkeu_scanner_identity* who,
    void** device)
{
    const auto [time, code] = stage().openManner();
    static_cast<void>(stage().wait(std::chrono::steady_clock::now() + time, false));
    if (code != TIRKEU_SCANNER_OK)
        return code;
    const tirkeu_scanner_identity known = identity();
    if (!stage().isPlugged() || std::strcmp(bus_path, known.bus_path) != 0 || std::strcmp(serial, known.serial) != 0)
        return TIRKEU_SCANNER_NOT_FOUND;
    auto key = deviceKey();
    if (!key)
        return TIRKEU_SCANNER_FAULT;
    *who = known;
    *device = new VirtualScanner(stage(), *key, *host);
    stage().setWhenRemoved([offer = *host] { offer.removed(offer.context); });
    return TIRKEU_SCANNER_OK;
}

int secure(void* device, const std::uint8_t* hello, std::size_t hello_size, std::uint8_t* answer, std::size_t most,
    std::size_t* answer_size)
{
    const auto made =
        static_cast<VirtualScanner*>(device)->secure(QByteArrayView(hello, static_cast<qsizetype>(hello_size)));
    if (!made || static_cast<std::size_t>(made->size()) > most)
        return TIRKEU_SCANNER_PROTOCOL;
    std::memcpy(answer, made->constData(), static_cast<std::size_t>(made->size()));
    *answer_size = static_cast<std::size_t>(made->size());
    return TIRKEU_SCANNER_OK;
}

int capture(void* device, const tirkeu_scanner_request* request)
{
    return static_cast<VirtualScanner*>(device)->capture(*request);
}

void cancel(void*)
{
    stage().cancel();
}

void closeDevice(void* device)
{
    stage().setWhenRemoved({});
    delete static_cast<VirtualScanner*>(device);
}

const tirkeu_scanner_plugin kPlugin{sizeof kPlugin, TIRKEU_SCANNER_ABI, "Tirkeu", "virtual palm scanner", "1.0", list,
    open, secure, capture, cancel, closeDevice};

} // namespace

const tirkeu_scanner_plugin* tirkeu_scanner_plugin_entry(std::uint32_t abi)
{
    if (abi != TIRKEU_SCANNER_ABI)
        return nullptr;
    begin();
    return &kPlugin;
}
