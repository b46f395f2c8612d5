// How the gateway follows the workstations' journals, and what waited for them.
#include "referenceparts.h"

#include <casefile/fold.h>
#include <wire/shownevents.h>

#include <algorithm>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kForked{"reference.journal-forked"};
constexpr ErrorCode kGap{"reference.journal-gap"};
constexpr ErrorCode kRestored{"reference.journal-restored"};
constexpr ErrorCode kUnreadable{"reference.journal-unreadable"};
constexpr ErrorCode kOfAnother{"reference.journal-of-another"};

Result<std::vector<casefile::Entry>> entriesIn(QByteArrayView bytes)
{
    std::vector<casefile::Entry> entries;
    while (!bytes.isEmpty()) {
        Result<casefile::Entry> entry = casefile::decodeEntry(bytes);
        if (!entry)
            return failure(entry);
        entries.push_back(std::move(*entry));
    }
    return entries;
}
} // namespace

wire::Reply<core::JournalHead> Reference::Parts::standing(const core::Uuid& vault)
{
    const auto journal = engine.journal(vault);
    if (!journal)
        return fault(journal.error());
    return *journal ? (*journal)->head : core::JournalHead{0, casefile::genesisHash(vault)};
}

wire::Reply<core::JournalHead> Reference::Parts::takeEntries(
    const Sender& sender, const core::Uuid& vault, QByteArrayView bytes)
{
    auto entries = entriesIn(bytes);
    if (!entries || entries->empty())
        return wire::problem(Problem::Kind::Refused, kUnreadable, entries ? QString() : entries.error().detail);
    auto journal = engine.journal(vault);
    if (!journal)
        return fault(journal.error());
    const QString& workstation = sender.workstation->id;
    if (!*journal && entries->front().sequence > 1) {
        const auto fork = continuedBy(workstation, vault, *entries);
        const Result<> begun = !fork ? failure(fork) : *fork ? engine.forkJournal(**fork) : Result<>();
        if (!begun)
            return fault(begun.error());
        if (*fork) {
            // The bank has to know: what the lost vault did behind that entry, the restored one does not.
            alarm(kRestored.toString(), workstation,
                (*fork)->predecessor->toString() + QStringLiteral(" after %1").arg((*fork)->after));
            journal = *fork;
        }
    }
    if (*journal && (*journal)->workstation != workstation) {
        alarm(kOfAnother.toString(), workstation, vault.toString());
        return wire::problem(Problem::Kind::Refused, kOfAnother);
    }
    const core::JournalHead head = *journal ? (*journal)->head : core::JournalHead{0, casefile::genesisHash(vault)};
    if (entries->front().sequence > head.sequence + 1)
        return wire::problem(Problem::Kind::OutOfStep, kGap);
    // What is held already may come again, but not otherwise.
    std::size_t known = 0;
    for (; known < entries->size() && entries->at(known).sequence <= head.sequence; ++known) {
        const auto held = entryOf(vault, entries->at(known).sequence);
        if (!held)
            return fault(held.error());
        if (!*held || (*held)->hash != entries->at(known).hash) {
            alarm(kForked.toString(), workstation, vault.toString());
            return wire::problem(Problem::Kind::Refused, kForked);
        }
    }
    entries->erase(entries->begin(), entries->begin() + static_cast<std::ptrdiff_t>(known));
    if (entries->empty()) { // perhaps the program ended between the last entries and what waited for them
        if (const Result<> settled = settlePending(sender, vault, head.sequence); !settled)
            return fault(settled.error());
        return head;
    }
    const auto certificates = engine.certificatesOf(workstation);
    if (!certificates)
        return fault(certificates.error());
    if (const Judged<> good = judgeEntries(*entries, head, *certificates); !good) {
        alarm(good.error().code, workstation, vault.toString());
        return tl::make_unexpected(
            Problem{.kind = Problem::Kind::Refused, .code = good.error().code, .detail = good.error().detail});
    }
    const Result<bool> written = engine.appendJournal(vault, workstation, head, *entries);
    if (!written)
        return fault(written.error());
    if (!*written)
        return wire::problem(Problem::Kind::OutOfStep, kGap);
    const core::JournalHead now{entries->back().sequence, entries->back().hash};
    if (const Result<> settled = settlePending(sender, vault, now.sequence); !settled)
        return fault(settled.error());
    return now;
}

Result<std::optional<JournalRow>> Reference::Parts::continuedBy(
    const QString& workstation, const core::Uuid& vault, const std::vector<casefile::Entry>& entries)
{
    using Found = std::optional<JournalRow>;
    // Only with the workstation's signed word that it was put back from a backup.
    const auto said = std::ranges::find_if(entries, [](const casefile::Entry& entry) {
        return entry.kind == static_cast<quint16>(casefile::Kind::BackupRestored) && !entry.signature.isEmpty();
    });
    if (said == entries.end())
        return Found();
    const auto others = engine.journalsOf(workstation);
    if (!others)
        return failure(others);
    const quint64 after = entries.front().sequence - 1;
    const core::JournalHead head{after, entries.front().previous};
    for (const JournalRow& other : *others) {
        const auto last = entryOf(other.id, after);
        if (!last)
            return failure(last);
        if (!*last || (*last)->hash != head.hash)
            continue;
        const auto certificates = engine.certificatesOf(workstation);
        if (!certificates)
            return failure(certificates);
        return judgeEntries(entries, head, *certificates) ? Found(JournalRow{workstation, head, vault, other.id, after})
                                                          : Found();
    }
    return Found();
}

Result<std::optional<casefile::Entry>> Reference::Parts::entryOf(core::Uuid vault, quint64 sequence)
{
    for (;;) {
        const auto journal = engine.journal(vault);
        if (!journal)
            return failure(journal);
        if (!*journal || !(*journal)->predecessor || sequence > (*journal)->after)
            return engine.entry(vault, sequence);
        vault = *(*journal)->predecessor;
    }
}

Result<std::vector<casefile::Entry>> Reference::Parts::entriesOfCase(
    const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo)
{
    std::vector<casefile::Entry> all;
    core::Uuid at = vault;
    for (;;) {
        auto own = engine.entriesOfCase(at, caseId, upTo);
        const auto journal = own ? engine.journal(at) : failure(own);
        if (!journal)
            return failure(journal);
        all.insert(all.begin(), std::make_move_iterator(own->begin()), std::make_move_iterator(own->end()));
        if (!*journal || !(*journal)->predecessor)
            return all;
        at = *(*journal)->predecessor;
        upTo = std::min(upTo, (*journal)->after);
    }
}

Result<> Reference::Parts::settlePending(const Sender& sender, const core::Uuid& vault, quint64 upTo)
{
    const auto rows = engine.pendingOf(vault, upTo);
    if (!rows)
        return failure(rows);
    for (const PackageRow& row : *rows) {
        if (const Result<> settled = settleOne(sender, row); !settled)
            return settled;
    }
    return {};
}

Result<> Reference::Parts::settleOne(const Sender& sender, PackageRow row)
{
    const auto parts = engine.partsOf(row.package);
    if (!parts)
        return failure(parts);
    const auto shown = std::find_if(
        parts->begin(), parts->end(), [](const SealedPart& part) { return part.kind == wire::PartKind::Events; });
    if (shown == parts->end())
        return failure(kEngineFault, ErrorKind::ServiceFault, row.package.toString());
    const Result<QByteArray> text = unseal(kLabelPart, shown->id, shown->sealed);
    if (!text)
        return failure(text);
    const auto client = entriesOfCase(row.vault, row.caseId, row.journal.sequence);
    if (!client)
        return failure(client);
    wire::PackageContext context{row.package, row.workstation, row.branch, casefile::ClientId(core::Uuid()),
        casefile::CaseId(row.caseId), row.number, {}, {}, {}, row.vault, row.journal};
    if (!client->empty() && client->front().client)
        context.client = casefile::ClientId(*client->front().client);
    const auto events = wire::decodeEvents(*text, context.client, context.caseId);
    if (!events)
        return failure(events);
    const auto held = holdAgainstJournal(context, *events);
    if (!held)
        return failure(held);
    if (!*held)
        return {};
    const Judged<>& verdict = **held;
    row.verdict = verdict ? wire::Verdict::Accepted : wire::Verdict::Refused;
    row.reason = verdict ? QString() : verdict.error().code;
    const auto head = standing(row.vault);
    if (!head)
        return failure(kEngineFault, ErrorKind::ServiceFault, head.error().detail);
    const auto receipt = wire::signReceipt({.package = row.package,
                                               .fingerprint = row.fingerprint,
                                               .verdict = row.verdict,
                                               .reason = row.reason,
                                               .received = clock.wall(),
                                               .journal = *head,
                                               .gateway = settings.name},
        receipts);
    if (!receipt)
        return failure(receipt);
    row.receipt = *receipt;
    QList<AnswerDraft> answers{{.workstation = sender.workstation->id,
        .kind = wire::Answer::Kind::Receipt,
        .caseId = context.caseId,
        .time = clock.wall(),
        .fields = {{QStringLiteral("package"), row.package.toString()},
            {QStringLiteral("receipt"), QString::fromLatin1(receipt->toBase64())}}}};
    QList<HandChange> hands;
    if (verdict) {
        std::vector<casefile::Event> plain;
        for (const wire::ShownEvent& one : *events)
            plain.push_back(one.event);
        const auto state = casefile::fold(plain);
        const auto changes = state ? handsOf(*state, *events, row.workstation) : failure(state);
        if (!changes)
            return failure(changes);
        hands = *changes;
        const auto awaited =
            answersAwaited(*state, *events, row.workstation, [&](const core::Uuid& formed) -> Result<QByteArray> {
                const auto templates = engine.templatesOf(keyed("biometry", state->iin));
                if (!templates)
                    return failure(templates);
                const auto one = std::ranges::find(*templates, formed, &SealedPart::id);
                return one == templates->end() ? QByteArray() : unseal(kLabelPart, one->id, one->sealed);
            });
        if (!awaited)
            return failure(awaited);
        answers += *awaited;
    }
    if (const Result<> settled = engine.settle(row, answers, hands); !settled)
        return settled;
    if (!hands.isEmpty())
        settings.handsChanged();
    if (!verdict)
        alarm(row.reason, row.workstation, row.package.toString());
    const std::lock_guard lock(mutex);
    ++(verdict ? figures.accepted : figures.refused);
    return {};
}

} // namespace tirkeu::reference
