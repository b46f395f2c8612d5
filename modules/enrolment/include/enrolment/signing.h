#pragma once

#include <enrolment/palmround.h>

#include <evidence/documentsigner.h>

namespace tirkeu::enrolment {

/// All documents of the case in one ceremony: all are signed and kept, or none. Blocks as long as the key does; where
/// the key lives. Gives back how many there were.
[[nodiscard]] Result<int> signCase(
    const AtDesk& atDesk, const evidence::DocumentSigner& documents, core::Signer& signer);
/// The same for documents that were shown before: what is signed is what was seen.
[[nodiscard]] Result<int> signPapers(const AtDesk& atDesk, const QList<UnsignedPaper>& papers,
    const evidence::DocumentSigner& documents, core::Signer& signer);

} // namespace tirkeu::enrolment
