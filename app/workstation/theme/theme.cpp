#include "theme.h"

#include "fonts.h"
#include "sheet.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
const QString kFamily = QStringLiteral("Noto Sans");

int pixelSize(TextSize size)
{
    switch (size) {
    case TextSize::Small:
        return 13;
    case TextSize::Body:
        return 15;
    case TextSize::Large:
        return 18;
    case TextSize::Title:
        return 24;
    case TextSize::Display:
        return 32;
    }
    Q_UNREACHABLE();
}
} // namespace

Theme::Theme(QApplication& application)
    : m_application(application)
{
    static_cast<void>(fontsAreLoaded()); // said by the check at the start
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

bool Theme::fontsAreComplete()
{
    const QString letters = QStringLiteral("ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№«»…");
    const QStringList files = fontFiles();
    return fontsAreLoaded() && QFontDatabase::hasFamily(kFamily) &&
           std::all_of(files.begin(), files.end(), [&letters](const QString& name) {
               QFile file(name);
               return file.open(QIODevice::ReadOnly) && drawsEvery(file.readAll(), letters);
           });
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
}

void Theme::setScalePercent(int percent)
{
    const int bounded = std::clamp(percent, 100, 200);
    if (bounded == m_scalePercent)
        return;
    m_scalePercent = bounded;
    apply();
}

QFont Theme::font(TextSize size, QFont::Weight weight) const
{
    QFont font(kFamily);
    font.setPixelSize(px(pixelSize(size)));
    font.setWeight(weight);
    return font;
}

QPixmap Theme::picture(const QString& name, int logicalSize, Role role) const
{
    // A picture made anew has a new name in Qt's own memory of pictures, which keeps the old names as well.
    const qreal ratio = m_application.devicePixelRatio();
    const int side = qRound(px(logicalSize) * ratio);
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(name, colour(role).name()).arg(side).arg(ratio);
    if (const auto drawn = m_drawn.constFind(key); drawn != m_drawn.constEnd())
        return *drawn;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("#000000", colour(role).name().toLatin1());
    QSvgRenderer renderer(drawing);
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    m_drawn.insert(key, pixmap);
    return pixmap;
}

QIcon Theme::icon(const QString& name, Role role) const
{
    return QIcon(picture(name, 24, role));
}

void Theme::apply()
{
    QPalette palette;
    palette.setColor(QPalette::Window, colour(Role::Window));
    palette.setColor(QPalette::WindowText, colour(Role::Text));
    palette.setColor(QPalette::Base, colour(Role::Surface));
    palette.setColor(QPalette::AlternateBase, colour(Role::Sunken));
    palette.setColor(QPalette::Text, colour(Role::Text));
    palette.setColor(QPalette::Button, colour(Role::Surface));
    palette.setColor(QPalette::ButtonText, colour(Role::Text));
    palette.setColor(QPalette::PlaceholderText, colour(Role::MutedText));
    palette.setColor(QPalette::Highlight, colour(Role::Accent));
    palette.setColor(QPalette::HighlightedText, colour(Role::AccentText));
    palette.setColor(QPalette::Link, colour(Role::Accent));
    palette.setColor(QPalette::ToolTipBase, colour(Role::Surface));
    palette.setColor(QPalette::ToolTipText, colour(Role::Text));
    QApplication::setPalette(palette);
    QApplication::setFont(font(TextSize::Body));

    QFile file(QStringLiteral(":/styles/tirkeu.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    m_application.setStyleSheet(
        filledSheet(QString::fromUtf8(file.readAll()), *this, [this](int logical) { return px(logical); }));
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
