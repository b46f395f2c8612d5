#include "knownbar.h"

#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

KnownBar::KnownBar(const Theme& theme, Counter& counter)
    : m_counter(counter)
    , m_bar(new MessageBar(theme))
    , m_card(new QPushButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    column->addWidget(m_card, 0, Qt::AlignLeft);
    m_card->setObjectName(QStringLiteral("openCard"));
    m_card->hide();
    connect(m_bar, &MessageBar::actionRequested, this, [this] {
        const enrolment::ClientData taken = m_found->data;
        clear();
        Q_EMIT takeOverWanted(taken);
    });
    connect(m_card, &QPushButton::clicked, this, [this] {
        const casefile::ClientId id = m_found->id;
        clear();
        Q_EMIT cardWanted(id);
    });
    hide();
}

void KnownBar::look(const identity::Iin& iin)
{
    clear();
    core::whenDone(
        m_counter.known(iin), this, [this, asked = m_asked](const Result<std::optional<KnownClient>>& known) {
            if (asked != m_asked || !known || !*known)
                return;
            m_found = **known;
            retranslate();
        });
}

void KnownBar::clear()
{
    ++m_asked;
    m_found.reset();
    m_bar->clear();
    hide();
}

void KnownBar::retranslate()
{
    m_card->setText(tr("Open the client's card"));
    m_card->setVisible(m_offersCard);
    if (!m_found)
        return;
    m_bar->setAction(tr("Take over the data"));
    m_bar->say(MessageKind::Info, tr("This client is known here: %1").arg(m_found->data.name.full()));
    show();
}

} // namespace tirkeu::workstation
