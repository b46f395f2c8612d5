#include "waitingpage.h"

#include "casewords.h"
#include "widgets/choice.h"
#include "widgets/emptystate.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kLongestReason = 300;
}

WaitingPage::WaitingPage(const Theme& theme, const LanguageSwitch& language, Counter& counter, Section section)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_counter(counter)
    , m_section(section)
    , m_list(new QListWidget)
    , m_reason(new QLineEdit)
    , m_outcome(new Choice(this))
    , m_confirmed(new QPushButton)
    , m_unfounded(new QPushButton)
    , m_empty(new EmptyState(theme, section == Section::Drafts ? QStringLiteral("draft") : QStringLiteral("to-finish")))
    , m_message(new MessageBar(theme))
{
    setObjectName(section == Section::Drafts ? QStringLiteral("draftsPage") : QStringLiteral("toFinishPage"));
    m_list->setObjectName(QStringLiteral("waitingList"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_message);
    body()->addWidget(m_list, 1);
    m_reason->setObjectName(QStringLiteral("seenReason"));
    m_reason->setMaxLength(kLongestReason);
    m_reasonBox = new FieldBox(theme, m_reason);
    body()->addWidget(m_reasonBox);
    m_confirmed->setObjectName(QStringLiteral("suspicionConfirmed"));
    m_unfounded->setObjectName(QStringLiteral("suspicionUnfounded"));
    auto* outcomes = new QHBoxLayout;
    for (QPushButton* button : {m_confirmed, m_unfounded}) {
        m_outcome->add(button);
        outcomes->addWidget(button, 1);
    }
    outcomes->addStretch(2);
    body()->addLayout(outcomes);
    body()->addWidget(m_empty, 1);
    connect(primary(), &QPushButton::clicked, this, &WaitingPage::open);
    connect(m_list, &QListWidget::currentRowChanged, this, &WaitingPage::followChoice);
    connect(m_reason, &QLineEdit::textChanged, this, &WaitingPage::namePrimary);
    connect(m_outcome, &Choice::changed, this, &WaitingPage::namePrimary);
    connect(&counter, &Counter::waitingChanged, this, [this] {
        if (isVisible())
            reload();
    });
    retranslate();
}

bool WaitingPage::isDraft(WaitingCase::For what)
{
    return what == WaitingCase::For::Called || what == WaitingCase::For::Attempts || what == WaitingCase::For::Teller ||
           what == WaitingCase::For::Supervisor || what == WaitingCase::For::Answered;
}

bool WaitingPage::belongs(const WaitingCase& one) const
{
    return isDraft(one.what) == (m_section == Section::Drafts);
}

void WaitingPage::setOverdue(int ended)
{
    m_overdue = ended;
    sayState();
}

void WaitingPage::sayState()
{
    if (m_failed)
        m_message->say(MessageKind::Error, m_language.sentence(*m_failed));
    else if (m_isNoted)
        m_message->say(MessageKind::Good, tr("Noted. It stands in the journal and no longer in this list."));
    else if (m_overdue > 0 && m_section == Section::ToFinish && !m_cases.isEmpty())
        m_message->say(MessageKind::Warning,
            tr("Cases whose time was over, ended at your sign-in: %1. Look through their documents and sign them.")
                .arg(m_overdue));
    else
        m_message->clear();
}

void WaitingPage::reload()
{
    core::whenDone(m_counter.waiting(), this, [this](const Result<QList<WaitingCase>>& cases) {
        m_cases.clear();
        m_failed = cases ? std::nullopt : std::optional(cases.error());
        for (const WaitingCase& one : cases.value_or(QList<WaitingCase>())) {
            if (belongs(one))
                m_cases.append(one);
        }
        retranslate();
        if (isVisible())
            focusFirst();
    });
}

void WaitingPage::forget()
{
    m_cases.clear();
    m_failed.reset();
    m_overdue = 0;
    m_isNoted = false;
    m_reason->clear();
    m_outcome->clear();
    retranslate();
}

void WaitingPage::open()
{
    const WaitingCase* one = current();
    if (one == nullptr)
        Q_EMIT backRequested();
    else if (one->what == WaitingCase::For::Suspicion && saysAll())
        noteSeen(*one);
    else if (one->what == WaitingCase::For::Answer)
        m_message->say(MessageKind::Info,
            tr("The bank has not answered yet. The case can be finished here as soon as the answer has come."));
    else
        Q_EMIT chosen(*one);
}

void WaitingPage::noteSeen(const WaitingCase& one)
{
    m_isNoting = true;
    const SupervisorAnswer answer{
        m_outcome->buttons().value(m_outcome->chosen()) == m_confirmed, m_reason->text().trimmed()};
    namePrimary();
    core::whenDone(m_counter.noteSuspicion(one, answer), this, [this](const Result<>& noted) {
        m_isNoting = false;
        m_isNoted = noted.has_value();
        namePrimary();
        if (!noted)
            return m_message->say(MessageKind::Error, m_language.sentence(noted.error()));
        m_reason->clear();
        m_outcome->clear();
        reload();
    });
}

bool WaitingPage::saysSomething() const
{
    return !m_reason->text().trimmed().isEmpty() || m_outcome->chosen() >= 0;
}

bool WaitingPage::saysAll() const
{
    return !m_reason->text().trimmed().isEmpty() && m_outcome->chosen() >= 0;
}

const WaitingCase* WaitingPage::current() const
{
    const int at = m_list->currentRow();
    return at < 0 || at >= m_cases.size() ? nullptr : &m_cases.at(at);
}

// What was typed of one suspicion is not said of another.
void WaitingPage::followChoice()
{
    const WaitingCase* one = current();
    const bool isSuspicion = one != nullptr && one->what == WaitingCase::For::Suspicion;
    for (QWidget* part : std::initializer_list<QWidget*>{m_reasonBox, m_confirmed, m_unfounded})
        part->setVisible(isSuspicion);
    m_reason->clear();
    m_outcome->clear();
    namePrimary();
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
    m_reasonBox->setName(tr("Looked into: what it came to"));
    m_confirmed->setText(tr("Confirmed"));
    m_unfounded->setText(tr("A false alarm"));
    m_outcome->fit(theme());
    m_list->setCurrentRow(std::min(chosen, m_list->count() - 1));
    m_list->setVisible(!m_cases.isEmpty());
    m_empty->setVisible(m_cases.isEmpty());
    followChoice();
    sayState();
}

void WaitingPage::namePrimary()
{
    const WaitingCase* one = current();
    const bool isHalfSaid = one != nullptr && one->what == WaitingCase::For::Suspicion && saysSomething() && !saysAll();
    primary()->setEnabled(!m_isNoting && !isHalfSaid);
    if (one == nullptr)
        return primary()->setText(tr("Home"));
    switch (one->what) {
    case WaitingCase::For::Signature:
        return primary()->setText(tr("Look through and sign"));
    case WaitingCase::For::Suspicion:
        return primary()->setText(saysSomething() ? tr("Take it off the list") : tr("To the client's card"));
    case WaitingCase::For::Called:
    case WaitingCase::For::Attempts:
    case WaitingCase::For::Supervisor:
        return primary()->setText(tr("To the question"));
    case WaitingCase::For::Answer:
        return primary()->setText(tr("Has the bank answered?"));
    case WaitingCase::For::Finish:
        return primary()->setText(tr("Finish the case"));
    case WaitingCase::For::Teller:
    case WaitingCase::For::Answered:
        break;
    }
    primary()->setText(tr("Go on with this case"));
}

} // namespace tirkeu::workstation
