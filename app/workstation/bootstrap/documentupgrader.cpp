#include "documentupgrader.h"

#include <core/whendone.h>

#include <QtConcurrentRun>

#include <algorithm>

namespace tirkeu::workstation {

using evidence::SignatureLevel;
using evidence::UpgradeEntry;
using evidence::UpgradeQueue;

struct DocumentUpgrader::Work
{
    Work(const QString& queueFile, vault::VaultThread& thread, const core::Clock& time,
        const ConfirmingServices& services)
        : file(queueFile)
        , clock(time)
        , stamps(services.http, services.trust, services.stamps)
        , status(services.http, time, services.trust, services.status)
        , wanted(services.wanted)
        , raiser(time, services.trust, stamps, status)
        , documents(thread, time)
    {
    }
    // Read when it is first needed, on the thread that works on it; what cannot be read is read again next time.
    [[nodiscard]] Result<UpgradeQueue*> opened()
    {
        if (!queue) {
            auto read = UpgradeQueue::open(file, clock);
            if (!read)
                return failure(read);
            queue = std::move(*read);
        }
        return &*queue;
    }
    [[nodiscard]] Result<> adopt()
    {
        if (wanted == SignatureLevel::BB)
            return {}; // they stand where they shall
        const auto signedOnes = documents.signedAndNeverRaised();
        if (!signedOnes)
            return failure(signedOnes);
        const auto known = opened();
        if (!known)
            return failure(known);
        for (const QString& document : *signedOnes) {
            const auto& entries = (*known)->entries();
            if (std::any_of(entries.begin(), entries.end(),
                    [&document](const UpgradeEntry& entry) { return entry.document == document; }))
                continue;
            if (const auto taken = (*known)->take(document, wanted, raiser, documents); !taken)
                return failure(taken);
        }
        return {};
    }
    QString file;
    const core::Clock& clock;
    pki::TimeStampClient stamps;
    pki::StatusChecker status;
    SignatureLevel wanted;
    evidence::LevelRaiser raiser;
    VaultDocuments documents;
    std::optional<UpgradeQueue> queue;
    QStringList told; ///< stopped, and in the journal
};

DocumentUpgrader::DocumentUpgrader(const QString& queueFile, vault::VaultThread& thread, const core::Clock& clock,
    const ConfirmingServices& services, std::chrono::milliseconds lookEvery)
    : m_work(std::make_shared<Work>(queueFile, thread, clock, services))
{
    m_thread.setObjectName(QStringLiteral("document levels"));
    m_thread.setMaxThreadCount(1);
    // Asked of the clock again and again, not waited for once: a machine sleeps, and its clock is put right.
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &DocumentUpgrader::look);
}

DocumentUpgrader::~DocumentUpgrader()
{
    m_timer.stop();
    m_thread.clear();
    m_thread.waitForDone();
}

QFuture<Result<SignatureLevel>> DocumentUpgrader::take(const core::Uuid& document, SignatureLevel wanted)
{
    return QtConcurrent::run(&m_thread, [this, work = m_work, id = document.toString(), wanted] {
        const auto queue = work->opened();
        if (!queue)
            return Result<SignatureLevel>(failure(queue));
        auto reached = (*queue)->take(id, wanted, work->raiser, work->documents);
        tell();
        return reached;
    });
}

void DocumentUpgrader::raise(const core::Uuid& document, SignatureLevel wanted)
{
    core::whenDone(take(document, wanted), this, [this](const Result<SignatureLevel>& reached) {
        if (!reached)
            Q_EMIT failed(reached.error());
    });
}

void DocumentUpgrader::setVaultOpen(bool open)
{
    if (!open)
        return m_timer.stop();
    m_timer.start();
    m_thread.start([this, work = m_work] {
        const Result<> adopted = work->adopt();
        if (!adopted && adopted.error().kind != ErrorKind::Retry)
            Q_EMIT failed(adopted.error());
    });
    look();
}

void DocumentUpgrader::look()
{
    if (m_thread.activeThreadCount() > 0)
        return;
    m_thread.start([this, work = m_work] {
        const auto queue = work->opened();
        const Result<> done = queue ? (*queue)->work(work->raiser, work->documents) : failure(queue);
        if (done)
            tell();
        else
            Q_EMIT failed(done.error());
    });
}

// On the pool's thread.
void DocumentUpgrader::tell()
{
    int rising = 0;
    int stopped = 0;
    std::optional<core::WallTime> since;
    for (const UpgradeEntry& entry : m_work->queue->entries()) {
        if (!entry.stoppedBy.isEmpty()) {
            ++stopped;
        } else if (entry.task == UpgradeEntry::Task::Raise) {
            ++rising;
            if (entry.since && (!since || *entry.since < *since))
                since = entry.since;
        }
    }
    noteStopped();
    Q_EMIT worked(rising, stopped, since);
}

// What a closed vault does not take is told again at the next turn, and after a restart.
void DocumentUpgrader::noteStopped()
{
    for (const UpgradeEntry& entry : m_work->queue->entries()) {
        if (entry.stoppedBy.isEmpty() || m_work->told.contains(entry.document))
            continue;
        const Result<> noted = m_work->documents.noteStopped(entry.document, entry.stoppedBy);
        if (noted)
            m_work->told.append(entry.document);
        else if (noted.error().kind != ErrorKind::Retry)
            Q_EMIT failed(noted.error());
    }
}

} // namespace tirkeu::workstation
