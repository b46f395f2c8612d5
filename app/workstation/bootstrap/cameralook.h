#pragma once

#include <devices/camerabus.h>

#include <QObject>
#include <QTimer>

namespace tirkeu::workstation {

/// The cameras of this machine as they were seen last. Asking their drivers may take long and wakes them, so it is done
/// beside the window's thread, and again only when the kernel's list has changed – or for some seconds where a new one
/// did not answer: the kernel lists a camera before this person is given leave to open it.
class CameraLook final : public QObject
{
    Q_OBJECT
public:
    explicit CameraLook(devices::CameraBus bus);

    [[nodiscard]] const QList<devices::CameraFacts>& seen() const { return m_seen; }
    [[nodiscard]] bool hasLooked() const { return m_hasLooked; }
    /// A camera is there that has not let itself be opened for a while.
    [[nodiscard]] bool isOneClosed() const { return m_isOneClosed; }

Q_SIGNALS:
    void changed();

private:
    enum class Why { News, NotWhole };
    void look(Why why);
    void follow();

    const devices::CameraBus m_bus;
    QTimer m_follow;
    QStringList m_places; ///< of the last look
    QList<devices::CameraFacts> m_seen;
    bool m_hasLooked = false;
    bool m_isLooking = false;
    bool m_isWhole = true;
    bool m_isOneClosed = false;
    int m_asksLeft = 0; ///< of those who did not answer
};

} // namespace tirkeu::workstation
