#include "streamdriver.h"

#include <devices/trouble.h>

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace tirkeu::devices {

namespace {
constexpr std::chrono::milliseconds kPatience{3000};
constexpr std::chrono::milliseconds kLetsGo{1000};
} // namespace

void StreamWork::post(const std::function<void(StreamDriver&)>& what)
{
    const std::lock_guard lock(m_mutex);
    if (m_driver != nullptr)
        QMetaObject::invokeMethod(
            m_driver, [driver = m_driver, what] { what(*driver); }, Qt::QueuedConnection);
}

void StreamWork::report(const StreamEvent& event)
{
    post([event](StreamDriver& driver) { driver.handle(event); });
}

void StreamWork::tellEnded(const Error& why)
{
    report({StreamInput::Ended, StreamAction::Open, 0, why});
}

void StreamWork::tellNews()
{
    post([](StreamDriver& driver) {
        const auto news = driver.m_told.news; // whoever reads may let the driver go
        news();
    });
}

StreamDriver::StreamDriver(const QString& thread, std::shared_ptr<StreamWork> work, ErrorCode slow, Told told)
    : m_slow(slow)
    , m_told(std::move(told))
    , m_thread(std::make_unique<QThread>())
    , m_work(std::move(work))
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, [this] { handle({StreamInput::WaitOver}); });
    m_work->m_driver = this;
    m_thread->setObjectName(thread);
    m_work->moveToThread(m_thread.get());
    // In the worker's thread; the connection keeps the worker for as long as there is that thread.
    connect(m_thread.get(), &QThread::finished, [work = m_work] {
        // What was begun before is ended before.
        QCoreApplication::sendPostedEvents(work.get(), QEvent::MetaCall);
        work->letGo();
    });
    // Behind that one: it matters where the thread was left to itself.
    connect(m_thread.get(), &QThread::finished, m_thread.get(), &QObject::deleteLater);
    m_thread->start();
}

StreamDriver::~StreamDriver()
{
    {
        const std::lock_guard lock(m_work->m_mutex);
        m_work->m_driver = nullptr;
    }
    const Error gone{kCancelled, ErrorKind::Retry, QStringLiteral("the device's object goes away")};
    for (const Asked& asked : std::exchange(m_asked, {}))
        asked.answer(gone);
    m_thread->quit();
    if (m_thread->wait(QDeadlineTimer(kLetsGo)))
        return;
    // A driver can hang in one call for many seconds, and the window must not.
    static_cast<void>(m_thread.release());
}

void StreamDriver::ask(StreamAction action, std::chrono::milliseconds deadline, Job job, Answer answer)
{
    const quint64 id = ++m_lastId;
    m_asked.insert(id, {std::move(job), std::move(answer)});
    QTimer::singleShot(deadline, this, [this, id] {
        handle({StreamInput::Deadline, StreamAction::Open, id,
            Error{m_slow, ErrorKind::DeviceFault, QStringLiteral("deadline")}});
    });
    handle({StreamInput::Ask, action, id});
}

void StreamDriver::close(Answer answer)
{
    ask(StreamAction::Close, kPatience, {}, std::move(answer));
}

void StreamDriver::handle(const StreamEvent& event)
{
    const std::vector<StreamOrder> orders = m_machine.handle(event, std::chrono::steady_clock::now());
    // First what the worker does, in its order: an answer may lead to the next question.
    for (const StreamOrder& order : orders)
        send(order);
    const QPointer<StreamDriver> self(this);
    for (const StreamOrder& order : orders) {
        if (order.command == StreamCommand::Complete) {
            const Asked asked = m_asked.take(order.id);
            asked.answer(order.error);
        } else if (order.command == StreamCommand::Lost) {
            const auto lost = m_told.lost;
            lost(*order.error);
        }
        if (!self)
            return;
    }
}

void StreamDriver::send(const StreamOrder& order)
{
    StreamWork* work = m_work.get();
    switch (order.command) {
    case StreamCommand::SendOpen:
    case StreamCommand::SendSet:
        QMetaObject::invokeMethod(
            work,
            [work, id = order.id, job = m_asked.value(order.id).job] {
                const Result<> done = job();
                work->report({done ? StreamInput::Done : StreamInput::Failed, StreamAction::Open, id,
                    done ? std::nullopt : std::optional(done.error())});
            },
            Qt::QueuedConnection);
        break;
    case StreamCommand::SendClose:
        QMetaObject::invokeMethod(
            work,
            [work] {
                work->letGo();
                work->report({StreamInput::LetGo});
            },
            Qt::QueuedConnection);
        break;
    case StreamCommand::StartWait:
        m_wait.start(order.wait);
        break;
    case StreamCommand::Complete:
    case StreamCommand::Lost:
        break;
    }
}

} // namespace tirkeu::devices
