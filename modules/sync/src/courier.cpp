#include "synclog.h"

#include <sync/courier.h>
#include <sync/errors.h>

#include <vault/errors.h>
#include <vault/journalsegments.h>

#include <QVersionNumber>

#include <algorithm>

namespace tirkeu::sync {

using wire::Problem;

Q_LOGGING_CATEGORY(logSync, "tirkeu.sync")

namespace {
constexpr std::chrono::seconds kLookAgain{30}; ///< into the vault, when nobody says that it changed
constexpr int kMostStumbles = 3;
constexpr auto kLongest = std::chrono::hours(1);
constexpr auto kRenewEvery = std::chrono::hours(6);
constexpr auto kRenewAgain = std::chrono::minutes(30);
constexpr qint64 kLeastPiece = 4096;

QString text(const ErrorCode& code)
{
    return code.toString();
}

ErrorCode linkCode(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::NotTrusted:
        return kNotTrusted;
    case Problem::Kind::Later:
        return kBusy;
    case Problem::Kind::NotReached:
        return kNotReached;
    default:
        return kFault;
    }
}
} // namespace

QString codeOf(const Problem& problem)
{
    return problem.code.isEmpty() ? text(linkCode(problem.kind)) : problem.code;
}

Courier::Courier(Ground ground)
    : m_ground(std::move(ground))
{
    m_report.since = m_ground.clock.wall();
    m_report.next = m_report.since;
    // What was answered while nobody was in is not sent again.
    if (const auto there = m_ground.spool.list()) {
        for (const vault::SpooledPackage& one : *there) {
            const Result<QByteArray> receipt = m_ground.spool.receipt(one.about.package);
            m_ways[one.about.package].isAnswered = receipt && !receipt->isEmpty();
        }
    }
}

double Courier::chance() const
{
    return m_ground.chance ? m_ground.chance() : 0.5;
}

std::chrono::milliseconds Courier::turn()
{
    const core::MonotonicTime now = m_ground.clock.monotonic();
    if (m_vaultChanged || now >= m_vaultNext)
        lookIntoVault();
    if (now >= m_linkNext && (!m_report.isOnline || now >= m_greetNext) && !greet()) {
        tell();
        return untilNext();
    }
    if (m_report.isOnline && now >= m_linkNext) {
        m_report.isQuiet = isQuietNow();
        if (!mayBeginToSend()) {
            tell();
            return untilNext();
        }
        if (m_areWordsDue && now >= m_wordsNext) {
            tellServices();
            m_report.withdrawals = m_words.withdrawals();
        }
        if (m_report.isOnline && now >= m_pendingNext)
            askForPending();
        if (m_report.isOnline && m_journalDue && !m_report.isQuiet && now >= m_sendNext)
            m_journalDue = sendJournal();
        if (m_report.isOnline && now >= m_sendNext)
            sendPackages();
    }
    tell();
    return untilNext();
}

void Courier::wake()
{
    const core::MonotonicTime now = m_ground.clock.monotonic();
    m_linkNext = now;
    m_linkTries = 0;
    m_greetNext = now;
    m_wordsNext = now;
    m_words.again();
    m_vaultChanged = true;
    m_journalDue = true;
    for (Way& way : m_ways)
        way.notBefore = std::min(way.notBefore, now);
}

void Courier::retry(const core::Uuid& package)
{
    m_ways[package] = {};
    m_linkNext = std::min(m_linkNext, m_ground.clock.monotonic());
    m_vaultChanged = true;
}

Courier::Wait Courier::untilNext()
{
    const core::MonotonicTime now = m_ground.clock.monotonic();
    core::MonotonicTime next = std::min(now + kLongest, m_vaultNext);
    if (m_vaultChanged)
        next = now;
    if (m_linkNext > now || !m_report.isOnline) {
        next = std::min(next, m_linkNext);
    } else {
        next = std::min({next, m_greetNext, m_pendingNext});
        if (m_areWordsDue)
            next = std::min(next, m_wordsNext);
        if (m_journalDue && !m_report.isQuiet)
            next = std::min(next, m_sendNext);
        ScheduleRules rules;
        rules.onlyUrgent = m_report.isQuiet;
        if (const auto first = earliestOf(waiting(), rules))
            next = std::min(next, std::max(*first, m_sendNext));
    }
    return std::chrono::duration_cast<Wait>(std::max(next, now) - now);
}

void Courier::tell()
{
    if (m_report == m_told)
        return;
    m_told = m_report;
    if (m_ground.tell)
        m_ground.tell(m_report);
}

void Courier::raise(const Error& error)
{
    if (m_alarms.contains(text(error.code)))
        return;
    m_alarms.append(text(error.code));
    core::logWarning(logSync()) << "alarm" << error;
    if (m_ground.alarm)
        m_ground.alarm(error);
}

// What the vault owes is packed, what came while it was closed is taken in, and the spool brought to what it says.
void Courier::lookIntoVault()
{
    m_vaultChanged = false;
    m_vaultNext = m_ground.clock.monotonic() + kLookAgain;
    const Result<> done = m_ground.atVault([this](vault::Vault& vault) { return tidy(vault); });
    if (!done && done.error().code != vault::kClosed) {
        core::logWarning(logSync()) << "the outbox was not brought up to date" << done.error();
        if (done.error().kind != ErrorKind::Retry)
            raise(done.error());
    }
    m_report.waiting = static_cast<int>(waiting().size());
}

Result<> Courier::tidy(vault::Vault& vault)
{
    const auto there = m_ground.spool.list();
    if (!there)
        return failure(there);
    bool isMoved = false;
    for (const vault::SpooledPackage& one : *there) {
        const core::Uuid& id = one.about.package;
        const Result<QByteArray> receipt = m_ground.spool.receipt(id);
        if (!receipt || receipt->isEmpty())
            continue;
        const auto received = receive(vault, id, *receipt, m_ground.trust);
        isMoved = true;
        m_ways[id].isAnswered = received.has_value();
        if (!received) {
            raise({kReceiptWrong, ErrorKind::SecurityStop, received.error().detail});
            note(id, text(kReceiptWrong));
        }
        if (const Result<> gone = m_ground.spool.removeReceipt(id); !gone)
            return gone;
    }
    vault::Store& store = vault.store();
    if (const Result<> owed = store.oweWhatIsSettled(); !owed)
        return owed;
    const auto packed = packOwed(store, m_ground.sender, m_ground.spool, m_ground.rules.packing);
    const Result<> matched = matchSpool(store, m_ground.sender, m_ground.spool);
    if (packed && *packed > 0)
        m_journalDue = true;
    if ((isMoved || (packed && *packed > 0)) && m_ground.changed)
        m_ground.changed();
    if (!packed)
        return failure(packed);
    const Result<> listened = m_words.look(store);
    m_areWordsDue = m_words.isBehind() || !m_words.isEmpty();
    m_report.withdrawals = m_words.withdrawals();
    return matched ? listened : matched;
}

bool Courier::greet()
{
    const auto hello = m_ground.gateway.hello();
    if (!hello) {
        fail(hello.error());
        return false;
    }
    const core::MonotonicTime now = m_ground.clock.monotonic();
    if (!m_report.isOnline) {
        m_report.isOnline = true;
        m_report.since = m_ground.clock.wall();
        m_journalDue = true;
        m_isVaultMet = false;
        m_remoteHead.reset();
        for (Way& way : m_ways)
            way.isOpen = false;
    }
    m_report.why.clear();
    m_linkTries = 0;
    m_greetNext = now + m_ground.rules.greetEvery;
    if (m_stumbles >= kMostStumbles) {
        m_stumbles = 0;
        m_journalDue = true;
    }
    m_pace = hello->pace.value_or(wire::Pace());
    compareVersions(*hello);
    if (m_report.isOnline)
        renewCertificate();
    return m_report.isOnline;
}

bool Courier::isQuietNow() const
{
    using std::chrono::minutes;
    const core::WallTime now = m_ground.clock.wall();
    return m_ground.rules.quiet.hold(now) ||
           QuietHours{minutes(m_pace.quietFrom), minutes(m_pace.quietUntil)}.hold(now);
}

qint64 Courier::bytesPerSecond() const
{
    const qint64 own = m_ground.rules.bytesPerSecond;
    const qint64 asked = m_pace.bytesPerSecond;
    return own > 0 && asked > 0 ? std::min(own, asked) : std::max(own, asked);
}

// No more in one piece than a second holds: what is urgent waits no longer than that.
qint64 Courier::pieceOf(qint64 most) const
{
    const qint64 cap = bytesPerSecond();
    return cap > 0 ? std::clamp(cap, std::min(kLeastPiece, most), most) : most;
}

void Courier::spend(qint64 bytes)
{
    const qint64 cap = bytesPerSecond();
    if (cap > 0)
        m_sendNext = std::max(m_sendNext, m_ground.clock.monotonic()) + std::chrono::milliseconds(bytes * 1000 / cap);
}

void Courier::renewCertificate()
{
    const core::MonotonicTime now = m_ground.clock.monotonic();
    if (!m_ground.renew || now < m_renewNext)
        return;
    const Result<> done = m_ground.renew(m_ground.gateway);
    m_renewNext = now + (done ? Wait(kRenewEvery) : Wait(kRenewAgain));
    if (!done && done.error().kind == ErrorKind::Retry)
        core::logInfo(logSync()) << "the certificate is not renewed yet" << done.error();
    else if (!done)
        raise(done.error());
}

// A gateway that knows less than it did was put back, or is another: nothing of it is taken, and it is told.
void Courier::compareVersions(const wire::Hello& hello)
{
    if (!m_ground.version.isEmpty())
        m_report.isTooOld =
            QVersionNumber::fromString(m_ground.version) < QVersionNumber::fromString(hello.lowestVersion);
    if (m_ground.criteria > 0 && hello.criteria < m_ground.criteria)
        raise({kRolledBack, ErrorKind::SecurityStop, QStringLiteral("criteria %1").arg(hello.criteria)});
    else if (hello.criteria > m_ground.criteria)
        fetchCriteria(hello.criteria);
    fetchAnswers(hello.answers);
}

void Courier::fetchCriteria(int newest)
{
    if (!m_ground.offerCriteria)
        return;
    while (m_report.isOnline && m_ground.criteria < newest) {
        const auto document = m_ground.gateway.criteriaAfter(m_ground.criteria);
        if (!document)
            return fail(document.error());
        if (document->isEmpty())
            return;
        if (const Result<> taken = m_ground.offerCriteria(*document); !taken)
            return raise(taken.error());
        ++m_ground.criteria;
    }
}

void Courier::fetchAnswers(quint64 newest)
{
    std::optional<quint64> known;
    const auto ask = [&](vault::Vault& vault) -> Result<> {
        const auto last = lastAnswer(vault.store());
        if (last)
            known = *last;
        return last ? Result<>() : failure(last);
    };
    if (const Result<> asked = m_ground.atVault(ask); !asked)
        return; // closed: they wait for somebody to sign in
    if (newest < *known)
        return raise(
            {kRolledBack, ErrorKind::SecurityStop, QStringLiteral("answers %1 of %2").arg(newest).arg(*known)});
    while (*known < newest) {
        const auto answers = m_ground.gateway.answersAfter(*known);
        if (!answers)
            return fail(answers.error());
        Taken taken;
        const Result<> done = m_ground.atVault([&](vault::Vault& vault) -> Result<> {
            auto took = takeAnswers(vault, *answers, m_ground.trust);
            if (!took)
                return failure(took);
            taken = std::move(*took);
            return {};
        });
        if (!done || taken.fresh.isEmpty()) {
            if (!done)
                core::logWarning(logSync()) << "answers not taken" << done.error();
            return;
        }
        known = taken.last;
        m_vaultChanged = true;
        if (m_ground.changed)
            m_ground.changed();
        for (const wire::Answer& answer : std::as_const(taken.fresh)) {
            if (m_ground.tellAnswer)
                m_ground.tellAnswer(answer);
        }
    }
}

// Ahead of every word and package of a contact, in quiet hours as well. Of a closed vault there is nothing to meet.
bool Courier::mayBeginToSend()
{
    if (m_isVaultMet)
        return true;
    core::Uuid newest;
    const Result<> isOpen = m_ground.atVault([&newest](vault::Vault& vault) -> Result<> {
        const auto segments = vault::journalSegments(vault.store());
        if (!segments)
            return failure(segments);
        newest = segments->back().id;
        return {};
    });
    if (!isOpen)
        return true;
    if (m_journal != newest || !m_remoteHead) {
        const auto remote = m_ground.gateway.journalHead(newest);
        if (!remote) {
            fail(remote.error());
            return false;
        }
        m_journal = newest;
        m_remoteHead = *remote;
    }
    const Result<> met = m_ground.atVault([this](vault::Vault& vault) -> Result<> {
        meetHead(vault);
        return {};
    });
    m_isVaultMet = met.has_value();
    return true;
}

// The gateway has what was sent to it: a journal that ends before that, or goes another way, was put back.
void Courier::meetHead(vault::Vault& vault)
{
    if (m_remoteHead->hash == m_metHead)
        return;
    const auto verdict = sync::meetHead(vault, *m_remoteHead);
    if (!verdict) {
        core::logWarning(logSync()) << "not held against the gateway's journal" << verdict.error();
        return;
    }
    if (isRollBack(*verdict))
        m_metHead = m_remoteHead->hash;
    tellRollBack(*verdict, QStringLiteral("against the gateway's journal"));
}

void Courier::tellRollBack(core::AnchorVerdict verdict, const QString& against)
{
    if (isRollBack(verdict))
        raise({verdict == core::AnchorVerdict::Forked ? vault::kForked : vault::kRolledBack, ErrorKind::SecurityStop,
            against});
}

// One segment after the other: what a restored vault continues has to be there before its own.
bool Courier::sendJournal()
{
    quint64 last = 0;
    bool hasMore = false;
    QByteArray piece;
    const qint64 most = pieceOf(m_ground.rules.journalPiece);
    const auto read = [&](vault::Vault& vault) -> Result<> {
        vault::Journal& journal = vault.store().journal();
        const auto segments = vault::journalSegments(vault.store());
        if (!segments)
            return failure(segments);
        m_segment = std::min(m_segment, segments->size() - 1);
        hasMore = m_segment + 1 < segments->size();
        const vault::JournalSegment& segment = segments->at(m_segment);
        last = hasMore ? segments->at(m_segment + 1).after : journal.head().sequence;
        if (m_journal != segment.id) {
            m_journal = segment.id;
            m_remoteHead.reset();
        }
        // What was there beyond the backup that a segment continues from belongs to the vault of before.
        if (m_remoteHead && (!hasMore || m_remoteHead->sequence <= last))
            meetHead(vault);
        if (!m_remoteHead || m_remoteHead->sequence >= last)
            return {};
        const quint64 from = std::max<quint64>(m_remoteHead->sequence, segment.after) + 1;
        return journal.visit(from, [&](const casefile::Entry& entry) -> Result<bool> {
            if (entry.sequence > last || (!piece.isEmpty() && piece.size() + entry.payload.size() > most))
                return false;
            piece += casefile::encode(entry);
            return true;
        });
    };
    if (const Result<> done = m_ground.atVault(read); !done)
        return false; // the journal travels while the vault is open; packages do not wait for it
    if (!m_remoteHead) {
        const auto remote = m_ground.gateway.journalHead(m_journal);
        if (!remote) {
            fail(remote.error());
            return false;
        }
        m_remoteHead = *remote;
        return true;
    }
    if (piece.isEmpty()) {
        m_segment += hasMore ? 1 : 0;
        return hasMore;
    }
    spend(piece.size());
    const auto reached = m_ground.gateway.putJournal(m_journal, piece);
    if (reached) {
        const bool moved = reached->sequence > m_remoteHead->sequence;
        m_remoteHead = *reached;
        m_stumbles = 0;
        return moved && (hasMore || reached->sequence < last);
    }
    m_remoteHead.reset();
    // Asked where it stands the next time; where that does not help, with the next greeting.
    if (reached.error().kind == Problem::Kind::OutOfStep)
        return ++m_stumbles < kMostStumbles;
    if (reached.error().kind == Problem::Kind::Refused)
        raise({kJournalRefused, ErrorKind::SecurityStop, reached.error().code});
    else
        fail(reached.error());
    return false;
}

void Courier::fail(const Problem& problem)
{
    core::logInfo(logSync()) << "the gateway:" << core::plain(codeOf(problem)) << problem.status;
    goOffline(linkCode(problem.kind), problem.retryAfter);
}

void Courier::goOffline(const ErrorCode& code, std::optional<std::chrono::seconds> after)
{
    const core::WallTime now = m_ground.clock.wall();
    ++m_linkTries;
    Wait wait = waitAfter(m_ground.rules.link, m_linkTries, chance());
    if (after)
        wait = std::clamp<Wait>(*after, wait, kLongest);
    m_linkNext = m_ground.clock.monotonic() + wait;
    m_report.next = now + wait;
    m_report.why = text(code);
    m_report.inHand.reset();
    // Asked to come later is no loss of the connection.
    if (m_report.isOnline && code != kBusy) {
        m_report.isOnline = false;
        m_report.since = now;
    }
    for (Way& way : m_ways)
        way.isOpen = false;
}

} // namespace tirkeu::sync
