#include "clientlook.h"

#include "theme/sheet.h"

#include <QFile>
#include <QPointingDevice>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr QSize kDrawnFor(1280, 800); // a display of ten inches
constexpr double kLeastUnit = 0.7;
} // namespace

ClientLook::ClientLook(const Theme& theme, ClientInput input)
    : m_theme(theme)
    , m_input(input)
{
    connect(&theme, &Theme::changed, this, &ClientLook::changed);
}

void ClientLook::fitTo(QSize window)
{
    const double unit = std::max(
        kLeastUnit, std::min(double(window.width()) / kDrawnFor.width(), double(window.height()) / kDrawnFor.height()));
    if (qFuzzyCompare(unit, m_unit))
        return;
    m_unit = unit;
    Q_EMIT changed();
}

QString ClientLook::sheet() const
{
    QFile file(QStringLiteral(":/styles/client.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    return filledSheet(QString::fromUtf8(file.readAll()), m_theme, [this](int logical) { return px(logical); });
}

QPixmap ClientLook::picture(const QString& icon, int logicalSize, Role role) const
{
    return m_theme.picture(icon, px(logicalSize) * 100 / m_theme.scalePercent(), role);
}

void ClientLook::setLanguage(core::Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    Q_EMIT changed();
}

bool ClientLook::isFingerOrPen(const QPointerEvent& event)
{
    const QInputDevice::DeviceType type = event.device()->type();
    return type == QInputDevice::DeviceType::TouchScreen || type == QInputDevice::DeviceType::Stylus;
}

bool ClientLook::isClients(const QPointerEvent& event) const
{
    return m_input == ClientInput::AlsoMouse || isFingerOrPen(event);
}

} // namespace tirkeu::workstation
