#include "pinprompt.h"

#include "widgets/fieldbox.h"
#include "widgets/pinfield.h"

#include <token/tokeninfo.h>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace tirkeu::workstation {

PinPrompt::PinPrompt(const Theme& theme, const QString& fieldName, Field field)
    : m_theme(theme)
    , m_place(field)
    , m_column(new QVBoxLayout(this))
    , m_told(new QWidget)
    , m_toldRow(new QHBoxLayout(m_told))
    , m_icon(new QLabel)
    , m_state(new QLabel)
    , m_pin(new PinField)
    , m_pad(new QLabel)
    , m_yes(new QCheckBox)
    , m_cancel(new QPushButton)
{
    build(fieldName);
    m_second.setObjectName(QStringLiteral("pinPadSecond"));
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_secondsLeft = std::max(0, m_secondsLeft - 1);
        showHint();
    });
    connect(m_yes, &QCheckBox::toggled, this, &PinPrompt::changed);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_isLeft = true;
        Q_EMIT cancelRequested();
        showHint();
    });
    connect(m_pin, &PinField::pinChanged, this, [this] {
        m_isForeign = false;
        showHint();
        Q_EMIT changed();
    });
    connect(m_pin, &PinField::keyboardChanged, this, &PinPrompt::showHint);
    connect(m_pin, &PinField::nonAsciiRefused, this, [this] {
        m_isForeign = true;
        showHint();
    });
    connect(&theme, &Theme::changed, this, &PinPrompt::restyle);
    restyle();
}

void PinPrompt::build(const QString& fieldName)
{
    m_pin->setObjectName(fieldName);
    m_box = new FieldBox(m_theme, m_pin);
    m_state->setObjectName(QStringLiteral("tokenText"));
    m_state->setWordWrap(true);
    m_pad->setObjectName(QStringLiteral("pinPadText"));
    m_pad->setProperty("text-role", QStringLiteral("small"));
    m_pad->setWordWrap(true);
    m_yes->setObjectName(QStringLiteral("lastTryBox"));
    m_cancel->setObjectName(QStringLiteral("cancelPinPadButton"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_toldRow->setContentsMargins(0, 0, 0, 0);
    m_toldRow->addWidget(m_icon, 0, Qt::AlignTop);
    m_toldRow->addWidget(m_state, 1);
    for (QWidget* one : std::initializer_list<QWidget*>{m_told, m_box, m_pad, m_yes})
        m_column->addWidget(one);
    m_column->addWidget(m_cancel, 0, Qt::AlignLeft);
}

void PinPrompt::setName(const QString& name)
{
    m_box->setName(name);
}

void PinPrompt::setSentence(const QString& sentence)
{
    if (std::exchange(m_sentence, sentence) != sentence)
        refresh();
}

void PinPrompt::setWarnTriesLeft(int tries)
{
    if (std::exchange(m_warnTriesLeft, tries) != tries)
        refresh();
}

void PinPrompt::setToken(const TokenState& token)
{
    if (token.serial != m_token.serial) { // what was said is of another token
        m_isFactory = false;
        m_yes->setChecked(false);
    }
    m_token = token;
    refresh();
}

void PinPrompt::follow(StaffSource& staff, For purpose)
{
    m_staff = &staff;
    m_purpose = purpose;
    connect(&staff, &StaffSource::tokenStateChanged, this, &PinPrompt::showToken);
    connect(&staff, &StaffSource::pinTyped, this, &PinPrompt::setTyped);
    showToken();
}

void PinPrompt::setPurpose(For purpose)
{
    m_purpose = purpose;
    showToken();
}

void PinPrompt::showToken()
{
    if (m_staff != nullptr)
        setToken(m_purpose == For::Documents ? m_staff->documentsToken() : m_staff->tokenState());
}

void PinPrompt::setWaiting(bool waiting)
{
    if (waiting == m_isWaiting)
        return;
    m_isWaiting = waiting;
    m_isTyped = false;
    if (waiting)
        m_isLeft = false;
    refresh();
}

void PinPrompt::setTyped()
{
    m_isTyped = m_isWaiting;
    showHint();
}

void PinPrompt::clear()
{
    m_isForeign = false;
    m_isFactory = false;
    m_isLeft = false;
    m_pin->clearPin();
    m_yes->setChecked(false);
    refresh();
}

bool PinPrompt::isLast() const
{
    return m_token.isPresent && !m_token.isLocked && (m_token.isLastTry || m_token.triesLeft == 1);
}

bool PinPrompt::isUsable() const
{
    const bool isAgreed = !isLast() || m_yes->isChecked() || (m_place == Field::Elsewhere && !m_token.hasPinPad);
    return m_token.isPresent && !m_token.isLocked && !m_isWaiting && isAgreed;
}

bool PinPrompt::isReady() const
{
    return isUsable() && (m_token.hasPinPad || m_pin->pinLength() > 0);
}

void PinPrompt::noteTried(const core::SecureBytes& pin)
{
    m_isFactory = token::isFactoryPin(pin);
}

PinTry PinPrompt::take()
{
    PinTry once{m_pin->takePin(), m_yes->isChecked() ? LastTry::Agreed : LastTry::NotAgreed};
    noteTried(once.pin);
    m_yes->setChecked(false);
    return once;
}

QWidget* PinPrompt::firstField() const
{
    if (m_place == Field::Here && !m_token.hasPinPad)
        return m_pin;
    return isLast() ? m_yes : nullptr;
}

QString PinPrompt::flags() const
{
    if (!m_token.isPresent)
        return m_token.isSecond ? tr("Insert your second token, the one with your EDS certificate.")
                                : tr("Insert your token.");
    if (m_token.isLocked)
        return tr("The PIN of this token is locked. Branch IT can unlock it with the token's administrator code.");
    QStringList lines;
    if (m_token.isSecond)
        lines += tr("Documents are signed with your second token and its PIN: %1").arg(m_token.label);
    if (isLast())
        lines += tr("This is the last try. A wrong PIN locks the token.");
    else if (m_token.triesLeft)
        lines += tr("Tries left: %1").arg(*m_token.triesLeft);
    else if (m_token.isCountLow)
        lines += tr("A wrong PIN was typed lately; few tries are left.");
    if (m_token.mustChangePin)
        lines += m_token.isSecond
                     ? tr("This PIN is the issuer's. Change it in the settings before you sign documents with it.")
                     : tr("This PIN is the issuer's. Change it before you work with it.");
    if (m_isFactory)
        lines += tr("Anybody can read this PIN in a manual. Have it changed with branch IT.");
    return lines.join(u'\n');
}

Role PinPrompt::role() const
{
    if (!m_token.isPresent)
        return Role::MutedText;
    if (m_token.isLocked)
        return Role::Error;
    const bool isFew = m_token.triesLeft ? *m_token.triesLeft <= m_warnTriesLeft : m_token.isCountLow;
    return isLast() || isFew || m_token.mustChangePin || m_isFactory ? Role::Warning : Role::Good;
}

QString PinPrompt::hint() const
{
    QStringList parts;
    if (m_isWaiting)
        parts << (m_token.hasPinPad && !m_isTyped && m_secondsLeft > 0
                      ? tr("Type the PIN on the reader's own keys. Seconds left: %1").arg(m_secondsLeft)
                      : tr("Checking…"));
    else if (m_token.hasPinPad)
        parts << (m_isLeft ? tr("Cancelled. If the reader still waits, press its red key.")
                           : tr("Type the PIN on the reader's own keys."));
    else if (const QString layout = m_pin->keyboardLayout(); !layout.isEmpty())
        parts << tr("Keyboard: %1").arg(layout.toUpper());
    else
        parts << tr("This system does not tell the keyboard's language");
    if (m_pin->capsLockSeemsOn() && !m_token.hasPinPad)
        parts << tr("Caps Lock is on");
    return parts.join(QStringLiteral("  ·  "));
}

void PinPrompt::showHint()
{
    m_box->setHint(hint());
    m_box->setError(
        m_isForeign ? tr("That letter cannot be part of a PIN: switch the keyboard to Latin letters") : QString());
    m_pad->setText(hint());
}

void PinPrompt::refresh()
{
    const bool atPad = m_token.hasPinPad && m_isWaiting;
    if (atPad && !m_second.isActive()) {
        m_secondsLeft = static_cast<int>(StaffSource::kPinPadTime.count());
        m_second.start();
    } else if (!atPad) {
        m_second.stop();
    }
    const QString flagged = flags();
    const bool isGood = m_token.isPresent && !m_token.isLocked;
    QStringList lines;
    if (isGood && !m_sentence.isEmpty())
        lines += m_sentence;
    if (!flagged.isEmpty())
        lines += flagged;
    m_state->setText(lines.join(u'\n'));
    m_told->setVisible(!lines.isEmpty());
    m_icon->setPixmap(m_theme.picture(QStringLiteral("token"), 26, role()));
    m_box->setVisible(m_place == Field::Here && !m_token.hasPinPad);
    m_pad->setVisible(m_token.hasPinPad);
    const bool asksYes = isLast() && !m_isWaiting && (m_place == Field::Here || m_token.hasPinPad);
    const bool appears = asksYes && m_yes->isHidden();
    m_yes->setVisible(asksYes);
    m_cancel->setVisible(atPad);
    showHint();
    if (appears)
        Q_EMIT yesAppeared(m_yes);
    Q_EMIT changed();
}

void PinPrompt::retranslate()
{
    m_yes->setText(tr("Yes, use the last try"));
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void PinPrompt::restyle()
{
    m_column->setSpacing(m_theme.px(8));
    m_toldRow->setSpacing(m_theme.px(8));
    retranslate();
}

} // namespace tirkeu::workstation
