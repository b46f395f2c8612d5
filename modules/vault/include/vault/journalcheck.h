#pragma once

#include <vault/retention.h>

#include <core/ports/anchorcheck.h>

namespace tirkeu::vault {

/// What the journal was held against, and the first thing that does not fit.
struct JournalReport
{
    ChainReport chain;
    quint64 anchors = 0;  ///< heads that somebody outside has seen, kept here when they were met
    quint64 anchorAt = 0; ///< the first of them that this journal does not continue; 0: none
    core::AnchorVerdict anchor = core::AnchorVerdict::NoAnchorYet;
    VolumesReport volumes;
    bool areKeysMissing = false; ///< of clients who were not destroyed: an older file of the keys was put in place

    [[nodiscard]] bool isStopped() const { return chain.isStopped || volumes.isStopped; }
    [[nodiscard]] bool isWhole() const
    {
        return chain.isWhole && anchorAt == 0 && volumes.brokenVolume == 0 && !areKeysMissing && !isStopped();
    }
};

/// Walks the chain at hand, opens every volume, and holds both against the heads that were met; over a connection of
/// any thread. What stands behind the first fault is not looked at. See `checkChain` for `certificate` and `cancelled`;
/// `keys`: the clients' keys, where they are to be looked at as well.
[[nodiscard]] Result<JournalReport> checkJournal(storage::Connection& connection, const core::Uuid& vault,
    const QString& volumeFolder, const QByteArray& certificate = {}, const std::atomic<bool>* cancelled = nullptr,
    storage::Connection* keys = nullptr);

} // namespace tirkeu::vault
