#pragma once

#include <core/ports/capturegate.h>
#include <guard/guard.h>

#include <QFuture>
#include <QObject>
#include <QThread>
#include <QTimer>

namespace tirkeu::guard {

/// The guard on a thread of its own: a full check at the start, every ten minutes and when asked; and the gate that
/// every capture passes.
class GuardThread final : public QObject, public core::CaptureGate
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kPeriod = std::chrono::minutes(10);
    /// Surroundings and clock outlive it.
    GuardThread(const Surroundings& surroundings, const core::Clock& clock, GuardSetup setup,
        criteria::GuardPolicy policy, std::chrono::milliseconds period = kPeriod);
    ~GuardThread() override;

    void start(); ///< the first check begins
    [[nodiscard]] QFuture<Report> check();
    /// A quick check on the caller's thread. Refuses while support mode is on and before the first full check is done.
    [[nodiscard]] Result<> admit() override;
    void setSupportMode(SupportMode mode); ///< `reported` has told what is otherwise by that when it returns
    [[nodiscard]] SupportMode supportMode() const { return m_guard.supportMode(); }
    [[nodiscard]] std::optional<Report> last() const;

Q_SIGNALS:
    /// After every full check, and after a quick one that saw something else than the check before it. Comes from
    /// whichever thread looked.
    void reported(const tirkeu::guard::Report& report);

private:
    Report look(Depth depth);
    void publish(const Report& report, int modes);
    [[nodiscard]] int modesSoFar() const;

    Guard m_guard;
    QThread m_thread;
    QObject m_worker; ///< lives in m_thread
    QTimer m_timer;
    mutable QMutex m_mutex;
    std::optional<Report> m_last;
    int m_modes = 0; ///< how often support mode was set
};

} // namespace tirkeu::guard
