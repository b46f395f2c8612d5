#include "jobthread.h"

#include <vault/errors.h>
#include <vault/vaultthread.h>

#include <core/log.h>

namespace tirkeu::vault {

namespace {
Q_LOGGING_CATEGORY(lcVault, "tirkeu.vault")
} // namespace

VaultThread::VaultThread(const VaultOptions& options, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_walker(std::make_unique<JobThread>("vault walk"))
    , m_thread(std::make_unique<JobThread>("vault"))
{
}

VaultThread::~VaultThread()
{
    post([this] {
        if (const Result<> closed = closeNow(m_options.actor); !closed)
            core::logWarning(lcVault()) << "not closed in good order" << closed.error();
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
    Result<> closed = m_vault->close(actor);
    m_vault.reset();
    return closed;
}

void VaultThread::record(const casefile::Event& event)
{
    post([this, event] {
        if (const Result<> kept = keep(event); !kept) {
            core::logWarning(lcVault()) << "not recorded" << kept.error();
            Q_EMIT notRecorded(kept.error());
        }
    });
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

QFuture<Result<ChainReport>> VaultThread::checkChain()
{
    auto promise = std::make_shared<QPromise<Result<ChainReport>>>();
    promise->start();
    auto future = promise->future();
    post([this, promise] {
        const auto complete = [promise](Result<ChainReport> result) {
            promise->addResult(std::move(result));
            promise->finish();
        };
        if (!m_vault)
            return complete(closedError());
        auto reader = m_vault->reader();
        if (!reader)
            return complete(failure(reader));
        auto shared = std::make_shared<storage::Connection>(std::move(*reader));
        m_walker->post([this, shared, complete, vault = m_vault->store().vault(),
                           certificate = m_options.workstation ? m_options.workstation->certificate() : QByteArray()] {
            auto report = vault::checkChain(*shared, vault, certificate, &m_walkEnds);
            complete(std::move(report));
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
