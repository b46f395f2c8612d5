#pragma once

#include "consenttexts.h"

#include <casefile/casestate.h>
#include <core/ports/anchorcheck.h>
#include <evidence/record.h>

namespace tirkeu::enrolment {

/// A document that a case owes, and the id it has whenever it is made again.
struct Paper
{
    core::Uuid id;
    evidence::Record record;
};

/// Everything a document says comes from here: made twice it is the same document.
struct PaperGround
{
    const casefile::CaseState& state;
    const std::vector<casefile::Event>& events; ///< of this case alone
    const criteria::Criteria& criteria;
    ShownTexts texts;
    QByteArray signer;      ///< certificate, DER
    core::JournalHead head; ///< where the journal stood when the case ended
    core::WallTime at;      ///< when the documents were made
};

/// Everything that the events of an ended case have to be documented by: presence, each consent and each withdrawal by
/// itself, each check, each comparison, the decision.
[[nodiscard]] Result<QList<Paper>> papersOf(const PaperGround& ground);

/// The document of one consent, as a withdrawal in a later case names it.
[[nodiscard]] core::Uuid consentPaperId(const casefile::CaseId& caseId, const QString& consent);

} // namespace tirkeu::enrolment
