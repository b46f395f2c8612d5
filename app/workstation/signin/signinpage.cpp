#include "signinpage.h"

#include "theme/language.h"
#include "widgets/messagebar.h"
#include "widgets/pinfield.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace tirkeu::workstation {

SignInPage::SignInPage(
    const Theme& theme, const LanguageSwitch& language, SignInController& controller, Purpose purpose)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_controller(controller)
    , m_purpose(purpose)
    , m_notice(new MessageBar(theme))
    , m_token(new QLabel)
    , m_tokenIcon(new QLabel)
    , m_pinLabel(new QLabel)
    , m_pin(new PinField)
    , m_hint(new QLabel)
    , m_lastTry(new QCheckBox)
    , m_message(new MessageBar(theme))
{
    setObjectName(purpose == Purpose::SignIn ? QStringLiteral("signInPage") : QStringLiteral("lockPage"));
    setBodyWidth(560);
    m_pin->setObjectName(QStringLiteral("pinField"));
    m_pinLabel->setBuddy(m_pin);
    m_pinLabel->setProperty("text-role", QStringLiteral("field"));
    m_token->setWordWrap(true);
    m_token->setObjectName(QStringLiteral("tokenText"));
    m_hint->setWordWrap(true);
    m_hint->setProperty("text-role", QStringLiteral("small"));
    m_hint->setObjectName(QStringLiteral("pinHint"));
    m_lastTry->setObjectName(QStringLiteral("lastTryBox"));
    connect(m_lastTry, &QCheckBox::toggled, this, &SignInPage::refreshToken);

    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    m_card = new QVBoxLayout(card);
    auto* tokenRow = new QHBoxLayout;
    tokenRow->addWidget(m_tokenIcon, 0, Qt::AlignTop);
    tokenRow->addWidget(m_token, 1);
    m_card->addLayout(tokenRow);
    m_card->addWidget(m_pinLabel);
    m_card->addWidget(m_pin);
    m_card->addWidget(m_hint);
    m_card->addWidget(m_lastTry);
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
    m_cancel = addSecondary(QStringLiteral("cancelPinPadButton"));
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_controller.cancel();
        m_padLeft = true;
        refreshHint();
    });
    m_pad.setInterval(std::chrono::seconds(1));
    connect(&m_pad, &QTimer::timeout, this, [this] {
        m_padSeconds = std::max(0, m_padSeconds - 1);
        refreshHint();
    });
    connect(primary(), &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_notice, &MessageBar::actionRequested, this, &SignInPage::noticeDetailsRequested);
    connect(&controller.staff(), &StaffSource::tokenStateChanged, this, &SignInPage::refreshToken);
    connect(&controller, &SignInController::busyChanged, this, &SignInPage::followBusy);
    connect(m_pin, &PinField::pinChanged, this, [this] {
        m_nonAscii = false;
        refreshHint();
    });
    connect(m_pin, &PinField::keyboardChanged, this, &SignInPage::refreshHint);
    connect(m_pin, &PinField::nonAsciiRefused, this, [this] {
        m_nonAscii = true;
        refreshHint();
    });
    connect(&theme, &Theme::changed, this, &SignInPage::refreshToken);
    retranslate();
}

void SignInPage::focusFirst()
{
    m_pin->setFocus();
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
    refreshToken();
    m_pin->setFocus();
}

void SignInPage::submit()
{
    m_refusal.reset();
    m_message->clear();
    const LastTry lastTry = m_lastTry->isChecked() ? LastTry::Agreed : LastTry::NotAgreed;
    m_lastTry->setChecked(false); // a yes is good for one try
    m_controller.submit(m_pin->takePin(), lastTry);
}

void SignInPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_refusal.reset();
    m_message->clear();
    m_pin->clearPin();
    refreshToken();
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
    m_pinLabel->setText(tr("PIN of your token"));
    m_pin->setAccessibleName(tr("PIN of your token"));
    m_notice->setAction(tr("Show"));
    m_lastTry->setText(tr("Yes, use the last try"));
    m_cancel->setText(tr("Cancel"));
    if (m_refusal)
        m_message->say(MessageKind::Error, m_language.sentence(*m_refusal));
    refreshToken();
}

void SignInPage::refreshToken()
{
    const TokenState token = m_controller.staff().tokenState();
    const bool busy = m_controller.isBusy();
    QString text;
    Role role = Role::Good;
    if (!token.isPresent) {
        text = tr("Insert your token.");
        role = Role::MutedText;
    } else if (token.isLocked) {
        text = tr("The PIN of this token is locked. Branch IT can unlock it with the token's administrator code.");
        role = Role::Error;
    } else if (m_purpose == Purpose::Unlock && !m_holder.isEmpty()) {
        text = tr("The work waits where it was left. Session of: %1").arg(m_holder);
    } else {
        text = tr("Token found: %1").arg(token.label);
    }
    const bool usable = token.isPresent && !token.isLocked;
    if (token.triesLeft && *token.triesLeft <= m_controller.warnTriesLeft() && usable)
        role = Role::Warning;
    const bool lastTry = usable && (token.isLastTry || token.triesLeft == 1);
    if (lastTry)
        text += QLatin1Char('\n') + tr("This is the last try. A wrong PIN locks the token.");
    else if (usable && token.triesLeft)
        text += QLatin1Char('\n') + tr("Tries left: %1").arg(*token.triesLeft);
    else if (usable && token.mustChangePin)
        text += QLatin1Char('\n') + tr("This PIN is the issuer's. Change it before you work with it.");
    else if (usable && token.isCountLow)
        text += QLatin1Char('\n') + tr("A wrong PIN was typed lately; few tries are left.");
    m_token->setText(text);
    const int side = theme().px(20);
    m_card->setContentsMargins(side, side, side, side);
    m_card->setSpacing(theme().px(10));
    m_tokenIcon->setPixmap(theme().picture(QStringLiteral("token"), 26, role));
    m_pin->setVisible(!token.hasPinPad);
    m_pinLabel->setVisible(!token.hasPinPad);
    m_pin->setEnabled(!busy);
    const bool appears = lastTry && m_lastTry->isHidden();
    m_lastTry->setVisible(lastTry);
    if (appears)
        bringIntoView(m_lastTry);
    if (m_changePin != nullptr)
        m_changePin->setVisible(usable && !busy && token.mustChangePin);
    primary()->setEnabled(usable && !busy && (!lastTry || m_lastTry->isChecked()));
    refreshHint();
}

void SignInPage::followBusy()
{
    const bool atPad = m_controller.isBusy() && m_controller.staff().tokenState().hasPinPad;
    m_padSeconds = static_cast<int>(StaffSource::kPinPadTime.count());
    m_padLeft = false;
    if (atPad)
        m_pad.start();
    else
        m_pad.stop();
    m_cancel->setVisible(atPad);
    refreshToken();
}

void SignInPage::refreshHint()
{
    QStringList parts;
    if (m_pad.isActive())
        parts << tr("Type the PIN on the reader's own keys. Seconds left: %1").arg(m_padSeconds);
    else if (m_controller.isBusy())
        parts << tr("Checking…");
    else if (m_padLeft)
        parts << tr("Cancelled. If the reader still waits, press its red key.");
    else if (m_controller.staff().tokenState().hasPinPad)
        parts << tr("Type the PIN on the reader's own keys.");
    else if (const QString layout = m_pin->keyboardLayout(); !layout.isEmpty())
        parts << tr("Keyboard: %1").arg(layout);
    else if (m_pin->isEnabled())
        parts << tr("This system does not tell the keyboard's language");
    if (m_pin->capsLockSeemsOn())
        parts << tr("Caps Lock is on");
    if (m_nonAscii)
        parts << tr("That letter cannot be part of a PIN: switch the keyboard to Latin letters");
    m_hint->setText(parts.join(QStringLiteral("  ·  ")));
}

} // namespace tirkeu::workstation
