#include "knownprograms.h"
#include "probes.h"

#include <algorithm>

/// Who sees the screen or the keyboard by the means that every desktop offers.
namespace tirkeu::guard {

using criteria::GuardFinding;

namespace {
template<std::size_t N>
bool isOneOf(const QString& name, const std::array<std::string_view, N>& names)
{
    return std::any_of(names.begin(), names.end(),
        [&name](std::string_view one) { return name == QLatin1StringView(one.data(), qsizetype(one.size())); });
}

QString nameOf(const Process& process)
{
    return baseName(process.program.isEmpty() ? process.name : process.program);
}

/// Bytes of the largest piece of memory in which PipeWire hands something over.
qint64 handedOver(const QByteArray& maps)
{
    qint64 most = 0;
    for (const QByteArray& line : maps.split('\n')) {
        if (!line.contains("memfd:pipewire-memfd"))
            continue;
        const QList<QByteArray> ends = line.left(line.indexOf(' ')).split('-');
        if (ends.size() == 2)
            most = std::max(most, ends.at(1).toLongLong(nullptr, 16) - ends.at(0).toLongLong(nullptr, 16));
    }
    return most;
}
} // namespace

QList<Finding> displayWatching(const Surroundings& surroundings, const QList<Process>& processes)
{
    QList<Finding> findings;
    for (const DisplayClient& client : surroundings.displayClients()) {
        const bool hearsInput = client.holds.contains(u"RecordContext");
        const bool seesWindows = std::any_of(client.holds.cbegin(), client.holds.cend(),
            [](const QString& held) { return held.startsWith(u"CompositeClient") || held == u"DamageExt"; });
        if (!hearsInput && !seesWindows)
            continue;
        const auto process = std::find_if(
            processes.cbegin(), processes.cend(), [&client](const Process& one) { return one.id == client.process; });
        const QString name = process == processes.cend() ? QString() : nameOf(*process);
        // A desktop draws all windows; nobody has to hear what is typed to others.
        if (!hearsInput && isOneOf(name, kDesktops))
            continue;
        findings.append({GuardFinding::ScreenCapture, name.isEmpty() ? QStringLiteral("unknown X client") : name,
            QStringLiteral("process %1 %2 through X")
                .arg(client.process)
                .arg(hearsInput ? QStringLiteral("records input") : QStringLiteral("watches others' windows")),
            process == processes.cend() ? QString() : process->program});
    }
    return findings;
}

QList<Finding> memoryOfOthers(const Surroundings& surroundings, const QList<Process>& processes)
{
    // A screen or a camera's picture; sound is handed over in pieces a hundred times as small.
    constexpr qint64 kPicture = qint64(512) * 1024;
    QList<Finding> findings;
    for (const Process& process : processes) {
        const QByteArray maps =
            surroundings.read(QStringLiteral("/proc/%1/maps").arg(process.id)).value_or(QByteArray());
        const QString name = nameOf(process);
        const auto add = [&](const QString& how) {
            findings.append({GuardFinding::ScreenCapture, name,
                QStringLiteral("process %1 %2").arg(process.id).arg(how), process.program});
        };
        if (maps.contains("/libXtst.so"))
            add(QStringLiteral("can record and play input (libXtst)"));
        if (handedOver(maps) >= kPicture && !isOneOf(name, kDesktops) && !isOneOf(name, kPictureCarriers))
            add(QStringLiteral("takes pictures through PipeWire, of the screen or a camera"));
    }
    return findings;
}

} // namespace tirkeu::guard
