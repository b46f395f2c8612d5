#include "consentview.h"

#include "touchbutton.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kNumber = QT_TRANSLATE_NOOP("ClientWords", "Question %1 of %2");
constexpr const char* kFullText = QT_TRANSLATE_NOOP("ClientWords", "Read the full text");
constexpr const char* kShort = QT_TRANSLATE_NOOP("ClientWords", "Close the full text");
constexpr const char* kYes = QT_TRANSLATE_NOOP("ClientWords", "I consent");
constexpr const char* kNo = QT_TRANSLATE_NOOP("ClientWords", "I do not consent");
constexpr const char* kIfRefused = QT_TRANSLATE_NOOP("ClientWords", "If you do not consent: %1");
constexpr const char* kVideo = QT_TRANSLATE_NOOP("ClientWords", "Use a video session instead");
constexpr const char* kVideoToo = QT_TRANSLATE_NOOP("ClientWords", "The check can also be done in a video session.");
constexpr const char* kOperator = QT_TRANSLATE_NOOP("ClientWords", "Who collects the data");
constexpr const char* kBin = QT_TRANSLATE_NOOP("ClientWords", "BIN: %1");
constexpr const char* kWho = QT_TRANSLATE_NOOP("ClientWords", "Whose data");
constexpr const char* kPurpose = QT_TRANSLATE_NOOP("ClientWords", "What for");
constexpr const char* kData = QT_TRANSLATE_NOOP("ClientWords", "Which data");
constexpr const char* kTerm = QT_TRANSLATE_NOOP("ClientWords", "For how long");
constexpr const char* kThirdParties = QT_TRANSLATE_NOOP("ClientWords", "Transfer to third parties");
constexpr const char* kCrossBorder = QT_TRANSLATE_NOOP("ClientWords", "Transfer abroad");
constexpr const char* kPublic = QT_TRANSLATE_NOOP("ClientWords", "Publicly available sources");
constexpr const char* kWithdrawal = QT_TRANSLATE_NOOP("ClientWords", "How to withdraw");
} // namespace

ConsentView::ConsentView(const ClientLook& look, const core::Clock& clock)
    : ClientView(look)
    , m_clock(clock)
    , m_number(label(QStringLiteral("tag")))
    , m_sentence(label(QStringLiteral("question")))
    , m_ifRefused(label(QStringLiteral("lead")))
    , m_video(label(QStringLiteral("small")))
    , m_full(label(QStringLiteral("full"), Qt::AlignLeft | Qt::AlignTop))
    , m_scroll(new QScrollArea)
    , m_more(new TouchButton(look, QStringLiteral("fullTextButton"), QStringLiteral("link")))
    , m_videoButton(new TouchButton(look, QStringLiteral("videoButton"), QStringLiteral("link")))
    , m_yes(new TouchButton(look, QStringLiteral("yesButton"), QStringLiteral("answer")))
    , m_no(new TouchButton(look, QStringLiteral("noButton"), QStringLiteral("answer")))
{
    m_sentence->setObjectName(QStringLiteral("consentSentence"));
    m_full->setObjectName(QStringLiteral("consentFullText"));
    m_full->setTextFormat(Qt::RichText);
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("clientScroll"));
    auto* room = new QVBoxLayout(inside);
    room->setContentsMargins(0, 0, 0, 0);
    room->addWidget(m_full);
    room->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    m_scroll->hide();

    auto* column = new QVBoxLayout(this);
    column->addWidget(m_number);
    column->addStretch(1);
    column->addWidget(m_sentence);
    column->addWidget(m_ifRefused);
    column->addWidget(m_video);
    column->addWidget(m_scroll, 100);
    column->addStretch(1);
    auto* more = new QHBoxLayout;
    more->addStretch(1);
    more->addWidget(m_more);
    more->addWidget(m_videoButton);
    more->addStretch(1);
    column->addLayout(more);
    auto* answers = new QHBoxLayout;
    answers->addWidget(m_no, 1); // the same width and the same weight: neither is the one to press
    answers->addWidget(m_yes, 1);
    column->addLayout(answers);
    connect(m_more, &TouchButton::clicked, this, [this] { showFullText(m_scroll->isHidden()); });
    connect(m_videoButton, &TouchButton::clicked, this, &ConsentView::videoWanted);
    connect(m_yes, &TouchButton::clicked, this, [this] { answer(Given::Yes); });
    connect(m_no, &TouchButton::clicked, this, [this] { answer(Given::No); });
}

void ConsentView::ask(const ConsentScene& scene)
{
    m_scene = scene;
    m_opened = false;
    m_shown = m_clock.monotonic();
    showFullText(false);
    retell();
}

void ConsentView::answer(Given given)
{
    const auto reading = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - m_shown);
    Q_EMIT answered({.kind = m_scene.text.kind,
        .given = given == Given::Yes,
        .language = look().language(),
        .reading = reading,
        .fullTextOpened = m_opened});
}

void ConsentView::showFullText(bool shown)
{
    m_opened = m_opened || shown;
    m_scroll->setVisible(shown);
    m_scroll->verticalScrollBar()->setValue(0);
    m_ifRefused->setVisible(!shown);
    m_video->setVisible(!shown && m_scene.offersVideo);
    m_videoButton->setVisible(!shown && m_scene.offersVideo);
    m_number->setVisible(!shown && m_scene.of > 1);
    m_more->setText(look().word(shown ? kShort : kFullText));
}

QString ConsentView::fullText() const
{
    const criteria::ConsentText& text = m_scene.text;
    QString whole;
    const auto add = [&whole, this](const char* heading, const QString& content) {
        whole += QStringLiteral("<p><b>%1</b><br>%2</p>").arg(look().word(heading).toHtmlEscaped(), content);
    };
    add(kOperator, m_scene.operatorName.toHtmlEscaped() + QStringLiteral(", ") +
                       look().word(kBin).arg(m_scene.operatorBin).toHtmlEscaped());
    add(kWho, m_scene.clientName.toHtmlEscaped());
    add(kPurpose, look().in(text.purpose).toHtmlEscaped());
    add(kData, look().in(text.data).toHtmlEscaped());
    add(kTerm, look().in(text.term).toHtmlEscaped());
    add(kThirdParties, look().in(text.thirdParties).toHtmlEscaped());
    add(kCrossBorder, look().in(text.crossBorder).toHtmlEscaped());
    add(kPublic, look().in(text.publicSources).toHtmlEscaped());
    add(kWithdrawal, look().in(text.withdrawal).toHtmlEscaped());
    return whole;
}

void ConsentView::retell()
{
    if (m_scene.of > 1)
        m_number->setText(look().word(kNumber).arg(m_scene.number).arg(m_scene.of));
    m_sentence->setText(look().in(m_scene.text.sentence));
    m_ifRefused->setText(look().word(kIfRefused).arg(look().in(m_scene.text.ifRefused)));
    m_video->setText(look().word(kVideoToo));
    m_videoButton->setText(look().word(kVideo));
    m_full->setText(fullText());
    m_scroll->setAccessibleName(look().word(kFullText));
    m_more->setText(look().word(m_scroll->isHidden() ? kFullText : kShort));
    m_yes->setText(look().word(kYes));
    m_no->setText(look().word(kNo));
    layout()->setSpacing(look().px(18));
    const int side = look().px(40);
    layout()->setContentsMargins(side, look().px(18), side, look().px(18));
}

} // namespace tirkeu::workstation
