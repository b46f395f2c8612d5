#include "signatures.h"

#include <core/encoding.h>

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kFieldUnreadable{"evidence.signature-unreadable"};
constexpr ErrorCode kRange{"evidence.byte-range"};

[[nodiscard]] Result<FoundSignature> readField(QPDFObjectHandle field, QByteArrayView pdf)
{
    const auto unreadable = [](const char* what) {
        return failure(kFieldUnreadable, ErrorKind::OperatorCanFix, QLatin1StringView(what));
    };
    QPDFObjectHandle value = field.getKey("/V");
    if (!value.isDictionary())
        return unreadable("no value");
    FoundSignature found;
    found.field = QString::fromStdString(field.getKey("/T").getUTF8Value());
    const auto nameOf = [&value](const char* key) {
        QPDFObjectHandle name = value.getKey(key);
        return name.isName() ? name.getName() : std::string();
    };
    const std::string type = nameOf("/Type");
    const std::string filter = nameOf("/SubFilter");
    if (type == "/Sig" && filter == "/ETSI.CAdES.detached")
        found.kind = SignatureKind::Signature;
    else if (type == "/DocTimeStamp" && filter == "/ETSI.RFC3161")
        found.kind = SignatureKind::DocumentTimeStamp;
    else
        return unreadable("another kind of signature");
    if (value.getKey("/Name").isString())
        found.name = QString::fromStdString(value.getKey("/Name").getUTF8Value());
    if (value.getKey("/M").isString())
        found.claimedTime = QString::fromStdString(value.getKey("/M").getUTF8Value());

    QPDFObjectHandle range = value.getKey("/ByteRange");
    if (!range.isArray() || range.getArrayNItems() != 4)
        return unreadable("no byte range");
    qint64 numbers[4];
    for (int i = 0; i < 4; ++i) {
        if (!range.getArrayItem(i).isInteger())
            return unreadable("byte range");
        numbers[i] = range.getArrayItem(i).getIntValue();
    }
    const auto bad = [](const char* what) {
        return failure(kRange, ErrorKind::SecurityStop, QLatin1StringView(what));
    };
    found.contents = numbers[1];
    found.contentsEnd = numbers[2];
    if (numbers[0] != 0 || numbers[1] <= 0 || numbers[2] <= numbers[1] + 2 || numbers[2] > pdf.size() ||
        numbers[3] <= 0 || numbers[3] > pdf.size() - numbers[2])
        return bad("out of the file");
    found.coveredEnd = numbers[2] + numbers[3];
    if (!pdf.first(found.coveredEnd).endsWith("\n%%EOF\n"))
        return bad("not to the end of a revision");
    const QByteArrayView gap = pdf.sliced(found.contents, found.contentsEnd - found.contents);
    if (gap.front() != '<' || gap.back() != '>')
        return bad("gap is not the contents");
    auto der = core::fromHex(gap.sliced(1, gap.size() - 2));
    QPDFObjectHandle contents = value.getKey("/Contents");
    if (!der || !contents.isString() || bytesOf(contents.getStringValue()) != *der)
        return bad("contents are elsewhere");
    found.der = std::move(*der);
    return found;
}
} // namespace

QByteArray FoundSignature::digest(QByteArrayView pdf, core::HashAlgorithm algorithm) const
{
    core::Hasher hasher(algorithm);
    hasher.add(pdf.first(contents));
    hasher.add(pdf.sliced(contentsEnd, coveredEnd - contentsEnd));
    return hasher.digest();
}

Result<QList<FoundSignature>> findSignatures(const PdfFile& file, QByteArrayView pdf)
{
    return guarded(kFieldUnreadable, [&]() -> Result<QList<FoundSignature>> {
        QList<FoundSignature> found;
        QPDFObjectHandle form = file.root().getKey("/AcroForm");
        QPDFObjectHandle fields = form.isDictionary() ? form.getKey("/Fields") : QPDFObjectHandle::newNull();
        constexpr int kMost = 64;
        if (fields.isArray() && fields.getArrayNItems() > kMost)
            return failure(kFieldUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("too many fields"));
        for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i) {
            QPDFObjectHandle field = fields.getArrayItem(i);
            if (!field.isDictionary() || !field.getKey("/FT").isName() || field.getKey("/FT").getName() != "/Sig")
                return failure(kFieldUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("a field of another kind"));
            auto read = readField(field, pdf);
            if (!read)
                return failure(read);
            found.append(std::move(*read));
        }
        std::sort(found.begin(), found.end(),
            [](const FoundSignature& a, const FoundSignature& b) { return a.coveredEnd < b.coveredEnd; });
        return found;
    });
}

} // namespace tirkeu::evidence
