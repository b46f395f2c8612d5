#pragma once

#include <evidence/record.h>

namespace tirkeu::evidence {

/// Draws the page and makes the unsigned document: PDF/A-3b with `record.json`, the originals and `more` attached.
/// Needs a QGuiApplication; any thread.
[[nodiscard]] Result<QByteArray> makeDocument(const Record& record, const QList<Attachment>& more = {});
/// The same for a record that was read: its pictures come beside it, the documents it names as received are in `more`.
[[nodiscard]] Result<QByteArray> makeDocument(
    const Record& record, const QList<Picture>& pictures, const QList<Attachment>& more);

} // namespace tirkeu::evidence
