#include "pdffile.h"

#include <qpdf/Pipeline.hh>

#include <stdexcept>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kUnreadable{"evidence.not-readable"};

// A few bytes can inflate to gigabytes; this stops long before.
class Collector final : public Pipeline
{
public:
    Collector()
        : Pipeline("collector", nullptr)
    {
    }
    void write(unsigned char const* data, std::size_t size) override
    {
        constexpr qsizetype kMost = qsizetype(64) << 20;
        if (bytes.size() + qsizetype(size) > kMost)
            throw std::length_error("stream too long");
        bytes.append(reinterpret_cast<const char*>(data), qsizetype(size));
    }
    void finish() override {}
    QByteArray bytes;
};
} // namespace

Result<PdfFile> PdfFile::open(QByteArrayView pdf)
{
    return guarded(kUnreadable, [&pdf]() -> Result<PdfFile> {
        auto qpdf = std::make_unique<QPDF>();
        qpdf->setSuppressWarnings(true);
        qpdf->setAttemptRecovery(false);
        qpdf->processMemoryFile("document", pdf.data(), static_cast<std::size_t>(pdf.size()));
        if (qpdf->anyWarnings() || qpdf->isEncrypted() || !qpdf->getRoot().isDictionary())
            return failure(
                kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("damaged, encrypted or no catalogue"));
        return PdfFile(std::move(qpdf));
    });
}

QByteArray streamBytes(QPDFObjectHandle stream)
{
    Collector collector;
    if (!stream.pipeStreamData(&collector, 0, qpdf_dl_all, true))
        throw std::runtime_error("stream cannot be decoded");
    return collector.bytes;
}

} // namespace tirkeu::evidence
