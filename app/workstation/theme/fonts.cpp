#include "fonts.h"

#include <QFontDatabase>
#include <QPainterPath>
#include <QRawFont>

#include <algorithm>

// A static library's resources are left out unless somebody names them; the macro wants no namespace around it.
static void nameResources()
{
    Q_INIT_RESOURCE(tirkeu);
}

namespace tirkeu::workstation {

QStringList fontFiles()
{
    return {QStringLiteral(":/fonts/NotoSans-Regular.ttf"), QStringLiteral(":/fonts/NotoSans-Bold.ttf")};
}

bool fontsAreLoaded()
{
    static const bool areLoaded = [] {
        nameResources();
        bool good = true;
        for (const QString& file : fontFiles())
            good = QFontDatabase::addApplicationFont(file) >= 0 && good;
        return good;
    }();
    return areLoaded;
}

bool drawsEvery(const QByteArray& font, const QString& letters)
{
    constexpr qreal kAnySize = 16;
    const QRawFont raw(font, kAnySize);
    if (!raw.isValid())
        return false;
    // A file that was cut may still know its letters by number and have nothing to draw for them.
    return std::all_of(letters.begin(), letters.end(), [&raw](QChar letter) {
        const QList<quint32> glyphs = raw.glyphIndexesForString(letter);
        return raw.supportsCharacter(letter) && glyphs.size() == 1 && !raw.pathForGlyph(glyphs.first()).isEmpty();
    });
}

} // namespace tirkeu::workstation
