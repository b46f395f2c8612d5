#pragma once

#include <evidence/record.h>

namespace tirkeu::evidence {

/// Draws the page and makes the unsigned document: PDF/A-3b with `record.json`, the originals and `more` attached.
/// Needs a QGuiApplication; any thread.
[[nodiscard]] Result<QByteArray> makeDocument(const Record& record, const QList<Attachment>& more = {});
/// The same for a record that was read, whose pictures come beside it.
[[nodiscard]] Result<QByteArray> makeDocument(
    const Record& record, const QList<Picture>& pictures, const QList<Attachment>& more);

} // namespace tirkeu::evidence
