#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tirkeu::test {

[[nodiscard]] QString sourcePath(const QString& relative); ///< in the source tree
[[nodiscard]] QString programPath(const QString& program); ///< a built program of ours
[[nodiscard]] QByteArray readFile(const QString& path);    ///< empty where it cannot be read
void writeFile(const QString& path, const QByteArray& bytes);
/// The folder of real samples, where this machine has them; a test that wants them is skipped otherwise.
[[nodiscard]] std::optional<QString> samplesFolder();

} // namespace tirkeu::test
