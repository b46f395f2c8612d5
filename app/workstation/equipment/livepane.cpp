#include "livepane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr QSize kPicture(320, 240);
constexpr QSize kMostPicture(400, 300); // at any scale, so that the words keep their room
} // namespace

LivePane::LivePane(const Theme& theme)
    : m_theme(theme)
    , m_heading(new QLabel)
    , m_picture(new QLabel)
    , m_sentence(new QLabel)
    , m_stop(new QPushButton)
{
    setProperty("surface", QStringLiteral("card"));
    m_heading->setProperty("text-role", QStringLiteral("heading"));
    m_heading->setWordWrap(true);
    m_sentence->setWordWrap(true);
    m_picture->setObjectName(QStringLiteral("livePicture"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_stop->setObjectName(QStringLiteral("stopButton"));
    auto* row = new QHBoxLayout(this);
    auto* words = new QVBoxLayout;
    words->addWidget(m_heading);
    words->addWidget(m_sentence);
    words->addStretch(1);
    words->addWidget(m_stop, 0, Qt::AlignLeft);
    row->addWidget(m_picture);
    row->addLayout(words, 1);
    connect(m_stop, &QPushButton::clicked, this, &LivePane::stopRequested);
    connect(&theme, &Theme::changed, this, &LivePane::restyle);
    restyle();
}

void LivePane::setTexts(const QString& heading, const QString& stop)
{
    m_heading->setText(heading);
    m_picture->setAccessibleName(heading);
    m_stop->setText(stop);
}

void LivePane::show(const QImage& picture)
{
    m_last = picture;
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap =
        QPixmap::fromImage(picture.scaled(m_picture->size() * ratio, Qt::KeepAspectRatio, Qt::FastTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void LivePane::say(const QString& sentence)
{
    if (m_sentence->text() != sentence)
        m_sentence->setText(sentence);
}

void LivePane::clear()
{
    m_last = {};
    m_picture->clear();
    m_sentence->clear();
}

void LivePane::restyle()
{
    const int side = m_theme.px(18);
    layout()->setContentsMargins(side, side, side, side);
    layout()->setSpacing(side);
    m_picture->setFixedSize(QSize(m_theme.px(kPicture.width()), m_theme.px(kPicture.height())).boundedTo(kMostPicture));
    if (!m_last.isNull())
        show(QImage(m_last));
}

} // namespace tirkeu::workstation
