#include <simulation_devices/scannerpuppet.h>

#include <QFile>

#include <array>
#include <cstring>
#include <memory>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace tirkeu::simulation_devices {

namespace {
constexpr ErrorCode kNotListening{"demo.scanner-not-listening"};
constexpr ErrorCode kNotUnderstood{"demo.scanner-script"};
constexpr ErrorCode kCable{"demo.folder-not-written"};

class Connection
{
public:
    explicit Connection(const QByteArray& path)
        : m_file(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        constexpr auto kMicros = std::chrono::microseconds(ScannerPuppet::kPatience).count();
        const timeval patience{0, kMicros};
        m_good = m_file >= 0 && !path.isEmpty() && path.size() < static_cast<qsizetype>(sizeof address.sun_path);
        if (!m_good)
            return;
        std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
        m_good = setsockopt(m_file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0 &&
                 setsockopt(m_file, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0 &&
                 connect(m_file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Connection()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] QByteArray ask(const QByteArray& line) const
    {
        if (send(m_file, line.constData(), static_cast<std::size_t>(line.size()), MSG_NOSIGNAL) != line.size())
            return {};
        std::array<char, 16> answer{};
        const ssize_t got = recv(m_file, answer.data(), answer.size(), 0);
        return QByteArray(answer.data(), std::max<ssize_t>(got, 0));
    }

private:
    int m_file;
    bool m_good = false;
};
} // namespace

ScannerPuppet::ScannerPuppet(QString socket)
    : m_socket(std::move(socket))
{
}

Result<> ScannerPuppet::present(const Scan& scan) const
{
    return tell(scanLine(scan));
}

Result<> ScannerPuppet::tell(const QString& line) const
{
    if (const auto read = readScriptLine(line); !read)
        return failure(read);
    const Connection connection(QFile::encodeName(m_socket));
    const QByteArray answer = connection.isGood() ? connection.ask(line.toUtf8() + '\n') : QByteArray();
    if (answer.isEmpty())
        return failure(kNotListening, ErrorKind::OperatorCanFix, m_socket);
    if (answer != "ok\n")
        return failure(kNotUnderstood, ErrorKind::OperatorCanFix, line, {line.left(80)});
    return {};
}

Result<> ScannerPuppet::unplug() const
{
    QFile file(plugFile());
    if (!file.open(QIODevice::WriteOnly))
        return failure(kCable, ErrorKind::OperatorCanFix, file.errorString(), {plugFile()});
    static_cast<void>(tell(QStringLiteral("UNPLUG"))); // whoever plays the scanner now hears it at once
    return {};
}

Result<> ScannerPuppet::plug() const
{
    if (QFile::exists(plugFile()) && !QFile::remove(plugFile()))
        return failure(kCable, ErrorKind::OperatorCanFix, QStringLiteral("not removed"), {plugFile()});
    static_cast<void>(tell(QStringLiteral("PLUG")));
    return {};
}

} // namespace tirkeu::simulation_devices
