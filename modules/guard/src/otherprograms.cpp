#include "knownprograms.h"
#include "probes.h"

#include <QSet>

#include <algorithm>

namespace tirkeu::guard {

using criteria::GuardFinding;

namespace {
constexpr qsizetype kKernelName = 15; // the kernel cuts names off here

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// The listed name a process goes by: as the kernel says, or by the file it runs.
template<std::size_t N>
std::optional<QString> known(const Process& process, const std::array<std::string_view, N>& names)
{
    const QString program = baseName(process.program);
    for (const std::string_view name : names) {
        const QString listed = text(name);
        if (program == listed || process.name == listed.left(kKernelName))
            return listed;
    }
    return {};
}

Finding seen(GuardFinding kind, const QString& name, const Process& process)
{
    return {kind, name, QStringLiteral("process %1: %2").arg(process.id).arg(process.program), process.program};
}

QList<Finding> sessions(const Surroundings& surroundings)
{
    QList<Finding> findings;
    const QMap<QString, QString> environment = surroundings.environment();
    const auto add = [&](const QString& name, const QString& evidence) {
        findings.append({GuardFinding::RemoteControl, name, evidence});
    };
    for (const char* variable : {"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"}) {
        if (environment.contains(QLatin1StringView(variable))) {
            add(QStringLiteral("ssh"), QLatin1StringView(variable) + QStringLiteral(" is set"));
            break;
        }
    }
    // X over SSH: the display is a port of this machine.
    if (const QString display = environment.value(QStringLiteral("DISPLAY"));
        !display.isEmpty() && !display.startsWith(u':') && !display.startsWith(u"unix:") && !display.startsWith(u'/'))
        add(QStringLiteral("x11"), QStringLiteral("DISPLAY=") + display);
    for (const char* variable : {"XRDP_SESSION", "XRDP_SOCKET_PATH", "VNCDESKTOP", "RDP_SESSION"}) {
        if (environment.contains(QLatin1StringView(variable)))
            add(QStringLiteral("session"), QLatin1StringView(variable) + QStringLiteral(" is set"));
    }
    if (const QString session = environment.value(QStringLiteral("XDG_SESSION_ID")); !session.isEmpty()) {
        const QByteArray said =
            surroundings.read(QStringLiteral("/run/systemd/sessions/") + baseName(session), 65536).value_or("");
        if (said.split('\n').contains("REMOTE=1"))
            add(QStringLiteral("session"), QStringLiteral("the login session comes from another machine"));
    }
    return findings;
}
} // namespace

QList<Finding> remoteControl(const Surroundings& surroundings, const QList<Process>& processes)
{
    QList<Finding> findings = sessions(surroundings);
    for (const Process& process : processes) {
        if (const auto name = known(process, kRemoteControl))
            findings.append(seen(GuardFinding::RemoteControl, *name, process));
    }
    for (const int listening : surroundings.listeningPorts()) {
        for (const KnownPort& port : kRemotePorts) {
            if (port.port == listening)
                findings.append(
                    {GuardFinding::RemoteControl, text(port.name), QStringLiteral("port %1 listens").arg(listening)});
        }
    }
    return findings;
}

QList<Finding> screenCapture(const Surroundings& surroundings, const QList<Process>& processes)
{
    QList<Finding> findings;
    for (const Process& process : processes) {
        const auto recorder = known(process, kScreenCapture);
        const auto player = recorder ? std::nullopt : known(process, kInputPlayers);
        const auto tool = known(process, kMediaTools);
        bool fromScreen = false;
        if (tool) {
            const QByteArray arguments =
                surroundings.read(QStringLiteral("/proc/%1/cmdline").arg(process.id)).value_or(QByteArray());
            fromScreen = std::any_of(kScreenSources.begin(), kScreenSources.end(), [&](std::string_view source) {
                return arguments.contains(QByteArrayView(source.data(), qsizetype(source.size())));
            });
        }
        if (recorder || player)
            findings.append(seen(GuardFinding::ScreenCapture, recorder.value_or(player.value_or(QString())), process));
        else if (fromScreen)
            findings.append(seen(GuardFinding::ScreenCapture, *tool, process));
    }
    return findings;
}

QList<Finding> administrator(const Surroundings& surroundings)
{
    QList<Finding> findings;
    const auto add = [&](const QString& name, const QString& evidence) {
        findings.append({GuardFinding::Administrator, name, evidence});
    };
    for (const QByteArray& line :
        surroundings.read(QStringLiteral("/proc/self/status")).value_or(QByteArray()).split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() > 2 && fields.at(0) == "Uid:" && fields.at(2) == "0")
            add(QStringLiteral("root"), QStringLiteral("effective user 0"));
        else if (fields.size() > 1 && fields.at(0) == "CapEff:" && fields.at(1).toULongLong(nullptr, 16) != 0)
            add(QStringLiteral("capabilities"), QString::fromLatin1(line.simplified()));
    }
    for (const QString& group : surroundings.groups()) {
        if (group == u"sudo" || group == u"wheel" || group == u"admin" || group == u"root")
            add(group, QStringLiteral("member of ") + group);
    }
    return findings;
}

QList<Finding> antivirus(const Surroundings& surroundings, const QList<Process>& processes)
{
    const bool isProtected = std::any_of(processes.cbegin(), processes.cend(),
        [](const Process& process) { return known(process, kProtection).has_value(); });
    // The kernel's own measurement counts where a policy appraises what is executed.
    const QByteArray appraised =
        surroundings.read(QStringLiteral("/sys/kernel/security/ima/policy")).value_or(QByteArray());
    if (isProtected || appraised.contains("appraise"))
        return {};
    return {{GuardFinding::NoAntivirus, QStringLiteral("none"),
        QStringLiteral("no known anti-virus or integrity monitor among %1 processes").arg(processes.size())}};
}

} // namespace tirkeu::guard
