#include "hostprocess.h"

#include <devices/hostexit.h>
#include <devices/trouble.h>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kHostMissing{"devices.host-missing"};
constexpr ErrorCode kUnusable{"devices.plugin-unusable"};

constexpr std::chrono::milliseconds kLook{250};
constexpr std::chrono::milliseconds kSilence{3000};
constexpr std::chrono::milliseconds kBeginning{10'000}; // a program read from a cold disk, watched by an anti-virus
constexpr std::chrono::milliseconds kWindow{1000};
constexpr qint64 kMostMessages = 2000; // in a window; a scanner at 30 pairs a second sends some 100

Error errorOfExit(int code, QProcess::ExitStatus status)
{
    const QString detail = QStringLiteral("exit %1, status %2").arg(code).arg(static_cast<int>(status));
    if (status == QProcess::NormalExit) {
        if (code == hostexit::kHung)
            return {kPluginHung, ErrorKind::DeviceFault, detail};
        if (code == hostexit::kUnloadable || code == hostexit::kOtherAbi || code == hostexit::kUsage)
            return {kUnusable, ErrorKind::OperatorCanFix, detail};
    }
    return {kPluginEnded, ErrorKind::DeviceFault, detail};
}
} // namespace

HostProcess::HostProcess(Listener listener)
    : m_listener(std::move(listener))
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { read(); });
    // A vendor's library may write what it likes to its errors; it is no place for a person's data, so nobody keeps it.
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { m_process.readAllStandardError(); });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        read();
        end(errorOfExit(code, status));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end({kHostMissing, ErrorKind::OperatorCanFix, m_process.errorString()});
    });
    connect(&m_look, &QTimer::timeout, this, [this] { look(); });
}

HostProcess::~HostProcess()
{
    m_over = true;
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

void HostProcess::start(const PluginHost& host)
{
    QProcessEnvironment environment;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString& name : own.keys()) {
        if (name == u"PATH" || name == u"LANG" || name.startsWith(u"LC_") || name.endsWith(u"SAN_OPTIONS"))
            environment.insert(name, own.value(name));
    }
    for (auto entry = host.environment.constBegin(); entry != host.environment.constEnd(); ++entry)
        environment.insert(entry.key(), entry.value());
    m_process.setProcessEnvironment(environment);
#ifdef __SANITIZE_ADDRESS__
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
#endif
    m_heard.start();
    m_window.start();
    m_look.start(kLook);
    QStringList arguments{
        QStringLiteral("--plugin"), host.plugin, QStringLiteral("--memory"), QString::number(host.memoryLimit)};
    if (!host.folder.isEmpty())
        arguments << QStringLiteral("--folder") << host.folder;
    m_process.start(host.program, arguments);
}

void HostProcess::send(const message::ToHost& message)
{
    if (!m_over)
        m_process.write(message::encode(message));
}

void HostProcess::kill()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.kill();
}

void HostProcess::read()
{
    if (m_complained || m_over) {
        m_process.readAllStandardOutput();
        return;
    }
    m_splitter.feed(m_process.readAllStandardOutput());
    m_heard.restart();
    m_hasBegun = true;
    while (!m_complained && !m_over) {
        const Result<std::optional<QByteArray>> body = m_splitter.next();
        if (!body)
            return complain(body.error());
        if (!*body)
            return;
        if (m_window.elapsed() > kWindow.count()) {
            m_window.restart();
            m_messages = 0;
        }
        if (++m_messages > kMostMessages)
            return complain({kPluginMisbehaved, ErrorKind::DeviceFault, QStringLiteral("floods")});
        const Result<message::FromHost> message = message::decodeFromHost(**body);
        if (!message)
            return complain(message.error());
        if (!std::holds_alternative<message::Pong>(*message))
            m_listener.heard(*message);
    }
}

void HostProcess::look()
{
    if (m_heard.elapsed() > (m_hasBegun ? kSilence : kBeginning).count())
        complain({kPluginHung, ErrorKind::DeviceFault, QStringLiteral("the host is silent")});
    else
        send(message::Ping{});
}

void HostProcess::complain(const Error& error)
{
    if (m_complained || m_over)
        return;
    m_complained = true;
    m_look.stop();
    m_listener.misbehaved(error);
}

void HostProcess::end(const Error& error)
{
    if (m_over)
        return;
    m_over = true;
    m_look.stop();
    m_listener.ended(error);
}

} // namespace tirkeu::devices
