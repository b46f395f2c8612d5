#include <enrolment/destruction.h>

#include "papercommon.h"
#include "paperwords.h"

#include <core/encoding.h>
#include <evidence/page.h>
#include <pki/certificate.h>
#include <vault/errors.h>

#include <QCoreApplication>

#include <algorithm>

namespace tirkeu::enrolment {

using evidence::Text;

namespace {
constexpr ErrorCode kIncomplete{"enrolment.paper-incomplete"};
constexpr ErrorCode kDocumented{"vault.act-has-another-document"};
constexpr ErrorCode kNotCarriedOut{"vault.act-not-carried-out"};

// The journal names staff by the certificate they sign in with; where nobody of the criteria has it, as it stands.
const criteria::StaffMember* staffOf(const criteria::Criteria& criteria, const QString& actor)
{
    const auto fingerprint = core::fromHex(actor.toLatin1());
    return fingerprint ? criteria.staffByCertificate(*fingerprint) : nullptr;
}

Result<Text> secondPersonOf(const DestructionGround& ground)
{
    const auto signer = pki::Certificate::fromDer(ground.signer);
    if (!signer)
        return failure(signer);
    const criteria::StaffMember* signing = ground.criteria.staffByCertificate(signer->fingerprint());
    const criteria::StaffMember* approver = staffOf(ground.criteria, ground.act.approver);
    const bool approverSigns = signing && approver && signing->iin == approver->iin;
    const QString other = approverSigns ? ground.act.proposer : ground.act.approver;
    const criteria::StaffMember* second = staffOf(ground.criteria, other);
    return Text::of(second ? second->name.full() : other);
}

Result<evidence::AtLeastOne<evidence::DestroyedItem>> itemsOf(const std::vector<vault::DestroyedClient>& destroyed)
{
    QList<evidence::DestroyedItem> items;
    for (const vault::DestroyedClient& one : destroyed) {
        const auto words = destroyedWords(one.objects, one.entries);
        if (!words)
            return failure(words);
        const auto reference = evidence::Digest::of(one.reference);
        const auto digest = evidence::Digest::of(one.digest);
        if (!reference || !digest)
            return failure(kIncomplete, ErrorKind::Bug, QStringLiteral("destroyed by an older program"));
        items.append({*words, *reference, *digest});
    }
    const auto all = evidence::AtLeastOne<evidence::DestroyedItem>::from(items);
    if (!all)
        return failure(kIncomplete, ErrorKind::Bug, QStringLiteral("the act destroyed nothing"));
    return *all;
}
} // namespace

vault::RetentionRules retentionRules(const criteria::Retention& retention)
{
    constexpr int kLongestMonth = 31;
    return {std::chrono::days(retention.journalMonthsAtHand * kLongestMonth),
        std::chrono::days(retention.clientYears * 365 + retention.clientYears / 4 + 1)};
}

Result<evidence::Record> destructionRecord(const DestructionGround& ground)
{
    const criteria::Criteria& criteria = ground.criteria;
    if (!ground.act.done)
        return failure(kNotCarriedOut, ErrorKind::OperatorCanFix, ground.act.id.toString());
    const auto provider = partyOf(criteria.provider);
    const auto customer = partyOf(criteria.customer);
    const auto edition = Text::of(criteria.edition);
    const auto version = Text::of(QString::number(criteria.version));
    const auto program = Text::of(QStringLiteral("Tirkeu ") + QCoreApplication::applicationVersion());
    const auto signer = signerOf(criteria, ground.signer, ground.at);
    const auto items = itemsOf(ground.destroyed);
    const auto over = wordsFor(PaperWord::KeepingOver);
    const auto grounds = over ? withReason(*over, ground.act.reason) : failure(over);
    const auto method = wordsFor(PaperWord::KeyDestroyed);
    const auto second = secondPersonOf(ground);
    if (const auto error =
            firstError(provider, customer, edition, version, program, signer, items, grounds, method, second))
        return tl::make_unexpected(*error);
    return evidence::Record::make(evidence::DestructionAct{
        {ground.act.id, *provider, *customer, *ground.act.done, *edition, *program, *version, ground.head, *signer},
        *items, *grounds, *method, *second});
}

Result<QByteArray> drawDestruction(vault::Store& store, vault::Retention& retention, const core::Uuid& act,
    const criteria::Criteria& criteria, const QByteArray& signer)
{
    const auto acts = retention.acts();
    if (!acts)
        return failure(acts);
    const auto found = std::ranges::find(*acts, act, &vault::DestructionAct::id);
    if (found == acts->end())
        return failure(vault::kUnknownRecord, ErrorKind::OperatorCanFix, act.toString());
    if (found->isDocumented)
        return failure(kDocumented, ErrorKind::OperatorCanFix, act.toString());
    const auto destroyed = retention.destroyedBy(act);
    if (!destroyed)
        return failure(destroyed);
    const auto record =
        destructionRecord({criteria, *found, *destroyed, signer, store.journal().head(), store.clock().wall()});
    return record ? evidence::makeDocument(*record) : failure(record);
}

} // namespace tirkeu::enrolment
