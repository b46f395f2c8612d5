#include "dialogs.h"

#include <QApplication>
#include <QWidget>

namespace tirkeu::workstation {

void closeDialogsAbove(const QWidget& window)
{
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top != &window && top->isVisible() && top->isWindow() && top->windowType() != Qt::ToolTip)
            top->close();
    }
}

} // namespace tirkeu::workstation
