#pragma once

#include <evidence/levelraiser.h>

#include <QList>
#include <QString>

#include <memory>

namespace tirkeu::evidence {

/// Where the documents lie, which is not the queue's business: they hold people's data and are kept encrypted.
class DocumentKeeper
{
public:
    virtual ~DocumentKeeper() = default;
    /// Empty: the document is no more, as a destroyed client's.
    [[nodiscard]] virtual Result<QByteArray> load(const QString& document) = 0;
    [[nodiscard]] virtual Result<> store(const QString& document, const QByteArray& pdf) = 0;
};

struct UpgradeEntry
{
    QString document; ///< its id
    enum class Task { Raise, Renew } task = Task::Raise;
    SignatureLevel wanted = SignatureLevel::BLTA;
    int failedTries = 0;
    core::WallTime nextTry;
    QString stoppedBy = {};                   ///< an error's code: no further try will help, a person has to look
    std::optional<core::WallTime> since = {}; ///< it stands here; none: written down by an older program
};

class Renewals;

/// Documents whose level is still to rise, and archive time stamps that have to be followed by another before their
/// authority's certificate ends. Stands in two files of its own, ids and times alone: `file` holds the few that rise or
/// wait for a person, `file`.renewals the many that are done for years. Durable whenever a call returns. One thread at
/// a time; `work` blocks on the network.
class UpgradeQueue
{
public:
    static constexpr int kMostEntries = 100'000; ///< half a year without any service; beyond that `take` refuses

    /// What the files hold, or an empty queue where there is none; a damaged file is an error, not an empty queue.
    [[nodiscard]] static Result<UpgradeQueue> open(const QString& file, const core::Clock& clock);
    ~UpgradeQueue();
    UpgradeQueue(UpgradeQueue&& other) noexcept;
    UpgradeQueue& operator=(UpgradeQueue&& other) noexcept;

    [[nodiscard]] const QList<UpgradeEntry>& entries() const { return m_entries; } ///< rising, or stopped
    [[nodiscard]] qsizetype renewals() const;                                      ///< documents that are done for now
    [[nodiscard]] std::optional<core::WallTime> nextDue() const;

    /// Raises a fresh document as far as the services allow; what is left to do stays in the queue. Gives back the
    /// level that stands now, for the screen.
    [[nodiscard]] Result<SignatureLevel> take(
        const QString& document, SignatureLevel wanted, LevelRaiser& raiser, DocumentKeeper& keeper);
    /// Works on everything that is due to rise, and on some of what is due to be renewed: the documents of one
    /// authority are all due at one moment, a month ahead. The error is only a queue that could not be written.
    [[nodiscard]] Result<> work(LevelRaiser& raiser, DocumentKeeper& keeper);

private:
    UpgradeQueue(QString file, const core::Clock& clock, Renewals renewals);
    [[nodiscard]] Result<> save() const;
    using Due = std::optional<core::WallTime>; ///< of the next archive time stamp; none: there is nothing to renew
    [[nodiscard]] Result<Due> raise(const UpgradeEntry& entry, LevelRaiser& raiser, DocumentKeeper& keeper) const;
    [[nodiscard]] Result<Due> renew(const QString& document, LevelRaiser& raiser, DocumentKeeper& keeper) const;
    [[nodiscard]] Result<> settle(qsizetype index, const Result<Due>& outcome);
    [[nodiscard]] Result<> workOnRenewals(LevelRaiser& raiser, DocumentKeeper& keeper);

    QString m_file;
    const core::Clock* m_clock;
    QList<UpgradeEntry> m_entries;
    std::unique_ptr<Renewals> m_renewals;
};

} // namespace tirkeu::evidence
