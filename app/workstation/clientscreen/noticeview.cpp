#include "noticeview.h"

#include <QPainter>
#include <QVBoxLayout>

#include <chrono>

namespace tirkeu::workstation {

namespace {
constexpr int kPicture = 150;
constexpr std::chrono::milliseconds kTurn{40};
constexpr int kDegrees = 6;
constexpr int kSixteenths = 16; // of a degree, as QPainter counts
} // namespace

/// The picture of a notice, with an arc that goes round while work goes on.
class NoticeView::Turning final : public QWidget
{
public:
    void set(const QPixmap& picture, const QColor& colour, const QColor& ground, bool isBusy)
    {
        m_picture = picture;
        m_colour = colour;
        m_ground = ground;
        m_isBusy = isBusy;
        update();
    }
    void turn()
    {
        m_degrees = (m_degrees + kDegrees) % 360;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double side = std::min(width(), height());
        const QRectF disc(width() / 2.0 - side / 2, height() / 2.0 - side / 2, side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_ground);
        painter.drawEllipse(disc);
        const QSizeF size = m_picture.deviceIndependentSize();
        painter.drawPixmap(QPointF(width() / 2.0 - size.width() / 2, height() / 2.0 - size.height() / 2), m_picture);
        if (!m_isBusy)
            return;
        const double thick = side / 20;
        painter.setPen(QPen(m_colour, thick, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(disc.adjusted(thick, thick, -thick, -thick), -m_degrees * kSixteenths, 100 * kSixteenths);
    }

private:
    QPixmap m_picture;
    QColor m_colour;
    QColor m_ground;
    bool m_isBusy = false;
    int m_degrees = 0;
};

NoticeView::NoticeView(const ClientLook& look)
    : ClientView(look)
    , m_picture(new Turning)
    , m_title(label(QStringLiteral("title")))
    , m_sentence(label(QStringLiteral("lead")))
{
    m_title->setObjectName(QStringLiteral("noticeTitle"));
    auto* column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addStretch(1);
    m_turn.setInterval(kTurn);
    connect(&m_turn, &QTimer::timeout, this, [this] { m_picture->turn(); });
}

void NoticeView::tell(const Notice& notice)
{
    m_notice = notice;
    retell();
    if (m_notice.isBusy && isVisible())
        m_turn.start();
    else
        m_turn.stop();
}

void NoticeView::retell()
{
    if (m_notice.title == nullptr)
        return;
    const QString title = look().word(m_notice.title);
    m_title->setText(m_notice.name.isEmpty() ? title : title.arg(m_notice.name));
    m_sentence->setText(m_notice.sentence == nullptr ? QString() : look().word(m_notice.sentence));
    const Theme& theme = look().theme();
    const Role ground = m_notice.colour == Role::Good ? Role::GoodSoft : Role::AccentSoft;
    m_picture->setFixedSize(look().px(kPicture), look().px(kPicture));
    m_picture->set(look().picture(m_notice.icon, kPicture / 2, m_notice.colour), theme.colour(m_notice.colour),
        theme.colour(ground), m_notice.isBusy);
    layout()->setSpacing(look().px(22));
    const int side = look().px(60);
    layout()->setContentsMargins(side, 0, side, 0);
}

void NoticeView::showEvent(QShowEvent* event)
{
    if (m_notice.isBusy)
        m_turn.start();
    ClientView::showEvent(event);
}

void NoticeView::hideEvent(QHideEvent* event)
{
    m_turn.stop();
    ClientView::hideEvent(event);
}

} // namespace tirkeu::workstation
