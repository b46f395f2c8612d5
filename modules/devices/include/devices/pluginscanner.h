#pragma once

#include <core/clock.h>
#include <devices/attestation.h>
#include <devices/palmscanner.h>
#include <devices/pluginhost.h>
#include <devices/pluginmessage.h>

#include <QPromise>
#include <QThread>

#include <memory>

namespace tirkeu::devices {

struct PluginSetup
{
    PluginHost host;
    AttestationPolicy policy;
    Meeting meeting = Meeting::Registered;
};

/// A palm scanner behind a vendor's plug-in, which runs in tirkeu-device-host. Nothing the plug-in does reaches this
/// process but messages, and no frame is given out for enrolment that the device has not attested.
class PluginScanner final : public PalmScanner
{
    Q_OBJECT
public:
    /// The clock outlives it.
    PluginScanner(PluginSetup setup, const core::Clock& clock, QObject* parent = nullptr);
    ~PluginScanner() override; ///< answers what is under way, ends the host

    [[nodiscard]] QFuture<Result<DeviceIdentity>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<PalmCapture>> capture(
        const CaptureRequest& request, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void cancel() override;
    void suspend() override;
    void resume() override;

    /// What the host said of itself at its last start; empty before.
    [[nodiscard]] std::optional<message::Ready> host() const;
    /// What the open device signed of itself; empty where it has no channel.
    [[nodiscard]] std::optional<Attestation> introduced() const;

private:
    class Engine;
    QThread m_thread;
    std::unique_ptr<Engine> m_engine; ///< lives in m_thread
};

} // namespace tirkeu::devices
