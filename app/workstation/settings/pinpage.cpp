#include "pinpage.h"

#include "signin/pinprompt.h"
#include "theme/language.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <core/whendone.h>

#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace tirkeu::workstation {

PinPage::PinPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_old(new PinPrompt(theme, QStringLiteral("oldPinField")))
    , m_new(addField(QStringLiteral("newPinField")))
    , m_again(addField(QStringLiteral("repeatedPinField")))
    , m_message(new MessageBar(theme))
    , m_back(addSecondary(QStringLiteral("backButton")))
{
    setObjectName(QStringLiteral("pinPage"));
    setBodyWidth(560);
    body()->insertWidget(0, m_old);
    body()->addWidget(m_message);
    body()->addStretch(1);
    m_old->follow(controller.staff());
    connect(m_old, &PinPrompt::changed, this, &PinPage::refresh);
    connect(m_old, &PinPrompt::yesAppeared, this, &PinPage::bringIntoView);
    connect(m_old, &PinPrompt::cancelRequested, &controller, &SignInController::cancel);
    connect(primary(), &QPushButton::clicked, this, &PinPage::submit);
    connect(m_back, &QPushButton::clicked, this, &PinPage::backRequested);
    connect(&controller, &SignInController::busyChanged, this, [this] { m_old->setWaiting(m_controller.isBusy()); });
    retranslate();
}

PinField* PinPage::addField(const QString& objectName)
{
    auto* field = new PinField;
    field->setObjectName(objectName);
    auto* box = new FieldBox(theme(), field);
    body()->addWidget(box);
    m_boxes.append(box);
    const auto nameKeyboard = [field, box] {
        QStringList words;
        if (!field->keyboardLayout().isEmpty())
            words.append(tr("Keyboard: %1").arg(field->keyboardLayout()));
        if (field->capsLockSeemsOn())
            words.append(tr("Caps Lock is on"));
        box->setHint(words.join(QStringLiteral("  ·  ")));
    };
    connect(field, &PinField::keyboardChanged, this, nameKeyboard);
    connect(field, &PinField::pinChanged, this, [this, box] {
        box->setError({});
        refresh();
    });
    connect(field, &PinField::nonAsciiRefused, this,
        [box] { box->setError(tr("That letter cannot be part of a PIN: switch the keyboard to Latin letters")); });
    return field;
}

void PinPage::focusFirst()
{
    if (QWidget* first = m_old->firstField())
        first->setFocus();
    else
        Page::focusFirst();
}

void PinPage::forget()
{
    clear();
}

void PinPage::clear()
{
    m_old->clear();
    for (PinField* field : {m_new, m_again})
        field->clearPin();
    for (FieldBox* box : std::as_const(m_boxes))
        box->setError({});
    m_refusal.reset();
    m_isDone = false;
    m_message->clear();
}

void PinPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    clear();
    refresh();
}

void PinPage::submit()
{
    PinTry once = m_old->take();
    core::SecureBytes fresh = m_new->takePin();
    const core::SecureBytes repeated = m_again->takePin();
    clear();
    core::whenDone(m_controller.changePin(std::move(once.pin), std::move(fresh), repeated, once.lastTry), this,
        [this](const Result<>& changed) { showAnswer(changed); });
    refresh();
}

void PinPage::showAnswer(const Result<>& changed)
{
    m_isDone = changed.has_value();
    m_refusal = changed ? std::nullopt : std::optional(changed.error());
    retranslate();
    bringIntoView(m_message);
    if (!changed)
        focusFirst();
}

void PinPage::refresh()
{
    const TokenState token = m_controller.staff().tokenState();
    QString found = tr("Token found: %1").arg(token.label);
    if (token.hasPinPad)
        found += u'\n' + tr("Both PINs are typed on the reader's own keys, once you have pressed Change.");
    m_old->setSentence(found);
    for (FieldBox* box : std::as_const(m_boxes)) {
        box->setVisible(!token.hasPinPad);
        box->setEnabled(!m_controller.isBusy());
    }
    const bool isTyped = token.hasPinPad || (m_new->pinLength() > 0 && m_again->pinLength() > 0);
    primary()->setEnabled(m_old->isReady() && isTyped);
}

void PinPage::retranslate()
{
    setTitle(tr("PIN of the token"));
    primary()->setText(tr("Change"));
    m_back->setText(tr("Back"));
    m_old->setName(tr("PIN as it is now"));
    m_old->retranslate();
    const std::array names{tr("New PIN"), tr("New PIN once more")};
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes.at(i)->setName(names.at(static_cast<std::size_t>(i)));
    if (m_isDone)
        m_message->say(MessageKind::Good, tr("The PIN is changed. From now on the new one counts."));
    else if (m_refusal)
        m_message->say(MessageKind::Error, m_language.sentence(*m_refusal));
    refresh();
}

} // namespace tirkeu::workstation
