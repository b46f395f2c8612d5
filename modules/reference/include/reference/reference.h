#pragma once

#include <reference/certificateissuer.h>
#include <reference/criteriabook.h>
#include <reference/engine.h>
#include <reference/relayservices.h>

#include <casefile/casestate.h>
#include <core/ports/keyunwrapper.h>
#include <core/ports/signer.h>
#include <core/securebytes.h>
#include <pki/truststore.h>
#include <wire/gatewayservice.h>

namespace tirkeu::reference {

/// What was found out about a document that is taken.
struct DocumentFacts
{
    bool isSealed = false; ///< the organisation's seal, as the criteria name it, stands on it
};
/// Judges one signed document of a case; an error says why it is not taken.
using DocumentJudge = std::function<Result<DocumentFacts>(
    const QByteArray& pdf, const casefile::CaseState& state, const core::Uuid& document)>;
/// Puts the organisation's seal on a document, as revisions of their own behind what was signed (BIO-10, 14, 24, 27).
/// An error of kind ServiceFault: what confirms the seal does not answer now; of kind Retry: in a moment it may.
using DocumentSeal = std::function<Result<QByteArray>(const QByteArray& pdf, const criteria::SigningRules& rules)>;

/// Something the bank's security people have to hear of at once.
struct Alarm
{
    QString what; ///< an error's code
    QString workstation;
    QString about; ///< a package's or vault's id
};

/// The bank's side of every question a workstation asks: takes packages in, each exactly once and only if every rule
/// was kept, follows the journals, hands out criteria and answers. Called from many threads at once.
class Reference final : public wire::GatewayService
{
public:
    struct Settings
    {
        QString name; ///< as receipts say it
        pki::TrustStore bank;
        core::SecureBytes dataKey; ///< all that is kept of a person is sealed under it
        QString uploadFolder;      ///< packages on their way, sealed as they come
        QString lowestVersion = QStringLiteral("0");
        core::WallTime lowestSince{};
        DocumentJudge documents; ///< required
        DocumentSeal seal = {};  ///< where the criteria ask for one and the workstation had none; empty: nor has this
        RelayServices relay = {};
        RenewalRules renewal = {};
        wire::Pace pace = {}; ///< as workstations are told
        /// Services outside the bank, for a workstation by its id; none: nobody is asked. From many threads.
        std::function<Result<wire::ServiceSaid>(const QString&, const wire::ServiceCall&)> services = {};
        int servicesAtOnce = 4; ///< questions that may wait for one of them, as those of the relay do
        std::function<void(const Alarm&)> alarm = [](const Alarm&) {
        };
        /// Enrolled hands came or went, from any thread: the gallery has something to take in.
        std::function<void()> handsChanged = [] {
        };
    };
    /// What ingest did, for figures. Seconds are of all threads together.
    struct Figures
    {
        quint64 accepted = 0;
        quint64 pending = 0;
        quint64 refused = 0;
        quint64 repeated = 0;
        quint64 alarms = 0;
        quint64 relayed = 0;
        quint64 relayedInVain = 0; ///< the service was silent, or had no answer
        double secondsOpening = 0;
        double secondsJudging = 0;
        double secondsStoring = 0;
    };

    /// Engine, keys, book and clock outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Reference>> make(Settings settings, Engine& engine,
        core::KeyUnwrapper& packages, core::Signer& receipts, const CriteriaBook& book, const core::Clock& clock);
    ~Reference() override;

    [[nodiscard]] wire::Reply<wire::Hello> hello(const wire::Asker& asker) override;
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(
        const wire::Asker& asker, const wire::UploadOffer& offer) override;
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::Asker& asker, const wire::PackageId& package, qint64 offset, QByteArrayView bytes) override;
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(
        const wire::Asker& asker, const wire::PackageId& package) override;
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(
        const wire::Asker& asker, const core::Uuid& vault) override;
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(
        const wire::Asker& asker, const core::Uuid& vault, QByteArrayView entries) override;
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(const wire::Asker& asker, int version) override;
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(const wire::Asker& asker, quint64 number) override;
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(
        const wire::Asker& asker, const QString& iin) override;
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(
        const wire::Asker& asker, const wire::PalmsAsked& asked) override;
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(
        const wire::Asker& asker, const wire::ServiceCall& call) override;
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::Asker& asker, const wire::RelayQuestion& question) override;
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(const wire::Asker& asker, QByteArrayView request) override;

    /// From now on workstations are held against these authorities. Waits for no question in hand.
    void renewTrust(pki::TrustStore bank);

    [[nodiscard]] Figures figures() const;
    /// The clear bytes of what was kept, for the bank's own use; each call is for the caller to log.
    [[nodiscard]] Result<QByteArray> open(const SealedPart& part) const;
    [[nodiscard]] QByteArray pseudonymOf(const QString& iin) const;
    [[nodiscard]] QByteArray subjectOf(const QString& iin) const; ///< under which alone templates stand
    /// Throws away uploads that nobody has gone on with.
    void tidy();

private:
    struct Parts;
    explicit Reference(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::reference
