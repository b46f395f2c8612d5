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

/// Nothing where the window system does not tell.
[[nodiscard]] std::optional<KeyboardState> keyboardState();

} // namespace tirkeu::workstation
