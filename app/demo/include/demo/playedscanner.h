#pragma once

#include <demo/persona.h>

#include <devices/palmscanner.h>
#include <simulation_devices/scannerpuppet.h>

#include <QMap>
#include <QMutex>

namespace tirkeu::demo {

/// The virtual scanner with a virtual client in front of it: whenever a palm is asked for, the chosen one shows what
/// they have. Everything else goes straight to the scanner.
class PlayedScanner final : public devices::PalmScanner
{
public:
    /// The scanner outlives it; `socket` is where it hears what stands before it.
    PlayedScanner(devices::PalmScanner& scanner, QString socket);

    void setPersona(const Persona& persona); ///< another client sits down

    [[nodiscard]] QFuture<Result<devices::DeviceIdentity>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<devices::PalmCapture>> capture(
        const devices::CaptureRequest& request, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override { return m_scanner.close(); }
    void cancel() override { m_scanner.cancel(); }
    void suspend() override { m_scanner.suspend(); }
    void resume() override { m_scanner.resume(); }

private:
    devices::PalmScanner& m_scanner;
    simulation_devices::ScannerPuppet m_puppet;
    QMutex m_mutex;
    Persona m_persona;
    QMap<casefile::Hand, int> m_presented; ///< how often each hand was asked for
};

} // namespace tirkeu::demo
