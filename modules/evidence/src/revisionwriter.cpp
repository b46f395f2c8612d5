#include "revisionwriter.h"

#include "revisions.h"

#include <core/encoding.h>

#include <algorithm>
#include <string>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kWriting{"evidence.writing"};
constexpr ErrorCode kNoRoom{"evidence.signature-too-long"};
constexpr ErrorCode kStoreUnreadable{"evidence.store-unreadable"};

[[nodiscard]] QByteArray reference(int number)
{
    return QByteArray::number(number) + " 0 R";
}

// qpdf takes a reference to nothing for nothing, so the object has to stand for something.
[[nodiscard]] QPDFObjectHandle handleOf(const RevisionWriter& writer, int number)
{
    writer.file().qpdf().replaceObject(number, 0, QPDFObjectHandle::newDictionary());
    return writer.file().qpdf().getObject(number, 0);
}

// A PDF text string as UTF-16BE in hex, which needs no escapes.
[[nodiscard]] QByteArray pdfText(const QString& value)
{
    QByteArray hex = "feff";
    for (const QChar unit : value)
        hex += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    return '<' + hex + '>';
}

[[nodiscard]] QByteArray pdfDate(core::WallTime time)
{
    return "(D:" + core::toQDateTime(time).toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z)";
}
} // namespace

Result<RevisionWriter> RevisionWriter::on(const QByteArray& pdf)
{
    const auto revisions = splitRevisions(pdf);
    if (!revisions)
        return failure(revisions);
    auto file = PdfFile::open(pdf);
    if (!file)
        return failure(file);
    return guarded(kWriting, [&]() -> Result<RevisionWriter> {
        RevisionWriter writer(pdf, std::move(*file));
        writer.m_nextNumber = int(writer.m_file.qpdf().getTrailer().getKey("/Size").getIntValueAsInt());
        writer.m_previousTable = revisions->last().xref;
        return writer;
    });
}

void RevisionWriter::put(int number, QByteArray body)
{
    m_objects.insert(number, body);
}

int RevisionWriter::putNew(QByteArray body)
{
    const int number = reserve();
    put(number, std::move(body));
    return number;
}

int RevisionWriter::putStream(QByteArrayView data)
{
    return putNew(
        "<< /Length " + QByteArray::number(data.size()) + " >>\nstream\n" + data.toByteArray() + "\nendstream");
}

void RevisionWriter::putChanged(const QPDFObjectHandle& object)
{
    QPDFObjectHandle copy = object;
    put(copy.getObjectID(), bytesOf(copy.unparseResolved()));
}

Result<QByteArray> RevisionWriter::finish() const
{
    return guarded(kWriting, [this]() -> Result<QByteArray> {
        QByteArray pdf = m_pdf;
        pdf.reserve(pdf.size() + 64 * 1024);
        QMap<int, qsizetype> offsets;
        for (auto it = m_objects.constBegin(); it != m_objects.constEnd(); ++it) {
            offsets.insert(it.key(), pdf.size());
            pdf += QByteArray::number(it.key()) + " 0 obj\n" + it.value() + "\nendobj\n";
        }
        const qsizetype table = pdf.size();
        pdf += "xref\n";
        for (auto it = offsets.constBegin(); it != offsets.constEnd();) {
            auto last = it;
            int count = 0;
            while (last != offsets.constEnd() && last.key() == it.key() + count) {
                ++last;
                ++count;
            }
            pdf += QByteArray::number(it.key()) + ' ' + QByteArray::number(count) + '\n';
            for (; it != last; ++it)
                pdf += QByteArray::number(it.value()).rightJustified(10, '0') + " 00000 n \n";
        }
        QPDFObjectHandle trailer = m_file.qpdf().getTrailer();
        const QByteArray firstId = bytesOf(trailer.getKey("/ID").getArrayItem(0).getStringValue());
        const QByteArray newId = core::sha256(pdf).left(16);
        pdf += "trailer\n<< /Size " + QByteArray::number(m_nextNumber) + " /Root " +
               bytesOf(trailer.getKey("/Root").unparse()) + " /Prev " + QByteArray::number(m_previousTable) +
               " /ID [ <" + core::toHex(firstId) + "> <" + core::toHex(newId) + "> ] >>\nstartxref\n" +
               QByteArray::number(table) + "\n%%EOF\n";
        return pdf;
    });
}

QByteArray PreparedSignature::digest(core::HashAlgorithm algorithm) const
{
    core::Hasher hasher(algorithm);
    hasher.add(QByteArrayView(pdf).first(contents));
    hasher.add(QByteArrayView(pdf).sliced(contentsEnd));
    return hasher.digest();
}

Result<QByteArray> PreparedSignature::fill(const QByteArray& der) const
{
    const qsizetype room = contentsEnd - contents - 2;
    const QByteArray hex = core::toHex(der);
    if (hex.size() > room)
        return failure(kNoRoom, ErrorKind::Bug, QStringLiteral("%1 of %2").arg(hex.size()).arg(room));
    QByteArray filled = pdf;
    filled.replace(contents + 1, hex.size(), hex);
    return filled;
}

namespace {
// The form of the document with one field more; direct in the catalogue or an object of its own.
void addField(RevisionWriter& writer, int field)
{
    QPDFObjectHandle root = writer.file().root();
    QPDFObjectHandle form = root.getKey("/AcroForm");
    if (!form.isDictionary()) {
        form = QPDFObjectHandle::parse("<< /Fields [ ] /SigFlags 3 >>");
        root.replaceKey("/AcroForm", form);
    }
    QPDFObjectHandle fields = form.getKey("/Fields");
    fields.appendItem(handleOf(writer, field));
    if (form.isIndirect())
        writer.putChanged(form);
    else
        writer.putChanged(root);
}

void addWidget(RevisionWriter& writer, QPDFObjectHandle page, int field)
{
    QPDFObjectHandle annotations = page.getKey("/Annots");
    if (!annotations.isArray()) {
        annotations = QPDFObjectHandle::newArray();
        page.replaceKey("/Annots", annotations);
    }
    annotations.appendItem(handleOf(writer, field));
    writer.putChanged(annotations.isIndirect() ? annotations : page);
}
} // namespace

Result<PreparedSignature> prepareSignature(const QByteArray& pdf, const SignatureField& field)
{
    auto writer = RevisionWriter::on(pdf);
    if (!writer)
        return failure(writer);
    return guarded(kWriting, [&]() -> Result<PreparedSignature> {
        QPDFObjectHandle page = writer->file().qpdf().getAllPages().at(0);
        const bool stamp = field.kind == SignatureKind::DocumentTimeStamp;
        const int value = writer->reserve();
        const int widget = writer->reserve();
        const QByteArray range = "/ByteRange [0 0000000000 0000000000 0000000000]";
        QByteArray dictionary = stamp ? "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161"
                                      : "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M " +
                                            pdfDate(field.time) + " /Name " + pdfText(field.name);
        dictionary += '\n' + range + "\n/Contents <" + QByteArray(2 * field.contentsBytes, '0') + "> >>";
        writer->put(value, dictionary);
        writer->put(widget, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [ 0 0 0 0 ] /T (" +
                                QByteArray(stamp ? "TimeStamp" : "Signature") + QByteArray::number(value) + ") /V " +
                                reference(value) + " /P " + reference(page.getObjectID()) + " >>");
        addField(*writer, widget);
        addWidget(*writer, page, widget);
        auto written = writer->finish();
        if (!written)
            return failure(written);

        PreparedSignature prepared{std::move(*written)};
        const qsizetype rangeAt = prepared.pdf.indexOf(range, pdf.size());
        prepared.contents = prepared.pdf.indexOf("/Contents <", rangeAt) + 10;
        prepared.contentsEnd = prepared.contents + 2 + 2 * field.contentsBytes;
        QByteArray real = "/ByteRange [0 " + QByteArray::number(prepared.contents) + ' ' +
                          QByteArray::number(prepared.contentsEnd) + ' ' +
                          QByteArray::number(prepared.pdf.size() - prepared.contentsEnd) + ']';
        prepared.pdf.replace(rangeAt, range.size(), real.leftJustified(range.size(), ' '));
        return prepared;
    });
}

void SecurityStore::add(const SecurityStore& other)
{
    const auto merge = [](QList<QByteArray>& mine, const QList<QByteArray>& theirs) {
        for (const QByteArray& item : theirs) {
            if (!item.isEmpty() && !mine.contains(item))
                mine.append(item);
        }
    };
    merge(certificates, other.certificates);
    merge(ocspResponses, other.ocspResponses);
    merge(crls, other.crls);
}

Result<SecurityStore> readSecurityStore(const PdfFile& file)
{
    return guarded(kStoreUnreadable, [&file]() -> Result<SecurityStore> {
        SecurityStore store;
        QPDFObjectHandle dss = file.root().getKey("/DSS");
        if (!dss.isDictionary())
            return store;
        const auto read = [&dss](const char* key, QList<QByteArray>& into) {
            QPDFObjectHandle list = dss.getKey(key);
            constexpr int kMost = 256;
            for (int i = 0; list.isArray() && i < std::min(list.getArrayNItems(), kMost); ++i)
                into.append(streamBytes(list.getArrayItem(i)));
        };
        read("/Certs", store.certificates);
        read("/OCSPs", store.ocspResponses);
        read("/CRLs", store.crls);
        return store;
    });
}

Result<QByteArray> appendSecurityStore(const QByteArray& pdf, const SecurityStore& store)
{
    auto writer = RevisionWriter::on(pdf);
    if (!writer)
        return failure(writer);
    const auto there = readSecurityStore(writer->file());
    if (!there)
        return failure(there);
    return guarded(kWriting, [&]() -> Result<QByteArray> {
        QPDFObjectHandle root = writer->file().root();
        QPDFObjectHandle old = root.getKey("/DSS");
        bool grown = false;
        QByteArray dss = "<< /Type /DSS";
        const auto list = [&](const char* key, const QList<QByteArray>& before, const QList<QByteArray>& now) {
            QByteArray items;
            for (int i = 0; i < before.size(); ++i)
                items += ' ' + bytesOf(old.getKey(key).getArrayItem(i).unparse());
            for (const QByteArray& item : now) {
                if (before.contains(item) || item.isEmpty())
                    continue;
                items += ' ' + reference(writer->putStream(item));
                grown = true;
            }
            if (!items.isEmpty())
                dss += ' ' + QByteArray(key) + " [" + items + " ]";
        };
        list("/Certs", there->certificates, store.certificates);
        list("/OCSPs", there->ocspResponses, store.ocspResponses);
        list("/CRLs", there->crls, store.crls);
        if (!grown)
            return pdf;
        const int number = writer->putNew(dss + " >>");
        root.replaceKey("/DSS", handleOf(*writer, number));
        writer->putChanged(root);
        return writer->finish();
    });
}

} // namespace tirkeu::evidence
