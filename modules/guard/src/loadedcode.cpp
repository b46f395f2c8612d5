#include "probes.h"

#include <QSet>

namespace tirkeu::guard {

using criteria::GuardFinding;

QString baseName(const QString& path)
{
    return path.section(u'/', -1);
}

// smaps has for each mapping a head ("7f..-7f.. r-xp offset dev inode path") and lines of figures ("Anonymous: 0 kB").
QList<Mapping> executableMappings(const Surroundings& surroundings)
{
    constexpr QByteArrayView kDeleted(" (deleted)");
    const QByteArray text = surroundings.read(QStringLiteral("/proc/self/smaps")).value_or(QByteArray());
    QList<Mapping> mappings;
    bool isWatched = false;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf('\n', at) < 0 ? text.size() : text.indexOf('\n', at);
        const QByteArrayView line = QByteArrayView(text).sliced(at, end - at);
        at = end + 1;
        const qsizetype space = line.indexOf(' ');
        if (space <= 0)
            continue;
        if (!line.first(space).endsWith(':')) {
            const QByteArrayView rights = line.sliced(space + 1).first(std::min<qsizetype>(4, line.size() - space - 1));
            isWatched = rights.contains('x');
            if (!isWatched)
                continue;
            // Five fields, then the name; it may hold spaces, the fields do not.
            qsizetype name = 0;
            for (int field = 0; field < 5 && name >= 0; ++field)
                name = line.indexOf(' ', name) + 1;
            QByteArray path = name > 0 ? line.sliced(name).toByteArray().trimmed() : QByteArray();
            Mapping mapping;
            mapping.isDeleted = path.endsWith(kDeleted);
            if (mapping.isDeleted)
                path.chop(kDeleted.size());
            if (path == "[vdso]" || path == "[vsyscall]" || path == "[vvar]") {
                isWatched = false; // the kernel's own
                continue;
            }
            mapping.path = path.startsWith('[') ? QString() : QString::fromUtf8(path);
            mappings.append(mapping);
        } else if (isWatched && line.startsWith("Anonymous:") && !mappings.last().path.isEmpty()) {
            const QByteArray figure = line.sliced(space).toByteArray().replace("kB", "").trimmed();
            mappings.last().isChanged = figure != "0";
        }
    }
    return mappings;
}

QList<Finding> loadedCode(const Surroundings&, const QList<Mapping>& mappings)
{
    QList<Finding> findings;
    QSet<QString> told;
    const auto add = [&](GuardFinding kind, const QString& name, const QString& evidence, const QString& file) {
        if (told.contains(evidence))
            return;
        told.insert(evidence);
        findings.append({kind, name, evidence, file});
    };
    for (const Mapping& mapping : mappings) {
        if (mapping.path.isEmpty())
            add(GuardFinding::ForeignLibrary, QStringLiteral("anonymous memory"),
                QStringLiteral("memory without a file may be executed"), {});
        else if (mapping.isDeleted)
            add(GuardFinding::ForeignLibrary, baseName(mapping.path),
                mapping.path + QStringLiteral(": loaded, and no longer on the disk"), {});
        if (mapping.isChanged)
            add(GuardFinding::Integrity, baseName(mapping.path),
                mapping.path + QStringLiteral(": its code was changed in memory"), {});
    }
    return findings;
}

QList<Finding> preloading(const Surroundings& surroundings)
{
    QList<Finding> findings;
    const QMap<QString, QString> environment = surroundings.environment();
    for (const char* variable : {"LD_PRELOAD", "LD_AUDIT"}) {
        for (const QString& library :
            environment.value(QLatin1StringView(variable)).replace(u':', u' ').split(u' ', Qt::SkipEmptyParts))
            findings.append({GuardFinding::ForeignLibrary, baseName(library),
                QStringLiteral("%1=%2").arg(QLatin1StringView(variable), library), library});
    }
    const QString list = QStringLiteral("/etc/ld.so.preload");
    for (const QByteArray& line : surroundings.read(list).value_or(QByteArray()).split('\n')) {
        const QString library = QString::fromUtf8(line.trimmed());
        if (!library.isEmpty() && !library.startsWith(u'#'))
            findings.append({GuardFinding::ForeignLibrary, baseName(library), list + u' ' + library, library});
    }
    return findings;
}

QList<Finding> debugger(const Surroundings& surroundings)
{
    constexpr QByteArrayView kField("TracerPid:");
    for (const QByteArray& line :
        surroundings.read(QStringLiteral("/proc/self/status")).value_or(QByteArray()).split('\n')) {
        if (!line.startsWith(kField))
            continue;
        const qint64 tracer = line.mid(kField.size()).trimmed().toLongLong();
        if (tracer == 0)
            return {};
        const QByteArray name =
            surroundings.read(QStringLiteral("/proc/%1/comm").arg(tracer)).value_or(QByteArray()).trimmed();
        return {{GuardFinding::Debugger, name.isEmpty() ? QStringLiteral("ptrace") : QString::fromUtf8(name),
            QStringLiteral("traced by process %1").arg(tracer)}};
    }
    return {};
}

} // namespace tirkeu::guard
