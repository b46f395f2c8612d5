#pragma once

#include <wire/gateway.h>
#include <wire/package.h>
#include <wire/receipt.h>

#include <casefile/entry.h>
#include <core/encoding.h>
#include <core/hashing.h>
#include <pki/softwarekey.h>

#include <QMap>

#include <functional>

namespace tirkeu::test {

/// A gateway in memory that does what the contract says: it opens packages with the bank's key, keeps each once, links
/// the journal, signs receipts. Before and after each act a script may take the connection away.
class ScriptedGateway final : public wire::Gateway
{
public:
    enum class Cut {
        None,
        Before, ///< nothing was done
        After,  ///< it was done, and the answer was lost
    };
    struct Stored
    {
        std::optional<wire::Manifest> manifest;
        QByteArray fingerprint;
        QByteArray receipt;
    };

    ScriptedGateway(pki::SoftwareKey bank, const core::Clock& clock)
        : m_bank(std::move(bank))
        , m_clock(clock)
    {
    }

    // What the script may set.
    std::function<Cut(const QByteArray& call)> cut;                              ///< asked at each call, by its name
    std::function<std::optional<wire::Problem>(const QByteArray& call)> problem; ///< an answer that is none
    std::function<QString(const wire::Manifest&)> verdict;                       ///< a reason to refuse; empty: none
    std::optional<pki::SoftwareKey> signsWith;                                   ///< another's key signs receipts
    bool needsJournal = false; ///< packages ahead of the journal are pending
    int criteria = 1;
    std::optional<wire::Pace> pace = {};
    QByteArray renewed; ///< the certificate it gives out
    QString lowestVersion = QStringLiteral("0");
    QMap<int, QByteArray> documents; ///< signed criteria by version
    QList<wire::Answer> answers;
    QList<wire::AttemptsElsewhere> elsewhere;
    QList<wire::PalmGiven> palms;
    std::function<wire::Reply<wire::ServiceSaid>(const wire::ServiceCall&)> service; ///< acts; none: refuses

    // What a test looks at.
    QMap<core::Uuid, Stored> stored;
    QList<core::Uuid> order; ///< as they were taken in
    QList<QByteArray> calls;
    QList<casefile::Entry> journal;
    qint64 bytes = 0; ///< of chunks taken
    QList<wire::RelayQuestion> relayed;
    QList<wire::ServiceCall> called; ///< of services, with repeats

    [[nodiscard]] wire::Reply<wire::Hello> hello() override
    {
        return act<wire::Hello>("hello", [this]() -> wire::Reply<wire::Hello> {
            return wire::Hello{QStringLiteral("gateway"), m_bank.certificate(), QStringLiteral("almaty-3-07"),
                lowestVersion, {}, criteria, static_cast<quint64>(answers.size()), m_clock.wall(), pace};
        });
    }
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(const wire::UploadOffer& offer) override
    {
        return act<wire::UploadState>("open", [&]() -> wire::Reply<wire::UploadState> {
            const core::Uuid id = offer.package.uuid();
            if (const auto known = stored.constFind(id); known != stored.cend()) {
                if (known->fingerprint != offer.fingerprint)
                    return problemOf(wire::Problem::Kind::OutOfStep, "wire.package-other-content");
                if (!isPending(*known) || isFarEnough(*known))
                    return wire::UploadState{offer.size, kChunk, receiptOf(id)};
                return wire::UploadState{offer.size, kChunk, known->receipt};
            }
            Upload& upload = m_uploads[id];
            if (!upload.offer || upload.offer->sha256 != offer.sha256)
                upload = {offer, {}};
            return wire::UploadState{upload.bytes.size(), kChunk, {}};
        });
    }
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::PackageId& package, qint64 offset, QByteArrayView piece) override
    {
        return act<wire::UploadState>("chunk", [&]() -> wire::Reply<wire::UploadState> {
            const auto upload = m_uploads.find(package.uuid());
            if (upload == m_uploads.end() || upload->bytes.size() != offset)
                return problemOf(wire::Problem::Kind::OutOfStep, "wire.upload-elsewhere");
            if (piece.size() > kChunk)
                return problemOf(wire::Problem::Kind::Refused, "wire.chunk-too-large");
            upload->bytes += piece;
            bytes += piece.size();
            return wire::UploadState{upload->bytes.size(), kChunk, {}};
        });
    }
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(const wire::PackageId& package) override
    {
        return act<QByteArray>("finish", [&]() -> wire::Reply<QByteArray> {
            if (stored.contains(package.uuid()))
                return receiptOf(package.uuid());
            const auto upload = m_uploads.find(package.uuid());
            if (upload == m_uploads.end() || upload->bytes.size() != upload->offer->size)
                return problemOf(wire::Problem::Kind::OutOfStep, "wire.upload-elsewhere");
            const auto opened = wire::openPackage(upload->bytes, m_bank);
            if (!opened || opened->fingerprint != upload->offer->fingerprint)
                return problemOf(wire::Problem::Kind::Refused, "wire.package-not-opened");
            stored.insert(package.uuid(), {opened->manifest, opened->fingerprint, {}});
            order.append(package.uuid());
            m_uploads.erase(upload);
            return receiptOf(package.uuid());
        });
    }
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(const core::Uuid&) override
    {
        return act<core::JournalHead>("head", [this]() -> wire::Reply<core::JournalHead> { return head(); });
    }
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(const core::Uuid& vault, QByteArrayView entries) override
    {
        return act<core::JournalHead>("journal", [&]() -> wire::Reply<core::JournalHead> {
            casefile::Linker linker;
            while (!entries.isEmpty()) {
                const auto entry = casefile::decodeEntry(entries);
                if (!entry)
                    return problemOf(wire::Problem::Kind::Refused, "wire.journal-unreadable");
                if (entry->sequence <= head().sequence)
                    return problemOf(wire::Problem::Kind::OutOfStep, "wire.journal-elsewhere");
                const QByteArray previous = journal.isEmpty() ? casefile::genesisHash(vault) : journal.last().hash;
                if (linker.check(*entry, head().sequence + 1, previous) != casefile::Linker::Fault::None)
                    return problemOf(wire::Problem::Kind::Refused, "reference.journal-forked");
                journal.append(*entry);
            }
            return head();
        });
    }
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(int version) override
    {
        return act<QByteArray>("criteria", [&]() -> wire::Reply<QByteArray> { return documents.value(version + 1); });
    }
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(quint64 number) override
    {
        return act<QList<wire::Answer>>("answers", [&]() -> wire::Reply<QList<wire::Answer>> {
            return answers.mid(static_cast<qsizetype>(number), 2); // pages are small here
        });
    }
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(const QString&) override
    {
        return act<QList<wire::AttemptsElsewhere>>(
            "attempts", [this]() -> wire::Reply<QList<wire::AttemptsElsewhere>> { return elsewhere; });
    }
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(const wire::PalmsAsked&) override
    {
        return act<QList<wire::PalmGiven>>("palms", [this]() -> wire::Reply<QList<wire::PalmGiven>> { return palms; });
    }
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(const wire::ServiceCall& call) override
    {
        return act<wire::ServiceSaid>(wire::serviceOf(call.asked), [&]() -> wire::Reply<wire::ServiceSaid> {
            called.append(call);
            if (const auto known = m_served.constFind(call.id); known != m_served.cend())
                return *known; // the same number is the same act
            const auto said = service ? service(call) : wire::problem(wire::Problem::Kind::Refused, kNoService);
            if (said)
                m_served.insert(call.id, *said);
            return said;
        });
    }
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::RelayQuestion& question) override
    {
        return act<QByteArray>("relay", [&]() -> wire::Reply<QByteArray> {
            relayed.append(question);
            return question.body;
        });
    }
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(QByteArrayView) override
    {
        return act<QByteArray>("renew", [this]() -> wire::Reply<QByteArray> { return renewed; });
    }
    void cancel() override {}

    [[nodiscard]] QByteArray receiptOf(const core::Uuid& package)
    {
        Stored& one = stored[package];
        if (!one.receipt.isEmpty() && !(isPending(one) && isFarEnough(one)))
            return one.receipt;
        const QString reason = verdict && one.manifest ? verdict(*one.manifest) : QString();
        const wire::Verdict said = !reason.isEmpty()  ? wire::Verdict::Refused
                                   : isFarEnough(one) ? wire::Verdict::Accepted
                                                      : wire::Verdict::ChainPending;
        one.receipt = wire::signReceipt({.package = wire::PackageId(package),
                                            .fingerprint = one.fingerprint,
                                            .verdict = said,
                                            .reason = reason,
                                            .received = m_clock.wall(),
                                            .journal = head(),
                                            .gateway = QStringLiteral("gateway")},
            signsWith ? *signsWith : m_bank)
                          .value_or(QByteArray());
        return one.receipt;
    }

private:
    struct Upload
    {
        std::optional<wire::UploadOffer> offer;
        QByteArray bytes;
    };
    static constexpr qint64 kChunk = 1024;
    static constexpr ErrorCode kNoService{"reference.service-not-asked"};

    [[nodiscard]] static tl::unexpected<wire::Problem> problemOf(wire::Problem::Kind kind, const char* code)
    {
        return tl::make_unexpected(wire::Problem{kind, QString::fromLatin1(code), 409});
    }
    [[nodiscard]] core::JournalHead head() const
    {
        return journal.isEmpty() ? core::JournalHead{0, QByteArray(32, '\0')}
                                 : core::JournalHead{journal.last().sequence, journal.last().hash};
    }
    [[nodiscard]] bool isFarEnough(const Stored& one) const
    {
        return !needsJournal || !one.manifest || head().sequence >= one.manifest->context.journal.sequence;
    }
    [[nodiscard]] static bool isPending(const Stored& one)
    {
        const auto read = wire::readReceipt(one.receipt);
        return read && read->receipt.verdict == wire::Verdict::ChainPending;
    }
    template<typename T>
    [[nodiscard]] wire::Reply<T> act(const QByteArray& call, const std::function<wire::Reply<T>()>& body)
    {
        calls.append(call);
        if (problem) {
            if (const auto told = problem(call))
                return tl::make_unexpected(*told);
        }
        const Cut when = cut ? cut(call) : Cut::None;
        const auto lost = tl::make_unexpected(wire::Problem{wire::Problem::Kind::NotReached, {}, 0});
        if (when == Cut::Before)
            return lost;
        wire::Reply<T> reply = body();
        return when == Cut::After ? wire::Reply<T>(lost) : reply;
    }

    pki::SoftwareKey m_bank;
    const core::Clock& m_clock;
    QMap<core::Uuid, Upload> m_uploads;
    QMap<core::Uuid, wire::ServiceSaid> m_served;
};

} // namespace tirkeu::test
