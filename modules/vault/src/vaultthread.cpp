#include "jobthread.h"

#include <vault/errors.h>
#include <vault/vaultthread.h>

#include <core/log.h>

#ifdef Q_OS_LINUX
#    include <ctime>
#endif

namespace tirkeu::vault {

namespace {
Q_LOGGING_CATEGORY(lcVault, "tirkeu.vault")
constexpr std::size_t kMostWaiting = 1000;
constexpr auto kJump = std::chrono::minutes(1); ///< a clock corrected by less is no jump

/// A machine that sleeps stops its monotonic clock; that is no jump.
std::chrono::milliseconds timeAsleep()
{
#ifdef Q_OS_LINUX
    timespec sinceBoot{};
    timespec awake{};
    if (clock_gettime(CLOCK_BOOTTIME, &sinceBoot) == 0 && clock_gettime(CLOCK_MONOTONIC, &awake) == 0)
        return std::chrono::seconds(sinceBoot.tv_sec - awake.tv_sec) +
               std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::nanoseconds(sinceBoot.tv_nsec - awake.tv_nsec));
#endif
    return {};
}

/// The same event may yet be taken: what fails is the disk, not the event.
bool mayWait(const casefile::Event& event, const Error& why)
{
    return why.kind != ErrorKind::Bug && casefile::infoOf(event.kind).scope == casefile::Scope::Workstation;
}
} // namespace

VaultThread::VaultThread(const VaultOptions& options, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_seenWall(options.clock.wall())
    , m_seenMonotonic(options.clock.monotonic())
    , m_seenAsleep(timeAsleep())
    , m_walker(std::make_unique<JobThread>("vault walk"))
    , m_thread(std::make_unique<JobThread>("vault"))
{
}

VaultThread::~VaultThread()
{
    post([this] {
        if (const Result<> closed = closeNow(m_options.actor); !closed)
            core::logWarning(lcVault()) << "not closed in good order" << closed.error();
        if (!m_waiting.empty())
            core::logWarning(lcVault()) << "events never written:" << m_waiting.size();
    });
    m_thread.reset(); // what was posted is carried out first
}

tl::unexpected<Error> VaultThread::closedError()
{
    return failure(kClosed, ErrorKind::OperatorCanFix, QStringLiteral("nobody is signed in"));
}

void VaultThread::post(std::function<void()> job)
{
    m_thread->post(std::move(job));
}

QFuture<Result<OpeningReport>> VaultThread::open(OpenedSlot slot)
{
    auto promise = std::make_shared<QPromise<Result<OpeningReport>>>();
    promise->start();
    // std::function has to be copyable, a secret must not be: the closure shares the one copy.
    auto shared = std::make_shared<OpenedSlot>(std::move(slot));
    auto future = promise->future();
    post([this, promise, shared] {
        Result<OpeningReport> done = failure(kInUse, ErrorKind::OperatorCanFix, QStringLiteral("open already"));
        if (!m_vault) {
            auto opened = Vault::open(m_options, std::move(*shared));
            if (opened) {
                m_vault = std::move(*opened);
                done = m_vault->opening();
                std::ignore = keepWaiting(); // told already; it goes on waiting where this fails
            } else {
                done = failure(opened);
            }
        }
        promise->addResult(std::move(done));
        promise->finish();
    });
    return future;
}

QFuture<Result<>> VaultThread::close(const QString& actor)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    auto future = promise->future();
    post([this, promise, actor] {
        promise->addResult(closeNow(actor));
        promise->finish();
    });
    return future;
}

void VaultThread::endWalk()
{
    m_walkEnds = true;
    m_walker->waitUntilIdle();
    m_walkEnds = false;
}

void VaultThread::dropUnusable()
{
    if (!m_vault || m_vault->isOpen())
        return;
    endWalk();
    m_vault.reset();
}

Result<> VaultThread::closeNow(const QString& actor)
{
    endWalk();
    if (!m_vault)
        return {};
    std::ignore = keepWaiting();
    Result<> closed = m_vault->close(actor);
    m_vault.reset();
    return closed;
}

void VaultThread::record(const casefile::Event& event)
{
    post([this, event] {
        m_writingSince = m_options.clock.monotonic().time_since_epoch().count();
        noteClock();
        keepOrHold(event);
        m_writingSince = kNothing;
        afterWork();
    });
}

void VaultThread::tryAgain()
{
    post([this] {
        if (const Result<> kept = keepWaiting(); !kept)
            Q_EMIT notRecorded(kept.error(), static_cast<int>(m_waiting.size()));
    });
}

std::chrono::milliseconds VaultThread::writingFor() const
{
    const qint64 since = m_writingSince;
    if (since == kNothing)
        return {};
    const core::MonotonicTime began{core::MonotonicTime::duration(since)};
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_options.clock.monotonic() - began);
}

void VaultThread::keepOrHold(const casefile::Event& event)
{
    Result<> kept = keepWaiting();
    if (kept) {
        kept = keep(event);
        if (kept)
            return;
    }
    if (m_waiting.empty()) // once, not for each that waits behind it
        core::logWarning(lcVault()) << "not recorded" << kept.error();
    int waiting = 0;
    if (mayWait(event, kept.error())) {
        if (m_waiting.size() < kMostWaiting)
            m_waiting.push_back(event);
        else
            ++m_lost;
        waiting = static_cast<int>(m_waiting.size());
    }
    Q_EMIT notRecorded(kept.error(), waiting);
}

/// In the order in which it happened; what did not fit into memory is said as lost.
Result<> VaultThread::keepWaiting()
{
    if (m_waiting.empty())
        return {};
    while (!m_waiting.empty()) {
        if (const Result<> kept = keep(m_waiting.front()); !kept)
            return kept;
        m_waiting.pop_front();
    }
    if (m_lost > 0) {
        const casefile::Event lost{casefile::Kind::SealedFileLost, m_options.clock.wall(), m_options.actor, {}, {},
            {{QStringLiteral("what"), QStringLiteral("unwritten")}, {QStringLiteral("expected"), m_lost}}};
        if (const Result<> kept = keep(lost); !kept)
            return kept;
        m_lost = 0;
    }
    Q_EMIT recordedAgain();
    return {};
}

/// Somebody set the clock while the program ran: wall and monotonic time have parted since the last event.
void VaultThread::noteClock()
{
    const core::WallTime wall = m_options.clock.wall();
    const core::MonotonicTime monotonic = m_options.clock.monotonic();
    const std::chrono::milliseconds asleep = timeAsleep();
    const core::WallTime expected = m_seenWall +
                                    std::chrono::duration_cast<std::chrono::milliseconds>(monotonic - m_seenMonotonic) +
                                    (asleep - m_seenAsleep);
    m_seenWall = wall;
    m_seenMonotonic = monotonic;
    m_seenAsleep = asleep;
    if (wall - expected < kJump && expected - wall < kJump)
        return;
    keepOrHold({casefile::Kind::ClockJumped, wall, m_options.actor, {}, {},
        {{QStringLiteral("from"), core::toIsoText(expected)}, {QStringLiteral("to"), core::toIsoText(wall)}}});
    Q_EMIT clockJumped(expected, wall);
}

void VaultThread::afterWork()
{
    if (m_vault && m_vault->isOpen()) {
        if (const Result<> anchored = m_vault->anchorWhatIsSigned(); !anchored) {
            core::logWarning(lcVault()) << "not anchored" << anchored.error();
            Q_EMIT notAnchored(anchored.error());
        }
    }
    dropUnusable();
}

Result<> VaultThread::keep(const casefile::Event& event)
{
    if (m_vault) {
        const auto entry = m_vault->store().append(event);
        return entry ? Result<>() : failure(entry);
    }
    auto closed = Vault::closedJournal(m_options.folder, m_options.workstation);
    return closed ? closed->append(event) : failure(closed);
}

QFuture<Result<JournalReport>> VaultThread::checkJournal()
{
    auto promise = std::make_shared<QPromise<Result<JournalReport>>>();
    promise->start();
    auto future = promise->future();
    post([this, promise] {
        const auto complete = [promise](Result<JournalReport> result) {
            promise->addResult(std::move(result));
            promise->finish();
        };
        if (!m_vault)
            return complete(closedError());
        auto reader = m_vault->reader();
        auto keys = reader ? m_vault->keysReader() : failure(reader);
        if (!keys)
            return complete(failure(keys));
        auto shared = std::make_shared<storage::Connection>(std::move(*reader));
        auto sharedKeys = std::make_shared<storage::Connection>(std::move(*keys));
        m_walker->post(
            [this, shared, sharedKeys, complete, vault = m_vault->store().vault(), volumes = m_vault->volumeFolder(),
                certificate = m_options.workstation ? m_options.workstation->certificate() : QByteArray()] {
                complete(vault::checkJournal(*shared, vault, volumes, certificate, &m_walkEnds, sharedKeys.get()));
            });
    });
    return future;
}

Result<> VaultSink::record(std::string_view kind, const QJsonObject& fields)
{
    const Result<casefile::Kind> known = casefile::kindNamed(kind);
    if (!known)
        return failure(known);
    const casefile::Event event{
        *known, m_clock.wall(), m_actor.isEmpty() ? QStringLiteral("workstation") : m_actor, {}, {}, fields};
    if (const Result<> checked = casefile::check(event); !checked)
        return checked;
    m_thread.record(event);
    return {};
}

} // namespace tirkeu::vault
