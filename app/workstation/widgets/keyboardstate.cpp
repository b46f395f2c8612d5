#include "keyboardstate.h"

#include <QGuiApplication>

#ifdef Q_OS_WIN
#    include <windows.h>
#elif defined(TIRKEU_WITH_XKB)
#    include <xkbcommon/xkbcommon-x11.h>

#    include <memory>
#endif

namespace tirkeu::workstation {

#if defined(TIRKEU_WITH_XKB) && !defined(Q_OS_WIN)
namespace {
template<typename T, void (*letGo)(T*)>
struct LetGo
{
    void operator()(T* it) const { letGo(it); }
};
using Context = std::unique_ptr<xkb_context, LetGo<xkb_context, xkb_context_unref>>;
using Keymap = std::unique_ptr<xkb_keymap, LetGo<xkb_keymap, xkb_keymap_unref>>;
using State = std::unique_ptr<xkb_state, LetGo<xkb_state, xkb_state_unref>>;
} // namespace

std::optional<KeyboardState> keyboardState()
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (x11 == nullptr || x11->connection() == nullptr)
        return std::nullopt;
    xcb_connection_t* connection = x11->connection();
    const std::int32_t device = xkb_x11_get_core_keyboard_device_id(connection);
    const Context context(xkb_context_new(XKB_CONTEXT_NO_FLAGS));
    if (device < 0 || !context)
        return std::nullopt;
    const Keymap keymap(xkb_x11_keymap_new_from_device(context.get(), connection, device, XKB_KEYMAP_COMPILE_NO_FLAGS));
    if (!keymap)
        return std::nullopt;
    const State state(xkb_x11_state_new_from_device(keymap.get(), connection, device));
    if (!state)
        return std::nullopt;
    const xkb_layout_index_t layout = xkb_state_serialize_layout(state.get(), XKB_STATE_LAYOUT_EFFECTIVE);
    return KeyboardState{QString::fromUtf8(xkb_keymap_layout_get_name(keymap.get(), layout)),
        xkb_state_mod_name_is_active(state.get(), XKB_MOD_NAME_CAPS, XKB_STATE_MODS_LOCKED) > 0};
}
#elif defined(Q_OS_WIN)
std::optional<KeyboardState> keyboardState()
{
    wchar_t name[LOCALE_NAME_MAX_LENGTH] = {};
    LCIDToLocaleName(MAKELCID(LOWORD(GetKeyboardLayout(0)), SORT_DEFAULT), name, LOCALE_NAME_MAX_LENGTH, 0);
    return KeyboardState{QString::fromWCharArray(name), (GetKeyState(VK_CAPITAL) & 1) != 0};
}
#else
std::optional<KeyboardState> keyboardState()
{
    return std::nullopt;
}
#endif

} // namespace tirkeu::workstation
