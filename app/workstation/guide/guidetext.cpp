#include "guidetext.h"

#include <QBuffer>
#include <QFile>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace tirkeu::workstation {

namespace {
constexpr int kResolution = 300;
constexpr double kInch = 25.4;
constexpr double kSide = 16; // millimetres
constexpr double kTop = 14;
constexpr double kIndent = 5;

QStringList linesOf(const QString& name, core::Language language)
{
    QFile file(QStringLiteral(":/guide/%1.%2.txt").arg(name, core::languageCode(language)));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

double dots(double millimetres)
{
    return millimetres / kInch * kResolution;
}

struct Manner
{
    int pixels; ///< of the letters, at kResolution
    QFont::Weight weight;
    double before; ///< millimetres
    double indent;
};

Manner mannerOf(GuideBlock::Kind kind)
{
    switch (kind) {
    case GuideBlock::Kind::Title:
        return {75, QFont::Bold, 0, 0};
    case GuideBlock::Kind::Heading:
        return {50, QFont::Bold, 4, 0};
    case GuideBlock::Kind::Point:
        return {43, QFont::Normal, 1.4, kIndent};
    case GuideBlock::Kind::Plain:
    case GuideBlock::Kind::NewPage:
        break;
    }
    return {43, QFont::Normal, 1.4, 0};
}
} // namespace

QList<GuideBlock> guideBlocks(core::Language language)
{
    QList<GuideBlock> blocks;
    for (const QString& line : linesOf(QStringLiteral("guide"), language)) {
        using Kind = GuideBlock::Kind;
        const bool numbered = line.size() > 3 && line.front().isDigit() && line.at(1) == u'.';
        if (line == u"---")
            blocks.append({Kind::NewPage});
        else if (line.startsWith(u"## "))
            blocks.append({Kind::Heading, line.mid(3)});
        else if (line.startsWith(u"# "))
            blocks.append({Kind::Title, line.mid(2)});
        else if (line.startsWith(u"- "))
            blocks.append({Kind::Point, QStringLiteral("•  ") + line.mid(2)});
        else
            blocks.append({numbered ? Kind::Point : Kind::Plain, line});
    }
    return blocks;
}

QByteArray guidePdf(core::Language language)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    const double width = dots(QPageSize::size(QPageSize::A4, QPageSize::Millimeter).width() - 2 * kSide);
    double top = dots(kTop);
    for (const GuideBlock& block : guideBlocks(language)) {
        if (block.kind == GuideBlock::Kind::NewPage) {
            writer.newPage();
            top = dots(kTop);
            continue;
        }
        const Manner manner = mannerOf(block.kind);
        QFont font(QStringLiteral("Noto Sans"));
        font.setPixelSize(manner.pixels);
        font.setWeight(manner.weight);
        painter.setFont(font);
        top += dots(manner.before);
        const QRectF room(dots(kSide + manner.indent), top, width - dots(manner.indent), dots(300));
        QRectF used;
        painter.drawText(room, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, block.text, &used);
        top += used.height();
    }
    painter.end();
    return pdf;
}

QList<ClientAnswer> clientAnswers(core::Language language)
{
    QList<ClientAnswer> answers;
    for (const QString& line : linesOf(QStringLiteral("answers"), language)) {
        if (line.startsWith(u"? "))
            answers.append({line.mid(2), {}});
        else if (!answers.isEmpty())
            answers.last().answer += line;
    }
    return answers;
}

} // namespace tirkeu::workstation
