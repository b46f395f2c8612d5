#pragma once

#include "loopbackcall.h"

#include <devices/sbiscanner.h>
#include <devices/securechannel.h>

#include <QMap>
#include <QTimer>

#include <atomic>
#include <mutex>

namespace tirkeu::devices {

/// What stands behind an SbiScanner, all in the scanner's thread. The same machine decides as for a plug-in; a service
/// on this computer needs no process of ours, so its host is always at hand.
class SbiScanner::Engine final : public QObject
{
public:
    Engine(SbiScanner& front, SbiSetup setup, const core::Clock& clock);

    using Answer = std::function<void(const std::optional<Error>&)>;
    void ask(ScannerAction action, std::chrono::milliseconds deadline, const Answer& answer);
    void askCapture(const CaptureRequest& request, std::chrono::milliseconds deadline, const Answer& answer);
    void tell(const ScannerEvent& event);
    void shutDown();

    [[nodiscard]] const DeviceIdentity& identity() const { return m_identity; }
    [[nodiscard]] PalmCapture takeCapture() { return std::exchange(m_capture, {}); }
    [[nodiscard]] std::optional<Attestation> introduced() const;

private:
    void carryOut(const ScannerOrder& order);
    void hangUp();
    using Heard = std::function<void(const Result<QByteArray>&)>;
    void call(LoopbackCall::Question question, LoopbackCall::Piece piece, Heard heard);
    void discover();
    void askInfo();
    void sendCapture();
    void stream();
    void fail(const Error& error);
    [[nodiscard]] Result<PalmCapture> judged(const QByteArray& answer);

    SbiScanner& m_front;
    const SbiSetup m_setup;
    const core::Clock& m_clock;
    ScannerMachine m_machine;
    quint64 m_lastId = 0;
    QMap<quint64, Answer> m_answers;
    QTimer m_grace{this};
    QTimer m_wait{this};
    std::unique_ptr<LoopbackCall> m_call;
    quint64 m_callNumber = 0; ///< an answer to an older call is nobody's

    mutable std::mutex m_introducedMutex;
    std::optional<Attestation> m_introduced; ///< guarded, for callers of other threads

    // Of the device that is open.
    qsizetype m_portIndex = 0;
    std::optional<Error> m_refusal; ///< the first reason why a port would not do
    DeviceIdentity m_identity;
    std::optional<sbi::Device> m_device;
    QByteArray m_hash;
    std::optional<quint64> m_lastSequence;

    // Of the capture under way.
    CaptureRequest m_request;
    std::chrono::milliseconds m_deadline{0};
    sbi::Asked m_asked;
    std::optional<ChannelOffer> m_offer;
    PalmCapture m_capture;
    std::shared_ptr<std::atomic<int>> m_onTheWay; ///< pictures that wait to be shown
};

} // namespace tirkeu::devices
