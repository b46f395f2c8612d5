#include "knownbar.h"

#include "casewords.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

KnownBar::KnownBar(const Theme& theme, Counter& counter)
    : m_counter(counter)
    , m_bar(new MessageBar(theme))
    , m_spent(new MessageBar(theme))
    , m_card(new QPushButton)
    , m_ask(new QPushButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    column->addWidget(m_card, 0, Qt::AlignLeft);
    column->addWidget(m_spent);
    m_spent->setObjectName(QStringLiteral("spentAttempts"));
    connect(m_spent, &MessageBar::actionRequested, this, &KnownBar::approvalWanted);
    m_card->setObjectName(QStringLiteral("openCard"));
    m_card->hide();
    column->addWidget(m_ask, 0, Qt::AlignLeft);
    m_ask->setObjectName(QStringLiteral("askForAttempts"));
    m_ask->hide();
    connect(m_ask, &QPushButton::clicked, this, &KnownBar::ask);
    connect(m_bar, &MessageBar::actionRequested, this, [this] {
        if (m_atBank) {
            const enrolment::BankClient word = *m_atBank;
            clear();
            return Q_EMIT bankWordWanted(word);
        }
        const enrolment::ClientData taken = m_found->data;
        settle();
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
    m_iin = iin;
    core::whenDone(
        m_counter.known(iin), this, [this, iin, asked = m_asked](const Result<std::optional<KnownClient>>& known) {
            if (asked != m_asked || !known)
                return;
            if (!*known)
                return askBank(iin);
            m_found = **known;
            if (!m_found->approval.isEmpty())
                Q_EMIT approvalFound(m_found->approval);
            retranslate();
        });
}

void KnownBar::askBank(const identity::Iin& iin)
{
    core::whenDone(m_counter.atBank(iin), this,
        [this, asked = m_asked](const Result<std::optional<enrolment::BankClient>>& client) {
            if (asked != m_asked)
                return;
            if (!client)
                return Q_EMIT bankFailed(client.error());
            m_atBank = *client;
            retranslate();
        });
}

void KnownBar::clear()
{
    ++m_asked;
    m_found.reset();
    m_atBank.reset();
    m_isSettled = false;
    m_isApproved = false;
    m_ask->hide();
    m_bar->clear();
    m_spent->clear();
    hide();
}

void KnownBar::settle()
{
    m_isSettled = true;
    retranslate();
}

void KnownBar::setApproved(bool approved)
{
    m_isApproved = approved;
    retranslate();
}

// The next supervisor who signs in finds it; whoever is here may do it at once with their token.
void KnownBar::ask()
{
    core::whenDone(m_counter.askForAttempts(*m_iin), this, [this, asked = m_asked](const Result<>& done) {
        if (asked != m_asked)
            return;
        if (!done)
            return Q_EMIT askFailed(done.error());
        m_found->isAsked = true;
        retranslate();
    });
}

void KnownBar::saySpent()
{
    m_ask->setText(tr("Put it on the supervisors' list"));
    m_ask->setVisible(m_found->spent && !m_isApproved && !m_found->isAsked);
    if (!m_found->spent)
        return m_spent->clear();
    if (m_isApproved) {
        m_spent->setAction({});
        return m_spent->say(
            MessageKind::Good, tr("A supervisor has given this client new attempts for the next case."));
    }
    QStringList hands;
    for (const casefile::Hand hand : std::as_const(m_found->spent->hands))
        hands.append(CaseWords::hand(hand));
    m_spent->setAction(m_offersApproval ? tr("A supervisor gives new attempts") : QString());
    if (m_found->isAsked)
        return m_spent->say(MessageKind::Warning,
            tr("The attempts are spent: %1. New ones are asked for: it stands on every supervisor's list. Once one has "
               "answered, begin the client anew here.")
                .arg(hands.join(QStringLiteral(", "))));
    m_spent->say(MessageKind::Warning,
        tr("The attempts are spent: %1. There are new ones from %2; a supervisor may give some earlier.")
            .arg(hands.join(QStringLiteral(", ")), core::shownDateTime(m_found->spent->until)));
}

void KnownBar::retranslate()
{
    m_card->setText(tr("Open the client's card"));
    m_card->setVisible(m_offersCard && m_found && !m_isSettled);
    m_bar->setAction(tr("Take over the data"));
    if (m_atBank) {
        m_bar->say(
            MessageKind::Info, tr("The bank's system knows this client, number %1. Compare the data with the document.")
                                   .arg(m_atBank->number));
        return show();
    }
    if (!m_found)
        return;
    if (m_isSettled)
        m_bar->clear();
    else
        m_bar->say(MessageKind::Info, tr("This client is known here: %1").arg(m_found->data.name.full()));
    saySpent();
    setVisible(!m_isSettled || m_found->spent);
}

} // namespace tirkeu::workstation
