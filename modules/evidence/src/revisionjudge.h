#pragma once

#include "revisions.h"

#include <core/result.h>

namespace tirkeu::evidence {

/// Whether everything after `signedRevision` only adds what may follow a signature: signature fields that show nothing,
/// document time stamps, material of the document security store, and the entries that name them. Anything else is an
/// error that says what was done.
[[nodiscard]] Result<> judgeLaterRevisions(
    QByteArrayView pdf, const QList<Revision>& revisions, qsizetype signedRevision);

} // namespace tirkeu::evidence
