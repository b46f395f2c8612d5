#pragma once

#include "hostprocess.h"

#include <devices/pluginscanner.h>
#include <devices/securechannel.h>

#include <mutex>

namespace tirkeu::devices {

/// What stands behind a PluginScanner, all in the scanner's thread: carries out what the machine orders and tells the
/// machine what the host says.
class PluginScanner::Engine final : public QObject
{
public:
    Engine(PluginScanner& front, PluginSetup setup, const core::Clock& clock);

    using Answer = std::function<void(const std::optional<Error>&)>;
    void ask(ScannerAction action, std::chrono::milliseconds deadline, Answer answer);
    void askCapture(const CaptureRequest& request, std::chrono::milliseconds deadline, Answer answer);
    void tell(const ScannerEvent& event);
    void shutDown();

    [[nodiscard]] const DeviceIdentity& identity() const { return m_identity; }
    [[nodiscard]] PalmCapture takeCapture() { return std::exchange(m_capture, {}); }
    [[nodiscard]] std::optional<message::Ready> host() const;
    [[nodiscard]] std::optional<Attestation> introduced() const;

private:
    void carryOut(const ScannerOrder& order);
    void startHost();
    void sendCapture();
    void heard(const message::FromHost& message);
    void hear(const message::Ready& ready);
    void hear(const message::Opened& opened);
    void hear(const message::Secured& secured);
    void hear(const message::Record& record);
    void hear(const message::ClearFrame& frame);
    void hear(const message::HandSeen& seen);
    void hear(const message::Done& done);
    void hear(const message::Gone& gone);
    template<typename Other>
    void hear(const Other&)
    {
    }
    void misbehaved(const char* how);
    void fail(const Error& error);
    void finishCapture();
    [[nodiscard]] Result<PalmCapture> judged();
    [[nodiscard]] bool isCaptureOpen() const;

    PluginScanner& m_front;
    const PluginSetup m_setup;
    const core::Clock& m_clock;
    ScannerMachine m_machine;
    quint64 m_lastId = 0;
    QMap<quint64, Answer> m_answers;
    CaptureRequest m_asked;
    std::unique_ptr<HostProcess> m_host;
    QTimer m_grace{this};
    QTimer m_wait{this};

    mutable std::mutex m_readyMutex;
    std::optional<message::Ready> m_ready;   ///< guarded, for callers of other threads
    std::optional<Attestation> m_introduced; ///< guarded

    // Of the device that is open.
    DeviceIdentity m_identity;
    std::optional<ChannelOffer> m_offer;
    std::optional<OpenedChannel> m_channel;
    std::optional<quint64> m_lastSequence;

    // Of the capture under way.
    CaptureRequest m_request;
    QByteArray m_nonce;
    bool m_handPresent = false;
    std::optional<Hint> m_hint;
    QList<imaging::Frame> m_frames;
    std::optional<SignedAttestation> m_statement;
    PalmCapture m_capture;
};

} // namespace tirkeu::devices
