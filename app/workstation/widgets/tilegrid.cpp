#include "tilegrid.h"

#include <QGridLayout>

#include <algorithm>

namespace tirkeu::workstation {

TileGrid::TileGrid(const Theme& theme, int logicalColumnWidth, int mostColumns)
    : m_theme(theme)
    , m_columnWidth(logicalColumnWidth)
    , m_mostColumns(mostColumns)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    connect(&m_theme, &Theme::changed, this, [this] { place(fittingColumns()); });
}

void TileGrid::add(QWidget* child)
{
    m_children.append(child);
    place(std::max(1, m_columns));
}

void TileGrid::rearrange()
{
    place(std::max(1, m_columns));
}

int TileGrid::fittingColumns() const
{
    return std::clamp(width() / m_theme.px(m_columnWidth), 1, m_mostColumns);
}

void TileGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (fittingColumns() != m_columns)
        place(fittingColumns());
}

void TileGrid::place(int columns)
{
    for (QWidget* child : m_children)
        m_grid->removeWidget(child);
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    m_grid->setSpacing(m_theme.px(12));
    int at = 0;
    for (QWidget* child : std::as_const(m_children)) {
        // What somebody hid leaves no gap.
        if (child->isHidden() && child->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        m_grid->addWidget(child, at / columns, at % columns);
        ++at;
    }
}

} // namespace tirkeu::workstation
