#include "showroom.h"

#include <QCoreApplication>
#include <QListWidget>

namespace tirkeu::workstation {

QFuture<Result<OutboxShown>> ShowroomOutbox::read()
{
    if (isEmpty)
        return QtFuture::makeReadyFuture(Result<OutboxShown>(OutboxShown()));
    const core::WallTime now = m_clock.wall();
    const auto ago = [now](int minutes) {
        return now - std::chrono::minutes(minutes);
    };
    using enum OutboxState;
    OutboxShown shown;
    shown.items = {
        {.id = QStringLiteral("1"),
            .shown = QStringLiteral("Айгерім С. …0025"),
            .state = Refused,
            .way = {{Queued, ago(50)}, {Sent, ago(48)}, {Refused, ago(48), QStringLiteral("wire.part-changed")}},
            .reason = QStringLiteral("wire.part-changed"),
            .size = 1'840'000},
        {.id = QStringLiteral("2"),
            .shown = QStringLiteral("Арман С. …0010"),
            .state = Sending,
            .way = {{Queued, ago(3)}},
            .size = 5'120'000,
            .sent = 2'300'000,
            .isUrgent = true},
        {.id = QStringLiteral("3"),
            .shown = QStringLiteral("Серік Б. …0178"),
            .state = Queued,
            .way = {{Queued, ago(20)}},
            .reason = QStringLiteral("sync.gateway-fault"),
            .tries = 4,
            .next = now + std::chrono::minutes(2),
            .size = 2'000'000},
        {.id = QStringLiteral("4"),
            .shown = QStringLiteral("Динара Қ. …0031"),
            .state = Preparing,
            .way = {{Preparing, ago(1)}}},
        {.id = QStringLiteral("5"),
            .shown = QStringLiteral("Ерлан Т. …0044"),
            .state = Sent,
            .way = {{Queued, ago(9)}, {Sent, ago(8)}},
            .size = 1'200'000},
        {.id = QStringLiteral("6"),
            .shown = QStringLiteral("Мадина Ә. …0052"),
            .state = Accepted,
            .way = {{Queued, ago(130)}, {Sent, ago(129)}, {Accepted, ago(129)}},
            .size = 1'700'000},
        {.id = QStringLiteral("7"),
            .shown = QStringLiteral("Нұрлан Ж. …0063"),
            .state = Superseded,
            .way = {{Queued, ago(200)}, {Superseded, ago(150)}},
            .size = 900'000},
    };
    shown.clients = 26;
    shown.delivered = 22;
    shown.waiting = 5;
    return QtFuture::makeReadyFuture(Result<OutboxShown>(shown));
}

QFuture<Result<>> ShowroomOutbox::retry(const QString& id)
{
    asked.append(QStringLiteral("retry ") + id);
    return QtFuture::makeReadyFuture(Result<>());
}

QFuture<Result<QString>> ShowroomOutbox::exportAll(const QString& folder)
{
    asked.append(QStringLiteral("export ") + folder);
    return QtFuture::makeReadyFuture(Result<QString>(folder + QStringLiteral("/PC07-20260712T0912.tkpackages")));
}

// Each state of a package with its way, a day without a connection, and one that ended well.
void Showroom::walkOutbox(const std::function<void(const QString&)>& visit)
{
    const core::WallTime since = m_link.since();
    m_link.setOnline(true, since);
    m_link.setOutboxCount(5);
    m_link.setToday(26, 22);
    m_window->open(Section::Outbox);
    QCoreApplication::sendPostedEvents(); // the answer comes by the event loop
    auto* list = m_window->findChild<QListWidget*>(QStringLiteral("outboxList"));
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        visit(QStringLiteral("outbox-%1").arg(row + 1));
    }
    m_link.setOnline(false, since, QStringLiteral("sync.gateway-not-reached"));
    visit(QStringLiteral("outbox-offline"));
    m_link.setOnline(true, since, {}, true);
    visit(QStringLiteral("outbox-quiet"));
    m_outbox.isEmpty = true;
    m_outbox.tell();
    QCoreApplication::sendPostedEvents();
    m_link.setOnline(true, since);
    m_link.setOutboxCount(0);
    m_link.setToday(26, 26);
    visit(QStringLiteral("outbox-empty"));
    m_window->open(Section::Home);
    visit(QStringLiteral("home-day-ends"));
    m_outbox.isEmpty = false;
    m_link.setOnline(false, since);
    m_link.setToday(0, 0);
}

} // namespace tirkeu::workstation
