#pragma once

#include <devices/attestation.h>
#include <pki/softwarekey.h>
#include <simulation_pki/loopbackserver.h>

#include <QJsonObject>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace tirkeu::simulation_devices {

/// A device service by the Secure Biometric Interface with one virtual scanner behind it, in the palm profile; every
/// answer can be twisted before or after it is signed. Used by the service's thread, twisted between questions.
class SbiDevice
{
public:
    SbiDevice(pki::SoftwareKey key, const core::Clock& clock);

    using Change = std::function<void(QJsonObject&)>;
    struct Twists
    {
        Change digitalId = {}; ///< before it is signed, as the others
        Change info = {};
        Change data = {};
        Change envelope = {};                               ///< of a capture, after its data was signed
        std::function<QByteArray(QByteArray)> jws = {};     ///< the signed data of a capture, as text
        std::function<QByteArray(QByteArray)> content = {}; ///< the sealed content, before it is hashed and signed
        std::optional<pki::SoftwareKey> otherKey = {};      ///< signs captures
        QString error = {};                                 ///< a capture's, instead of an answer
        bool swapFrames = false;                            ///< sealed in an order that is not the attested one
        bool replay = false;                                ///< the first capture's answer, again and again
    };
    Twists twists;

    [[nodiscard]] QByteArray discovery() const;
    [[nodiscard]] QByteArray info();
    [[nodiscard]] QByteArray capture(QByteArrayView request);
    [[nodiscard]] static QByteArray pictures(int count); ///< what a stream carries

private:
    [[nodiscard]] QString digitalId();
    [[nodiscard]] QByteArray sealed(const QJsonObject& request, int pairs);

    pki::SoftwareKey m_key;
    const core::Clock& m_clock;
    QByteArray m_first; ///< answer
    std::uint64_t m_sequence = 0;
};

/// The same on 127.0.0.1.
class SbiService
{
public:
    [[nodiscard]] static Result<std::unique_ptr<SbiService>> start(pki::SoftwareKey key, const core::Clock& clock);

    [[nodiscard]] quint16 port() const { return m_port; }
    void twist(SbiDevice::Twists twists);
    void answerLate(std::chrono::milliseconds by) { m_delay = by; } ///< captures and streams
    void hangUp(bool always) { m_isMute = always; }
    [[nodiscard]] int captures() const { return m_captures; }

private:
    SbiService(pki::SoftwareKey key, const core::Clock& clock);
    [[nodiscard]] simulation::ServedAnswer answer(const simulation::ServedRequest& request);

    std::mutex m_mutex;
    SbiDevice m_device; ///< guarded
    std::atomic<std::chrono::milliseconds> m_delay = std::chrono::milliseconds(0);
    std::atomic<bool> m_isMute = false;
    std::atomic<int> m_captures = 0;
    quint16 m_port = 0;
    std::unique_ptr<simulation::LoopbackServer> m_server; ///< last: ends before what it serves
};

} // namespace tirkeu::simulation_devices
