#pragma once

#include <casefile/results.h>
#include <palm/gallery.h>
#include <palm/template.h>
#include <vault/store.h>

#include <map>
#include <set>

namespace tirkeu::enrolment {

/// The palms enrolled on this workstation, opened once and searched as a gallery: whose else is this palm? In memory
/// alone, so it goes when the vault closes. The vault's thread.
class KnownPalms
{
public:
    /// Takes in what has changed since the last time.
    [[nodiscard]] Result<> refresh(vault::Store& store);
    /// How many other clients have a palm like this one; `threshold` in the criteria's scale.
    [[nodiscard]] int othersLike(
        const palm::PalmTemplate& palm, const casefile::ClientId& client, double threshold) const;
    /// How often a client's palms were read from the vault.
    [[nodiscard]] int readings() const { return m_readings; }
    [[nodiscard]] std::size_t size() const { return m_palms.size(); }

private:
    struct Known
    {
        casefile::ClientId client;
        palm::PalmTemplate palm;
    };
    [[nodiscard]] Result<> takeIn(vault::Store& store, const casefile::ClientId& client);
    [[nodiscard]] palm::Gallery& galleryOf(palm::Side side) { return side == palm::Side::Left ? m_left : m_right; }

    int m_readings = 0;
    palm::Gallery m_left;
    palm::Gallery m_right;
    std::map<palm::HandKey, Known> m_palms;
    std::map<casefile::CaseId, core::WallTime> m_seen; ///< cases as they stood when they were taken in
};

} // namespace tirkeu::enrolment
