#include "judgement.h"

#include <casefile/cipher.h>
#include <core/json.h>
#include <pki/rawsignature.h>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kBroken{"reference.journal-broken"};
constexpr ErrorCode kUnsigned{"reference.journal-not-signed"};
constexpr ErrorCode kOtherHead{"reference.journal-other-head"};
constexpr ErrorCode kMissing{"reference.events-missing"};
constexpr ErrorCode kDiffer{"reference.events-differ"};

tl::unexpected<Refusal> refuse(const ErrorCode& code, const QString& detail = {})
{
    return tl::make_unexpected(Refusal{code.toString(), detail});
}

bool isSigned(const casefile::Entry& entry, const QList<pki::Certificate>& certificates)
{
    return std::any_of(certificates.begin(), certificates.end(), [&entry](const pki::Certificate& certificate) {
        return pki::signatureFits(certificate, core::HashAlgorithm::Sha256, entry.hash, entry.signature);
    });
}

bool says(const casefile::Entry& entry, const wire::ShownEvent& shown)
{
    if (entry.sequence != shown.sequence || entry.kind != static_cast<quint16>(shown.event.kind) ||
        entry.time != shown.event.time || entry.actor != shown.event.actor ||
        entry.client != shown.event.client->uuid())
        return false;
    const Result<QByteArray> clear = casefile::openPayload(shown.key, entry.payload);
    const auto fields = clear ? core::readJson(*clear) : failure(clear);
    return fields && *fields == shown.event.fields;
}
} // namespace

Judged<> judgeEntries(const std::vector<casefile::Entry>& entries, const core::JournalHead& head,
    const QList<pki::Certificate>& certificates)
{
    casefile::Linker linker;
    core::JournalHead at = head;
    for (const casefile::Entry& entry : entries) {
        const auto fault = linker.check(entry, at.sequence + 1, at.hash);
        if (fault != casefile::Linker::Fault::None)
            return refuse(kBroken, QStringLiteral("%1 %2").arg(entry.sequence).arg(casefile::nameOf(fault)));
        const casefile::KindInfo* kind = casefile::infoOf(entry.kind);
        const bool wantsSignature = kind != nullptr && kind->proof == casefile::Proof::Signature;
        if ((wantsSignature || !entry.signature.isEmpty()) && !isSigned(entry, certificates))
            return refuse(kUnsigned, QString::number(entry.sequence));
        at = {entry.sequence, entry.hash};
    }
    return {};
}

Judged<> judgeShown(const wire::PackageContext& context, const std::vector<wire::ShownEvent>& events,
    const std::vector<casefile::Entry>& entries, const std::optional<casefile::Entry>& head)
{
    if (!head || head->hash != context.journal.hash)
        return refuse(kOtherHead, QString::number(context.journal.sequence));
    // No gap in the case's own sequence: what is in the journal of it is in the package, and nothing else is.
    if (entries.size() != events.size())
        return refuse(kMissing, QStringLiteral("%1 of %2").arg(events.size()).arg(entries.size()));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries.at(i).sequence != events.at(i).sequence)
            return refuse(kMissing, QString::number(entries.at(i).sequence));
        if (!says(entries.at(i), events.at(i)))
            return refuse(kDiffer, QString::number(entries.at(i).sequence));
    }
    return {};
}

} // namespace tirkeu::reference
