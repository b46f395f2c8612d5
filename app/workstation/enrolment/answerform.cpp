#include "answerform.h"

#include "casewords.h"
#include "factslist.h"
#include "picturestrip.h"
#include "widgets/choice.h"
#include "widgets/fieldbox.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

using casefile::Hand;
using casefile::MatchOutcome;

namespace {
constexpr int kLongestWords = 300;

bool isAbout(const casefile::CaseState& state, QStringView what)
{
    for (auto it = state.questions.cbegin(); it != state.questions.cend(); ++it) {
        if (it->isEmpty() && state.questionsAbout.value(it.key()) == what)
            return true;
    }
    return false;
}

bool isReplacement(const casefile::CaseState& state)
{
    return isAbout(state, u"replacement");
}

bool isCall(const casefile::CaseState& state)
{
    return isAbout(state, QString(enrolment::kSupervisorCall));
}
} // namespace

AnswerForm::AnswerForm(const Theme& theme)
    : m_theme(theme)
    , m_facts(new FactsList(theme, "guestFacts"))
    , m_strip(new PictureStrip(theme))
    , m_answer(new Choice(this))
    , m_yes(new QPushButton)
    , m_no(new QPushButton)
    , m_reason(new QLineEdit)
    , m_proof(new QLineEdit)
{
    auto* form = new QVBoxLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addWidget(m_facts);
    form->addWidget(m_strip);
    auto* answers = new QHBoxLayout;
    for (QPushButton* button : {m_yes, m_no}) {
        m_answer->add(button);
        answers->addWidget(button, 1);
    }
    answers->addStretch(2);
    form->addLayout(answers);
    m_yes->setObjectName(QStringLiteral("guestYes"));
    m_no->setObjectName(QStringLiteral("guestNo"));
    m_reason->setObjectName(QStringLiteral("guestReason"));
    m_proof->setObjectName(QStringLiteral("guestProof"));
    m_reasonBox = new FieldBox(theme, m_reason);
    m_proofBox = new FieldBox(theme, m_proof);
    for (QLineEdit* line : {m_reason, m_proof}) {
        line->setMaxLength(kLongestWords);
        connect(line, &QLineEdit::textChanged, this, &AnswerForm::changed);
    }
    form->addWidget(m_reasonBox);
    form->addWidget(m_proofBox);
    connect(m_answer, &Choice::changed, this, &AnswerForm::changed);
    retranslate();
}

void AnswerForm::showCase(const CaseView& view)
{
    m_view = view;
    m_proofBox->setVisible(isReplacement(view.state));
    retranslate();
}

void AnswerForm::showAttempts(const WaitingCase& asked, const QString& by)
{
    m_attempts = asked;
    m_askedBy = by;
    retranslate();
}

void AnswerForm::showPictures(const QList<CasePicture>& pictures)
{
    m_pictures = pictures;
    QList<StripPicture> shown;
    for (const CasePicture& picture : pictures)
        shown.append({picture.png, tr("Taken: %1").arg(core::shownDateTime(picture.taken))});
    m_strip->setPictures(shown);
}

void AnswerForm::clear()
{
    showPictures({});
    m_view.reset();
    m_attempts.reset();
    m_answer->clear();
    m_reason->clear();
    m_proof->clear();
    m_facts->setFacts({});
}

// A replacement that is refused takes no second proof.
bool AnswerForm::isReady() const
{
    const bool isProven =
        !m_view || !isReplacement(m_view->state) || m_answer->chosen() != 0 || !m_proof->text().trimmed().isEmpty();
    return m_answer->chosen() >= 0 && !m_reason->text().trimmed().isEmpty() && isProven;
}

SupervisorAnswer AnswerForm::answer() const
{
    return {m_answer->chosen() == 0, m_reason->text().trimmed(), m_proof->text().trimmed()};
}

QWidget* AnswerForm::firstField() const
{
    return m_yes;
}

QString AnswerForm::question() const
{
    if (isCall(m_view->state))
        return tr("The teller called you. Say what was arranged; it decides nothing.");
    return isReplacement(m_view->state)
               ? tr("May this palm take the place of the enrolled one? The old palm was not shown, or differs.")
               : tr("The rules do not decide this case. May it be accepted?");
}

QStringList AnswerForm::suspicions() const
{
    QStringList words;
    for (const QString& one : m_view->state.suspicions) {
        if (one == u"teller")
            words.append(tr("The palm is like one of the teller's."));
        else if (one == u"hands-exchanged")
            words.append(tr("Right and left palm may be exchanged."));
        else if (one == u"suspicion")
            words.append(tr("The system against unauthorised payments suspects this client."));
        else if (one == u"this-workstation")
            words.append(tr("Alike palms of other clients: %1").arg(m_view->state.duplicates));
    }
    words.removeDuplicates();
    return words;
}

void AnswerForm::showSpent()
{
    m_facts->setTitle(tr("Client"));
    QStringList hands;
    for (const Hand hand : m_attempts->spent ? m_attempts->spent->hands : QList<Hand>())
        hands.append(CaseWords::hand(hand));
    m_facts->setFacts({{tr("Question"), tr("May this client be given new attempts, for one case?")},
        {tr("Client"), m_attempts->clientName + u' ' + m_attempts->iinShort},
        {tr("Attempts are spent"), hands.join(QStringLiteral(", "))},
        {tr("Without you there are new ones from"), core::shownDateTime(m_attempts->deadline)},
        {tr("Asked by"), QStringLiteral("%1  ·  %2").arg(m_askedBy, core::shownDateTime(m_attempts->changed))}});
}

void AnswerForm::showFacts()
{
    if (m_attempts)
        return showSpent();
    if (!m_view)
        return;
    m_facts->setTitle(tr("The case"));
    const casefile::CaseState& state = m_view->state;
    QList<QPair<QString, QString>> facts{{tr("Question"), question()},
        {tr("Client"), m_view->client ? m_view->client->name.full() : QStringLiteral("…") + state.iin.right(4)}};
    for (const enrolment::PlannedStep& step : m_view->plan) {
        if (const Hand of = enrolment::handOf(step.step); of != Hand::None)
            facts.append({CaseWords::hand(of), CaseWords::palm(state, of)});
    }
    for (const casefile::ComparisonState& one : state.comparisons)
        facts.append({tr("Compared with the enrolled palm"), !one.outcome ? tr("answer awaited")
                                                             : *one.outcome == MatchOutcome::Match ? tr("matches")
                                                             : *one.outcome == MatchOutcome::NoMatch
                                                                 ? tr("differs")
                                                                 : tr("near the threshold")});
    if (const QStringList words = suspicions(); !words.isEmpty())
        facts.append({tr("To look at"), words.join(u'\n')});
    m_facts->setFacts(facts);
}

void AnswerForm::retranslate()
{
    const bool isCalled = m_view && isCall(m_view->state);
    m_yes->setText(isCalled ? tr("I have seen to it") : m_attempts ? tr("Yes, give them") : tr("Yes, go on"));
    m_no->setVisible(!isCalled);
    m_no->setText(tr("No"));
    m_answer->fit(m_theme);
    m_reasonBox->setName(isCalled ? tr("What was arranged") : tr("Reason"));
    m_proofBox->setName(tr("Second proof: what else was looked at"));
    m_proofBox->setVisible(m_view && isReplacement(m_view->state));
    showFacts();
    showPictures(m_pictures);
}

} // namespace tirkeu::workstation
