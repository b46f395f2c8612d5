#pragma once

#include "devicesource.h"

#include <QSet>

namespace tirkeu::workstation {

class ShellController;

/// The day's first look at each device's window or lens: begins when somebody is signed in, goes from one device to the
/// next, and stops at what a person has to do something about. It never holds anybody up.
class DayCare : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    DayCare(DeviceSource& source, ShellController& shell, QObject* parent = nullptr);

    enum class Phase {
        Nothing, ///< to be said
        Looking,
        Found, ///< `shown` or `error` waits for a person
    };
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] DeviceKind kind() const { return m_kind; }
    [[nodiscard]] const CareShown& shown() const { return m_shown; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    void ask(CareAsk ask); ///< the same device once more
    void putOff();         ///< ends the look or lets the finding stand, and goes on to the next device

Q_SIGNALS:
    void changed();

private:
    void follow();
    void next();
    void look(CareAsk ask);
    void take(const Result<CareShown>& care);
    void enter(Phase phase);

    DeviceSource& m_source;
    ShellController& m_shell;
    bool m_isThere = false; ///< somebody is signed in and has not locked
    QSet<QString> m_tried;  ///< since then
    Phase m_phase = Phase::Nothing;
    QString m_id;
    DeviceKind m_kind = DeviceKind::PalmScanner;
    CareShown m_shown;
    std::optional<Error> m_error;
    int m_asked = 0; ///< which look an answer belongs to
};

} // namespace tirkeu::workstation
