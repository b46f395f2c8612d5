#include <sync/courierthread.h>

#ifdef Q_OS_LINUX
#    include <pthread.h>
#endif

namespace tirkeu::sync {

CourierThread::CourierThread(Courier::Ground ground, QObject* parent)
    : QObject(parent)
    , m_ground(std::move(ground))
    , m_gateway(m_ground.gateway)
{
    m_ground.tell = [this](const LinkReport& report) {
        Q_EMIT reported(report);
    };
    m_ground.tellAnswer = [this](const wire::Answer& answer) {
        Q_EMIT answered(answer);
    };
    m_ground.alarm = [this](const Error& error) {
        Q_EMIT alarmed(error);
    };
    m_ground.changed = [this] {
        Q_EMIT outboxChanged();
    };
}

void CourierThread::begin()
{
    m_thread = std::thread([this] { run(); });
}

CourierThread::~CourierThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_gateway.cancel();
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void CourierThread::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_all();
}

void CourierThread::run()
{
#ifdef Q_OS_LINUX
    pthread_setname_np(pthread_self(), "courier");
#endif
    Courier courier(m_ground);
    for (std::chrono::milliseconds wait{0};;) {
        std::deque<Job> jobs;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, wait, [this] { return m_ends || !m_jobs.empty(); });
            if (m_ends)
                return; // who waits for an answer finds its promise broken
            jobs.swap(m_jobs);
        }
        for (const Job& job : jobs)
            job(courier, m_gateway);
        wait = courier.turn();
    }
}

void CourierThread::wake()
{
    post([](Courier& courier, wire::Gateway&) { courier.wake(); });
}

void CourierThread::retry(const core::Uuid& package)
{
    post([package](Courier& courier, wire::Gateway&) { courier.retry(package); });
}

void CourierThread::noteVault()
{
    post([](Courier& courier, wire::Gateway&) { courier.noteVault(); });
}

namespace {
template<typename T>
std::pair<std::shared_ptr<QPromise<T>>, QFuture<T>> begun()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return {promise, promise->future()};
}
} // namespace

QFuture<wire::Reply<QList<wire::AttemptsElsewhere>>> CourierThread::attemptsOf(const QString& iin)
{
    auto [promise, future] = begun<wire::Reply<QList<wire::AttemptsElsewhere>>>();
    post([promise = promise, iin](Courier&, wire::Gateway& gateway) {
        promise->addResult(gateway.attemptsOf(iin));
        promise->finish();
    });
    return future;
}

QFuture<wire::Reply<QList<wire::PalmGiven>>> CourierThread::palmsOf(const wire::PalmsAsked& asked)
{
    auto [promise, future] = begun<wire::Reply<QList<wire::PalmGiven>>>();
    post([promise = promise, asked](Courier&, wire::Gateway& gateway) {
        promise->addResult(gateway.palmsOf(asked));
        promise->finish();
    });
    return future;
}

QFuture<wire::Reply<wire::ServiceSaid>> CourierThread::callService(const wire::ServiceCall& call)
{
    auto [promise, future] = begun<wire::Reply<wire::ServiceSaid>>();
    post([promise = promise, call](Courier&, wire::Gateway& gateway) {
        promise->addResult(gateway.callService(call));
        promise->finish();
    });
    return future;
}

} // namespace tirkeu::sync
