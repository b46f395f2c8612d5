#include "outboxreading.h"

#include "clientshown.h"

#include <QHash>

#include <algorithm>
#include <map>

namespace tirkeu::workstation::outboxreading {

using casefile::Delivery;
using casefile::Kind;
using vault::OutboxRow;

namespace {
constexpr std::size_t kMostShown = 200;
constexpr std::chrono::days kShowDelivered{7};
constexpr std::chrono::hours kZone{5};

core::WallTime dayBegan(core::WallTime at)
{
    return std::chrono::floor<std::chrono::days>(at + kZone) - kZone;
}

bool isOver(Delivery state)
{
    return state == Delivery::Accepted || state == Delivery::Superseded;
}

OutboxState stateOf(const OutboxRow& row, const InHand& inHand)
{
    switch (row.state) {
    case Delivery::Sent:
        return OutboxState::Sent;
    case Delivery::Accepted:
        return OutboxState::Accepted;
    case Delivery::Refused:
        return OutboxState::Refused;
    case Delivery::Superseded:
        return OutboxState::Superseded;
    default:
        if (row.fingerprint.isEmpty())
            return OutboxState::Preparing;
        return inHand.package == row.id ? OutboxState::Sending : OutboxState::Queued;
    }
}

std::optional<OutboxState> stateOf(Kind kind)
{
    switch (kind) {
    case Kind::PackageQueued:
        return OutboxState::Queued;
    case Kind::PackageSent:
        return OutboxState::Sent;
    case Kind::PackageAccepted:
        return OutboxState::Accepted;
    case Kind::PackageRefused:
        return OutboxState::Refused;
    case Kind::PackageSuperseded:
        return OutboxState::Superseded;
    default:
        return std::nullopt;
    }
}

/// What the journal says of the packages, by package, in order.
Result<std::map<core::Uuid, QList<OutboxStage>>> waysOf(vault::Store& store, core::WallTime from)
{
    const auto lines = store.journal().read({.from = from,
        .kinds = {Kind::PackageQueued, Kind::PackageSent, Kind::PackageAccepted, Kind::PackageRefused,
            Kind::PackageSuperseded},
        .most = static_cast<int>(kMostShown) * 6});
    if (!lines)
        return failure(lines);
    std::map<core::Uuid, QList<OutboxStage>> ways;
    for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
        const auto state = stateOf(static_cast<Kind>(line->entry.kind));
        const auto package = core::Uuid::parse(line->fields ? line->fields->value(u"package").toString() : QString());
        if (state && package)
            ways[*package].append({*state, line->entry.time, line->fields->value(u"reason").toString()});
    }
    return ways;
}

// What needs somebody first, then what is on its way, then what arrived.
int rankOf(OutboxState state)
{
    switch (state) {
    case OutboxState::Refused:
        return 0;
    case OutboxState::Accepted:
    case OutboxState::Superseded:
        return 2;
    default:
        return 1;
    }
}
} // namespace

Counts countsOf(const std::vector<OutboxRow>& rows, core::WallTime now)
{
    Counts counts;
    const core::WallTime began = dayBegan(now);
    QHash<QString, bool> today; // whether all of a client's is there
    for (const OutboxRow& row : rows) {
        if (!isOver(row.state))
            ++counts.waiting;
        if (row.created < began || row.state == Delivery::Superseded)
            continue;
        const QString client = row.client.toString();
        today.insert(client, today.value(client, true) && row.state == Delivery::Accepted);
    }
    counts.clients = static_cast<int>(today.size());
    counts.delivered = static_cast<int>(std::ranges::count(today, true));
    return counts;
}

Result<OutboxShown> shownOf(vault::Store& store, const InHand& inHand)
{
    const auto all = store.outbox();
    if (!all)
        return failure(all);
    const core::WallTime now = store.clock().wall();
    const Counts counts = countsOf(*all, now);
    OutboxShown shown{{}, counts.clients, counts.delivered, counts.waiting};
    std::vector<OutboxRow> rows = *all;
    std::erase_if(
        rows, [now](const OutboxRow& row) { return isOver(row.state) && now - row.created > kShowDelivered; });
    std::ranges::sort(rows, [&inHand](const OutboxRow& a, const OutboxRow& b) {
        const int left = rankOf(stateOf(a, inHand));
        const int right = rankOf(stateOf(b, inHand));
        return left != right ? left < right : a.created > b.created;
    });
    if (rows.size() > kMostShown)
        rows.erase(rows.begin() + kMostShown, rows.end());
    if (rows.empty())
        return shown;
    const auto oldest = std::ranges::min_element(rows, {}, &OutboxRow::created);
    auto ways = waysOf(store, oldest->created);
    if (!ways)
        return failure(ways);
    for (const OutboxRow& row : rows) {
        const auto client = store.client(row.client);
        OutboxItem item{.id = row.id.toString(),
            .shown = client ? shownClient(*client) : QStringLiteral("–"),
            .state = stateOf(row, inHand),
            .way = (*ways)[row.id],
            .reason = row.reason,
            .tries = row.tries,
            .next = row.next,
            .size = row.size,
            .sent = inHand.package == row.id ? inHand.sent : 0,
            .isUrgent = row.priority == 0 && !isOver(row.state)};
        item.way.prepend({OutboxState::Preparing, row.created});
        shown.items.append(item);
    }
    return shown;
}

} // namespace tirkeu::workstation::outboxreading
