#include "pdfa.h"

#include "pdffile.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <set>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kConversion{"evidence.conversion"};
constexpr ErrorCode kAttachments{"evidence.attachments-unreadable"};

[[nodiscard]] QByteArray relationName(AttachmentRelation relation)
{
    switch (relation) {
    case AttachmentRelation::Data:
        return "/Data";
    case AttachmentRelation::Source:
        return "/Source";
    case AttachmentRelation::Supplement:
        return "/Supplement";
    }
    return "/Unspecified";
}

[[nodiscard]] QByteArray xmpFor(const PdfMetadata& metadata)
{
    const QString time = core::toQDateTime(metadata.made).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
    const QString body = QStringLiteral(
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
        "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
        "   <pdfaid:part>3</pdfaid:part>\n"
        "   <pdfaid:conformance>B</pdfaid:conformance>\n"
        "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>\n"
        "   <dc:language><rdf:Bag><rdf:li>%2</rdf:li></rdf:Bag></dc:language>\n"
        "   <xmp:CreateDate>%3</xmp:CreateDate>\n"
        "   <xmp:ModifyDate>%3</xmp:ModifyDate>\n"
        "   <xmp:CreatorTool>Tirkeu</xmp:CreatorTool>\n"
        "   <xmpMM:DocumentID>uuid:%4</xmpMM:DocumentID>\n"
        "  </rdf:Description>\n"
        " </rdf:RDF>\n"
        "</x:xmpmeta>\n"
        "<?xpacket end=\"r\"?>")
                             .arg(metadata.title.toHtmlEscaped(), metadata.language.toHtmlEscaped(), time,
                                 metadata.documentId.toHtmlEscaped());
    return body.toUtf8();
}

[[nodiscard]] QPDFObjectHandle fileSpecFor(QPDF& qpdf, const Attachment& attachment, const std::string& date)
{
    auto stream = QPDFEFStreamObjectHelper::createEFStream(qpdf, attachment.bytes.toStdString());
    stream.setSubtype(attachment.mediaType.toStdString()).setCreationDate(date).setModDate(date);
    auto spec = QPDFFileSpecObjectHelper::createFileSpec(qpdf, attachment.name.toStdString(), stream);
    QPDFObjectHandle handle = spec.getObjectHandle();
    handle.replaceKey("/AFRelationship", QPDFObjectHandle::newName(relationName(attachment.relation).toStdString()));
    return handle;
}

// A reader takes the one that its system names.
bool isOneFile(QPDFFileSpecObjectHelper& spec)
{
    QPDFObjectHandle files = spec.getEmbeddedFileStreams();
    if (!files.isDictionary())
        return false;
    std::set<QPDFObjGen> streams;
    for (const std::string& system : files.getKeys())
        streams.insert(files.getKey(system).getObjGen());
    return streams.size() == 1;
}
} // namespace

Result<QByteArray> toPdfA3(const QByteArray& pdf, const PdfMetadata& metadata, const QList<Attachment>& attachments)
{
    return guarded(kConversion, [&]() -> Result<QByteArray> {
        QPDF qpdf;
        qpdf.setSuppressWarnings(true);
        qpdf.processMemoryFile("page", pdf.constData(), static_cast<std::size_t>(pdf.size()));
        QPDFObjectHandle root = qpdf.getRoot();

        root.getKey("/Metadata")
            .replaceStreamData(
                xmpFor(metadata).toStdString(), QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
        // What is said about the document stands in the XMP alone, so that nothing can disagree with it.
        qpdf.getTrailer().removeKey("/Info");
        root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(metadata.language.toStdString()));
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        root.replaceKey(
            "/Extensions", QPDFObjectHandle::parse("<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>"));

        const std::string date =
            "D:" + core::toQDateTime(metadata.made).toString(QStringLiteral("yyyyMMddHHmmss")).toStdString() + "Z";
        QPDFEmbeddedFileDocumentHelper files(qpdf);
        QPDFObjectHandle associated = QPDFObjectHandle::newArray();
        for (const Attachment& attachment : attachments) {
            const QPDFObjectHandle spec = fileSpecFor(qpdf, attachment, date);
            files.replaceEmbeddedFile(attachment.name.toStdString(), QPDFFileSpecObjectHelper(spec));
            associated.appendItem(spec);
        }
        root.replaceKey("/AF", associated);

        QPDFWriter writer(qpdf);
        writer.setOutputMemory();
        writer.setMinimumPDFVersion("1.7");
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setNewlineBeforeEndstream(true);
        writer.setDeterministicID(true);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        return QByteArray(
            reinterpret_cast<const char*>(buffer->getBuffer()), static_cast<qsizetype>(buffer->getSize()));
    });
}

Result<QList<Attachment>> readAttachments(const PdfFile& file)
{
    return guarded(kAttachments, [&file]() -> Result<QList<Attachment>> {
        QList<Attachment> found;
        QPDFEmbeddedFileDocumentHelper files(file.qpdf());
        constexpr qsizetype kMost = 256;
        for (const auto& [name, spec] : files.getEmbeddedFiles()) {
            if (found.size() == kMost)
                return failure(kAttachments, ErrorKind::OperatorCanFix, QStringLiteral("too many"));
            Attachment attachment;
            attachment.name = QString::fromStdString(spec->getFilename());
            // Whoever opens it elsewhere is given the same file.
            const auto isNamed = [&](const Attachment& one) {
                return one.name == attachment.name;
            };
            if (std::any_of(found.cbegin(), found.cend(), isNamed) || !isOneFile(*spec))
                return failure(kAttachments, ErrorKind::SecurityStop, QStringLiteral("two files of one name"));
            QPDFObjectHandle stream = spec->getEmbeddedFileStream();
            attachment.mediaType = QString::fromStdString(QPDFEFStreamObjectHelper(stream).getSubtype());
            QPDFObjectHandle relation = spec->getObjectHandle().getKey("/AFRelationship");
            const std::string relationText = relation.isName() ? relation.getName() : std::string();
            attachment.relation = relationText == "/Data"     ? AttachmentRelation::Data
                                  : relationText == "/Source" ? AttachmentRelation::Source
                                                              : AttachmentRelation::Supplement;
            attachment.bytes = streamBytes(stream);
            found.append(attachment);
        }
        if (file.hasWarnings())
            return failure(kAttachments, ErrorKind::OperatorCanFix, QStringLiteral("damaged"));
        return found;
    });
}

} // namespace tirkeu::evidence
