#pragma once

#include <enrolment/casedesk.h>

#include <evidence/record.h>

namespace tirkeu::enrolment {

/// A document that a case owes, and the id it has whenever it is made again.
struct Paper
{
    core::Uuid id;
    evidence::Record record;
};

struct PaperGround
{
    const casefile::CaseState& state;
    const std::vector<casefile::Event>& events;
    const criteria::Criteria& criteria;
    const criteria::Purpose& purpose;
    std::optional<ClientData> client;
    QByteArray signer; ///< certificate, DER
    core::JournalHead head;
    core::WallTime now;
};

/// Everything that the events of an ended case have to be documented by: presence, consents, each check, each
/// comparison, the decision.
[[nodiscard]] Result<QList<Paper>> papersOf(const PaperGround& ground);

} // namespace tirkeu::enrolment
