#pragma once

#include <QString>

#include <optional>

namespace tirkeu::workstation {

/// What the keyboard is set to right now, asked of the window system.
struct KeyboardState
{
    QString layout; ///< "Kazakh", "English (US)": as the system names it
    bool capsLock = false;
};

/// Nothing where the window system does not tell: Wayland gives no client the layout's name before a key is pressed,
/// and neither does a screen that is not there. Under Xwayland, which is what Debian's Qt takes without qt6-wayland, it
/// does.
[[nodiscard]] std::optional<KeyboardState> keyboardState();

} // namespace tirkeu::workstation
