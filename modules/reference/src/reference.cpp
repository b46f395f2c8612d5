#include <reference/reference.h>

#include "referenceparts.h"

#include <casefile/cipher.h>
#include <identity/iin.h>
#include <pki/openssllevel.h>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kUnknownSender{"reference.workstation-unknown"};
constexpr ErrorCode kRevoked{"reference.workstation-revoked"};
constexpr ErrorCode kNoCriteria{"reference.no-criteria-in-force"};
constexpr ErrorCode kOtherContent{"reference.package-other-content"};
constexpr ErrorCode kUploadUnknown{"reference.upload-unknown"};
constexpr ErrorCode kUploadElsewhere{"reference.upload-elsewhere"};
constexpr ErrorCode kUploadDamaged{"reference.upload-damaged"};
constexpr ErrorCode kIin{"reference.iin-unreadable"};
constexpr ErrorCode kNoJudge{"reference.not-set-up"};
constexpr std::chrono::hours kUploadsKept(72);
} // namespace

Result<std::unique_ptr<Reference>> Reference::make(Settings settings, Engine& engine, core::KeyUnwrapper& packages,
    core::Signer& receipts, const CriteriaBook& book, const core::Clock& clock)
{
    if (const Result<> level = pki::checkOpensslLevel(pki::runningOpenssl()); !level)
        return failure(level);
    if (!settings.documents || settings.dataKey.isEmpty() || settings.name.isEmpty() || settings.uploadFolder.isEmpty())
        return failure(kNoJudge, ErrorKind::OperatorCanFix);
    return std::unique_ptr<Reference>(
        new Reference(std::make_unique<Parts>(std::move(settings), engine, packages, receipts, book, clock)));
}

Reference::Reference(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Reference::~Reference() = default;

tl::unexpected<Problem> Reference::Parts::fault(const Error& error)
{
    Problem problem{.kind = Problem::Kind::Fault, .code = kEngineFault.toString()};
    problem.detail = error.code.toString() + u' ' + error.detail;
    if (error.kind == ErrorKind::Retry) {
        problem.kind = Problem::Kind::Later;
        problem.retryAfter = std::chrono::seconds(5);
    }
    return tl::make_unexpected(problem);
}

void Reference::Parts::alarm(const QString& what, const QString& workstation, const QString& about)
{
    {
        const std::lock_guard lock(mutex);
        ++figures.alarms;
    }
    settings.alarm({what, workstation, about});
}

QByteArray Reference::Parts::keyed(QByteArrayView label, const QString& value) const
{
    return casefile::keyedHash(settings.dataKey, label, value.toLatin1());
}

Result<QByteArray> Reference::Parts::seal(QByteArrayView label, const core::Uuid& id, QByteArrayView clear) const
{
    return sealUnder(settings.dataKey, label, id, clear);
}

Result<QByteArray> Reference::Parts::unseal(QByteArrayView label, const core::Uuid& id, QByteArrayView sealed) const
{
    return openUnder(settings.dataKey, label, id, sealed);
}

wire::Reply<Reference::Parts::Sender> Reference::Parts::senderOf(const wire::Asker& asker)
{
    const QByteArray& certificate = asker.certificate.fingerprint();
    const Result<bool> revoked = engine.isRevoked(certificate);
    if (!revoked)
        return fault(revoked.error());
    if (*revoked) {
        alarm(kRevoked.toString(), asker.certificate.subject().commonName, {});
        return wire::problem(Problem::Kind::NotTrusted, kRevoked);
    }
    Sender sender{book.current(), nullptr};
    if (!sender.criteria)
        return wire::problem(Problem::Kind::Later, kNoCriteria);
    const auto workstation = workstationOf(*sender.criteria, certificate);
    if (!workstation)
        return fault(workstation.error());
    sender.workstation = *workstation;
    if (sender.workstation == nullptr)
        return wire::problem(Problem::Kind::NotTrusted, kUnknownSender, asker.certificate.subject().commonName);
    if (const Result<> noted = engine.noteCertificate(sender.workstation->id, asker.certificate); !noted)
        return fault(noted.error());
    return sender;
}

wire::Reply<wire::Hello> Reference::hello(const wire::Asker& asker)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const Result<quint64> answers = m_parts->engine.lastAnswer(sender->workstation->id);
    if (!answers)
        return Parts::fault(answers.error());
    return wire::Hello{.gateway = m_parts->settings.name,
        .packageCertificate = m_parts->packages.certificate(),
        .workstation = sender->workstation->id,
        .lowestVersion = m_parts->settings.lowestVersion,
        .lowestSince = m_parts->settings.lowestSince,
        .criteria = sender->criteria->version,
        .answers = *answers,
        .time = m_parts->clock.wall(),
        .pace = m_parts->settings.pace};
}

wire::Reply<wire::UploadState> Reference::openUpload(const wire::Asker& asker, const wire::UploadOffer& offer)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const auto known = m_parts->engine.package(offer.package);
    if (!known)
        return Parts::fault(known.error());
    wire::UploadState state{.received = 0, .largestChunk = wire::kLargestChunk};
    if (*known) {
        if ((*known)->fingerprint != offer.fingerprint || (*known)->workstation != sender->workstation->id) {
            m_parts->alarm(kOtherContent.toString(), sender->workstation->id, offer.package.toString());
            return wire::problem(Problem::Kind::OutOfStep, kOtherContent);
        }
        state.received = offer.size;
        state.receipt = (*known)->receipt;
        return state;
    }
    const Result<QByteArray> refusal = m_parts->engine.refusalOf(offer.package, offer.fingerprint);
    if (!refusal)
        return Parts::fault(refusal.error());
    if (!refusal->isEmpty()) {
        state.received = offer.size;
        state.receipt = *refusal;
        return state;
    }
    const Result<qint64> received = m_parts->uploads.open(sender->workstation->id, offer);
    if (!received)
        return Parts::fault(received.error());
    state.received = *received;
    return state;
}

wire::Reply<wire::UploadState> Reference::putChunk(
    const wire::Asker& asker, const wire::PackageId& package, qint64 offset, QByteArrayView bytes)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const auto received = m_parts->uploads.append(sender->workstation->id, package, offset, bytes);
    if (!received)
        return Parts::fault(received.error());
    if (!*received)
        return wire::problem(Problem::Kind::OutOfStep, kUploadElsewhere);
    return wire::UploadState{.received = **received, .largestChunk = wire::kLargestChunk};
}

wire::Reply<QByteArray> Reference::finishUpload(const wire::Asker& asker, const wire::PackageId& package)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const auto found = m_parts->uploads.whole(sender->workstation->id, package);
    if (!found)
        return Parts::fault(found.error());
    if (!*found) {
        // The reply to the first time may have been lost: then the package is kept, and its upload gone.
        const auto known = m_parts->engine.package(package);
        if (!known)
            return Parts::fault(known.error());
        if (*known && (*known)->workstation == sender->workstation->id)
            return (*known)->receipt;
        return wire::problem(Problem::Kind::OutOfStep, found->error() == Uploads::Lack::Damaged   ? kUploadDamaged
                                                       : found->error() == Uploads::Lack::Unknown ? kUploadUnknown
                                                                                                  : kUploadElsewhere);
    }
    auto receipt = m_parts->ingest({*sender, (*found)->offer, (*found)->bytes, asker.version});
    if (receipt)
        m_parts->uploads.remove(sender->workstation->id, package);
    return receipt;
}

wire::Reply<core::JournalHead> Reference::journalHead(const wire::Asker& asker, const core::Uuid& vault)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    return m_parts->standing(vault);
}

wire::Reply<core::JournalHead> Reference::putJournal(
    const wire::Asker& asker, const core::Uuid& vault, QByteArrayView entries)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    return m_parts->takeEntries(*sender, vault, entries);
}

wire::Reply<QByteArray> Reference::criteriaAfter(const wire::Asker& asker, int version)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    return m_parts->book.signedAfter(version);
}

wire::Reply<QList<wire::Answer>> Reference::answersAfter(const wire::Asker& asker, quint64 number)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const auto answers = m_parts->engine.answersAfter(sender->workstation->id, number, wire::kMostAnswersAPage);
    if (!answers)
        return Parts::fault(answers.error());
    return *answers;
}

wire::Reply<QList<wire::AttemptsElsewhere>> Reference::attemptsOf(const wire::Asker& asker, const QString& iin)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    if (!identity::Iin::parse(iin))
        return wire::problem(Problem::Kind::Refused, kIin);
    const auto attempts = m_parts->engine.attemptsOf(m_parts->keyed("person", iin), sender->workstation->branch,
        m_parts->clock.wall() - sender->criteria->attempts.interval, sender->workstation->id);
    if (!attempts)
        return Parts::fault(attempts.error());
    return *attempts;
}

void Reference::renewTrust(pki::TrustStore bank)
{
    const std::lock_guard lock(m_parts->mutex);
    m_parts->settings.bank = std::move(bank);
}

Reference::Figures Reference::figures() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->figures;
}

Result<QByteArray> Reference::open(const SealedPart& part) const
{
    return m_parts->unseal(kLabelPart, part.id, part.sealed);
}

QByteArray Reference::pseudonymOf(const QString& iin) const
{
    return m_parts->keyed("person", iin);
}

QByteArray Reference::subjectOf(const QString& iin) const
{
    return m_parts->keyed("biometry", iin);
}

void Reference::tidy()
{
    m_parts->uploads.tidy(m_parts->clock.wall() - kUploadsKept);
}

} // namespace tirkeu::reference
