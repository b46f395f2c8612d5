#include "clientwindow.h"

#include "consentview.h"
#include "keypadview.h"
#include "languageview.h"
#include "noticeview.h"
#include "palmview.h"
#include "signview.h"
#include "theme/language.h"
#include "touchbutton.h"
#include "withdrawalview.h"

#include <QCloseEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kStop = QT_TRANSLATE_NOOP("ClientWords", "Stop");
constexpr const char* kHelp = QT_TRANSLATE_NOOP("ClientWords", "Help");
constexpr const char* kCalled = QT_TRANSLATE_NOOP("ClientWords", "The employee knows that you need help.");
constexpr const char* kStopped = QT_TRANSLATE_NOOP("ClientWords", "Stopped");
constexpr const char* kStoppedSentence =
    QT_TRANSLATE_NOOP("ClientWords", "Nothing more is taken. The employee will ask you how to go on.");
constexpr const char* kWelcome = QT_TRANSLATE_NOOP("ClientWords", "Welcome");
constexpr const char* kWelcomeSentence = QT_TRANSLATE_NOOP("ClientWords", "The employee will help you here.");
constexpr const char* kSound = QT_TRANSLATE_NOOP("ClientWords", "Sound");
constexpr const char* kUnfinished = QT_TRANSLATE_NOOP("ClientWords", "This could not be finished today");
constexpr const char* kUnfinishedSentence =
    QT_TRANSLATE_NOOP("ClientWords", "The employee will tell you what comes next.");

struct Wait
{
    const char* icon;
    const char* title;
    const char* sentence;
    bool isBusy;
};
// In the order of WaitScene::For.
constexpr std::array kWaits{
    Wait{"palm", QT_TRANSLATE_NOOP("ClientWords", "One moment"),
        QT_TRANSLATE_NOOP("ClientWords", "The check is running."), true},
    Wait{"person", QT_TRANSLATE_NOOP("ClientWords", "One moment"),
        QT_TRANSLATE_NOOP("ClientWords", "The employee will be with you at once."), false},
    Wait{"document", QT_TRANSLATE_NOOP("ClientWords", "Your data are taken"),
        QT_TRANSLATE_NOOP("ClientWords", "The result comes later. The employee is finishing the documents."), true},
};
static_assert(kWaits.size() == static_cast<std::size_t>(WaitScene::For::Answer) + 1);

struct Thanks
{
    const char* title;
    const char* sentence;
};
// In the order of ThanksScene::What.
constexpr std::array kThanks{
    Thanks{QT_TRANSLATE_NOOP("ClientWords", "%1, your palm works"),
        QT_TRANSLATE_NOOP("ClientWords", "Thank you. From now on your palm is enough here. Take your slip.")},
    Thanks{QT_TRANSLATE_NOOP("ClientWords", "%1, your palm was recognised"),
        QT_TRANSLATE_NOOP("ClientWords", "Thank you, the check is finished.")},
    Thanks{QT_TRANSLATE_NOOP("ClientWords", "%1, thank you"),
        QT_TRANSLATE_NOOP("ClientWords", "Your data are taken. The bank will tell you the result.")},
    Thanks{QT_TRANSLATE_NOOP("ClientWords", "%1, your consent is withdrawn"),
        QT_TRANSLATE_NOOP("ClientWords", "Use has stopped from this moment. Take your slip.")},
    Thanks{QT_TRANSLATE_NOOP("ClientWords", "%1, your answer is recorded"),
        QT_TRANSLATE_NOOP("ClientWords", "You will be served without biometrics, with your identity document.")},
};
static_assert(kThanks.size() == static_cast<std::size_t>(ThanksScene::What::Recorded) + 1);
} // namespace

ClientWindow::ClientWindow(
    ClientLook& look, const core::Clock& clock, const criteria::Texts& organisation, PromptVoice& voice)
    : m_look(look)
    , m_organisation(organisation)
    , m_voice(voice)
    , m_header(new QFrame)
    , m_brand(new QLabel)
    , m_sound(new TouchButton(look, QStringLiteral("soundButton"), QStringLiteral("tongue")))
    , m_stack(new QStackedWidget)
    , m_banner(new QFrame)
    , m_called(new QLabel)
    , m_footer(new QFrame)
    , m_stop(new TouchButton(look, QStringLiteral("stopButton"), QStringLiteral("aside")))
    , m_help(new TouchButton(look, QStringLiteral("helpButton"), QStringLiteral("aside")))
    , m_notice(new NoticeView(look))
    , m_stopped(new NoticeView(look))
    , m_language(new LanguageView(look))
    , m_consent(new ConsentView(look, clock))
    , m_sign(new SignView(look, clock))
    , m_keypad(new KeypadView(look))
    , m_palm(new PalmView(look))
    , m_withdrawal(new WithdrawalView(look))
{
    setObjectName(QStringLiteral("clientWindow"));
    setAttribute(Qt::WA_StyledBackground);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowFlag(Qt::WindowDoesNotAcceptFocus);
    setWindowIcon(QIcon(QStringLiteral(":/icons/tirkeu.svg")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHeader();
    column->addWidget(m_header);
    m_stack->setObjectName(QStringLiteral("clientScene"));
    for (QWidget* view : {static_cast<QWidget*>(m_notice), static_cast<QWidget*>(m_stopped),
             static_cast<QWidget*>(m_language), static_cast<QWidget*>(m_consent), static_cast<QWidget*>(m_sign),
             static_cast<QWidget*>(m_keypad), static_cast<QWidget*>(m_palm), static_cast<QWidget*>(m_withdrawal)})
        m_stack->addWidget(view);
    column->addWidget(m_stack, 1);
    buildFooter();
    column->addWidget(m_banner);
    column->addWidget(m_footer);
    connectViews();
    connect(&look, &ClientLook::changed, this, &ClientWindow::retell);
    m_stopped->tell({.icon = QStringLiteral("wait"), .title = kStopped, .sentence = kStoppedSentence});
    retell();
    show(IdleScene{});
}

void ClientWindow::buildHeader()
{
    m_header->setObjectName(QStringLiteral("clientHeader"));
    m_brand->setProperty("client-role", QStringLiteral("brand"));
    m_brand->setWordWrap(true);
    auto* row = new QHBoxLayout(m_header);
    row->addWidget(m_brand, 1);
    m_sound->setCheckable(true);
    m_sound->setVisible(m_voice.isThere());
    m_sound->setText(QStringLiteral("♪"));
    connect(m_sound, &TouchButton::toggled, this, [this](bool on) {
        m_speaks = on;
        if (!on)
            m_voice.hush();
    });
    row->addWidget(m_sound);
    for (const core::Language language : core::kLanguages) {
        auto* button =
            new TouchButton(m_look, QStringLiteral("tongue-") + core::languageCode(language), QStringLiteral("tongue"));
        button->setText(languageShort(language));
        button->setAccessibleName(languageName(language));
        button->setCheckable(true);
        connect(button, &TouchButton::clicked, this, [this, language] { choose(language); });
        m_tongues.append(button);
        row->addWidget(button);
    }
}

void ClientWindow::buildFooter()
{
    m_banner->setObjectName(QStringLiteral("helpBanner"));
    m_called->setObjectName(QStringLiteral("helpCalled"));
    m_called->setWordWrap(true);
    m_called->setAlignment(Qt::AlignCenter);
    auto* words = new QVBoxLayout(m_banner);
    words->addWidget(m_called);
    m_banner->hide();
    m_footer->setObjectName(QStringLiteral("clientFooter"));
    auto* row = new QHBoxLayout(m_footer);
    row->addWidget(m_stop);
    row->addStretch(1);
    row->addWidget(m_help);
    connect(m_stop, &TouchButton::clicked, this, &ClientWindow::stop);
    connect(m_help, &TouchButton::clicked, this, &ClientWindow::callHelp);
}

void ClientWindow::connectViews()
{
    connect(m_language, &LanguageView::chosen, this, &ClientWindow::choose);
    connect(m_consent, &ConsentView::answered, this, &ClientWindow::consentAnswered);
    connect(m_consent, &ConsentView::videoWanted, this, &ClientWindow::videoWanted);
    connect(m_sign, &SignView::done, this, &ClientWindow::signedByStrokes);
    connect(m_keypad, &KeypadView::codeEntered, this, &ClientWindow::codeEntered);
    connect(m_keypad, &KeypadView::pinEntered, this, &ClientWindow::pinEntered);
    connect(m_withdrawal, &WithdrawalView::confirmed, this, &ClientWindow::withdrawalConfirmed);
    connect(m_withdrawal, &WithdrawalView::dropped, this, &ClientWindow::withdrawalDropped);
}

void ClientWindow::choose(core::Language language)
{
    m_look.setLanguage(language);
    retell(); // a chip that was pressed twice stays pressed
    Q_EMIT languageChosen(language);
}

void ClientWindow::stop()
{
    m_isStopped = true;
    m_before = m_stack->currentWidget();
    m_stack->setCurrentWidget(m_stopped);
    m_stop->setEnabled(false);
    Q_EMIT stopPressed();
}

void ClientWindow::callHelp()
{
    m_banner->show();
    m_help->setEnabled(false);
    Q_EMIT helpPressed();
}

void ClientWindow::goOn()
{
    if (m_isStopped && m_before != nullptr)
        m_stack->setCurrentWidget(m_before);
    m_isStopped = false;
    m_before = nullptr;
    m_banner->hide();
    m_stop->setEnabled(true);
    m_help->setEnabled(true);
}

void ClientWindow::show(const ClientScene& scene)
{
    m_keypad->forget();
    // That something has to be waited for is no answer to whoever wants to stop.
    const bool staysStopped = m_isStopped && std::holds_alternative<WaitScene>(scene);
    if (!staysStopped)
        goOn();
    const bool isServed = !std::holds_alternative<IdleScene>(scene) && !std::holds_alternative<LanguageScene>(scene);
    for (TouchButton* button : m_tongues)
        button->setVisible(isServed);
    m_footer->setVisible(isServed);
    m_stop->setVisible(!std::holds_alternative<ThanksScene>(scene) && !std::holds_alternative<UnfinishedScene>(scene));
    std::visit([this](const auto& one) { put(one); }, scene);
    if (staysStopped) {
        m_before = m_stack->currentWidget();
        m_stack->setCurrentWidget(m_stopped);
    }
}

void ClientWindow::lay(QWidget* view)
{
    m_stack->setCurrentWidget(view);
}

void ClientWindow::put(const IdleScene&)
{
    m_notice->tell({.icon = QStringLiteral("palm"), .title = kWelcome, .sentence = kWelcomeSentence});
    lay(m_notice);
}

void ClientWindow::put(const LanguageScene&)
{
    lay(m_language);
}

void ClientWindow::put(const ConsentScene& scene)
{
    m_consent->ask(scene);
    lay(m_consent);
}

void ClientWindow::put(const StrokeScene& scene)
{
    m_sign->ask(scene);
    lay(m_sign);
}

void ClientWindow::put(const CodeScene& scene)
{
    m_keypad->askCode(scene);
    lay(m_keypad);
}

void ClientWindow::put(const PinScene& scene)
{
    m_keypad->askPin(scene);
    lay(m_keypad);
}

void ClientWindow::put(const PalmScene& scene)
{
    m_palm->begin(scene);
    lay(m_palm);
    speak(sentenceOf(scene.advice, scene.hand));
}

void ClientWindow::put(const WaitScene& scene)
{
    const Wait& wait = kWaits.at(static_cast<std::size_t>(scene.whatFor));
    m_notice->tell({.icon = QString::fromLatin1(wait.icon),
        .title = wait.title,
        .sentence = wait.sentence,
        .isBusy = wait.isBusy});
    lay(m_notice);
}

void ClientWindow::put(const ThanksScene& scene)
{
    const Thanks& thanks = kThanks.at(static_cast<std::size_t>(scene.what));
    m_notice->tell({.icon = QStringLiteral("check"),
        .colour = Role::Good,
        .title = thanks.title,
        .sentence = thanks.sentence,
        .name = scene.givenName});
    lay(m_notice);
}

void ClientWindow::put(const UnfinishedScene&)
{
    m_notice->tell({.icon = QStringLiteral("person"), .title = kUnfinished, .sentence = kUnfinishedSentence});
    lay(m_notice);
}

void ClientWindow::put(const WithdrawalScene& scene)
{
    m_withdrawal->ask(scene);
    lay(m_withdrawal);
}

void ClientWindow::guide(const HandGuide& guide)
{
    const PalmAdvice before = m_palm->advice();
    m_palm->guide(guide);
    if (guide.advice != before)
        speak(sentenceOf(guide.advice, m_palm->hand()));
}

void ClientWindow::speak(const char* line)
{
    if (m_speaks)
        m_voice.say(m_look.language(), line);
}

void ClientWindow::retell()
{
    setStyleSheet(m_look.sheet());
    m_brand->setText(m_look.in(m_organisation));
    setWindowTitle(m_look.in(m_organisation));
    m_stop->setText(m_look.word(kStop));
    m_help->setText(m_look.word(kHelp));
    m_called->setText(m_look.word(kCalled));
    m_sound->setAccessibleName(m_look.word(kSound));
    for (const core::Language language : core::kLanguages)
        m_tongues.at(static_cast<int>(language))->setChecked(language == m_look.language());
    const int side = m_look.px(28);
    m_header->layout()->setContentsMargins(side, m_look.px(8), side, m_look.px(8));
    m_footer->layout()->setContentsMargins(side, m_look.px(10), side, m_look.px(10));
    m_banner->layout()->setContentsMargins(side, m_look.px(10), side, m_look.px(10));
}

void ClientWindow::resizeEvent(QResizeEvent* event)
{
    m_look.fitTo(size());
    QWidget::resizeEvent(event);
}

// A client's key does not close it.
void ClientWindow::closeEvent(QCloseEvent* event)
{
    event->ignore();
}

} // namespace tirkeu::workstation
