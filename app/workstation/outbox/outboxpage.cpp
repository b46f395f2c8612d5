#include "outboxpage.h"

#include "outboxwords.h"
#include "shell/section.h"
#include "widgets/emptystate.h"
#include "widgets/flowlayout.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr int kListHeight = 180;
}

OutboxPage::OutboxPage(const Theme& theme, const LanguageSwitch& language, const LinkState& link, OutboxSource& source)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_link(link)
    , m_source(source)
    , m_linkBar(new MessageBar(theme))
    , m_answer(new MessageBar(theme))
    , m_today(new QLabel)
    , m_list(new QListWidget)
    , m_way(new QLabel)
    , m_empty(new EmptyState(theme, QStringLiteral("outbox")))
    , m_retry(new QPushButton)
    , m_export(new QPushButton)
{
    setObjectName(QStringLiteral("outboxPage"));
    m_today->setObjectName(QStringLiteral("todayLabel"));
    m_today->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("outboxList"));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_way->setObjectName(QStringLiteral("wayLabel"));
    m_way->setWordWrap(true);
    m_way->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget* widget :
        {static_cast<QWidget*>(m_linkBar), static_cast<QWidget*>(m_answer), static_cast<QWidget*>(m_today)})
        body()->addWidget(widget);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_way);
    m_retry->setObjectName(QStringLiteral("retryButton"));
    m_export->setObjectName(QStringLiteral("exportButton"));
    auto* acts = new QWidget;
    acts->setLayout(new FlowLayout); // in as many rows as their words need
    acts->layout()->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* button : {m_retry, m_export})
        acts->layout()->addWidget(button);
    body()->addWidget(acts);
    body()->addWidget(m_empty, 1);
    connect(primary(), &QPushButton::clicked, this, &OutboxPage::backRequested);
    connect(m_retry, &QPushButton::clicked, this, &OutboxPage::retry);
    connect(m_export, &QPushButton::clicked, this, &OutboxPage::exportAll);
    connect(m_linkBar, &MessageBar::actionRequested, this, [this] { m_source.sendNow(); });
    connect(m_list, &QListWidget::currentRowChanged, this, &OutboxPage::showWay);
    connect(&m_link, &LinkState::changed, this, &OutboxPage::showLink);
    connect(&m_source, &OutboxSource::changed, this, [this] {
        if (isVisible())
            read();
    });
    const auto size = [this] {
        m_list->setMinimumHeight(this->theme().px(kListHeight));
    };
    connect(&theme, &Theme::changed, this, size);
    size();
    retranslate();
}

void OutboxPage::focusFirst()
{
    if (m_shown.items.isEmpty())
        Page::focusFirst();
    else
        m_list->setFocus();
}

void OutboxPage::begin()
{
    m_answer->clear();
    read();
}

void OutboxPage::forget()
{
    ++m_asked; // an answer on its way belongs to whoever asked
    m_shown = {};
    m_answer->clear();
    fill();
}

void OutboxPage::read()
{
    core::whenDone(m_source.read(), this, [this, mine = ++m_asked](const Result<OutboxShown>& shown) {
        if (mine == m_asked)
            show(shown);
    });
}

void OutboxPage::show(const Result<OutboxShown>& shown)
{
    if (!shown) {
        m_answer->say(MessageKind::Error, m_language.sentence(shown.error()));
        return;
    }
    const bool wasEmpty = m_shown.items.isEmpty();
    m_shown = *shown;
    fill();
    if (wasEmpty && isVisible())
        focusFirst();
}

const OutboxItem* OutboxPage::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_shown.items.size() ? &m_shown.items.at(row) : nullptr;
}

// Filled anew while somebody reads it: who was chosen stays chosen, wherever they stand now.
void OutboxPage::fill()
{
    const QVariant before = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole) : QVariant();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const OutboxItem& item : std::as_const(m_shown.items)) {
        auto* row = new QListWidgetItem(rowText(item), m_list);
        row->setData(Qt::UserRole, item.id);
    }
    const auto at = std::ranges::find(m_shown.items, before.toString(), &OutboxItem::id);
    if (!m_shown.items.isEmpty())
        m_list->setCurrentRow(at == m_shown.items.end() ? 0 : static_cast<int>(at - m_shown.items.begin()));
    m_list->setVisible(!m_shown.items.isEmpty());
    m_empty->setVisible(m_shown.items.isEmpty());
    m_today->setText(OutboxWords::today(m_shown.clients, m_shown.delivered));
    m_today->setVisible(m_shown.clients > 0);
    showWay();
    showLink();
}

QString OutboxPage::rowText(const OutboxItem& item) const
{
    QString text = item.shown + QStringLiteral("  ·  ") + OutboxWords::state(item.state);
    if (item.isUrgent)
        text += QStringLiteral("  ·  ") + tr("withdrawal, goes first");
    QString second = item.way.isEmpty() ? QString() : core::shownDateTime(item.way.constLast().at);
    if (item.state == OutboxState::Sending && item.size > 0)
        second +=
            QStringLiteral("  ·  ") +
            tr("%1 of %2").arg(OutboxWords::size(item.sent, m_language), OutboxWords::size(item.size, m_language));
    else if (item.size > 0)
        second += QStringLiteral("  ·  ") + OutboxWords::size(item.size, m_language);
    return text + u'\n' + second;
}

void OutboxPage::showWay()
{
    const OutboxItem* item = chosen();
    QStringList lines;
    if (item) {
        for (const OutboxStage& stage : item->way)
            lines.append(OutboxWords::stage(stage, m_language));
        const bool isOver = item->state == OutboxState::Accepted || item->state == OutboxState::Superseded;
        if (!isOver && item->state != OutboxState::Refused && !item->reason.isEmpty())
            lines.append(tr("Tries: %1. Next: %2. %3")
                             .arg(item->tries)
                             .arg(core::shownTime(item->next), OutboxWords::sentence(item->reason, m_language)));
        if (item->state == OutboxState::Refused)
            lines.append(
                tr("Nothing of it is lost. When the reason is put right, send it again: a new package is made."));
    }
    m_way->setText(lines.join(u'\n'));
    m_way->setVisible(!lines.isEmpty());
    const bool mayRetry = item && (item->state == OutboxState::Refused || item->state == OutboxState::Queued ||
                                      item->state == OutboxState::Preparing);
    m_retry->setEnabled(mayRetry);
    const bool waits = std::ranges::any_of(m_shown.items, [](const OutboxItem& one) {
        return one.state == OutboxState::Queued || one.state == OutboxState::Sending || one.state == OutboxState::Sent;
    });
    m_export->setEnabled(waits);
}

void OutboxPage::showLink()
{
    const bool isGood = m_link.isOnline() && m_link.why().isEmpty();
    m_linkBar->say(isGood ? MessageKind::Good : MessageKind::Warning, OutboxWords::link(m_link, m_language));
    m_linkBar->setAction(m_link.isOnline() ? QString() : tr("Try now"));
}

void OutboxPage::follow(const Result<>& done, const QString& text)
{
    if (done)
        m_answer->say(MessageKind::Good, text);
    else
        m_answer->say(MessageKind::Error, m_language.sentence(done.error()));
    read();
}

void OutboxPage::retry()
{
    const OutboxItem* item = chosen();
    if (!item)
        return;
    core::whenDone(m_source.retry(item->id), this,
        [this](const Result<>& done) { follow(done, tr("It is sent as soon as the bank can be reached.")); });
}

void OutboxPage::exportAll()
{
    core::whenDone(m_source.exportAll(m_source.exportFolder()), this, [this](const Result<QString>& path) {
        follow(path ? Result<>() : Result<>(failure(path)),
            path ? tr("The sealed packages lie in: %1. Only the bank can open them.").arg(*path) : QString());
    });
}

void OutboxPage::retranslate()
{
    setTitle(sectionName(Section::Outbox));
    primary()->setText(tr("Home"));
    m_retry->setText(tr("Send again"));
    m_export->setText(tr("Export to a file"));
    m_list->setAccessibleName(sectionName(Section::Outbox));
    m_empty->setTexts(tr("The outbox is empty"),
        tr("Each signed case appears here with its way to the bank, and stays until the bank's receipt has been "
           "verified."));
    fill();
}

} // namespace tirkeu::workstation
