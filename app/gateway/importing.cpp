#include "importing.h"

#include <casefile/entry.h>
#include <wire/package.h>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kOfNobody{"gateway.import-of-nobody"};
constexpr ErrorCode kOtherJournal{"gateway.import-other-journal"};
constexpr qint64 kJournalPiece = qint64(1) << 20;

/// Those at the front of `entries` that stand up to there.
QByteArrayView upTo(quint64 last, QByteArrayView entries)
{
    QByteArrayView rest = entries;
    while (!rest.isEmpty()) {
        const QByteArrayView before = rest;
        const auto entry = casefile::decodeEntry(rest);
        if (!entry || entry->sequence > last)
            return entries.first(entries.size() - before.size());
    }
    return entries;
}

/// The gateway from inside, as a workstation sees it.
class Inside final : public wire::Gateway
{
public:
    Inside(wire::GatewayService& service, wire::Asker asker, quint64 proven)
        : m_service(service)
        , m_asker(std::move(asker))
        , m_proven(proven)
    {
    }
    [[nodiscard]] wire::Reply<wire::Hello> hello() override { return m_service.hello(m_asker); }
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(const wire::UploadOffer& offer) override
    {
        return m_service.openUpload(m_asker, offer);
    }
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::PackageId& package, qint64 offset, QByteArrayView bytes) override
    {
        return m_service.putChunk(m_asker, package, offset, bytes);
    }
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(const wire::PackageId& package) override
    {
        return m_service.finishUpload(m_asker, package);
    }
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(const core::Uuid& vault) override
    {
        return m_service.journalHead(m_asker, vault);
    }
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(const core::Uuid& vault, QByteArrayView entries) override
    {
        const QByteArrayView good = upTo(m_proven, entries);
        return good.isEmpty() ? m_service.journalHead(m_asker, vault) : m_service.putJournal(m_asker, vault, good);
    }
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(int version) override
    {
        return m_service.criteriaAfter(m_asker, version);
    }
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(quint64 number) override
    {
        return m_service.answersAfter(m_asker, number);
    }
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(const QString& iin) override
    {
        return m_service.attemptsOf(m_asker, iin);
    }
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(const wire::PalmsAsked& asked) override
    {
        return m_service.palmsOf(m_asker, asked);
    }
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(const wire::ServiceCall& call) override
    {
        return m_service.callService(m_asker, call);
    }
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::RelayQuestion& question) override
    {
        return m_service.relay(m_asker, question);
    }
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(QByteArrayView request) override
    {
        return m_service.renewCertificate(m_asker, request);
    }
    void cancel() override {}

private:
    wire::GatewayService& m_service;
    wire::Asker m_asker;
    quint64 m_proven; ///< the last entry of the journal that is believed
};

/// Whose certificate signed the packages, and how far they vouch for the journal.
struct Vouched
{
    pki::Certificate signer;
    core::JournalHead journal;
};

/// Whether the signer may send is the reference database's to say.
Result<Vouched> vouchedBy(const ImportGround& ground, QIODevice& file, const sync::ExportIndex& index)
{
    const auto isBanks = [&ground](const pki::Certificate& signer, core::WallTime at) {
        return ground.bank.check(signer, at, pki::CertificateUse::Any).isTrusted();
    };
    std::optional<Vouched> vouched;
    for (const sync::ExportedPackage& one : index.packages) {
        const auto bytes = sync::packageFrom(file, one);
        const auto opened = bytes ? wire::openPackage(*bytes, ground.packages) : failure(bytes);
        if (!opened)
            continue; // told where it is delivered
        const wire::PackageContext& context = opened->manifest.context;
        if (context.workstation != index.workstation)
            continue;
        if (!vouched && isBanks(opened->signer, context.made) && isBanks(opened->signer, ground.now))
            vouched = Vouched{opened->signer, {}};
        if (vouched && opened->signer == vouched->signer && context.vault == index.vault &&
            context.journal.sequence > vouched->journal.sequence)
            vouched->journal = context.journal;
    }
    return vouched ? Result<Vouched>(*vouched) : failure(kOfNobody, ErrorKind::SecurityStop, index.workstation);
}

/// The last entry of the file's journal that is proven: each names the hash of the one before, so that a head that was
/// signed proves all that lead to it. Whoever carries the file could add others behind it. 0: none.
Result<quint64> provenIn(QIODevice& file, const sync::ExportIndex& index, const core::JournalHead& head)
{
    const auto pieces = sync::journalFrom(file, index, 0, kJournalPiece);
    if (!pieces)
        return failure(pieces);
    casefile::Linker linker;
    std::optional<core::JournalHead> at;
    for (const QByteArray& piece : *pieces) {
        for (QByteArrayView rest(piece); !rest.isEmpty();) {
            const auto entry = casefile::decodeEntry(rest);
            if (!entry)
                return failure(entry);
            if (entry->sequence > head.sequence)
                return quint64(0);
            const auto fault = linker.check(
                *entry, at ? at->sequence + 1 : entry->sequence, at ? at->hash : QByteArray(entry->previous));
            const bool isOther = entry->sequence == head.sequence && entry->hash != head.hash;
            if (fault != casefile::Linker::Fault::None || isOther)
                return failure(kOtherJournal, ErrorKind::SecurityStop, QString::number(entry->sequence));
            if (entry->sequence == head.sequence)
                return head.sequence;
            at = core::JournalHead{entry->sequence, entry->hash};
        }
    }
    return quint64(0);
}
} // namespace

Result<QList<sync::CarriedReceipt>> takeFile(
    const ImportGround& ground, QIODevice& file, const sync::ExportIndex& index)
{
    const auto vouched = vouchedBy(ground, file, index);
    if (!vouched)
        return failure(vouched);
    const auto proven = provenIn(file, index, vouched->journal);
    if (!proven)
        return failure(proven);
    Inside gateway(ground.service, {vouched->signer, ground.version}, *proven);
    return sync::deliverFile(gateway, file, index);
}

} // namespace tirkeu::gateway
