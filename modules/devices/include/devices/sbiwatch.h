#pragma once

#include <criteria/criteria.h>
#include <devices/identity.h>
#include <devices/sbimessage.h>

#include <QObject>
#include <QTimer>

#include <memory>

namespace tirkeu::devices {

class LoopbackCall;

/// What services say they have, as devices to be held against the registry. A service's word is signed by nobody: the
/// model is taken from the registry here and judged, with all else, when the device is opened.
[[nodiscard]] QList<DeviceIdentity> identitiesOf(
    const QList<sbi::Found>& found, const QList<criteria::Scanner>& registered);

/// Which scanners the device services of this computer say they have. Asks the ports in turn at its start, and every
/// few seconds after: the one that answered, or all of them while none does. What it hears is signed by nobody; the
/// device is judged when it is opened. Lives in the thread that made it and never waits.
class SbiWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kAgain{3000};

    explicit SbiWatch(QList<quint16> ports, QObject* parent = nullptr);
    ~SbiWatch() override;

    void start();
    /// The service is at work and is not asked meanwhile.
    void setPaused(bool paused) { m_isPaused = paused; }
    [[nodiscard]] const QList<sbi::Found>& found() const { return m_found; }
    [[nodiscard]] bool hasLooked() const { return m_hasLooked; }

Q_SIGNALS:
    void looked(); ///< the first time, and whenever `found` has changed

private:
    void begin();
    void ask();
    void heard(const Result<QByteArray>& answer);
    void end();

    const QList<quint16> m_ports;
    QList<sbi::Found> m_found;
    QList<sbi::Found> m_seen; ///< of the round under way
    qsizetype m_at = 0;       ///< which port is asked
    qsizetype m_answers = -1; ///< which one answered last; -1: none
    std::unique_ptr<LoopbackCall> m_call;
    quint64 m_number = 0;
    QTimer m_again{this};
    bool m_isPaused = false;
    bool m_hasLooked = false;
};

} // namespace tirkeu::devices
