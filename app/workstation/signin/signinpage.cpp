#include "signinpage.h"

#include "pinprompt.h"
#include "theme/language.h"
#include "widgets/messagebar.h"

#include <QFrame>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

SignInPage::SignInPage(
    const Theme& theme, const LanguageSwitch& language, SignInController& controller, Purpose purpose)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_purpose(purpose)
    , m_notice(new MessageBar(theme))
    , m_pin(new PinPrompt(theme, QStringLiteral("pinField")))
    , m_message(new MessageBar(theme))
{
    setObjectName(purpose == Purpose::SignIn ? QStringLiteral("signInPage") : QStringLiteral("lockPage"));
    setBodyWidth(560);
    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    m_card = new QVBoxLayout(card);
    m_card->addWidget(m_pin);
    m_card->addWidget(m_message);
    body()->addWidget(m_notice);
    body()->addWidget(card);
    body()->addStretch(1);

    if (purpose == Purpose::Unlock) {
        m_signOut = addSecondary(QStringLiteral("signOutButton"));
        connect(m_signOut, &QPushButton::clicked, this, &SignInPage::signOutRequested);
    } else {
        m_changePin = addSecondary(QStringLiteral("changePinButton"));
        m_changePin->hide();
        connect(m_changePin, &QPushButton::clicked, this, &SignInPage::pinRequested);
    }
    m_pin->follow(controller.staff());
    connect(m_pin, &PinPrompt::changed, this, &SignInPage::refresh);
    connect(m_pin, &PinPrompt::yesAppeared, this, &SignInPage::bringIntoView);
    connect(m_pin, &PinPrompt::cancelRequested, &controller, &SignInController::cancel);
    connect(primary(), &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_notice, &MessageBar::actionRequested, this, &SignInPage::noticeDetailsRequested);
    connect(&controller, &SignInController::busyChanged, this, [this] { m_pin->setWaiting(m_controller.isBusy()); });
    connect(&theme, &Theme::changed, this, &SignInPage::restyle);
    restyle();
    retranslate();
}

void SignInPage::focusFirst()
{
    if (QWidget* first = m_pin->firstField())
        first->setFocus();
    else
        Page::focusFirst();
}

void SignInPage::setHolder(const QString& shownName)
{
    m_holder = shownName;
    retranslate();
}

void SignInPage::setNotice(const QString& text)
{
    m_noticeText = text;
    if (text.isEmpty())
        m_notice->clear();
    else
        m_notice->say(MessageKind::Warning, text);
}

void SignInPage::showRefusal(const core::Error& error)
{
    m_refusal = error;
    bringIntoView(m_message);
    m_message->say(MessageKind::Error, m_language.sentence(error));
    refresh();
    focusFirst();
}

void SignInPage::submit()
{
    m_refusal.reset();
    m_message->clear();
    PinTry once = m_pin->take();
    m_controller.submit(std::move(once.pin), once.lastTry);
}

void SignInPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_refusal.reset();
    m_message->clear();
    m_pin->clear();
    refresh();
}

void SignInPage::retranslate()
{
    if (m_purpose == Purpose::SignIn) {
        setTitle(tr("Sign in", "title of the page"));
        primary()->setText(tr("Sign in"));
        m_changePin->setText(tr("Change the PIN"));
    } else {
        setTitle(tr("The screen is locked"));
        primary()->setText(tr("Unlock"));
        m_signOut->setText(tr("Sign out"));
    }
    m_pin->setName(tr("PIN of your token"));
    m_pin->retranslate();
    m_notice->setAction(tr("Show"));
    if (m_refusal)
        m_message->say(MessageKind::Error, m_language.sentence(*m_refusal));
    refresh();
}

void SignInPage::refresh()
{
    const TokenState token = m_controller.staff().tokenState();
    m_pin->setWarnTriesLeft(m_controller.warnTriesLeft());
    m_pin->setSentence(m_purpose == Purpose::Unlock && !m_holder.isEmpty()
                           ? tr("The work waits where it was left. Session of: %1").arg(m_holder)
                           : tr("Token found: %1").arg(token.label));
    if (m_changePin != nullptr)
        m_changePin->setVisible(m_pin->isUsable() && token.mustChangePin);
    primary()->setEnabled(m_pin->isUsable());
}

void SignInPage::restyle()
{
    const int side = theme().px(20);
    m_card->setContentsMargins(side, side, side, side);
    m_card->setSpacing(theme().px(10));
}

} // namespace tirkeu::workstation
