#include <sync/schedule.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace tirkeu::sync {

namespace {
constexpr int kUrgent = 0;
constexpr std::chrono::hours kZone{5};

struct Turn
{
    const Waiting* head = nullptr;
    int priority = 0;
};

std::vector<Turn> turnsOf(const std::vector<Waiting>& waiting, const ScheduleRules& rules)
{
    std::map<QByteArray, Turn> lanes;
    std::vector<Turn> turns;
    for (const Waiting& one : waiting) {
        if (one.isPoisoned) {
            turns.push_back({&one, one.priority});
            continue;
        }
        Turn& lane = lanes.try_emplace(one.lane, Turn{&one, one.priority}).first->second;
        lane.priority = std::min(lane.priority, one.priority);
        if (one.package < lane.head->package)
            lane.head = &one;
    }
    for (const auto& [name, turn] : lanes)
        turns.push_back(turn);
    if (rules.onlyUrgent)
        std::erase_if(turns, [](const Turn& turn) { return turn.priority > kUrgent; });
    return turns;
}
} // namespace

std::optional<core::Uuid> nextOf(
    const std::vector<Waiting>& waiting, core::WallTime now, core::MonotonicTime monotonic, const ScheduleRules& rules)
{
    std::vector<Turn> turns = turnsOf(waiting, rules);
    std::erase_if(turns, [monotonic](const Turn& turn) { return turn.head->notBefore > monotonic; });
    if (turns.empty())
        return std::nullopt;
    const auto rank = [&](const Turn& turn) {
        const Waiting& one = *turn.head;
        const bool isLong = !one.isPoisoned && now - one.since >= rules.longest;
        return std::tuple(turn.priority, one.isPoisoned, !isLong, isLong ? 0 : one.size, one.package);
    };
    return std::ranges::min_element(turns, {}, rank)->head->package;
}

std::optional<core::MonotonicTime> earliestOf(const std::vector<Waiting>& waiting, const ScheduleRules& rules)
{
    std::optional<core::MonotonicTime> first;
    for (const Turn& turn : turnsOf(waiting, rules)) {
        if (!first || turn.head->notBefore < *first)
            first = turn.head->notBefore;
    }
    return first;
}

std::chrono::milliseconds waitAfter(const BackOff& rules, int tries, double chance)
{
    std::chrono::milliseconds wait = rules.first;
    for (int i = 1; i < tries && wait < rules.longest; ++i)
        wait *= 2;
    wait = std::min(wait, rules.longest);
    const auto half = static_cast<double>(wait.count()) / 2;
    return std::chrono::milliseconds(static_cast<qint64>(half + half * std::clamp(chance, 0.0, 1.0)));
}

bool QuietHours::hold(core::WallTime at) const
{
    if (from == until)
        return false;
    const auto local = at + kZone;
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(
        local.time_since_epoch() - std::chrono::floor<std::chrono::days>(local).time_since_epoch());
    return from < until ? from <= minute && minute < until : minute >= from || minute < until;
}

} // namespace tirkeu::sync
