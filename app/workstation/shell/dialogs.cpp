#include "dialogs.h"

#include <QApplication>
#include <QWidget>

namespace tirkeu::workstation {

void closeDialogs()
{
    for (QWidget* top : QApplication::topLevelWidgets()) {
        const bool isAbove = top->windowType() != Qt::Window && top->windowType() != Qt::ToolTip;
        if (isAbove && top->isVisible() && top->isWindow())
            top->close();
    }
}

} // namespace tirkeu::workstation
