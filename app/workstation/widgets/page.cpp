#include "page.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
// At any scale: what stands above and below takes no room from what is written.
constexpr int kMostAbove = 24;
constexpr int kMostInFooter = 12;
} // namespace

Page::Page(const Theme& theme, Footer footer)
    : m_theme(theme)
{
    m_outer = new QVBoxLayout(this);
    m_outer->setContentsMargins(0, 0, 0, 0);
    m_outer->setSpacing(0);
    m_middle = new QHBoxLayout;
    m_middle->setSpacing(0);

    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    inside->setObjectName(QStringLiteral("pageBody"));
    auto* centre = new QHBoxLayout(inside);
    centre->setContentsMargins(0, 0, 0, 0);
    m_column = new QWidget;
    m_column->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    centre->addWidget(m_column);
    m_body = new QVBoxLayout(m_column);
    m_scroll->setWidget(inside);
    inside->installEventFilter(this);
    m_middle->addWidget(m_scroll, 1);
    m_outer->addLayout(m_middle, 1);

    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setProperty("text-role", QStringLiteral("title"));
    m_title->setWordWrap(true);
    m_title->hide();
    m_body->addWidget(m_title);

    if (footer == Footer::Primary) {
        auto* frame = new QFrame;
        frame->setObjectName(QStringLiteral("pageFooter"));
        m_footer = new QHBoxLayout(frame);
        m_footer->addStretch(1);
        m_primary = new QPushButton;
        m_primary->setObjectName(QStringLiteral("primaryButton"));
        m_primary->setProperty("kind", QStringLiteral("primary"));
        m_footer->addWidget(m_primary);
        m_outer->addWidget(frame);
    }
    connect(&m_theme, &Theme::changed, this, &Page::layOut);
    layOut();
}

QString Page::title() const
{
    return m_title->text();
}

void Page::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Page::setBodyWidth(int logicalPixels)
{
    m_bodyWidth = logicalPixels;
    layOut();
}

QPushButton* Page::addSecondary(const QString& objectName)
{
    auto* button = new QPushButton;
    button->setObjectName(objectName);
    m_footer->insertWidget(m_footer->count() - 2, button);
    return button;
}

void Page::setTop(QWidget* top)
{
    m_outer->insertWidget(0, top);
}

void Page::setSide(QWidget* side)
{
    m_middle->insertWidget(0, side);
}

void Page::enter()
{
    focusFirst();
    scrollToTop();
}

void Page::scrollToTop()
{
    m_scroll->verticalScrollBar()->setValue(0);
}

void Page::bringIntoView(QWidget* widget)
{
    // The layout has to know of the widget before the scroll area can find it.
    QTimer::singleShot(0, this, [this, widget] { m_scroll->ensureWidgetVisible(widget); });
}

void Page::focusFirst()
{
    if (m_primary != nullptr && m_primary->isEnabled())
        m_primary->setFocus();
    else
        focusNextChild();
}

void Page::layOut()
{
    const int side = m_theme.px(24);
    const int above = std::min(m_theme.px(20), kMostAbove);
    m_body->setContentsMargins(side, above, side, above);
    m_body->setSpacing(m_theme.px(12));
    m_column->setMaximumWidth(m_bodyWidth > 0 ? m_theme.px(m_bodyWidth) : QWIDGETSIZE_MAX);
    if (m_footer != nullptr) {
        const int edge = std::min(m_theme.px(10), kMostInFooter);
        m_footer->setContentsMargins(side, edge, side, edge);
        m_footer->setSpacing(m_theme.px(10));
    }
}

// A scroll area knows nothing of texts that grow taller as they get narrower, and would squeeze them instead of
// scrolling.
bool Page::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        auto* inside = static_cast<QWidget*>(watched);
        inside->setMinimumHeight(inside->layout()->totalHeightForWidth(m_scroll->viewport()->width()));
    }
    return QWidget::eventFilter(watched, event);
}

void Page::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Page::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp) {
        QScrollBar* bar = m_scroll->verticalScrollBar();
        bar->triggerAction(
            event->key() == Qt::Key_PageDown ? QScrollBar::SliderPageStepAdd : QScrollBar::SliderPageStepSub);
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QWidget::keyPressEvent(event);
        return;
    }
    // Enter is the page's primary action; a tile or a row that has the focus is itself what Enter means.
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    const bool opensItself =
        button != nullptr && (m_primary == nullptr || button->property("kind") == QStringLiteral("tile"));
    if (opensItself)
        button->click();
    else if (m_primary != nullptr && m_primary->isEnabled())
        m_primary->click();
}

} // namespace tirkeu::workstation
