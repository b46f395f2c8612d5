#pragma once

#include <evidence/levelraiser.h>

#include <QList>
#include <QString>

namespace tirkeu::evidence {

/// Where the documents lie, which is not the queue's business: they hold people's data and are kept encrypted.
class DocumentKeeper
{
public:
    virtual ~DocumentKeeper() = default;
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
    QString stoppedBy = {}; ///< an error's code: no further try will help, a person has to look
};

/// Documents whose level is still to rise, and archive time stamps that have to be followed by another before their
/// authority's certificate ends. Stands in a file of its own, ids and times alone, and is durable whenever a call
/// returns. One thread at a time; `work` blocks on the network.
class UpgradeQueue
{
public:
    /// What the file holds, or an empty queue where there is none; a damaged file is an error, not an empty queue.
    [[nodiscard]] static Result<UpgradeQueue> open(const QString& file, const core::Clock& clock);

    [[nodiscard]] const QList<UpgradeEntry>& entries() const { return m_entries; }
    [[nodiscard]] std::optional<core::WallTime> nextDue() const;

    /// Raises a fresh document as far as the services allow; what is left to do stays in the queue. Gives back the
    /// level that stands now, for the screen.
    [[nodiscard]] Result<SignatureLevel> take(
        const QString& document, SignatureLevel wanted, LevelRaiser& raiser, DocumentKeeper& keeper);
    /// Works on everything that is due. The error is only a queue that could not be written.
    [[nodiscard]] Result<> work(LevelRaiser& raiser, DocumentKeeper& keeper);

private:
    UpgradeQueue(QString file, const core::Clock& clock)
        : m_file(std::move(file))
        , m_clock(&clock)
    {
    }
    [[nodiscard]] Result<> save() const;
    [[nodiscard]] Result<> attempt(UpgradeEntry& entry, LevelRaiser& raiser, DocumentKeeper& keeper) const;
    void settle(UpgradeEntry& entry, const Result<>& outcome) const;

    QString m_file;
    const core::Clock* m_clock;
    QList<UpgradeEntry> m_entries;
};

} // namespace tirkeu::evidence
