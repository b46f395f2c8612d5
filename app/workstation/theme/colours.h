#pragma once

#include <QColor>
#include <QList>
#include <QString>

namespace tirkeu::workstation {

enum class Scheme { Light, Dark, HighContrast };

/// What a colour is for. Widgets ask for a role, never for a colour.
enum class Role {
    Window,
    Surface,
    Sunken,
    Line,
    ControlLine,
    Text,
    MutedText,
    Accent,
    AccentHover,
    AccentText,
    AccentSoft,
    Focus,
    Good,
    GoodSoft,
    Warning,
    WarningSoft,
    Error,
    ErrorSoft,
    Info,
    InfoSoft,
};

[[nodiscard]] const QList<Role>& allRoles();
[[nodiscard]] QString roleName(Role role); ///< as the style sheet spells it
[[nodiscard]] QColor colour(Scheme scheme, Role role);

/// The pairs in which text stands on a ground; every one keeps 4.5:1 in every scheme, which a test measures.
struct TextPair
{
    Role text;
    Role ground;
};
[[nodiscard]] const QList<TextPair>& textPairs();
[[nodiscard]] double contrast(const QColor& one, const QColor& other); ///< as WCAG 2 defines it

} // namespace tirkeu::workstation
