#pragma once

#include <guard/surroundings.h>

namespace tirkeu::guard {

/// The machine this program runs on.
class SystemSurroundings final : public Surroundings
{
public:
    [[nodiscard]] std::optional<QByteArray> read(const QString& path, qint64 most = qint64(16) << 20) const override;
    [[nodiscard]] std::optional<FileMark> mark(const QString& path) const override;
    [[nodiscard]] std::optional<QByteArray> digest(const QString& path, DigestKind kind) const override;
    [[nodiscard]] QStringList filesIn(const QString& folder, const QString& suffix) const override;
    [[nodiscard]] QMap<QString, QString> environment() const override;
    [[nodiscard]] QList<Process> processes() const override;
    [[nodiscard]] QList<int> listeningPorts() const override;
    [[nodiscard]] QList<DisplayClient> displayClients() const override;
    [[nodiscard]] Processor processor() const override;
    [[nodiscard]] QStringList groups() const override;
};

} // namespace tirkeu::guard
