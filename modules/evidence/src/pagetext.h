#pragma once

#include "pdffile.h"

#include <evidence/record.h>

namespace tirkeu::evidence {

/// The text the pages draw, in the order they draw it, white space left out. Understands the pages this room makes.
[[nodiscard]] Result<QString> textOfPages(const PdfFile& file);
/// Whether the pages state what the record says, and the attached pictures are those it names.
[[nodiscard]] Result<> comparePage(const PdfFile& file, const Record& record, const QList<Attachment>& attachments);

} // namespace tirkeu::evidence
