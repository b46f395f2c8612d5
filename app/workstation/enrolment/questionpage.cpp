#include "questionpage.h"

#include "answerform.h"
#include "signin/announcedswap.h"
#include "widgets/fieldbox.h"
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
    , m_pin(new PinField)
{
    setObjectName(QStringLiteral("questionPage"));
    m_pin->setObjectName(QStringLiteral("questionPin"));
    m_pinBox = new FieldBox(theme, m_pin);
    for (QWidget* one : std::initializer_list<QWidget*>{m_message, m_form, m_pinBox})
        body()->addWidget(one);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &QuestionPage::submit);
    connect(m_form, &AnswerForm::changed, this, &QuestionPage::refresh);
    connect(m_pin, &PinField::pinChanged, this, &QuestionPage::refresh);
    connect(&staff, &StaffSource::tokenStateChanged, this, &QuestionPage::refresh);
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
    m_isBusy = false;
    m_isAnswered = false;
    m_form->clear();
    m_pin->clearPin();
    m_message->clear();
    refresh();
}

void QuestionPage::focusFirst()
{
    if (m_view && !m_isAnswered)
        m_form->firstField()->setFocus();
    else
        Page::focusFirst();
}

void QuestionPage::submit()
{
    if (m_isAnswered || !m_view)
        return Q_EMIT left();
    setBusy(true);
    core::whenDone(m_counter.answerStatement(m_form->answer()), this,
        [this, asked = m_asked](const Result<QByteArray>& statement) {
            if (asked != m_asked)
                return;
            if (!statement)
                return fail(statement.error());
            sign(*statement);
        });
}

// With the supervisor's own EDS: a CMS with what was said inside, as an announced swap would make it.
void QuestionPage::sign(const QByteArray& statement)
{
    const auto made = std::make_shared<QByteArray>();
    const KeyAct act = [made, say = AnnouncedSwap::answer(statement)](const evidence::SigningKey& key) -> Result<> {
        auto cms = say(key);
        if (!cms)
            return failure(cms);
        *made = *std::move(cms);
        return {};
    };
    core::whenDone(m_staff.sign(m_pin->takePin(), LastTry::NotAgreed, act), this,
        [this, made, asked = m_asked](const Result<>& done) {
            if (asked != m_asked)
                return;
            if (!done)
                return fail(done.error());
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
        m_isAnswered = true;
        m_view = *view;
        m_message->say(MessageKind::Good, tr("Answered. The case goes on at its teller's."));
        setBusy(false);
        focusFirst();
    });
}

void QuestionPage::fail(const Error& error)
{
    m_message->say(MessageKind::Error, m_language.sentence(error));
    setBusy(false);
    if (m_view)
        m_pin->setFocus();
}

void QuestionPage::setBusy(bool busy)
{
    m_isBusy = busy;
    refresh();
}

void QuestionPage::refresh()
{
    const bool asks = m_view && !m_isAnswered;
    const TokenState token = m_staff.tokenState();
    const bool hasPin = token.hasPinPad || m_pin->pinLength() > 0;
    m_form->setVisible(asks);
    m_pinBox->setVisible(asks && !token.hasPinPad);
    m_pinBox->setHint(token.isPresent ? QString() : tr("Insert your token."));
    primary()->setText(asks ? tr("Confirm the answer") : tr("Home"));
    primary()->setEnabled(!m_isBusy && (!asks || (m_form->isReady() && hasPin && token.isPresent)));
}

void QuestionPage::retranslate()
{
    setTitle(tr("A question about a case"));
    m_pinBox->setName(tr("PIN of your token"));
    m_form->retranslate();
    refresh();
}

} // namespace tirkeu::workstation
