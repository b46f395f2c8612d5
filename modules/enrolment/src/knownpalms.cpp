#include <enrolment/knownpalms.h>

#include <enrolment/palmcheck.h>
#include <enrolment/standing.h>

#include <algorithm>

namespace tirkeu::enrolment {

namespace {
constexpr std::size_t kCandidates = 10;
}

Result<> KnownPalms::refresh(vault::Store& store)
{
    const auto cases = store.cases(vault::CaseList::All);
    if (!cases)
        return failure(cases);
    std::set<casefile::ClientId> changed;
    for (const vault::CaseLine& line : *cases) {
        const auto seen = m_seen.find(line.id);
        if (seen != m_seen.end() && seen->second == line.changed)
            continue;
        changed.insert(line.client);
        // What has not ended is looked at again: two of its events may share a millisecond.
        if (line.isSettled)
            m_seen.insert_or_assign(line.id, line.changed);
    }
    for (const casefile::ClientId& client : changed) {
        if (const Result<> taken = takeIn(store, client); !taken)
            return taken;
    }
    return {};
}

Result<> KnownPalms::takeIn(vault::Store& store, const casefile::ClientId& client)
{
    ++m_readings;
    for (auto it = m_palms.begin(); it != m_palms.end();) {
        if (it->second.client == client) {
            (void)galleryOf(it->second.palm.side).remove(it->first);
            it = m_palms.erase(it);
        } else {
            ++it;
        }
    }
    const auto standing = standingOf(store, client);
    if (!standing)
        return failure(standing);
    const auto palms = enrolledPalms(store, *standing);
    if (!palms)
        return failure(palms);
    for (const EnrolledPalm& one : *palms) {
        galleryOf(one.palm.side).add(one.id.bytes(), one.palm.code);
        m_palms.insert_or_assign(one.id.bytes(), Known{client, one.palm});
    }
    return {};
}

int KnownPalms::othersLike(const palm::PalmTemplate& palm, const casefile::ClientId& client, double threshold) const
{
    const palm::Gallery& gallery = palm.side == palm::Side::Left ? m_left : m_right;
    const palm::Gallery::SearchOptions options{.best = kCandidates};
    const palm::Probe probe(palm);
    std::set<casefile::ClientId> found;
    for (const palm::Candidate& candidate : gallery.search(palm::shifted(palm.code), options)) {
        const auto known = m_palms.find(candidate.key);
        if (known == m_palms.end() || known->second.client == client)
            continue;
        if (inCriteriaScale(palm::decide(probe, known->second.palm).measured.score) >= threshold)
            found.insert(known->second.client);
    }
    return static_cast<int>(found.size());
}

} // namespace tirkeu::enrolment
