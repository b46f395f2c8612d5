#pragma once

#include "pdffile.h"

#include <evidence/attachment.h>

#include <core/clock.h>
#include <core/result.h>

namespace tirkeu::evidence {

struct PdfMetadata
{
    QString title;
    QString language; ///< of the first text on the page
    QString documentId;
    core::WallTime made;
};

/// Turns a PDF/A-1b as Qt writes it into PDF/A-3b with files attached, in the plain form that revisions can follow.
[[nodiscard]] Result<QByteArray> toPdfA3(
    const QByteArray& pdf, const PdfMetadata& metadata, const QList<Attachment>& attachments);
[[nodiscard]] Result<QList<Attachment>> readAttachments(const PdfFile& file);

} // namespace tirkeu::evidence
