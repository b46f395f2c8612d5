#pragma once

#include <devices/palmscanner.h>
#include <devices/sbimessage.h>

#include <QThread>

#include <memory>

namespace tirkeu::devices {

struct SbiSetup
{
    sbi::Policy policy;
    QList<quint16> ports; ///< where the service may answer; asked in turn when opening, and at no other time
    static QList<quint16> usualPorts(); ///< 4501 to 4510
};

/// A palm scanner behind a device service on this machine, by the Secure Biometric Interface in the palm profile of
/// README.md. That the device is gone is noticed when it is asked next.
class SbiScanner final : public PalmScanner
{
    Q_OBJECT
public:
    /// The clock outlives it.
    SbiScanner(SbiSetup setup, const core::Clock& clock, QObject* parent = nullptr);
    ~SbiScanner() override; ///< answers what is under way, hangs up

    [[nodiscard]] QFuture<Result<DeviceIdentity>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<PalmCapture>> capture(
        const CaptureRequest& request, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void cancel() override;
    void suspend() override;
    void resume() override;

    /// What the device signed of itself in the last capture; empty before one.
    [[nodiscard]] std::optional<Attestation> introduced() const;

private:
    class Engine;
    QThread m_thread;
    std::unique_ptr<Engine> m_engine; ///< lives in m_thread
};

} // namespace tirkeu::devices
