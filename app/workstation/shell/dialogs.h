#pragma once

class QWidget;

namespace tirkeu::workstation {

/// Whatever stands above the window, a file dialog for instance, belongs to the person who is gone.
void closeDialogsAbove(const QWidget& window);

} // namespace tirkeu::workstation
