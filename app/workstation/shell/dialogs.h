#pragma once

namespace tirkeu::workstation {

/// Whatever stands above a window, a file dialog for instance, belongs to the person who is gone. A window of its own
/// stands beside and stays: the client's screen, or a second workstation's.
void closeDialogs();

} // namespace tirkeu::workstation
