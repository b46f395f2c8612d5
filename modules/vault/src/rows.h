#pragma once

#include "bytes.h"

#include <casefile/entry.h>
#include <storage/statement.h>

namespace tirkeu::vault {

/// The columns of the journal in the order every reader asks for them.
#define TIRKEU_ENTRY_COLUMNS                                                                                           \
    "sequence, time, kind, actor, client, case_id, payload, payload_digest, previous, hash, signature"

[[nodiscard]] inline casefile::Entry entryOf(const storage::Statement& row)
{
    casefile::Entry entry;
    entry.sequence = static_cast<quint64>(row.integer(0));
    entry.time = timeOf(row.integer(1));
    entry.kind = static_cast<quint16>(row.integer(2));
    entry.actor = row.text(3);
    if (!row.isNull(4))
        entry.client = uuidOf(row.view(4));
    if (!row.isNull(5))
        entry.caseId = uuidOf(row.view(5));
    entry.payload = row.bytes(6);
    entry.payloadDigest = row.bytes(7);
    entry.previous = row.bytes(8);
    entry.hash = row.bytes(9);
    entry.signature = row.bytes(10);
    return entry;
}

} // namespace tirkeu::vault
