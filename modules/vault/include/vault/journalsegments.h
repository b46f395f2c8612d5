#pragma once

#include <vault/store.h>

namespace tirkeu::vault {

/// A stretch of the journal under a name of its own towards the bank. A vault that was put back from a backup goes on
/// as a new stretch: what the lost vault wrote behind the backup may be at the bank already, under the old name.
struct JournalSegment
{
    core::Uuid id;
    quint64 after = 0; ///< it begins behind this entry
    bool operator==(const JournalSegment&) const = default;
};

/// From the first, which is named as the vault, to the one that is written now.
[[nodiscard]] Result<QList<JournalSegment>> journalSegments(Store& store);
/// Begins another, in the transaction that says why.
[[nodiscard]] Result<> beginSegment(Store& store, Writer& writer, quint64 after);

} // namespace tirkeu::vault
