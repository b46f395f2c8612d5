#include <evidence/page.h>

#include "pageblocks.h"
#include "pdfa.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <QBuffer>
#include <QGuiApplication>
#include <QImageReader>
#include <QImageWriter>
#include <QPdfWriter>

#include <algorithm>
#include <array>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kPictureMissing{"evidence.picture-missing"};
constexpr ErrorCode kPictureUnreadable{"evidence.picture-unreadable"};
constexpr ErrorCode kReceivedMissing{"evidence.received-missing"};
constexpr ErrorCode kAttachmentTwice{"evidence.attachment-twice"};
constexpr ErrorCode kDrawing{"evidence.drawing"};
constexpr std::array<qreal, 3> kRowSpaces{92, 68, 46}; // tenths of a point
constexpr int kLongestSide = 420;                      // 200 dots an inch at the size of the strip
constexpr qsizetype kHeaviest = 48'000;                // four of them leave room for everything else in 400 kB

// As QPdfWriter will keep it.
[[nodiscard]] qsizetype weightOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(94);
    return writer.write(image) ? bytes.size() : 0;
}

// A copy fit for the page: small, opaque, of few colours too many for nobody. A poor camera's noise weighs more than
// the face in it, so there the copy gets smaller.
[[nodiscard]] Result<QImage> pageCopy(const Picture& picture)
{
    QByteArray bytes = picture.bytes();
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, picture.mediaType() == u"image/png" ? "png" : "jpeg");
    const QSize size = reader.size();
    constexpr int kMost = 10'000;
    if (!size.isValid() || size.width() > kMost || size.height() > kMost)
        return failure(kPictureUnreadable, ErrorKind::OperatorCanFix, reader.errorString(), {picture.name()});
    if (std::max(size.width(), size.height()) > kLongestSide)
        reader.setScaledSize(size.scaled(kLongestSide, kLongestSide, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    if (image.isNull())
        return failure(kPictureUnreadable, ErrorKind::OperatorCanFix, reader.errorString(), {picture.name()});
    QImage copy = image.convertToFormat(QImage::Format_RGB32);
    while (weightOf(copy) > kHeaviest)
        copy = copy.scaled(copy.size() * 3 / 4, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return copy;
}

using Pages = QList<QList<std::pair<const Block*, qreal>>>;

// What stands on which page, before anything is drawn, so that every page can say how many there are.
[[nodiscard]] Pages pagesOf(const QList<Block>& blocks)
{
    Pages pages(1);
    qreal y = measure::kTop;
    for (const Block& block : blocks) {
        if (y + block.height > measure::kHeight - measure::kBottom && !pages.last().isEmpty()) {
            pages.emplace_back();
            y = measure::kTop;
        }
        pages.last().append({&block, y});
        y += block.height;
    }
    return pages;
}

[[nodiscard]] Result<QByteArray> draw(const PageContent& content, const QMap<QString, QImage>& pictures)
{
    // As airy as it can be without needing another page.
    QList<Block> blocks;
    Pages pages;
    const qsizetype fewest = pagesOf(blocksOf(content, pictures, kRowSpaces.back())).size();
    for (const qreal space : kRowSpaces) {
        blocks = blocksOf(content, pictures, space);
        pages = pagesOf(blocks);
        if (pages.size() == fewest)
            break;
    }

    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setResolution(720);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    if (!painter.isActive())
        return failure(kDrawing, ErrorKind::Bug, QStringLiteral("no painter"));
    for (qsizetype page = 0; page < pages.size(); ++page) {
        if (page > 0)
            writer.newPage();
        for (const auto& [block, top] : pages.at(page))
            block->draw(painter, top);
        drawFooter(painter, content, int(page + 1), int(pages.size()));
    }
    painter.end();
    return pdf;
}
} // namespace

Result<QByteArray> makeDocument(const Record& record, const QList<Attachment>& more)
{
    return makeDocument(record, record.pictures(), record.received() + more);
}

Result<QByteArray> makeDocument(const Record& record, const QList<Picture>& pictures, const QList<Attachment>& more)
{
    QMap<QString, QImage> copies;
    QList<Attachment> attachments{{QString::fromUtf16(kRecordName), QStringLiteral("application/json"),
        AttachmentRelation::Data, record.bytes()}};
    for (const auto& listed : record.pictureDigests()) {
        const auto& file = listed.first;
        const auto& digest = listed.second;
        const auto picture = std::find_if(pictures.begin(), pictures.end(), [&](const Picture& one) {
            return one.name() == file && QString::fromLatin1(core::toHex(core::sha256(one.bytes()))) == digest;
        });
        if (picture == pictures.end())
            return failure(kPictureMissing, ErrorKind::OperatorCanFix, QStringLiteral("or another digest"), {file});
        const auto copy = pageCopy(*picture);
        if (!copy)
            return failure(copy);
        copies.insert(file, *copy);
        attachments.append({file, picture->mediaType(), AttachmentRelation::Source, picture->bytes()});
    }
    for (const NamedFile& named : record.receivedFiles()) {
        const bool isGiven = std::any_of(more.begin(), more.end(), [&named](const Attachment& one) {
            return one.name == named.file && one.mediaType == named.mediaType &&
                   QString::fromLatin1(core::toHex(core::sha256(one.bytes))) == named.sha256;
        });
        if (!isGiven)
            return failure(
                kReceivedMissing, ErrorKind::OperatorCanFix, QStringLiteral("or another digest"), {named.file});
    }
    attachments += more;
    for (qsizetype i = 0; i < attachments.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (attachments.at(i).name == attachments.at(j).name)
                return failure(kAttachmentTwice, ErrorKind::Bug, attachments.at(i).name, {attachments.at(i).name});
        }
    }

    const PageContent content = describe(record);
    const auto page = draw(content, copies);
    if (!page)
        return failure(page);
    const auto made =
        core::fromIsoText(record.json()[QStringLiteral("signer")][QStringLiteral("claimedTime")].toString());
    PdfMetadata metadata{content.title.kk + QStringLiteral(" · ") + content.title.ru, QStringLiteral("kk"),
        content.documentId, made.value_or(core::WallTime{})};
    return toPdfA3(*page, metadata, attachments);
}

} // namespace tirkeu::evidence
