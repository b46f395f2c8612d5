#include "keypadview.h"

#include "touchbutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kCode = QT_TRANSLATE_NOOP("ClientWords", "A one-time code has been sent to you. Enter the code.");
constexpr const char* kPin = QT_TRANSLATE_NOOP("ClientWords", "Enter the PIN of your token");
constexpr const char* kWrongCode = QT_TRANSLATE_NOOP("ClientWords", "The code is wrong or has expired");
constexpr const char* kWrongPin = QT_TRANSLATE_NOOP("ClientWords", "The PIN is wrong");
constexpr const char* kLastTry = QT_TRANSLATE_NOOP("ClientWords", "This is the last try. A wrong PIN locks the token.");
constexpr const char* kLastTryYes = QT_TRANSLATE_NOOP("ClientWords", "Yes, use the last try");
constexpr const char* kCountLow = QT_TRANSLATE_NOOP("ClientWords", "A wrong PIN was typed lately; few tries are left.");
constexpr const char* kMustChange =
    QT_TRANSLATE_NOOP("ClientWords", "This PIN is the issuer's. Change it before you sign with it.");
constexpr const char* kTries = QT_TRANSLATE_NOOP("ClientWords", "Tries left: %1");
constexpr const char* kBack = QT_TRANSLATE_NOOP("ClientWords", "Delete the last digit");
constexpr const char* kDone = QT_TRANSLATE_NOOP("ClientWords", "Done");
constexpr std::size_t kMostTyped = 32;
constexpr QChar kDot(0x25cf);
constexpr QChar kEmpty(0x2013);
constexpr QChar kArrow(0x2190);
} // namespace

KeypadView::KeypadView(const ClientLook& look)
    : ClientView(look)
    , m_typed(kMostTyped)
    , m_title(label(QStringLiteral("heading")))
    , m_where(label(QStringLiteral("small")))
    , m_places(label(QStringLiteral("code")))
    , m_wrong(label(QStringLiteral("wrong")))
    , m_yes(new TouchButton(look, QStringLiteral("lastTryYes"), QStringLiteral("tongue")))
    , m_back(new TouchButton(look, QStringLiteral("backspaceKey"), QStringLiteral("key")))
    , m_done(new TouchButton(look, QStringLiteral("keypadDone"), QStringLiteral("key")))
{
    m_places->setObjectName(QStringLiteral("typedPlaces"));
    m_wrong->setObjectName(QStringLiteral("wrongSentence"));
    auto* row = new QHBoxLayout(this);
    auto* words = new QVBoxLayout;
    words->addStretch(1);
    for (QLabel* one : {m_title, m_where, m_places, m_wrong})
        words->addWidget(one);
    words->addWidget(m_yes);
    words->addStretch(1);
    row->addLayout(words, 1);
    auto* pad = new QGridLayout;
    for (int digit = 1; digit <= 10; ++digit) {
        const char sign = static_cast<char>('0' + digit % 10);
        auto* key = new TouchButton(look, QStringLiteral("key-") + QLatin1Char(sign), QStringLiteral("key"));
        key->setText(QString(QLatin1Char(sign)));
        connect(key, &TouchButton::clicked, this, [this, sign] { press(sign); });
        m_keys.append(key);
        if (digit == 10)
            pad->addWidget(key, 3, 1);
        else
            pad->addWidget(key, (digit - 1) / 3, (digit - 1) % 3);
    }
    pad->addWidget(m_back, 3, 0);
    pad->addWidget(m_done, 3, 2);
    auto* column = new QVBoxLayout;
    column->addStretch(1);
    column->addLayout(pad);
    column->addStretch(1);
    row->addLayout(column);
    m_yes->setCheckable(true);
    m_yes->hide();
    connect(m_yes, &TouchButton::toggled, this, &KeypadView::showTyped);
    m_back->setText(QString(kArrow));
    connect(m_back, &TouchButton::clicked, this, &KeypadView::takeBack);
    connect(m_done, &TouchButton::clicked, this, [this] {
        m_done->setEnabled(false);
        Q_EMIT pinEntered();
    });
}

void KeypadView::askCode(const CodeScene& scene)
{
    forget();
    m_code = scene;
    m_triesLeft = scene.triesLeft;
    m_isWrong = scene.triesLeft.has_value();
    retell();
}

void KeypadView::askPin(const PinScene& scene)
{
    forget();
    m_pinAsked = scene;
    m_triesLeft = scene.triesLeft;
    retell();
}

void KeypadView::sayWrong(std::optional<int> triesLeft)
{
    m_typed = core::SecureBytes(kMostTyped);
    m_length = 0;
    m_isWrong = true;
    m_triesLeft = triesLeft;
    retell();
}

void KeypadView::forget()
{
    m_typed = core::SecureBytes(kMostTyped);
    m_length = 0;
    m_isWrong = false;
    m_triesLeft.reset();
    m_code.reset();
    m_pinAsked.reset();
    m_yes->setChecked(false);
}

core::SecureBytes KeypadView::takePin()
{
    core::SecureBytes pin(m_typed.bytes().first(static_cast<std::size_t>(m_length)));
    m_typed = core::SecureBytes(kMostTyped);
    m_length = 0;
    showTyped();
    return pin;
}

void KeypadView::press(char digit)
{
    const int most = m_code ? m_code->digits : m_pinAsked ? m_pinAsked->most : 0;
    if (m_length >= std::min(most, static_cast<int>(kMostTyped)))
        return;
    m_typed.data()[m_length++] = static_cast<std::byte>(digit);
    m_isWrong = false;
    showTyped();
    if (m_code && m_length == m_code->digits) {
        const QString code =
            QString::fromLatin1(reinterpret_cast<const char*>(m_typed.data()), static_cast<qsizetype>(m_length));
        Q_EMIT codeEntered(code);
    }
}

void KeypadView::takeBack()
{
    if (m_length > 0)
        m_typed.data()[--m_length] = std::byte{0};
    showTyped();
}

void KeypadView::showTyped()
{
    QStringList places;
    const int most = m_code ? m_code->digits : m_length;
    for (int at = 0; at < most; ++at)
        places.append(at >= m_length ? QString(kEmpty)
                      : m_code       ? QString(QLatin1Char(static_cast<char>(m_typed.data()[at])))
                                     : QString(kDot));
    m_places->setText(places.join(u' '));
    m_done->setVisible(m_pinAsked.has_value());
    const bool asksYes = m_pinAsked && m_pinAsked->isLastTry;
    m_yes->setVisible(asksYes);
    m_done->setEnabled(m_pinAsked && m_length >= m_pinAsked->least && (!asksYes || m_yes->isChecked()));
    m_back->setEnabled(m_length > 0);
    const bool isWarned = m_pinAsked && (m_pinAsked->isCountLow || m_pinAsked->mustChangePin);
    m_wrong->setVisible(m_isWrong || m_triesLeft || asksYes || isWarned);
}

void KeypadView::retell()
{
    m_title->setText(look().word(m_pinAsked ? kPin : kCode));
    m_where->setText(m_code ? m_code->maskedPhone : m_pinAsked ? m_pinAsked->certificateName : QString());
    QStringList wrong;
    if (m_isWrong)
        wrong.append(look().word(m_pinAsked ? kWrongPin : kWrongCode));
    if (m_pinAsked && m_pinAsked->isLastTry)
        wrong.append(look().word(kLastTry));
    else if (m_triesLeft)
        wrong.append(look().word(kTries).arg(*m_triesLeft));
    else if (m_pinAsked && m_pinAsked->isCountLow)
        wrong.append(look().word(kCountLow));
    if (m_pinAsked && m_pinAsked->mustChangePin)
        wrong.append(look().word(kMustChange));
    m_wrong->setText(wrong.join(u'\n'));
    m_yes->setText(look().word(kLastTryYes));
    m_back->setAccessibleName(look().word(kBack));
    m_done->setAccessibleName(look().word(kDone));
    m_done->setIcon(look().picture(QStringLiteral("check"), 40, Role::Accent));
    m_done->setIconSize(QSize(look().px(40), look().px(40)));
    m_places->setMinimumHeight(look().px(80));
    layout()->setSpacing(look().px(30));
    const int side = look().px(40);
    layout()->setContentsMargins(side, look().px(14), side, look().px(14));
    showTyped();
}

} // namespace tirkeu::workstation
