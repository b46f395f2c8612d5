#include "questionpage.h"

#include "answerform.h"
#include "signin/announcedswap.h"
#include "signin/pinprompt.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace tirkeu::workstation {

QuestionPage::QuestionPage(const Theme& theme, const LanguageSwitch& language, Counter& counter, StaffSource& staff)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_counter(counter)
    , m_staff(staff)
    , m_message(new MessageBar(theme))
    , m_form(new AnswerForm(theme))
    , m_pin(new PinPrompt(theme, QStringLiteral("questionPin")))
{
    setObjectName(QStringLiteral("questionPage"));
    for (QWidget* one : std::initializer_list<QWidget*>{m_message, m_form, m_pin})
        body()->addWidget(one);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &QuestionPage::submit);
    connect(m_form, &AnswerForm::changed, this, &QuestionPage::refresh);
    m_pin->follow(staff, PinPrompt::For::Documents);
    connect(m_pin, &PinPrompt::changed, this, &QuestionPage::refresh);
    connect(m_pin, &PinPrompt::yesAppeared, this, &QuestionPage::bringIntoView);
    connect(m_pin, &PinPrompt::cancelRequested, &staff, &StaffSource::cancel);
    retranslate();
}

void QuestionPage::open(const casefile::CaseId& id)
{
    forget();
    setBusy(true);
    core::whenDone(m_counter.look(id), this, [this, asked = m_asked](const Result<CaseView>& view) {
        if (asked != m_asked)
            return;
        if (!view)
            return fail(view.error());
        m_view = *view;
        m_form->showCase(*view);
        setBusy(false);
        if (isVisible())
            focusFirst();
        lookAtPictures();
    });
}

void QuestionPage::openAttempts(const WaitingCase& one)
{
    forget();
    m_attempts = one;
    m_form->showAttempts(one, m_counter.shownName(one.actor));
    retranslate();
}

// What the journal could not be told of is not shown, and said.
void QuestionPage::lookAtPictures()
{
    core::whenDone(m_counter.pictures(), this, [this, asked = m_asked](const Result<QList<CasePicture>>& pictures) {
        if (asked != m_asked || m_isAnswered)
            return;
        if (pictures)
            m_form->showPictures(*pictures);
        else
            m_message->say(MessageKind::Error, m_language.sentence(pictures.error()));
    });
}

void QuestionPage::forget()
{
    ++m_asked;
    m_view.reset();
    m_attempts.reset();
    m_isBusy = false;
    m_isAnswered = false;
    m_form->clear();
    m_pin->setWaiting(false);
    m_pin->clear();
    m_message->clear();
    retranslate();
}

void QuestionPage::focusFirst()
{
    if (asks())
        m_form->firstField()->setFocus();
    else
        Page::focusFirst();
}

QFuture<Result<QByteArray>> QuestionPage::statement()
{
    return m_attempts ? m_counter.attemptsStatement(*m_attempts->client, m_given) : m_counter.answerStatement(m_given);
}

void QuestionPage::submit()
{
    if (!asks())
        return Q_EMIT left();
    const auto once = std::make_shared<PinTry>(m_pin->take());
    m_given = m_form->answer();
    m_pin->setWaiting(true);
    setBusy(true);
    core::whenDone(statement(), this, [this, once, asked = m_asked](const Result<QByteArray>& statement) {
        if (asked != m_asked)
            return;
        if (!statement)
            return fail(statement.error());
        sign(*statement, *once);
    });
}

// With the supervisor's own EDS: a CMS with what was said inside, as an announced swap would make it.
void QuestionPage::sign(const QByteArray& statement, PinTry& once)
{
    const auto made = std::make_shared<QByteArray>();
    const KeyAct act = [made, say = AnnouncedSwap::answer(statement)](const evidence::SigningKey& key) -> Result<> {
        auto cms = say(key);
        if (!cms)
            return failure(cms);
        *made = *std::move(cms);
        return {};
    };
    core::whenDone(m_staff.sign(std::move(once.pin), once.lastTry, act), this,
        [this, made, asked = m_asked](const Result<>& done) {
            if (asked != m_asked)
                return;
            if (!done)
                return fail(done.error());
            if (m_attempts)
                keepAttempts(*made);
            else
                keep(*made);
        });
}

void QuestionPage::keep(const QByteArray& cms)
{
    core::whenDone(m_counter.answerSigned(cms), this, [this, asked = m_asked](const Result<CaseView>& view) {
        if (asked != m_asked)
            return;
        if (!view)
            return fail(view.error());
        m_view = *view;
        setAnswered(tr("Answered. The case goes on at its teller's."));
    });
}

void QuestionPage::keepAttempts(const QByteArray& cms)
{
    core::whenDone(m_counter.attemptsSigned(cms), this, [this, asked = m_asked](const Result<>& kept) {
        if (asked != m_asked)
            return;
        if (!kept)
            return fail(kept.error());
        setAnswered(m_given.yes ? tr("Answered. It counts for the client's next case alone; their teller "
                                     "finds it in the form.")
                                : tr("Answered: there are no new attempts."));
    });
}

void QuestionPage::setAnswered(const QString& sentence)
{
    m_isAnswered = true;
    m_message->say(MessageKind::Good, sentence);
    setBusy(false);
    focusFirst();
}

void QuestionPage::fail(const Error& error)
{
    m_message->say(MessageKind::Error, m_language.sentence(error));
    setBusy(false);
    if (QWidget* first = asks() ? m_pin->firstField() : nullptr)
        first->setFocus();
}

void QuestionPage::setBusy(bool busy)
{
    m_isBusy = busy;
    if (!busy)
        m_pin->setWaiting(false);
    refresh();
}

void QuestionPage::refresh()
{
    m_form->setVisible(asks());
    m_pin->setVisible(asks());
    primary()->setText(asks() ? tr("Confirm the answer") : tr("Home"));
    primary()->setEnabled(!m_isBusy && (!asks() || (m_form->isReady() && m_pin->isReady())));
}

void QuestionPage::retranslate()
{
    setTitle(m_attempts ? tr("A question about a client") : tr("A question about a case"));
    m_pin->setName(tr("PIN of your token"));
    m_pin->retranslate();
    m_form->retranslate();
    refresh();
}

} // namespace tirkeu::workstation
