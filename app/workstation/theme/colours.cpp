#include "colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tirkeu::workstation {

namespace {
struct Row
{
    Role role;
    const char* name;
    std::array<QRgb, 3> colours; // light, dark, high contrast
};

constexpr std::array kTable{
    Row{Role::Window, "window", {0xfff3f6f7, 0xff12191d, 0xff000000}},
    Row{Role::Surface, "surface", {0xffffffff, 0xff1b252a, 0xff000000}},
    Row{Role::Sunken, "sunken", {0xffe7ecee, 0xff0d1316, 0xff000000}},
    Row{Role::Line, "line", {0xffd3dbdf, 0xff33434b, 0xffffffff}},
    Row{Role::ControlLine, "control-line", {0xff66767f, 0xff8699a2, 0xffffffff}},
    Row{Role::Text, "text", {0xff15222a, 0xffeaf0f2, 0xffffffff}},
    Row{Role::MutedText, "muted", {0xff4a5a64, 0xffaebcc3, 0xffffffff}},
    Row{Role::Accent, "accent", {0xff0b5c63, 0xff5ccbc0, 0xffffe14d}},
    Row{Role::AccentHover, "accent-hover", {0xff084a50, 0xff83ddd4, 0xfffff0a0}},
    Row{Role::AccentText, "accent-text", {0xffffffff, 0xff05201f, 0xff000000}},
    Row{Role::AccentSoft, "accent-soft", {0xffd9eeee, 0xff173b3b, 0xff2b2600}},
    Row{Role::Focus, "focus", {0xff0b66d8, 0xff8fc4ff, 0xff00e5ff}},
    Row{Role::Good, "good", {0xff17623a, 0xff86dba3, 0xff7dff9c}},
    Row{Role::GoodSoft, "good-soft", {0xffdff2e6, 0xff153222, 0xff002b0d}},
    Row{Role::Warning, "warning", {0xff744700, 0xfff3c874, 0xffffe14d}},
    Row{Role::WarningSoft, "warning-soft", {0xfffcefd2, 0xff382b10, 0xff2b2600}},
    Row{Role::Error, "error", {0xff9c1a29, 0xffffa3a3, 0xffff9d9d}},
    Row{Role::ErrorSoft, "error-soft", {0xfffbe3e3, 0xff421b20, 0xff330000}},
    Row{Role::Info, "info", {0xff1b4c86, 0xffa3c9f7, 0xff9fd3ff}},
    Row{Role::InfoSoft, "info-soft", {0xffe1ebf8, 0xff162e49, 0xff001a33}},
};

const Row& row(Role role)
{
    return *std::find_if(kTable.begin(), kTable.end(), [role](const Row& r) { return r.role == role; });
}

double luminance(const QColor& colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}
} // namespace

const QList<Role>& allRoles()
{
    static const QList<Role> roles = [] {
        QList<Role> list;
        for (const Row& r : kTable)
            list.append(r.role);
        return list;
    }();
    return roles;
}

QString roleName(Role role)
{
    return QString::fromLatin1(row(role).name);
}

QColor colour(Scheme scheme, Role role)
{
    return QColor(row(role).colours[static_cast<std::size_t>(scheme)]);
}

const QList<TextPair>& textPairs()
{
    static const QList<TextPair> pairs{
        {Role::Text, Role::Window},
        {Role::Text, Role::Surface},
        {Role::Text, Role::Sunken},
        {Role::Text, Role::AccentSoft},
        {Role::Text, Role::GoodSoft},
        {Role::Text, Role::WarningSoft},
        {Role::Text, Role::ErrorSoft},
        {Role::Text, Role::InfoSoft},
        {Role::MutedText, Role::Window},
        {Role::MutedText, Role::Surface},
        {Role::MutedText, Role::Sunken},
        {Role::MutedText, Role::AccentSoft},
        {Role::AccentText, Role::Accent},
        {Role::AccentText, Role::AccentHover},
        {Role::Accent, Role::Surface},
        {Role::Accent, Role::Window},
        {Role::Accent, Role::AccentSoft},
        {Role::Good, Role::Surface},
        {Role::Good, Role::GoodSoft},
        {Role::Warning, Role::Window},
        {Role::Warning, Role::Surface},
        {Role::Warning, Role::WarningSoft},
        {Role::Error, Role::Surface},
        {Role::Error, Role::ErrorSoft},
        {Role::Info, Role::Surface},
        {Role::Info, Role::InfoSoft},
    };
    return pairs;
}

double contrast(const QColor& one, const QColor& other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace tirkeu::workstation
