#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QUuid>

#include <fcntl.h>
#include <unistd.h>

namespace tirkeu::test {

/// A message bus of this test's own: the real daemon, on a socket in a folder of its own, that lets everybody do
/// everything.
class PrivateBus
{
public:
    [[nodiscard]] bool start()
    {
        QFile configuration(m_folder.filePath(QStringLiteral("bus.conf")));
        if (!configuration.open(QIODevice::WriteOnly))
            return false;
        configuration.write("<busconfig><type>session</type><listen>unix:path=" +
                            QFile::encodeName(m_folder.filePath(QStringLiteral("bus"))) +
                            "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                            "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        configuration.close();
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--config-file=") + configuration.fileName(), QStringLiteral("--nofork"),
                QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead(10'000))
            return false;
        m_address = QString::fromUtf8(m_daemon.readAllStandardOutput()).trimmed();
        return !m_address.isEmpty();
    }
    /// Another connection each time, as of another program.
    [[nodiscard]] QDBusConnection connection() const
    {
        return QDBusConnection::connectToBus(m_address, QUuid::createUuid().toString());
    }
    ~PrivateBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

/// login1 as far as sleep goes, on that bus.
class Login final : public QDBusVirtualObject
{
public:
    enum class Answer { Holds, Refuses };

    explicit Login(QDBusConnection bus, Answer answer = Answer::Holds)
        : m_bus(std::move(bus))
        , m_answer(answer)
    {
    }
    ~Login() override { stop(); }
    Login(const Login&) = delete;
    Login& operator=(const Login&) = delete;

    [[nodiscard]] bool start()
    {
        return m_bus.registerVirtualObject(kPath, this) &&
               m_bus.registerService(QStringLiteral("org.freedesktop.login1"));
    }
    void stop()
    {
        letGo();
        m_bus.unregisterObject(kPath);
        m_bus.unregisterService(QStringLiteral("org.freedesktop.login1"));
    }
    void prepareForSleep(bool start)
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            kPath, QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"));
        signal.setArguments({start});
        m_bus.send(signal);
    }
    /// Somebody asked for the sleep to wait, and has not let go yet.
    [[nodiscard]] bool isHeldBack() const
    {
        char byte = 0;
        return m_pipe >= 0 && read(m_pipe, &byte, 1) < 0; // the end of the pipe is there once nobody has it open
    }
    [[nodiscard]] const QStringList& asked() const { return m_asked; }

private:
    [[nodiscard]] QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override
    {
        if (message.member() != u"Inhibit")
            return false;
        m_asked.clear();
        for (const QVariant& argument : message.arguments())
            m_asked.append(argument.toString());
        if (m_answer == Answer::Refuses)
            return connection.send(message.createErrorReply(QDBusError::AccessDenied, QStringLiteral("no")));
        letGo();
        int ends[2] = {-1, -1};
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            return false;
        m_pipe = ends[0];
        QDBusUnixFileDescriptor hold;
        hold.giveFileDescriptor(ends[1]);
        return connection.send(message.createReply(QVariant::fromValue(hold)));
    }
    void letGo()
    {
        if (m_pipe >= 0)
            close(m_pipe);
        m_pipe = -1;
    }

    static inline const QString kPath = QStringLiteral("/org/freedesktop/login1");
    QDBusConnection m_bus;
    Answer m_answer;
    QStringList m_asked;
    int m_pipe = -1;
};

} // namespace tirkeu::test
