#include "referenceparts.h"
#include "rowcodes.h"

#include <core/json.h>

#include <QVersionNumber>

#include <algorithm>

namespace tirkeu::reference {

using wire::Problem;
using wire::Verdict;

namespace {
constexpr ErrorCode kOtherContent{"reference.package-other-content"};
constexpr ErrorCode kNotOffered{"reference.package-not-as-offered"};
constexpr ErrorCode kNumberTaken{"reference.package-number-taken"};
constexpr ErrorCode kTooManyAttempts{"reference.attempts-exceeded"};
constexpr ErrorCode kTooOld{"reference.program-too-old"};
constexpr ErrorCode kSealAbsent{"reference.seal-absent"};
constexpr ErrorCode kSealUnconfirmed{"reference.seal-unconfirmed"};
constexpr QByteArrayView kLabelWhole("tirkeu reference evidence");
constexpr QByteArrayView kLabelPerson("tirkeu reference person");

wire::Receipt receiptOf(const wire::UploadOffer& offer, Verdict verdict, const QString& reason = {})
{
    return {.package = offer.package, .fingerprint = offer.fingerprint, .verdict = verdict, .reason = reason};
}
} // namespace

Result<std::optional<Judged<>>> Reference::Parts::holdAgainstJournal(
    const wire::PackageContext& context, const std::vector<wire::ShownEvent>& events)
{
    const auto journal = engine.journal(context.vault);
    if (!journal)
        return failure(journal);
    if (!*journal || (*journal)->head.sequence < context.journal.sequence)
        return std::optional<Judged<>>();
    const auto head = entryOf(context.vault, context.journal.sequence);
    const auto entries =
        head ? entriesOfCase(context.vault, context.caseId.uuid(), context.journal.sequence) : failure(head);
    if (!entries)
        return failure(entries);
    return std::optional(judgeShown(context, events, *entries, *head));
}

wire::Reply<QByteArray> Reference::Parts::ingest(const Upload& upload)
{
    Result<wire::OpenedPackage> opened = [&] {
        const Stopwatch watch(mutex, figures.secondsOpening);
        return wire::openPackage(upload.bytes, packages);
    }();
    if (!opened)
        return refuse(upload, {}, {opened.error().code.toString(), opened.error().detail});
    if (opened->fingerprint != upload.offer.fingerprint || opened->manifest.context.package != upload.offer.package)
        return refuse(upload, *opened, {kNotOffered.toString(), {}});
    const auto signer = workstationOf(*upload.sender.criteria, opened->signer.fingerprint());
    if (!signer)
        return fault(signer.error());
    const Judged<JudgedCase> judged = [&] {
        const Stopwatch watch(mutex, figures.secondsJudging);
        return judge(*opened, *upload.sender.workstation,
            {*upload.sender.criteria, book, bankTrust(), settings.documents, clock.wall(),
                *signer == nullptr ? QString() : (*signer)->id});
    }();
    if (!judged)
        return refuse(upload, *opened, judged.error());
    // MFO-25, MFO-30: a program below the lowest admitted finishes what it began before, and begins nothing.
    if (QVersionNumber::fromString(upload.version) < QVersionNumber::fromString(settings.lowestVersion) &&
        judged->state.openedAt >= settings.lowestSince)
        return wire::problem(Problem::Kind::Refused, kTooOld, upload.version);
    const Stopwatch watch(mutex, figures.secondsStoring);
    return store(upload, *opened, *judged);
}

wire::Reply<QByteArray> Reference::Parts::asKept(
    const wire::Part& part, const JudgedCase& judged, const criteria::SigningRules& rules, const QString& workstation)
{
    if (part.kind != wire::PartKind::Document || rules.by != criteria::SigningRules::By::OrganisationSeal ||
        !judged.unsealed.contains(part.id))
        return part.bytes;
    const Result<QByteArray> sealed =
        settings.seal ? settings.seal(part.bytes, rules) : failure(kSealAbsent, ErrorKind::OperatorCanFix);
    if (sealed)
        return sealed.value();
    // Too many at once: nothing is wrong, and it is this package's turn later, not the line's.
    if (sealed.error().kind == ErrorKind::Retry)
        return wire::problem(Problem::Kind::Fault, sealed.error().code);
    // The workstation has done its part: this package comes again until the bank has put its seal right, or what
    // confirms it answers, and the others do not wait for it.
    const ErrorCode code = sealed.error().kind == ErrorKind::ServiceFault ? kSealUnconfirmed : kSealAbsent;
    alarm(code.toString(), workstation, part.id.toString());
    return wire::problem(Problem::Kind::Fault, code, sealed.error().code.toString() + u' ' + sealed.error().detail);
}

wire::Reply<QByteArray> Reference::Parts::store(
    const Upload& upload, const wire::OpenedPackage& opened, const JudgedCase& judged)
{
    const wire::PackageContext& context = opened.manifest.context;
    const auto held = holdAgainstJournal(context, judged.events);
    if (!held)
        return fault(held.error());
    if (*held && !**held)
        return refuse(upload, opened, (*held)->error());
    wire::Receipt receipt = receiptOf(upload.offer, *held ? Verdict::Accepted : Verdict::ChainPending);
    receipt.received = clock.wall();
    receipt.gateway = settings.name;
    const auto head = standing(context.vault);
    if (!head)
        return tl::make_unexpected(head.error());
    receipt.journal = *head;
    const Result<QByteArray> signedReceipt = wire::signReceipt(receipt, receipts);
    if (!signedReceipt)
        return fault(signedReceipt.error());

    const QString& iin = judged.state.iin;
    Delivery delivery{.row = {.package = context.package,
                          .fingerprint = opened.fingerprint,
                          .workstation = context.workstation,
                          .branch = context.branch,
                          .vault = context.vault,
                          .number = context.number,
                          .person = keyed("person", iin),
                          .caseId = context.caseId.uuid(),
                          .verdict = receipt.verdict,
                          .received = receipt.received,
                          .journal = context.journal,
                          .receipt = *signedReceipt},
        .subject = keyed("biometry", iin),
        .attempts = judged.attempts};
    const auto then = book.version(judged.state.criteria.toInt());
    delivery.mostAttempts[static_cast<int>(casefile::Modality::Palm)] = then->attempts.palm;
    delivery.mostAttempts[static_cast<int>(casefile::Modality::Face)] = then->attempts.face;
    delivery.interval = then->attempts.interval;
    delivery.isApproved = judged.isApproved;
    const auto identity = seal(kLabelPerson, uuidOf(QByteArrayView(delivery.row.person).first(16)),
        core::writeJson({{QStringLiteral("iin"), iin}}));
    if (!identity)
        return fault(identity.error());
    delivery.identity = *identity;
    const auto hands = handsOf(judged.state, judged.events, context.workstation);
    if (!hands)
        return fault(hands.error());
    delivery.hands = *hands;
    // A consent taken back waits for no journal (BIO-40); said again when the package is settled it changes nothing.
    if (!*held)
        delivery.hands.removeIf([](const HandChange& change) { return change.kind != HandChange::Kind::Withdrawn; });
    for (const wire::Part& part : opened.parts) {
        const auto bytes = asKept(part, judged, then->signing, context.workstation);
        if (!bytes)
            return bytes;
        const Result<QByteArray> sealed = seal(kLabelPart, part.id, *bytes);
        if (!sealed)
            return fault(sealed.error());
        auto& list = part.kind == wire::PartKind::Template ? delivery.templates : delivery.parts;
        list.append({part.kind, part.id, core::sha256(*bytes), *sealed});
    }
    if (*held) { // otherwise it is answered when its journal has come
        const auto answers =
            answersAwaited(judged.state, judged.events, context.workstation, [&opened](const core::Uuid& formed) {
                const auto part = std::ranges::find_if(opened.parts, [&formed](const wire::Part& candidate) {
                    return candidate.kind == wire::PartKind::Template && candidate.id == formed;
                });
                return Result<QByteArray>(part == opened.parts.end() ? QByteArray() : part->bytes);
            });
        if (!answers)
            return fault(answers.error());
        delivery.answers = *answers;
    }
    const Result<KeepResult> kept = engine.keep(delivery);
    if (!kept)
        return fault(kept.error());
    switch (kept->keeping) {
    case Keeping::Kept: {
        if (!delivery.hands.isEmpty())
            settings.handsChanged();
        const std::lock_guard lock(mutex);
        ++(*held ? figures.accepted : figures.pending);
        break;
    }
    case Keeping::KnownSame: {
        const std::lock_guard lock(mutex);
        ++figures.repeated;
        return kept->receipt;
    }
    case Keeping::KnownOther:
        return refuse(upload, opened, {kOtherContent.toString(), {}});
    case Keeping::NumberTaken:
        return refuse(upload, opened, {kNumberTaken.toString(), QString::number(context.number)});
    case Keeping::TooManyAttempts:
        return refuse(upload, opened, {kTooManyAttempts.toString(), {}});
    }
    return *held ? kept->receipt : settledMeanwhile(upload.sender, context, kept->receipt);
}

wire::Reply<QByteArray> Reference::Parts::settledMeanwhile(
    const Sender& sender, const wire::PackageContext& context, const QByteArray& receipt)
{
    // By another line the journal may have passed it after it was looked at and before it was kept: each writes first
    // and looks then, so one of the two sees the other.
    const auto head = standing(context.vault);
    if (!head)
        return tl::make_unexpected(head.error());
    if (head->sequence < context.journal.sequence)
        return receipt;
    if (const Result<> settled = settlePending(sender, context.vault, head->sequence); !settled)
        return fault(settled.error());
    const auto row = engine.package(context.package);
    if (!row)
        return fault(row.error());
    return *row ? (*row)->receipt : receipt;
}

wire::Reply<QByteArray> Reference::Parts::refuse(
    const Upload& upload, const std::optional<wire::OpenedPackage>& opened, const Refusal& why)
{
    wire::Receipt receipt = receiptOf(upload.offer, Verdict::Refused, why.code);
    receipt.received = clock.wall();
    receipt.gateway = settings.name;
    const core::Uuid vault = opened ? opened->manifest.context.vault : core::Uuid();
    const auto head = standing(vault);
    if (!head)
        return tl::make_unexpected(head.error());
    receipt.journal = *head;
    const Result<QByteArray> signedReceipt = wire::signReceipt(receipt, receipts);
    if (!signedReceipt)
        return fault(signedReceipt.error());
    // As it came, still sealed for the bank: evidence is not opened, and not made anew.
    const Result<QByteArray> sealed = seal(kLabelWhole, upload.offer.package.uuid(), upload.bytes);
    // What could not be opened proves nothing about its content: the same package, whole, is looked at again.
    const bool isFinal = opened && opened->fingerprint == upload.offer.fingerprint &&
                         opened->manifest.context.package == upload.offer.package;
    const Result<> kept =
        sealed ? engine.keepEvidence({upload.offer.package, upload.offer.fingerprint, upload.sender.workstation->id,
                     why.code, receipt.received, *sealed, isFinal ? *signedReceipt : QByteArray()})
               : failure(sealed);
    if (!kept)
        return fault(kept.error());
    {
        const std::lock_guard lock(mutex);
        ++figures.refused;
    }
    alarm(why.code, upload.sender.workstation->id, upload.offer.package.toString());
    return *signedReceipt;
}

} // namespace tirkeu::reference
