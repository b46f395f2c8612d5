#include "pageblocks.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace tirkeu::evidence {

using namespace Qt::StringLiterals;

namespace {
using namespace measure;

constexpr qreal kQr = 760;
constexpr int kLabelSize = 74;
constexpr int kValueSize = 90;

// The languages stand side by side in equal columns.
struct Columns
{
    explicit Columns(const QStringList& given, qreal from = kSide, qreal available = kInner)
        : languages(given)
        , left(from)
        , width((available - kGap * qreal(given.size() - 1)) / qreal(given.size()))
    {
    }
    [[nodiscard]] QRectF box(qsizetype column, qreal top, qreal height = kHeight) const
    {
        return {left + qreal(column) * (width + kGap), top, width, height};
    }
    QStringList languages;
    qreal left;
    qreal width;
};

[[nodiscard]] qreal highest(const Words& text, const QFont& font, const Columns& columns)
{
    qreal height = 0;
    for (const QString& language : columns.languages)
        height = std::max(height, textHeight(text.in(language), font, columns.width));
    return height;
}

void drawAll(
    QPainter& painter, const Words& text, const QFont& font, const QColor& colour, const Columns& columns, qreal top)
{
    for (qsizetype i = 0; i < columns.languages.size(); ++i)
        drawText(painter, columns.box(i, top), text.in(columns.languages.at(i)), font, colour);
}

void drawLine(QPainter& painter, qreal y, qreal left = kSide, qreal right = kWidth - kSide)
{
    painter.setPen(QPen(ink::kLine, 5));
    painter.drawLine(QPointF(left, y), QPointF(right, y));
}

void drawQr(QPainter& painter, const QRectF& box, const QString& text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.toLatin1().constData(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    const qreal cell = box.width() / code->width;
    for (int y = 0; y < code->width; ++y) {
        // Runs of a row are drawn as one, without seams between the cells.
        for (int x = 0; x < code->width;) {
            int end = x;
            while (end < code->width && (code->data[y * code->width + end] & 1) != 0)
                ++end;
            if (end > x)
                painter.drawRect(QRectF(box.left() + x * cell, box.top() + y * cell, (end - x) * cell, cell));
            x = std::max(end, x + 1);
        }
    }
}

[[nodiscard]] Block headBlock(const PageContent& content)
{
    const Columns columns(content.languages, kSide, kInner - kQr - 260);
    const QFont title = pageFont(content.languages.size() > 2 ? 122 : 146, Weight::Bold);
    const QFont small = pageFont(78);
    const qreal organisation = 150;
    const qreal titles = highest(content.title, title, columns);
    const qreal legal = highest(content.legal, small, columns);
    const qreal edition = highest(content.edition, small, columns);
    const qreal height = std::max(organisation + titles + 60 + legal + edition, kQr + 130) + 100;
    return {height, [=](QPainter& painter, qreal top) {
                drawText(painter, {kSide, top, kInner - kQr - 260, 200}, content.provider, pageFont(84), ink::kQuiet);
                qreal y = top + organisation;
                drawAll(painter, content.title, title, ink::kText, columns, y);
                y += titles + 60;
                drawAll(painter, content.legal, small, ink::kQuiet, columns, y);
                drawAll(painter, content.edition, small, ink::kQuiet, columns, y + legal);
                const QRectF qr(kWidth - kSide - kQr, top, kQr, kQr);
                drawQr(painter, qr, u"TIRKEU:1:"_s + content.documentId + u':' + content.recordDigest);
                drawText(painter, {qr.left(), qr.bottom() + 40, kQr, 100}, content.documentId.left(18), pageFont(62),
                    ink::kQuiet);
                drawText(painter, {qr.left(), qr.bottom() + 112, kQr, 100}, content.documentId.mid(18), pageFont(62),
                    ink::kQuiet);
            }};
}

// Words, a shape and a frame whose weight differs: seen across a counter and on a grey copy.
[[nodiscard]] Block resultBlock(const PageContent& content)
{
    constexpr qreal kPad = 100;
    constexpr qreal kShape = 340;
    const Columns columns(content.languages, kSide + kPad + kShape + kPad, kInner - 3 * kPad - kShape);
    const QFont font = pageFont(content.languages.size() > 2 ? 122 : 150, Weight::Bold);
    const qreal words = highest(content.result, font, columns);
    const qreal box = std::max(words, kShape) + 2 * kPad;
    return {box + 110, [=](QPainter& painter, qreal top) {
                const bool failed = content.shape == ResultShape::Failed;
                painter.setPen(QPen(colourOf(content.shape), failed ? 30 : 12));
                painter.setBrush(failed ? QBrush(Qt::white) : QBrush(ink::kBand));
                painter.drawRoundedRect(QRectF(kSide, top, kInner, box), 60, 60);
                drawShape(painter, {kSide + kPad, top + (box - kShape) / 2, kShape, kShape}, content.shape);
                drawAll(painter, content.result, font, ink::kText, columns, top + (box - words) / 2);
            }};
}

[[nodiscard]] Block rowBlock(const PageRow& row, const Columns& columns, qreal space)
{
    const QFont label = pageFont(kLabelSize);
    const QFont value = pageFont(kValueSize);
    const qreal labels = highest(row.label, label, columns);
    const qreal values = highest(row.value, value, columns);
    return {labels + values + space, [=](QPainter& painter, qreal top) {
                drawAll(painter, row.label, label, ink::kQuiet, columns, top);
                drawAll(painter, row.value, value, ink::kText, columns, top + labels + 8);
                drawLine(painter, top + labels + values + space / 2, columns.left,
                    columns.left + columns.width * qreal(columns.languages.size()) +
                        kGap * qreal(columns.languages.size() - 1));
            }};
}

// Up to two rows beside each other, each told once for all languages.
[[nodiscard]] Block pairBlock(
    const QList<PageRow>& pair, const QStringList& languages, qreal left, qreal available, qreal space)
{
    const qreal width = (available - kGap) / 2;
    const QFont label = pageFont(kLabelSize);
    const QFont value = pageFont(kValueSize);
    qreal labels = 0;
    qreal values = 0;
    for (const PageRow& row : pair) {
        labels = std::max(labels, textHeight(sharedLabel(row, languages), label, width));
        values = std::max(values, textHeight(row.value.in(languages.first()), value, width));
    }
    return {
        labels + values + space, [=](QPainter& painter, qreal top) {
            for (qsizetype i = 0; i < pair.size(); ++i) {
                const QRectF box(left + qreal(i) * (width + kGap), top, width, kHeight);
                const QString text = sharedLabel(pair.at(i), languages);
                // A label stands on its value, however high its neighbour's is.
                drawText(painter, box.translated(0, labels - textHeight(text, label, width)), text, label, ink::kQuiet);
                drawText(
                    painter, box.translated(0, labels + 8), pair.at(i).value.in(languages.first()), value, ink::kText);
            }
            drawLine(painter, top + labels + values + space / 2, left, left + available);
        }};
}

// In the order of the record: neighbours that read the same in every language share a line.
[[nodiscard]] QList<Block> rowBlocks(
    const QList<PageRow>& rows, const QStringList& languages, qreal left, qreal available, qreal space)
{
    QList<Block> blocks;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!isShared(rows.at(i), languages)) {
            blocks.append(rowBlock(rows.at(i), Columns(languages, left, available), space));
            continue;
        }
        QList<PageRow> pair{rows.at(i)};
        if (i + 1 < rows.size() && isShared(rows.at(i + 1), languages))
            pair.append(rows.at(++i));
        blocks.append(pairBlock(pair, languages, left, available, space));
    }
    return blocks;
}

[[nodiscard]] Block headingBlock(const Words& text, const Columns& columns)
{
    const QFont font = pageFont(98, Weight::Bold);
    const qreal height = highest(text, font, columns);
    return {height + 170, [=](QPainter& painter, qreal top) {
                drawAll(painter, text, font, ink::kText, columns, top + 90);
            }};
}

// One strip of pictures, four abreast, each with what was asked and what was seen.
[[nodiscard]] Block stripBlock(
    const QList<PagePicture>& strip, const QMap<QString, QImage>& images, const QStringList& languages)
{
    constexpr qsizetype kAbreast = 4;
    const qreal width = (kInner - kGap * (kAbreast - 1)) / kAbreast;
    // As tall as the tallest picture wants, within reason.
    qreal ratio = 0.6;
    for (const PagePicture& picture : strip) {
        const QSizeF size = images.value(picture.file).size();
        if (!size.isEmpty())
            ratio = std::clamp(size.height() / size.width(), ratio, 4.0 / 3.0);
    }
    const qreal height = width * ratio;
    const QFont small = pageFont(76);
    const auto caption = [languages](const Words& text) {
        QStringList lines;
        for (const QString& language : languages)
            lines.append(text.in(language));
        return lines.join(u'\n');
    };
    qreal askedHeight = 0; // the verdicts of a strip stand in one line
    qreal verdicts = 0;
    for (const PagePicture& picture : strip) {
        askedHeight = std::max(askedHeight, textHeight(caption(picture.caption), small, width));
        verdicts = std::max(verdicts, textHeight(caption(picture.verdict), small, width - 170));
    }
    return {height + askedHeight + verdicts + 190, [=](QPainter& painter, qreal top) {
                for (qsizetype i = 0; i < strip.size(); ++i) {
                    const PagePicture& picture = strip.at(i);
                    const QRectF box(kSide + qreal(i) * (width + kGap), top, width, height);
                    const QImage image = images.value(picture.file);
                    const QSizeF fitted = QSizeF(image.size()).scaled(box.size(), Qt::KeepAspectRatio);
                    painter.fillRect(box, ink::kBand);
                    if (!image.isNull())
                        painter.drawImage(
                            QRectF(box.center() - QPointF(fitted.width(), fitted.height()) / 2, fitted), image);
                    painter.setPen(QPen(ink::kLine, 5));
                    painter.setBrush(Qt::NoBrush);
                    painter.drawRect(box);
                    const QString text = caption(picture.caption);
                    qreal y = box.bottom() + 40;
                    drawText(painter, {box.left(), y, width, kHeight}, text, small, ink::kText);
                    y += askedHeight + 30;
                    if (!picture.verdict.kk.isEmpty()) {
                        drawShape(painter, {box.left(), y + 14, 130, 130}, picture.shape);
                        drawText(painter, {box.left() + 170, y, width - 170, kHeight}, caption(picture.verdict), small,
                            ink::kText);
                    }
                }
            }};
}

[[nodiscard]] Block signatureBlock(const PageContent& content, qreal space)
{
    constexpr qreal kPad = 130;
    const Columns columns(content.languages, kSide + kPad, kInner - 2 * kPad);
    QList<Block> inner{headingBlock(content.signerTitle, columns)};
    inner += rowBlocks(content.signerRows, content.languages, columns.left, kInner - 2 * kPad, space);
    qreal height = 0;
    for (const Block& block : inner)
        height += block.height;
    return {height + 160, [=](QPainter& painter, qreal top) {
                painter.setPen(QPen(ink::kText, 8));
                painter.setBrush(Qt::NoBrush);
                painter.drawRoundedRect(QRectF(kSide, top + 60, kInner, height), 50, 50);
                qreal y = top + 60;
                for (const Block& block : inner) {
                    block.draw(painter, y);
                    y += block.height;
                }
                // The frame closes the list; its last rule would only double the line.
                painter.fillRect(QRectF(kSide + kPad - 10, y - space / 2 - 10, kInner - 2 * kPad + 20, 20), Qt::white);
            }};
}

[[nodiscard]] Block together(const Block& upper, const Block& lower)
{
    return {upper.height + lower.height, [upper, lower](QPainter& painter, qreal top) {
                upper.draw(painter, top);
                lower.draw(painter, top + upper.height);
            }};
}

[[nodiscard]] Block verifyBlock(const PageContent& content)
{
    const Columns columns(content.languages);
    const QFont title = pageFont(80, Weight::Bold);
    const QFont text = pageFont(76);
    const qreal titles = highest(content.verifyTitle, title, columns);
    const qreal texts = highest(content.verifyText, text, columns);
    return {titles + texts + 120, [=](QPainter& painter, qreal top) {
                drawAll(painter, content.verifyTitle, title, ink::kText, columns, top + 50);
                drawAll(painter, content.verifyText, text, ink::kQuiet, columns, top + 60 + titles);
            }};
}
} // namespace

QList<Block> blocksOf(const PageContent& content, const QMap<QString, QImage>& pictures, qreal space)
{
    const Columns columns(content.languages);
    QList<Block> blocks{headBlock(content), resultBlock(content)};
    // What was seen stands beside what came out of it; the particulars follow.
    if (!content.pictures.isEmpty()) {
        // A heading stays with the strip below it.
        Block heading = headingBlock(content.picturesTitle, columns);
        for (qsizetype i = 0; i < content.pictures.size(); i += 4) {
            Block strip = stripBlock(content.pictures.mid(i, 4), pictures, content.languages);
            blocks.append(i == 0 ? together(heading, strip) : strip);
        }
    }
    blocks += rowBlocks(content.rows, content.languages, kSide, kInner, space);
    // Whoever reads who signed finds beside it how to check that.
    blocks.append(together(signatureBlock(content, space), verifyBlock(content)));
    return blocks;
}

void drawFooter(QPainter& painter, const PageContent& content, int page, int pages)
{
    const qreal y = kHeight - kBottom + 120;
    const QFont font = pageFont(66);
    drawLine(painter, y - 60);
    drawText(
        painter, {kSide, y, kInner - 900, 100}, content.documentId + u" · record.json SHA-256"_s, font, ink::kQuiet);
    drawText(painter, {kSide, y + 85, kInner - 900, 100}, content.recordDigest, font, ink::kQuiet);
    const QString number = QStringLiteral("%1 / %2").arg(page).arg(pages);
    QTextOption right(Qt::AlignRight);
    painter.setFont(pageFont(80, Weight::Bold));
    painter.setPen(ink::kText);
    painter.drawText(QRectF(kWidth - kSide - 600, y - 10, 600, 120), number, right);
}

} // namespace tirkeu::evidence
