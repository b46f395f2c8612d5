#include <evidence/upgradequeue.h>

#include "renewals.h"

#include <core/json.h>

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kUnreadable{"evidence.queue-unreadable"};
constexpr ErrorCode kNotWritten{"evidence.queue-not-written"};
constexpr qint64 kMostBytes = qint64(32) << 20;
constexpr qsizetype kRenewedAtOnce = 50;
constexpr std::chrono::hours kNoGainPause{24};
constexpr std::chrono::hours kRenewalPause{1};

[[nodiscard]] SignatureLevel levelFrom(core::JsonFields& fields, const QString& name)
{
    for (const SignatureLevel level :
        {SignatureLevel::BB, SignatureLevel::BT, SignatureLevel::BLT, SignatureLevel::BLTA}) {
        if (nameOf(level) == name)
            return level;
    }
    fields.refuse(QLatin1StringView("wanted"), QStringLiteral("no level"));
    return SignatureLevel::BLTA;
}

[[nodiscard]] QJsonObject jsonOf(const UpgradeEntry& entry)
{
    QJsonObject json{{QStringLiteral("document"), entry.document},
        {QStringLiteral("task"),
            entry.task == UpgradeEntry::Task::Raise ? QStringLiteral("raise") : QStringLiteral("renew")},
        {QStringLiteral("wanted"), nameOf(entry.wanted)}, {QStringLiteral("failedTries"), entry.failedTries},
        {QStringLiteral("nextTry"), core::toIsoText(entry.nextTry)}, {QStringLiteral("stoppedBy"), entry.stoppedBy}};
    if (entry.since)
        json.insert(QStringLiteral("since"), core::toIsoText(*entry.since));
    return json;
}

[[nodiscard]] UpgradeEntry entryFrom(core::JsonFields& fields)
{
    UpgradeEntry entry;
    entry.document = fields.string(QLatin1StringView("document"), 64);
    const QString task = fields.string(QLatin1StringView("task"), 8);
    if (task != u"raise" && task != u"renew")
        fields.refuse(QLatin1StringView("task"), QStringLiteral("no task"));
    entry.task = task == u"renew" ? UpgradeEntry::Task::Renew : UpgradeEntry::Task::Raise;
    entry.wanted = levelFrom(fields, fields.string(QLatin1StringView("wanted"), 8));
    entry.failedTries = static_cast<int>(fields.integer(QLatin1StringView("failedTries"), 0, 1'000'000));
    const QString time = fields.string(QLatin1StringView("nextTry"), 32);
    const auto nextTry = core::fromIsoText(time);
    if (time.isEmpty() && entry.task == UpgradeEntry::Task::Renew)
        entry.nextTry = core::WallTime::max(); // written before what is done left the queue
    else if (nextTry)
        entry.nextTry = *nextTry;
    else
        fields.refuse(QLatin1StringView("nextTry"), nextTry.error());
    entry.stoppedBy = fields.string(QLatin1StringView("stoppedBy"), 64);
    if (fields.has(QLatin1StringView("since"))) {
        const auto since = core::fromIsoText(fields.string(QLatin1StringView("since"), 32));
        if (since)
            entry.since = *since;
        else
            fields.refuse(QLatin1StringView("since"), since.error());
    }
    return entry;
}
} // namespace

UpgradeQueue::UpgradeQueue(QString file, const core::Clock& clock, Renewals renewals)
    : m_file(std::move(file))
    , m_clock(&clock)
    , m_renewals(std::make_unique<Renewals>(std::move(renewals)))
{
}

UpgradeQueue::~UpgradeQueue() = default;
UpgradeQueue::UpgradeQueue(UpgradeQueue&& other) noexcept = default;
UpgradeQueue& UpgradeQueue::operator=(UpgradeQueue&& other) noexcept = default;

Result<UpgradeQueue> UpgradeQueue::open(const QString& file, const core::Clock& clock)
{
    auto renewals = Renewals::open(file + QStringLiteral(".renewals"));
    if (!renewals)
        return failure(renewals);
    UpgradeQueue queue(file, clock, std::move(*renewals));
    QFile source(file);
    if (!source.exists())
        return queue;
    const auto unreadable = [](const QString& detail) {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, detail);
    };
    if (!source.open(QIODevice::ReadOnly) || source.size() > kMostBytes)
        return unreadable(source.errorString());
    const auto json = core::readJson(source.readAll(), {.maxBytes = kMostBytes, .maxValues = 10 * kMostEntries});
    if (!json)
        return unreadable(json.error().detail);
    core::JsonFields fields(*json);
    static_cast<void>(fields.integer(QLatin1StringView("version"), 1, 1));
    fields.each(
        QLatin1StringView("entries"), [&queue](core::JsonFields& one) { queue.m_entries.append(entryFrom(one)); },
        kMostEntries);
    if (const auto good = fields.finish(); !good)
        return unreadable(good.error().detail);
    // They stood among the others once.
    for (const UpgradeEntry& entry : std::as_const(queue.m_entries)) {
        const bool isDone = entry.task == UpgradeEntry::Task::Renew && entry.stoppedBy.isEmpty();
        if (!isDone || entry.nextTry == core::WallTime::max())
            continue;
        if (const auto moved = queue.m_renewals->put(entry.document, entry.nextTry); !moved)
            return failure(moved);
    }
    const qsizetype moved = queue.m_entries.removeIf(
        [](const UpgradeEntry& entry) { return entry.task == UpgradeEntry::Task::Renew && entry.stoppedBy.isEmpty(); });
    if (moved > 0) {
        if (const auto saved = queue.save(); !saved)
            return failure(saved);
    }
    return queue;
}

qsizetype UpgradeQueue::renewals() const
{
    return m_renewals->size();
}

Result<> UpgradeQueue::save() const
{
    QJsonArray list;
    for (const UpgradeEntry& entry : m_entries)
        list.append(jsonOf(entry));
    const QByteArray bytes = core::writeJson({{QStringLiteral("version"), 1}, {QStringLiteral("entries"), list}});
    QSaveFile target(m_file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, target.errorString());
    return {};
}

std::optional<core::WallTime> UpgradeQueue::nextDue() const
{
    std::optional<core::WallTime> due = m_renewals->nextDue();
    for (const UpgradeEntry& entry : m_entries) {
        if (entry.stoppedBy.isEmpty() && (!due || entry.nextTry < *due))
            due = entry.nextTry;
    }
    return due;
}

Result<SignatureLevel> UpgradeQueue::take(
    const QString& document, SignatureLevel wanted, LevelRaiser& raiser, DocumentKeeper& keeper)
{
    // Written down first: a crash in the middle leaves work to do, not a document forgotten.
    m_entries.removeIf([&document](const UpgradeEntry& entry) { return entry.document == document; });
    if (m_entries.size() >= kMostEntries)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, QStringLiteral("the queue is full"));
    const core::WallTime now = m_clock->wall();
    m_entries.append({document, UpgradeEntry::Task::Raise, wanted, 0, now, {}, now});
    if (const auto saved = save(); !saved)
        return failure(saved);
    const qsizetype last = m_entries.size() - 1;
    if (const auto settled = settle(last, raise(m_entries.at(last), raiser, keeper)); !settled)
        return failure(settled);
    const auto pdf = keeper.load(document);
    return pdf ? levelOf(*pdf) : Result<SignatureLevel>(failure(pdf));
}

Result<> UpgradeQueue::work(LevelRaiser& raiser, DocumentKeeper& keeper)
{
    const core::WallTime now = m_clock->wall();
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) { // from behind: what is done leaves the list
        const UpgradeEntry entry = m_entries.at(i);
        if (!entry.stoppedBy.isEmpty() || entry.nextTry > now)
            continue;
        // Written after each one, for each may have taken long.
        if (const auto settled = settle(i, raise(entry, raiser, keeper)); !settled)
            return settled;
    }
    return workOnRenewals(raiser, keeper);
}

Result<> UpgradeQueue::workOnRenewals(LevelRaiser& raiser, DocumentKeeper& keeper)
{
    const core::WallTime now = m_clock->wall();
    for (const QString& document : m_renewals->dueAt(now, kRenewedAtOnce)) {
        const Result<Due> due = renew(document, raiser, keeper);
        if (due) {
            const auto noted = *due ? m_renewals->put(document, **due) : m_renewals->drop(document);
            if (!noted)
                return noted;
            continue;
        }
        const Error& error = due.error();
        if (error.kind == ErrorKind::SecurityStop) {
            m_entries.append(
                {document, UpgradeEntry::Task::Renew, SignatureLevel::BLTA, 1, now, error.code.toString(), now});
            if (const auto saved = save(); !saved)
                return saved;
            if (const auto dropped = m_renewals->drop(document); !dropped)
                return dropped;
            continue;
        }
        m_renewals->postpone(document, now + kRenewalPause);
        // The next would fare no better; of those that fail by themselves each has had its turn by then.
        if (error.kind == ErrorKind::ServiceFault || error.kind == ErrorKind::Retry)
            break;
    }
    return {};
}

// Goes as far as the services allow and keeps what was reached. Trying again what a crash had finished does nothing.
Result<UpgradeQueue::Due> UpgradeQueue::raise(
    const UpgradeEntry& entry, LevelRaiser& raiser, DocumentKeeper& keeper) const
{
    const auto pdf = keeper.load(entry.document);
    if (!pdf)
        return failure(pdf);
    if (pdf->isEmpty())
        return Due();
    const auto raised = raiser.raise(*pdf, entry.wanted);
    if (!raised)
        return failure(raised);
    if (raised->pdf != *pdf) {
        if (const auto stored = keeper.store(entry.document, raised->pdf); !stored)
            return failure(stored);
    }
    if (raised->stopped)
        return tl::make_unexpected(*raised->stopped);
    return renewalDue(raised->pdf);
}

// A stamp is worth keeping only where its authority's certificate lasts longer than the last one's: until the authority
// has another, there is no more to do than to ask again.
Result<UpgradeQueue::Due> UpgradeQueue::renew(
    const QString& document, LevelRaiser& raiser, DocumentKeeper& keeper) const
{
    const auto pdf = keeper.load(document);
    if (!pdf)
        return failure(pdf);
    if (pdf->isEmpty())
        return Due();
    const core::WallTime now = m_clock->wall();
    const Result<Due> before = renewalDue(*pdf);
    if (!before || !*before || **before > now)
        return before;
    const auto raised = raiser.renew(*pdf);
    if (!raised)
        return failure(raised);
    if (raised->stopped)
        return tl::make_unexpected(*raised->stopped);
    const Result<Due> after = renewalDue(raised->pdf);
    if (!after)
        return failure(after);
    if (*after > *before) {
        if (const auto stored = keeper.store(document, raised->pdf); !stored)
            return failure(stored);
    }
    return Due(std::max(after->value_or(now), now + kNoGainPause));
}

Result<> UpgradeQueue::settle(qsizetype index, const Result<Due>& outcome)
{
    UpgradeEntry& entry = m_entries[index];
    if (outcome) {
        if (*outcome) {
            if (const auto noted = m_renewals->put(entry.document, **outcome); !noted)
                return noted;
        }
        m_entries.removeAt(index);
        return save();
    }
    ++entry.failedTries;
    entry.nextTry = m_clock->wall() + waitBeforeRetry(entry.failedTries);
    if (outcome.error().kind == ErrorKind::SecurityStop)
        entry.stoppedBy = outcome.error().code.toString();
    return save();
}

} // namespace tirkeu::evidence
