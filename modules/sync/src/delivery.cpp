#include "synclog.h"

#include <sync/courier.h>
#include <sync/errors.h>

#include <vault/errors.h>

#include <algorithm>

namespace tirkeu::sync {

using wire::Problem;

namespace {
constexpr std::chrono::minutes kPendingEvery{1};

bool isOfLink(Problem::Kind kind)
{
    return kind == Problem::Kind::NotReached || kind == Problem::Kind::NotTrusted || kind == Problem::Kind::Later;
}

core::WallTime madeAt(const core::Uuid& package)
{
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < 6; ++i)
        time = time << 8U | package.bytes()[i];
    return core::WallTime(std::chrono::milliseconds(static_cast<qint64>(time)));
}
} // namespace

std::vector<Waiting> Courier::waiting()
{
    std::vector<Waiting> all;
    const auto there = m_ground.spool.list();
    if (!there)
        return all;
    for (const vault::SpooledPackage& one : *there) {
        const Way way = m_ways.value(one.about.package);
        if (way.isAnswered)
            continue;
        all.push_back({one.about.package, one.about.lane, one.about.priority, one.size - way.received,
            madeAt(one.about.package), way.notBefore, way.tries >= m_ground.rules.poisonedAfter});
    }
    return all;
}

void Courier::sendPackages()
{
    ScheduleRules rules;
    rules.onlyUrgent = m_report.isQuiet;
    const auto there = m_ground.spool.list();
    const std::vector<Waiting> all = waiting();
    m_report.waiting = static_cast<int>(all.size());
    const auto chosen = nextOf(all, m_ground.clock.wall(), m_ground.clock.monotonic(), rules);
    if (!there || !chosen) {
        m_report.inHand.reset();
        return;
    }
    const auto package =
        std::ranges::find_if(*there, [&](const vault::SpooledPackage& one) { return one.about.package == *chosen; });
    sendChunk(*package, m_ways[*chosen]);
}

bool Courier::openUpload(const vault::SpooledPackage& package, Way& way)
{
    const auto state = m_ground.gateway.openUpload(
        {wire::PackageId(package.about.package), package.about.fingerprint, package.size, package.digest});
    if (!state) {
        failPackage(package.about.package, state.error());
        return false;
    }
    if (!state->receipt.isEmpty()) {
        takeReceipt(package, state->receipt);
        return false;
    }
    way.received = std::clamp<qint64>(state->received, 0, package.size);
    way.largestChunk = state->largestChunk;
    way.isOpen = true;
    return true;
}

void Courier::sendChunk(const vault::SpooledPackage& package, Way& way)
{
    const core::Uuid& id = package.about.package;
    if (m_loaded != id) {
        const Result<QByteArray> bytes = m_ground.spool.read(id);
        if (!bytes) {
            // Damaged on the disk: it is set aside, and the vault lays it there again.
            core::logWarning(logSync()) << "a package in the spool" << bytes.error();
            m_vaultChanged = true;
            way.notBefore = m_ground.clock.monotonic() + m_ground.rules.package.first;
            return;
        }
        m_bytes = *bytes;
        m_loaded = id;
    }
    m_report.inHand = id;
    m_report.inHandSize = package.size;
    if (!way.isOpen && !openUpload(package, way))
        return;
    m_report.inHandSent = way.received;
    if (way.received < package.size) {
        const qint64 most =
            pieceOf(way.largestChunk > 0 ? std::min(way.largestChunk, m_ground.rules.chunk) : m_ground.rules.chunk);
        const QByteArrayView piece =
            QByteArrayView(m_bytes).sliced(way.received, std::min(most, package.size - way.received));
        spend(piece.size());
        const auto state = m_ground.gateway.putChunk(wire::PackageId(id), way.received, piece);
        if (!state)
            return failPackage(id, state.error());
        if (state->received <= way.received)
            return failPackage(id, {Problem::Kind::Fault, {}, 0, {}, QStringLiteral("nothing of a chunk was taken")});
        way.received = std::min(state->received, package.size);
        way.tries = 0;
        m_report.inHandSent = way.received;
        if (!state->receipt.isEmpty())
            return takeReceipt(package, state->receipt);
    }
    if (way.received < package.size)
        return;
    const auto receipt = m_ground.gateway.finishUpload(wire::PackageId(id));
    if (!receipt)
        return failPackage(id, receipt.error());
    takeReceipt(package, *receipt);
}

// On disk before anything goes: with the vault open in the vault, else beside the package.
void Courier::takeReceipt(const vault::SpooledPackage& package, const QByteArray& receipt)
{
    const core::Uuid& id = package.about.package;
    Received received;
    const Result<> done = m_ground.atVault([&](vault::Vault& vault) -> Result<> {
        const auto took = receive(vault, id, receipt, m_ground.trust);
        if (!took)
            return failure(took);
        received = *took;
        return {};
    });
    m_report.inHand.reset();
    Way& way = m_ways[id];
    if (done) {
        way = {};
        way.isAnswered = true;
        m_loaded.reset();
        m_bytes.clear();
        tellRollBack(received.anchor, QStringLiteral("against a receipt"));
        m_vaultChanged = true;
        m_journalDue = true;
        if (m_ground.changed)
            m_ground.changed();
        return;
    }
    if (done.error().code == vault::kClosed) {
        if (const Result<> kept = m_ground.spool.putReceipt(id, receipt); kept)
            way.isAnswered = true;
        else
            way.notBefore = m_ground.clock.monotonic() + waitAfter(m_ground.rules.package, ++way.tries, chance());
        return;
    }
    // Nothing is deleted on the word of a receipt that does not hold.
    raise({kReceiptWrong, ErrorKind::SecurityStop, done.error().detail});
    failPackage(id, {Problem::Kind::Fault, kReceiptWrong.toString(), 0, {}, done.error().detail});
}

void Courier::failPackage(const core::Uuid& package, const Problem& problem)
{
    Way& way = m_ways[package];
    way.isOpen = false;
    if (isOfLink(problem.kind))
        return fail(problem);
    core::logInfo(logSync()) << "a package:" << core::plain(codeOf(problem)) << problem.status;
    if (problem.kind == Problem::Kind::Refused ||
        (problem.kind == Problem::Kind::OutOfStep && problem.code.endsWith(u"package-other-content")))
        return refuse(package, codeOf(problem));
    ++way.tries;
    // Out of step once is what a lost answer leaves: asked where it stands, it goes on.
    const bool goesOn = problem.kind == Problem::Kind::OutOfStep && way.tries < m_ground.rules.poisonedAfter;
    const Wait wait = goesOn ? Wait(0) : waitAfter(m_ground.rules.package, way.tries, chance());
    way.notBefore = m_ground.clock.monotonic() + wait;
    m_report.inHand.reset();
    if (!goesOn)
        note(package, codeOf(problem));
}

void Courier::refuse(const core::Uuid& package, const QString& code)
{
    const Result<> done =
        m_ground.atVault([&](vault::Vault& vault) { return noteRefused(vault.store(), package, code); });
    Way& way = m_ways[package];
    m_report.inHand.reset();
    if (done) {
        way.isAnswered = true;
        m_vaultChanged = true; // it leaves the spool
        if (m_ground.changed)
            m_ground.changed();
        return;
    }
    // Nobody is in to be told: it steps aside until somebody is.
    way.tries = std::max(way.tries, m_ground.rules.poisonedAfter);
    way.notBefore = m_ground.clock.monotonic() + waitAfter(m_ground.rules.package, way.tries + 8, chance());
}

void Courier::note(const core::Uuid& package, const QString& reason)
{
    const Way way = m_ways.value(package);
    const auto ahead = std::chrono::duration_cast<Wait>(way.notBefore - m_ground.clock.monotonic());
    const core::WallTime next = m_ground.clock.wall() + std::max(ahead, Wait(0));
    std::ignore = m_ground.atVault(
        [&](vault::Vault& vault) { return noteWaiting(vault.store(), package, way.tries, next, reason); });
    if (m_ground.changed)
        m_ground.changed();
}

// What arrived before the journal did is taken once the journal has come so far; the answer may have been missed.
void Courier::askForPending()
{
    m_pendingNext = m_ground.clock.monotonic() + kPendingEvery;
    std::vector<vault::OutboxRow> pending;
    const Result<> read = m_ground.atVault([&](vault::Vault& vault) -> Result<> {
        auto rows = vault.store().outbox(casefile::Delivery::Sent);
        if (!rows)
            return failure(rows);
        pending = std::move(*rows);
        return {};
    });
    const auto there = m_ground.spool.list();
    if (!read || !there)
        return;
    for (const vault::OutboxRow& row : pending) {
        const auto package = std::ranges::find_if(
            *there, [&row](const vault::SpooledPackage& one) { return one.about.package == row.id; });
        if (package == there->end() || row.next > m_ground.clock.wall())
            continue;
        Way& way = m_ways[row.id];
        way.isAnswered = false;
        way.notBefore = {};
    }
}

} // namespace tirkeu::sync
