#include "carestrip.h"

#include "carewords.h"
#include "theme/language.h"
#include "widgets/flowlayout.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr QSize kPicture(240, 180);
constexpr QSize kMostPicture(320, 240); // at any scale, so that the words keep their room
} // namespace

CareStrip::CareStrip(const Theme& theme, const LanguageSwitch& language, DeviceSource& source, ShellController& shell)
    : m_theme(theme)
    , m_language(language)
    , m_care(source, shell)
    , m_icon(new QLabel)
    , m_sentence(new QLabel)
    , m_where(new QLabel)
    , m_picture(new QLabel)
    , m_busy(new QProgressBar)
    , m_again(new QPushButton)
    , m_clean(new QPushButton)
    , m_later(new QPushButton)
{
    setObjectName(QStringLiteral("careStrip"));
    m_sentence->setObjectName(QStringLiteral("careSentence"));
    m_where->setObjectName(QStringLiteral("careWhere"));
    m_picture->setObjectName(QStringLiteral("carePicture"));
    m_again->setObjectName(QStringLiteral("careAgain"));
    m_clean->setObjectName(QStringLiteral("careClean"));
    m_later->setObjectName(QStringLiteral("careLater"));
    for (QLabel* label : {m_sentence, m_where}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    auto* row = new QHBoxLayout(this);
    auto* words = new QVBoxLayout;
    auto* actions = new FlowLayout;
    words->addWidget(m_sentence);
    words->addWidget(m_where);
    words->addWidget(m_busy);
    words->addLayout(actions);
    words->addStretch(1);
    for (QPushButton* button : {m_again, m_clean, m_later})
        actions->addWidget(button);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    connect(m_again, &QPushButton::clicked, this, [this] { m_care.ask(CareAsk::Look); });
    connect(m_clean, &QPushButton::clicked, this, [this] { m_care.ask(CareAsk::TakeAsClean); });
    connect(m_later, &QPushButton::clicked, &m_care, &DayCare::putOff);
    connect(&m_care, &DayCare::changed, this, &CareStrip::tell);
    connect(&theme, &Theme::changed, this, &CareStrip::restyle);
    tell();
}

void CareStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        tell();
    QFrame::changeEvent(event);
}

void CareStrip::tell()
{
    const DayCare::Phase phase = m_care.phase();
    const bool isFound = phase == DayCare::Phase::Found;
    const CareState state = m_care.shown().state;
    const bool isDirty = isFound && !m_care.error() && state == CareState::Dirty;
    const bool isNew = isFound && !m_care.error() && state == CareState::NeverShownClean;
    if (m_care.error())
        m_sentence->setText(m_language.sentence(*m_care.error()));
    else
        m_sentence->setText(isFound ? CareWords::found(m_care.kind(), state) : CareWords::looking(m_care.kind()));
    setAccessibleName(m_sentence->text());
    const bool isSupervisors = isDirty && m_care.shown().needsSupervisor;
    m_where->setText(isSupervisors ? CareWords::supervisorNeeded() : CareWords::wipe());
    m_picture->setAccessibleName(CareWords::wipe());
    m_again->setText(CareWords::lookAgain());
    m_clean->setText(CareWords::cleanNow());
    m_later->setText(CareWords::later());
    m_where->setVisible(isSupervisors || (isDirty && !m_care.shown().marked.isNull()));
    m_picture->setVisible(isDirty && !m_care.shown().marked.isNull());
    m_busy->setVisible(phase == DayCare::Phase::Looking);
    m_again->setVisible(isFound && !isNew);
    m_clean->setVisible(isDirty || isNew);
    restyle();
    const bool wasShown = !isHidden();
    setVisible(phase != DayCare::Phase::Nothing);
    if (isFound || (phase == DayCare::Phase::Looking && !wasShown)) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void CareStrip::restyle()
{
    const bool isFound = m_care.phase() == DayCare::Phase::Found;
    const bool isNew = isFound && !m_care.error() && m_care.shown().state == CareState::NeverShownClean;
    const bool isWarning = isFound && !isNew;
    setProperty("surface", isWarning ? QStringLiteral("warning") : QStringLiteral("info"));
    style()->unpolish(this);
    style()->polish(this);
    m_icon->setPixmap(m_theme.picture(
        isWarning ? QStringLiteral("warning") : QStringLiteral("info"), 22, isWarning ? Role::Warning : Role::Info));
    layout()->setContentsMargins(m_theme.px(12), m_theme.px(12), m_theme.px(12), m_theme.px(12));
    layout()->setSpacing(m_theme.px(10));
    m_busy->setFixedHeight(m_theme.px(6));
    const QSize room = QSize(m_theme.px(kPicture.width()), m_theme.px(kPicture.height())).boundedTo(kMostPicture);
    m_picture->setFixedSize(room);
    if (m_care.shown().marked.isNull())
        return m_picture->clear();
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap =
        QPixmap::fromImage(m_care.shown().marked.scaled(room * ratio, Qt::KeepAspectRatio, Qt::FastTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

} // namespace tirkeu::workstation
