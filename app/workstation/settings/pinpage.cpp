#include "pinpage.h"

#include "theme/language.h"
#include "widgets/fieldbox.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <core/whendone.h>

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace tirkeu::workstation {

PinPage::PinPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_token(new QLabel)
    , m_old(addField(QStringLiteral("oldPinField")))
    , m_new(addField(QStringLiteral("newPinField")))
    , m_again(addField(QStringLiteral("repeatedPinField")))
    , m_lastTry(new QCheckBox)
    , m_message(new MessageBar(theme))
    , m_back(addSecondary(QStringLiteral("backButton")))
{
    setObjectName(QStringLiteral("pinPage"));
    setBodyWidth(560);
    m_token->setObjectName(QStringLiteral("pinTokenText"));
    m_token->setWordWrap(true);
    m_lastTry->setObjectName(QStringLiteral("pinLastTryBox"));
    body()->insertWidget(0, m_token);
    body()->addWidget(m_lastTry);
    body()->addWidget(m_message);
    body()->addStretch(1);
    connect(m_lastTry, &QCheckBox::toggled, this, &PinPage::refresh);
    connect(primary(), &QPushButton::clicked, this, &PinPage::submit);
    connect(m_back, &QPushButton::clicked, this, &PinPage::backRequested);
    connect(&controller.staff(), &StaffSource::tokenStateChanged, this, &PinPage::refresh);
    connect(&controller, &SignInController::busyChanged, this, &PinPage::refresh);
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
    m_old->setFocus();
}

void PinPage::forget()
{
    clear();
}

void PinPage::clear()
{
    for (PinField* field : {m_old, m_new, m_again})
        field->clearPin();
    for (FieldBox* box : std::as_const(m_boxes))
        box->setError({});
    m_lastTry->setChecked(false);
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
    const LastTry lastTry = m_lastTry->isChecked() ? LastTry::Agreed : LastTry::NotAgreed;
    core::SecureBytes old = m_old->takePin();
    core::SecureBytes fresh = m_new->takePin();
    const core::SecureBytes repeated = m_again->takePin();
    clear();
    core::whenDone(m_controller.changePin(std::move(old), std::move(fresh), repeated, lastTry), this,
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
        m_old->setFocus();
}

QString PinPage::tokenText() const
{
    const TokenState token = m_controller.staff().tokenState();
    if (!token.isPresent)
        return tr("Insert your token.");
    if (token.isLocked)
        return tr("The PIN of this token is locked. Branch IT can unlock it with the token's administrator code.");
    QString text = tr("Token found: %1").arg(token.label);
    if (token.isLastTry || token.triesLeft == 1)
        text += u'\n' + tr("This is the last try. A wrong PIN locks the token.");
    else if (token.triesLeft)
        text += u'\n' + tr("Tries left: %1").arg(*token.triesLeft);
    else if (token.mustChangePin)
        text += u'\n' + tr("This PIN is the issuer's. Change it before you work with it.");
    else if (token.isCountLow)
        text += u'\n' + tr("A wrong PIN was typed lately; few tries are left.");
    if (token.hasPinPad)
        text += u'\n' + tr("Both PINs are typed on the reader's own keys, once you have pressed Change.");
    return text;
}

void PinPage::refresh()
{
    const TokenState token = m_controller.staff().tokenState();
    const bool isBusy = m_controller.isBusy();
    const bool isUsable = token.isPresent && !token.isLocked && !isBusy;
    const bool isLast = isUsable && (token.isLastTry || token.triesLeft == 1);
    m_token->setText(tokenText());
    for (FieldBox* box : std::as_const(m_boxes)) {
        box->setVisible(!token.hasPinPad);
        box->setEnabled(!isBusy);
    }
    m_lastTry->setVisible(isLast);
    const bool isTyped = m_old->pinLength() > 0 && m_new->pinLength() > 0 && m_again->pinLength() > 0;
    primary()->setEnabled(isUsable && (token.hasPinPad || isTyped) && (!isLast || m_lastTry->isChecked()));
}

void PinPage::retranslate()
{
    setTitle(tr("PIN of the token"));
    primary()->setText(tr("Change"));
    m_back->setText(tr("Back"));
    m_lastTry->setText(tr("Yes, use the last try"));
    const std::array names{tr("PIN as it is now"), tr("New PIN"), tr("New PIN once more")};
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes.at(i)->setName(names.at(static_cast<std::size_t>(i)));
    if (m_isDone)
        m_message->say(MessageKind::Good, tr("The PIN is changed. From now on the new one counts."));
    else if (m_refusal)
        m_message->say(MessageKind::Error, m_language.sentence(*m_refusal));
    refresh();
}

} // namespace tirkeu::workstation
