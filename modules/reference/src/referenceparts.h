#pragma once

#include "judgement.h"
#include "sealing.h"
#include "uploads.h"

#include <array>
#include <atomic>
#include <mutex>

namespace tirkeu::reference {

inline constexpr ErrorCode kEngineFault{"reference.store-fault"};

/// What the questions share. Works on many threads; all of it that changes stands behind a lock.
struct Reference::Parts
{
    Parts(Settings given, Engine& engineGiven, core::KeyUnwrapper& packagesGiven, core::Signer& receiptsGiven,
        const CriteriaBook& bookGiven, const core::Clock& clockGiven)
        : settings(std::move(given))
        , engine(engineGiven)
        , packages(packagesGiven)
        , receipts(receiptsGiven)
        , book(bookGiven)
        , clock(clockGiven)
        , uploads(settings.uploadFolder)
    {
    }

    Settings settings;
    Engine& engine;
    core::KeyUnwrapper& packages;
    core::Signer& receipts;
    const CriteriaBook& book;
    const core::Clock& clock;
    Uploads uploads;
    mutable std::mutex mutex; ///< of the figures and of the bank's trust
    Figures figures;
    std::mutex renewing;
    std::atomic<int> relaying = 0; ///< questions that wait for a service of the relay
    std::array<std::atomic<int>, std::variant_size_v<wire::ServiceAsked>> asking{}; ///< and for each of the others

    /// The workstation behind a certificate, with the criteria that know it.
    struct Sender
    {
        std::shared_ptr<const criteria::Criteria> criteria;
        const criteria::Workstation* workstation = nullptr;
    };
    [[nodiscard]] wire::Reply<Sender> senderOf(const wire::Asker& asker);
    /// Whose certificate it is: named by the criteria, or following one that they name. None: nobody's.
    [[nodiscard]] Result<const criteria::Workstation*> workstationOf(
        const criteria::Criteria& criteria, QByteArray certificate);

    struct Upload
    {
        Sender sender;
        wire::UploadOffer offer;
        QByteArray bytes;
        QString version; ///< of the program that sends it
    };
    [[nodiscard]] wire::Reply<QByteArray> ingest(const Upload& upload);
    [[nodiscard]] wire::Reply<QByteArray> refuse(
        const Upload& upload, const std::optional<wire::OpenedPackage>& opened, const Refusal& why);
    [[nodiscard]] wire::Reply<QByteArray> store(
        const Upload& upload, const wire::OpenedPackage& opened, const JudgedCase& judged);
    /// A part as it is kept: a document with the organisation's seal where the criteria ask for it.
    [[nodiscard]] wire::Reply<QByteArray> asKept(const wire::Part& part, const JudgedCase& judged,
        const criteria::SigningRules& rules, const QString& workstation);
    /// Nothing where the journal has not come so far.
    [[nodiscard]] Result<std::optional<Judged<>>> holdAgainstJournal(
        const wire::PackageContext& context, const std::vector<wire::ShownEvent>& events);

    [[nodiscard]] wire::Reply<core::JournalHead> takeEntries(
        const Sender& sender, const core::Uuid& vault, QByteArrayView bytes);
    /// The journal that `front`, the first of a new one, continues: a vault that was put back. Nothing: none.
    [[nodiscard]] Result<std::optional<JournalRow>> continuedBy(
        const QString& workstation, const core::Uuid& vault, const std::vector<casefile::Entry>& entries);
    /// As the engine has them, those of the journals it continues before its own.
    [[nodiscard]] Result<std::optional<casefile::Entry>> entryOf(core::Uuid vault, quint64 sequence);
    [[nodiscard]] Result<std::vector<casefile::Entry>> entriesOfCase(
        const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo);
    [[nodiscard]] wire::Reply<QByteArray> settledMeanwhile(
        const Sender& sender, const wire::PackageContext& context, const QByteArray& receipt);
    [[nodiscard]] Result<> settlePending(const Sender& sender, const core::Uuid& vault, quint64 upTo);
    [[nodiscard]] Result<> settleOne(const Sender& sender, PackageRow row);
    [[nodiscard]] wire::Reply<core::JournalHead> standing(const core::Uuid& vault);

    [[nodiscard]] Result<QByteArray> seal(QByteArrayView label, const core::Uuid& id, QByteArrayView clear) const;
    [[nodiscard]] Result<QByteArray> unseal(QByteArrayView label, const core::Uuid& id, QByteArrayView sealed) const;
    [[nodiscard]] QByteArray keyed(QByteArrayView label, const QString& value) const;
    /// What a case does to the enrolled hands, each with the ticket by which the duplicate search answers.
    [[nodiscard]] Result<QList<HandChange>> handsOf(const casefile::CaseState& state,
        const std::vector<wire::ShownEvent>& events, const QString& workstation) const;
    /// A template of the case, in clear; empty where it did not come.
    using PalmTaken = std::function<Result<QByteArray>(const core::Uuid& formed)>;
    /// The answers to what a case awaits from the enrolled hands of its client (BIO-18); that they were read for it is
    /// on record before.
    [[nodiscard]] Result<QList<AnswerDraft>> answersAwaited(const casefile::CaseState& state,
        const std::vector<wire::ShownEvent>& events, const QString& workstation, const PalmTaken& taken);
    [[nodiscard]] pki::TrustStore bankTrust() const
    {
        const std::lock_guard lock(mutex);
        return settings.bank;
    }
    void alarm(const QString& what, const QString& workstation, const QString& about);
    [[nodiscard]] static tl::unexpected<wire::Problem> fault(const Error& error);
};

/// Adds the seconds it lives to a figure.
class Stopwatch
{
public:
    Stopwatch(std::mutex& mutex, double& seconds)
        : m_mutex(mutex)
        , m_seconds(seconds)
    {
    }
    ~Stopwatch()
    {
        const std::lock_guard lock(m_mutex);
        m_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - m_from).count();
    }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    std::mutex& m_mutex;
    double& m_seconds;
    std::chrono::steady_clock::time_point m_from = std::chrono::steady_clock::now();
};

} // namespace tirkeu::reference
