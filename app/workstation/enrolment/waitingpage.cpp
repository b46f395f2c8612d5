#include "waitingpage.h"

#include "casewords.h"
#include "widgets/emptystate.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

WaitingPage::WaitingPage(const Theme& theme, const LanguageSwitch& language, Counter& counter, Section section)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_counter(counter)
    , m_section(section)
    , m_list(new QListWidget)
    , m_empty(new EmptyState(theme, section == Section::Drafts ? QStringLiteral("draft") : QStringLiteral("to-finish")))
    , m_message(new MessageBar(theme))
{
    setObjectName(section == Section::Drafts ? QStringLiteral("draftsPage") : QStringLiteral("toFinishPage"));
    m_list->setObjectName(QStringLiteral("waitingList"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_message);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_empty, 1);
    connect(primary(), &QPushButton::clicked, this, &WaitingPage::open);
    connect(&counter, &Counter::waitingChanged, this, [this] {
        if (isVisible())
            reload();
    });
    retranslate();
}

bool WaitingPage::belongs(const WaitingCase& one) const
{
    const bool isDraft = one.what == WaitingCase::For::Teller || one.what == WaitingCase::For::Supervisor;
    return isDraft == (m_section == Section::Drafts);
}

void WaitingPage::reload()
{
    core::whenDone(m_counter.waiting(), this, [this](const Result<QList<WaitingCase>>& cases) {
        m_cases.clear();
        if (!cases) {
            m_message->say(MessageKind::Error, m_language.sentence(cases.error()));
        } else {
            m_message->clear();
            for (const WaitingCase& one : *cases) {
                if (belongs(one))
                    m_cases.append(one);
            }
        }
        retranslate();
        if (isVisible())
            focusFirst();
    });
}

void WaitingPage::forget()
{
    m_cases.clear();
    retranslate();
}

void WaitingPage::open()
{
    const int at = m_list->currentRow();
    if (m_cases.isEmpty() || at < 0 || at >= m_cases.size())
        Q_EMIT backRequested();
    else
        Q_EMIT chosen(m_cases.at(at).id);
}

void WaitingPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    reload();
}

void WaitingPage::focusFirst()
{
    if (m_cases.isEmpty())
        Page::focusFirst();
    else
        m_list->setFocus();
}

void WaitingPage::retranslate()
{
    const bool isDrafts = m_section == Section::Drafts;
    setTitle(sectionName(m_section));
    m_empty->setTexts(isDrafts ? tr("No draft is waiting") : tr("Nothing waits to be finished"),
        isDrafts
            ? tr("When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its "
                 "deadline. Nothing that was recorded is lost.")
            : tr("Cases that have ended and are not signed stand here, and those that wait for the bank's "
                 "answer."));
    const int chosen = std::max(m_list->currentRow(), 0);
    m_list->clear();
    m_list->setAccessibleName(sectionName(m_section));
    for (const WaitingCase& one : std::as_const(m_cases)) {
        const QString who = one.clientName.isEmpty() ? one.iinShort : one.clientName + u' ' + one.iinShort;
        m_list->addItem(QStringLiteral("%1\n%2  ·  %3  ·  %4")
                            .arg(who, CaseWords::waiting(one.what), core::shownDateTime(one.changed),
                                m_counter.shownName(one.actor)));
    }
    m_list->setCurrentRow(std::min(chosen, m_list->count() - 1));
    m_list->setVisible(!m_cases.isEmpty());
    m_empty->setVisible(m_cases.isEmpty());
    primary()->setText(m_cases.isEmpty() ? tr("Home")
                       : isDrafts        ? tr("Go on with this case")
                                         : tr("Look through and sign"));
}

} // namespace tirkeu::workstation
