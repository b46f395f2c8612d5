#pragma once

#include <guard/finding.h>
#include <guard/surroundings.h>

/// One question each about the machine. None of them judges.
namespace tirkeu::guard {

/// A piece of this process's memory that may be executed.
struct Mapping
{
    QString path; ///< empty: no file behind it
    bool isDeleted = false;
    bool isChanged = false; ///< pages of the file were written to after loading
};
[[nodiscard]] QList<Mapping> executableMappings(const Surroundings& surroundings);

[[nodiscard]] QList<Finding> loadedCode(const Surroundings& surroundings, const QList<Mapping>& mappings);
[[nodiscard]] QList<Finding> preloading(const Surroundings& surroundings);
[[nodiscard]] QList<Finding> debugger(const Surroundings& surroundings);
[[nodiscard]] QList<Finding> emulation(const Surroundings& surroundings);
[[nodiscard]] QList<Finding> remoteControl(const Surroundings& surroundings, const QList<Process>& processes);
[[nodiscard]] QList<Finding> screenCapture(const Surroundings& surroundings, const QList<Process>& processes);
/// Other programs that the X server keeps something for by which they see others' windows or input.
[[nodiscard]] QList<Finding> displayWatching(const Surroundings& surroundings, const QList<Process>& processes);
/// Other programs of the same user by what is in their memory: the library for recording and playing input, pictures
/// that come through PipeWire; slow.
[[nodiscard]] QList<Finding> memoryOfOthers(const Surroundings& surroundings, const QList<Process>& processes);
[[nodiscard]] QList<Finding> administrator(const Surroundings& surroundings);
[[nodiscard]] QList<Finding> antivirus(const Surroundings& surroundings, const QList<Process>& processes);

/// "/usr/bin/x11vnc" and "x11vnc" alike.
[[nodiscard]] QString baseName(const QString& path);

} // namespace tirkeu::guard
