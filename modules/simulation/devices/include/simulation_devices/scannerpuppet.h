#pragma once

#include <simulation_devices/scannerscript.h>

namespace tirkeu::simulation_devices {

/// Moves what stands before the virtual scanner, from another process: the demo's hand above the glass and the demo's
/// fingers on the cable. Each call waits for the scanner's "ok", which comes at once or, at most, after `kPatience`.
class ScannerPuppet
{
public:
    static constexpr std::chrono::milliseconds kPatience{500};

    /// `socket` is the scanner's TIRKEU_VIRTUAL_SCANNER_SOCKET.
    explicit ScannerPuppet(QString socket);

    /// The hand comes when a capture is asked for, after whatever was told before.
    [[nodiscard]] Result<> present(const Scan& scan) const;
    [[nodiscard]] Result<> tell(const QString& line) const;
    /// The cable; works while no process plays the scanner as well.
    [[nodiscard]] Result<> unplug() const;
    [[nodiscard]] Result<> plug() const;
    [[nodiscard]] QString plugFile() const { return m_socket + QStringLiteral(".unplugged"); }

private:
    QString m_socket;
};

} // namespace tirkeu::simulation_devices
