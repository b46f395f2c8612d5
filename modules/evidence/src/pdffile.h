#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

#include <qpdf/QPDF.hh>

namespace tirkeu::evidence {

/// A PDF opened for reading, strictly: what qpdf would have to repair, or warns about, is refused. The bytes outlive
/// it.
class PdfFile
{
public:
    [[nodiscard]] static Result<PdfFile> open(QByteArrayView pdf);

    [[nodiscard]] QPDF& qpdf() const { return *m_qpdf; }
    [[nodiscard]] QPDFObjectHandle root() const { return m_qpdf->getRoot(); }
    /// Whether something was wrong with what has been looked at so far.
    [[nodiscard]] bool hasWarnings() const { return m_qpdf->anyWarnings(); }

private:
    explicit PdfFile(std::unique_ptr<QPDF> qpdf)
        : m_qpdf(std::move(qpdf))
    {
    }
    std::unique_ptr<QPDF> m_qpdf;
};

/// Runs what may throw inside qpdf; its exceptions end here.
template<typename Function>
[[nodiscard]] auto guarded(ErrorCode code, Function function) -> decltype(function())
{
    try {
        return function();
    } catch (const std::exception& trouble) {
        return failure(code, ErrorKind::OperatorCanFix, QString::fromUtf8(trouble.what()).left(200));
    }
}

[[nodiscard]] inline QByteArray bytesOf(const std::string& text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}
[[nodiscard]] QByteArray streamBytes(QPDFObjectHandle stream);

} // namespace tirkeu::evidence
