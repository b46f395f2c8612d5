#include "homepage.h"

#include "outbox/outboxwords.h"
#include "widgets/messagebar.h"
#include "widgets/tile.h"
#include "widgets/tilegrid.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

HomePage::HomePage(const Theme& theme)
    : Page(theme, Footer::None)
    , m_questions(new MessageBar(theme))
    , m_grid(new TileGrid(theme, 300, 3))
    , m_newClient(addTile(Section::NewClient))
    , m_drafts(addTile(Section::Drafts))
    , m_find(addTile(Section::FindClient))
    , m_toFinish(addTile(Section::ToFinish))
    , m_outbox(addTile(Section::Outbox))
    , m_devices(addTile(Section::Devices))
    , m_today(new QLabel)
{
    setObjectName(QStringLiteral("homePage"));
    m_newClient->setProperty("first", QStringLiteral("yes"));
    m_today->setObjectName(QStringLiteral("homeToday"));
    m_today->setWordWrap(true);
    body()->addWidget(m_questions);
    body()->addWidget(m_grid);
    body()->addWidget(m_today);
    connect(m_questions, &MessageBar::actionRequested, this, [this] { Q_EMIT chosen(Section::Drafts); });
    body()->addStretch(1);
    retranslate();
}

void HomePage::setNotice(QWidget* notice)
{
    body()->insertWidget(body()->indexOf(m_grid), notice);
}

void HomePage::offerTraining()
{
    m_training = addTile(Section::Training);
    retranslate();
}

Tile* HomePage::addTile(Section section)
{
    const auto look = std::find_if(
        sections().begin(), sections().end(), [section](const SectionLook& one) { return one.section == section; });
    auto* tile =
        new Tile(theme(), QString::fromLatin1(look->icon), QStringLiteral("tile-") + QLatin1StringView(look->icon));
    connect(tile, &Tile::clicked, this, [this, section] { Q_EMIT chosen(section); });
    m_grid->add(tile);
    return tile;
}

void HomePage::setCounts(const HomeCounts& counts)
{
    m_counts = counts;
    retranslate();
}

void HomePage::setOutbox(int waiting, int clients, int delivered)
{
    m_waiting = waiting;
    m_clients = clients;
    m_delivered = delivered;
    retranslate();
}

void HomePage::focusFirst()
{
    m_newClient->setFocus();
}

void HomePage::retranslate()
{
    setTitle(tr("What would you like to do?"));
    m_questions->setAction(tr("To the questions"));
    if (m_counts.questions > 0)
        m_questions->say(MessageKind::Info, tr("Questions that wait for your answer: %1").arg(m_counts.questions));
    else
        m_questions->clear();
    m_newClient->setTexts(sectionName(Section::NewClient),
        tr("Identity, consents, palm, signature: from the first question to the slip in the client's hand."),
        QStringLiteral("F5"));
    m_drafts->setTexts(sectionName(Section::Drafts),
        m_counts.drafts == 0 ? tr("Cases that were interrupted. No draft is waiting.")
                             : tr("Cases that were interrupted. Waiting: %1").arg(m_counts.drafts));
    m_find->setTexts(
        sectionName(Section::FindClient), tr("By IIN, document or phone, on this workstation."), QStringLiteral("F3"));
    m_toFinish->setTexts(sectionName(Section::ToFinish),
        m_counts.toFinish == 0
            ? tr("Cases to be signed, or waiting for the bank's answer. Nothing is waiting.")
            : tr("Cases to be signed, or waiting for the bank's answer. Waiting: %1").arg(m_counts.toFinish));
    m_outbox->setTexts(sectionName(Section::Outbox),
        m_waiting == 0 ? tr("What is on its way to the bank. The outbox is empty.")
                       : tr("What is on its way to the bank. Waiting: %1").arg(m_waiting));
    m_today->setText(OutboxWords::today(m_clients, m_delivered));
    m_today->setVisible(m_clients > 0);
    m_devices->setTexts(sectionName(Section::Devices), tr("Palm scanner and camera of this workplace."));
    if (m_training != nullptr)
        m_training->setTexts(sectionName(Section::Training), tr("Ten guided cases with invented clients."));
}

} // namespace tirkeu::workstation
