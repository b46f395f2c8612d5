#pragma once

#include "pdffile.h"
#include "revisionwriter.h"

namespace tirkeu::evidence {

/// A signature or document time stamp as it stands in the file, its bytes not yet judged.
struct FoundSignature
{
    SignatureKind kind = SignatureKind::Signature;
    QString field;
    QString name;
    QString claimedTime; ///< /M as written
    qsizetype contents = 0;
    qsizetype contentsEnd = 0;
    qsizetype coveredEnd = 0; ///< end of the revision it signs
    QByteArray der;           ///< with its trailing zeros
    [[nodiscard]] QByteArray digest(QByteArrayView pdf, core::HashAlgorithm algorithm) const;
};

/// Every signature field of the document, oldest revision first. Refuses a byte range that is not one gap around
/// /Contents, or that does not end where a revision ends.
[[nodiscard]] Result<QList<FoundSignature>> findSignatures(const PdfFile& file, QByteArrayView pdf);

} // namespace tirkeu::evidence
