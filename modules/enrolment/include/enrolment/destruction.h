#pragma once

#include <core/ports/anchorcheck.h>
#include <criteria/criteria.h>
#include <evidence/documentsigner.h>
#include <evidence/record.h>
#include <vault/retention.h>

namespace tirkeu::enrolment {

/// At least what the criteria say: the longest months, and a day for every leap year.
[[nodiscard]] vault::RetentionRules retentionRules(const criteria::Retention& retention);

/// Everything the document of a destruction says comes from here.
struct DestructionGround
{
    const criteria::Criteria& criteria;
    const vault::DestructionAct& act; ///< carried out
    const std::vector<vault::DestroyedClient>& destroyed;
    QByteArray signer; ///< certificate, DER: of one of the act's people, or of who signs for them
    core::JournalHead head;
    core::WallTime at;
};

/// The act as a document: it names no client, only references that the vault can hold an IIN against. Its id is the
/// act's. The second person is whoever of proposer and approver does not sign.
[[nodiscard]] Result<evidence::Record> destructionRecord(const DestructionGround& ground);

/// The page of an act that was carried out and has no document yet, drawn for this signer. On the vault's thread.
[[nodiscard]] Result<QByteArray> drawDestruction(vault::Store& store, vault::Retention& retention,
    const core::Uuid& act, const criteria::Criteria& criteria, const QByteArray& signer);

} // namespace tirkeu::enrolment
