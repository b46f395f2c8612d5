#pragma once

#include <sync/courier.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tirkeu::sync {

/// The thread named "courier": it alone speaks to the gateway. What it has to say comes as signals, from that thread.
class CourierThread : public QObject
{
    Q_OBJECT
public:
    /// The callbacks of `ground` that tell are its own to set; the others run on its thread.
    explicit CourierThread(Courier::Ground ground, QObject* parent = nullptr);
    ~CourierThread() override; ///< ends the question in progress; nothing waits for it

    void begin(); ///< once whoever listens is connected
    void wake();
    void retry(const core::Uuid& package);
    void noteVault();
    /// Attempts of a person at other workstations of the branch; whoever asks waits no longer than the gateway's
    /// client.
    [[nodiscard]] QFuture<wire::Reply<QList<wire::AttemptsElsewhere>>> attemptsOf(const QString& iin);
    /// The palms of a client who was enrolled elsewhere, to hold one against them; for nobody's disk.
    [[nodiscard]] QFuture<wire::Reply<QList<wire::PalmGiven>>> palmsOf(const wire::PalmsAsked& asked);
    /// Of a service outside the bank.
    [[nodiscard]] QFuture<wire::Reply<wire::ServiceSaid>> callService(const wire::ServiceCall& call);

Q_SIGNALS:
    void reported(const tirkeu::sync::LinkReport& report);
    void answered(const tirkeu::wire::Answer& answer);
    void alarmed(const tirkeu::core::Error& error);
    void outboxChanged();

private:
    using Job = std::function<void(Courier&, wire::Gateway&)>;
    void post(Job job);
    void run();

    Courier::Ground m_ground;
    wire::Gateway& m_gateway;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_ends = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace tirkeu::sync
