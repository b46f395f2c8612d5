#include "knownprograms.h"
#include "probes.h"

namespace tirkeu::guard {

using criteria::GuardFinding;

namespace {
QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

std::optional<Finding> hypervisor(const Surroundings& surroundings)
{
    const Processor processor = surroundings.processor();
    if (!processor.hasHypervisor)
        return {};
    QString name = QStringLiteral("hypervisor");
    for (const KnownText& known : kHypervisors) {
        if (processor.hypervisor == text(known.text))
            name = text(known.name);
    }
    return Finding{GuardFinding::EmulatedEnvironment, name, QStringLiteral("cpuid: ") + processor.hypervisor};
}

std::optional<Finding> board(const Surroundings& surroundings)
{
    for (const char* fact : {"sys_vendor", "product_name", "board_vendor", "bios_vendor", "chassis_vendor"}) {
        const QString path = QStringLiteral("/sys/class/dmi/id/") + QLatin1StringView(fact);
        const QByteArray said = surroundings.read(path, 4096).value_or(QByteArray()).trimmed();
        for (const KnownText& known : kVirtualBoards) {
            if (said.contains(QByteArrayView(known.text.data(), qsizetype(known.text.size()))))
                return Finding{GuardFinding::EmulatedEnvironment, text(known.name),
                    QStringLiteral("%1: %2").arg(QLatin1StringView(fact), QString::fromUtf8(said))};
        }
    }
    const QByteArray type =
        surroundings.read(QStringLiteral("/sys/hypervisor/type"), 4096).value_or(QByteArray()).trimmed();
    if (!type.isEmpty())
        return Finding{GuardFinding::EmulatedEnvironment, QString::fromUtf8(type), QStringLiteral("/sys/hypervisor")};
    return {};
}

std::optional<Finding> container(const Surroundings& surroundings)
{
    const auto found = [](const QString& name, const QString& evidence) {
        return Finding{GuardFinding::EmulatedEnvironment, name, evidence};
    };
    for (const char* sign : {"/.dockerenv", "/run/.containerenv"}) {
        if (surroundings.mark(QString::fromLatin1(sign)))
            return found(QStringLiteral("container"), QString::fromLatin1(sign));
    }
    const QByteArray manager =
        surroundings.read(QStringLiteral("/run/systemd/container"), 4096).value_or(QByteArray()).trimmed();
    if (!manager.isEmpty())
        return found(QString::fromUtf8(manager), QStringLiteral("/run/systemd/container"));
    if (const QString set = surroundings.environment().value(QStringLiteral("container")); !set.isEmpty())
        return found(set, QStringLiteral("container=") + set);
    for (const char* file : {"/proc/self/cgroup", "/proc/1/cgroup"}) {
        const QByteArray groups = surroundings.read(QString::fromLatin1(file), 65536).value_or(QByteArray());
        for (const KnownText& known : kContainerPaths) {
            if (groups.contains(QByteArrayView(known.text.data(), qsizetype(known.text.size()))))
                return found(text(known.name), QString::fromLatin1(file));
        }
    }
    // "22 1 0:30 / / rw,relatime - overlay overlay rw": an image's layers are mounted as the root.
    for (const QByteArray& line :
        surroundings.read(QStringLiteral("/proc/self/mountinfo")).value_or(QByteArray()).split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        const qsizetype dash = fields.indexOf("-");
        if (fields.size() > 4 && fields.at(4) == "/" && dash > 0 && dash + 1 < fields.size() &&
            fields.at(dash + 1) == "overlay")
            return found(QStringLiteral("container"), QStringLiteral("the root is an overlay"));
    }
    return {};
}
} // namespace

QList<Finding> emulation(const Surroundings& surroundings)
{
    QList<Finding> findings;
    for (const auto& probe : {hypervisor(surroundings), board(surroundings), container(surroundings)}) {
        if (probe)
            findings.append(*probe);
    }
    return findings;
}

} // namespace tirkeu::guard
