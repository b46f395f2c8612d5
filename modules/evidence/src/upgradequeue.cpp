#include <evidence/upgradequeue.h>

#include <core/json.h>

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kUnreadable{"evidence.queue-unreadable"};
constexpr ErrorCode kNotWritten{"evidence.queue-not-written"};
constexpr int kMostEntries = 100'000;
constexpr qint64 kMostBytes = qint64(32) << 20;

[[nodiscard]] SignatureLevel levelFrom(core::JsonFields& fields, const QString& name)
{
    for (const SignatureLevel level : {SignatureLevel::BT, SignatureLevel::BLT, SignatureLevel::BLTA}) {
        if (nameOf(level) == name)
            return level;
    }
    fields.refuse(QLatin1StringView("wanted"), QStringLiteral("no level"));
    return SignatureLevel::BLTA;
}

[[nodiscard]] QJsonObject jsonOf(const UpgradeEntry& entry)
{
    return {{QStringLiteral("document"), entry.document},
        {QStringLiteral("task"),
            entry.task == UpgradeEntry::Task::Raise ? QStringLiteral("raise") : QStringLiteral("renew")},
        {QStringLiteral("wanted"), nameOf(entry.wanted)}, {QStringLiteral("failedTries"), entry.failedTries},
        {QStringLiteral("nextTry"), core::toIsoText(entry.nextTry)}, {QStringLiteral("stoppedBy"), entry.stoppedBy}};
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
    const auto nextTry = core::fromIsoText(fields.string(QLatin1StringView("nextTry"), 32));
    if (nextTry)
        entry.nextTry = *nextTry;
    else
        fields.refuse(QLatin1StringView("nextTry"), nextTry.error());
    entry.stoppedBy = fields.string(QLatin1StringView("stoppedBy"), 64);
    return entry;
}
} // namespace

Result<UpgradeQueue> UpgradeQueue::open(const QString& file, const core::Clock& clock)
{
    UpgradeQueue queue(file, clock);
    QFile source(file);
    if (!source.exists())
        return queue;
    const auto unreadable = [](const QString& detail) {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, detail);
    };
    if (!source.open(QIODevice::ReadOnly) || source.size() > kMostBytes)
        return unreadable(source.errorString());
    const auto json = core::readJson(source.readAll(), {.maxBytes = kMostBytes, .maxValues = 8 * kMostEntries});
    if (!json)
        return unreadable(json.error().detail);
    core::JsonFields fields(*json);
    static_cast<void>(fields.integer(QLatin1StringView("version"), 1, 1));
    fields.each(
        QLatin1StringView("entries"), [&queue](core::JsonFields& one) { queue.m_entries.append(entryFrom(one)); },
        kMostEntries);
    if (const auto good = fields.finish(); !good)
        return unreadable(good.error().detail);
    return queue;
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
    std::optional<core::WallTime> due;
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
    const auto same = [&document](const UpgradeEntry& entry) {
        return entry.document == document;
    };
    m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(), same), m_entries.end());
    m_entries.append({document, UpgradeEntry::Task::Raise, wanted, 0, m_clock->wall()});
    if (const auto saved = save(); !saved)
        return failure(saved);
    UpgradeEntry& entry = m_entries.last();
    settle(entry, attempt(entry, raiser, keeper));
    if (const auto saved = save(); !saved)
        return failure(saved);
    const auto pdf = keeper.load(document);
    return pdf ? levelOf(*pdf) : Result<SignatureLevel>(failure(pdf));
}

Result<> UpgradeQueue::work(LevelRaiser& raiser, DocumentKeeper& keeper)
{
    const core::WallTime now = m_clock->wall();
    for (UpgradeEntry& entry : m_entries) {
        if (!entry.stoppedBy.isEmpty() || entry.nextTry > now)
            continue;
        settle(entry, attempt(entry, raiser, keeper));
        // After each one, for each may have taken long.
        if (const auto saved = save(); !saved)
            return saved;
    }
    const auto isDone = [](const UpgradeEntry& entry) {
        return entry.task == UpgradeEntry::Task::Renew && entry.nextTry == core::WallTime::max();
    };
    const auto end = std::remove_if(m_entries.begin(), m_entries.end(), isDone);
    const bool changed = end != m_entries.end();
    m_entries.erase(end, m_entries.end());
    return changed ? save() : Result<>();
}

// Goes as far as the services allow and keeps what was reached. Trying again what a crash had finished does nothing.
Result<> UpgradeQueue::attempt(UpgradeEntry& entry, LevelRaiser& raiser, DocumentKeeper& keeper) const
{
    const auto pdf = keeper.load(entry.document);
    if (!pdf)
        return failure(pdf);
    auto due = renewalDue(*pdf);
    const bool renews = entry.task == UpgradeEntry::Task::Renew;
    const bool isFresh = renews && due && *due && **due > m_clock->wall();
    if (!isFresh) {
        const auto raised = renews ? raiser.renew(*pdf) : raiser.raise(*pdf, entry.wanted);
        if (!raised)
            return failure(raised);
        if (raised->pdf != *pdf) {
            if (const auto stored = keeper.store(entry.document, raised->pdf); !stored)
                return stored;
        }
        if (raised->stopped)
            return tl::make_unexpected(*raised->stopped);
        due = renewalDue(raised->pdf);
    }
    if (!due)
        return failure(due);
    entry.task = UpgradeEntry::Task::Renew;
    entry.nextTry = due->value_or(core::WallTime::max()); // below B-LTA there is nothing to renew
    return {};
}

void UpgradeQueue::settle(UpgradeEntry& entry, const Result<>& outcome) const
{
    if (outcome) {
        entry.failedTries = 0;
        return;
    }
    ++entry.failedTries;
    entry.nextTry = m_clock->wall() + waitBeforeRetry(entry.failedTries);
    if (outcome.error().kind == ErrorKind::SecurityStop)
        entry.stoppedBy = outcome.error().code.toString();
}

} // namespace tirkeu::evidence
