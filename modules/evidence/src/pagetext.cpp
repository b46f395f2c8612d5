#include "pagetext.h"

#include "contentreader.h"
#include "pagecontent.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kPageUnreadable{"evidence.page-unreadable"};
constexpr ErrorCode kDiffers{"evidence.record-differs"};
constexpr ErrorCode kPictureDiffers{"evidence.picture-differs"};
constexpr ErrorCode kReceivedDiffers{"evidence.received-differs"};

[[nodiscard]] QString fromUtf16Hex(const QByteArray& hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text += QChar(
            char16_t((static_cast<unsigned char>(bytes.at(i)) << 8) | static_cast<unsigned char>(bytes.at(i + 1))));
    return text;
}

// ToUnicode: <code> <text> pairs and <first> <last> <text> or <first> <last> [<text> …] ranges.
[[nodiscard]] Glyphs readMap(const QByteArray& map)
{
    Glyphs glyphs;
    QList<QByteArray> words;
    bool inHex = false;
    QByteArray hex;
    QByteArray mode;
    QByteArray word;
    constexpr int kMost = 0xFFFF;
    const auto flush = [&] {
        if (word == "beginbfchar" || word == "beginbfrange") {
            mode = word;
            words.clear();
        } else if (word.startsWith("endbf")) {
            mode.clear();
        }
        word.clear();
    };
    bool inArray = false;
    QList<QByteArray> array;
    const auto take = [&](const QByteArray& value) {
        if (mode.isEmpty())
            return;
        if (inArray) {
            array.append(value);
            return;
        }
        words.append(value);
        if (mode == "beginbfchar" && words.size() == 2) {
            glyphs.insert(words.at(0).toInt(nullptr, 16), fromUtf16Hex(words.at(1)));
            words.clear();
        } else if (mode == "beginbfrange" && words.size() == 3) {
            const int first = words.at(0).toInt(nullptr, 16);
            const int last = std::min(words.at(1).toInt(nullptr, 16), kMost);
            const int start = words.at(2).toInt(nullptr, 16);
            for (int code = first; code <= last; ++code)
                glyphs.insert(code, QString(QChar(char16_t(start + code - first))));
            words.clear();
        }
    };
    for (const char c : map) {
        if (inHex) {
            if (c == '>') {
                inHex = false;
                take(hex);
            } else {
                hex += c;
            }
        } else if (c == '<') {
            flush();
            inHex = true;
            hex.clear();
        } else if (c == '[') {
            inArray = true;
            array.clear();
        } else if (c == ']') {
            inArray = false;
            const int first = words.value(0).toInt(nullptr, 16);
            for (int i = 0; i < array.size(); ++i)
                glyphs.insert(first + i, fromUtf16Hex(array.at(i)));
            words.clear();
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            flush();
        } else {
            word += c;
        }
    }
    return glyphs;
}

// The streams of one page read as one.
[[nodiscard]] QByteArray contentOf(QPDFObjectHandle page)
{
    QPDFObjectHandle contents = page.getKey("/Contents");
    if (!contents.isArray())
        return streamBytes(contents);
    QByteArray all;
    for (QPDFObjectHandle part : contents.getArrayAsVector())
        all += streamBytes(part) + '\n';
    return all;
}

[[nodiscard]] QString withoutSpace(const QString& text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (!c.isSpace())
            result += c;
    }
    return result;
}
} // namespace

Result<QString> textOfPages(const PdfFile& file)
{
    return guarded(kPageUnreadable, [&file]() -> Result<QString> {
        QString text;
        QHash<int, Glyphs> known; // fonts are shared by the pages
        for (QPDFObjectHandle page : file.qpdf().getAllPages()) {
            FontGlyphs fonts;
            QPDFObjectHandle dictionary = page.getKey("/Resources").getKey("/Font");
            for (const std::string& name : dictionary.isDictionary() ? dictionary.getKeys() : std::set<std::string>()) {
                QPDFObjectHandle font = dictionary.getKey(name);
                const int number = font.getObjectID();
                if (!known.contains(number) && font.getKey("/ToUnicode").isStream())
                    known.insert(number, readMap(streamBytes(font.getKey("/ToUnicode"))));
                fonts.insert(bytesOf(name), known.value(number));
            }
            const auto shown = shownText(contentOf(page), fonts);
            if (!shown)
                return failure(shown);
            text += *shown;
        }
        return withoutSpace(text);
    });
}

Result<> comparePage(const PdfFile& file, const Record& record, const QList<Attachment>& attachments)
{
    const auto text = textOfPages(file);
    if (!text)
        return failure(text);
    const PageContent content = describe(record);
    qsizetype at = 0;
    const auto states = [&](const QString& statement) {
        // A statement's lines stand one below the other, so they follow each other in the text as well.
        const QString wanted = withoutSpace(statement);
        const qsizetype found = text->indexOf(wanted, at);
        if (found < 0)
            return false;
        at = found + wanted.size();
        return true;
    };
    const auto differs = [](const QString& label) {
        return failure(kDiffers, ErrorKind::SecurityStop, label, {label});
    };
    const auto inAll = [&](const Words& words) {
        return std::all_of(content.languages.begin(), content.languages.end(),
            [&](const QString& language) { return states(words.in(language)); });
    };
    if (!inAll(content.title) || !inAll(content.legal) || !inAll(content.edition) || !inAll(content.result))
        return differs(content.title.kk);
    for (const PagePicture& picture : content.pictures) {
        if (!inAll(picture.caption) || !inAll(picture.verdict))
            return differs(picture.caption.kk);
    }
    for (const PageRow& row : content.rows + content.signerRows) {
        const QStringList statements = statementsOf(row, content.languages);
        if (!std::all_of(statements.begin(), statements.end(), states))
            return differs(row.label.kk);
    }
    at = 0;
    if (!states(content.documentId.left(18) + content.documentId.mid(18)) || !states(content.recordDigest))
        return differs(content.documentId);

    const auto attached = [&attachments](const QString& name, const QString& digest) -> const Attachment* {
        const auto found = std::find_if(attachments.begin(), attachments.end(),
            [&name](const Attachment& attachment) { return attachment.name == name; });
        const bool isIt =
            found != attachments.end() && QString::fromLatin1(core::toHex(core::sha256(found->bytes))) == digest;
        return isIt ? &*found : nullptr;
    };
    for (const auto& [name, digest] : record.pictureDigests()) {
        if (!attached(name, digest))
            return failure(kPictureDiffers, ErrorKind::SecurityStop, name, {name});
    }
    for (const NamedFile& received : record.receivedFiles()) {
        const Attachment* one = attached(received.file, received.sha256);
        if (!one || one->mediaType != received.mediaType)
            return failure(kReceivedDiffers, ErrorKind::SecurityStop, received.file, {received.file});
    }
    return {};
}

} // namespace tirkeu::evidence
