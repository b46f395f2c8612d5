#pragma once

#include "theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace tirkeu::workstation {

/// Places its children in as many equal columns as fit.
class TileGrid : public QWidget
{
    Q_OBJECT
public:
    TileGrid(const Theme& theme, int logicalColumnWidth, int mostColumns);
    void add(QWidget* child);
    void rearrange(); ///< children were hidden or shown

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void place(int columns);
    [[nodiscard]] int fittingColumns() const;

    const Theme& m_theme;
    int m_columnWidth;
    int m_mostColumns;
    int m_columns = 0;
    QGridLayout* m_grid;
    QList<QWidget*> m_children;
};

} // namespace tirkeu::workstation
