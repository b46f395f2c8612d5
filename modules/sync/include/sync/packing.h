#pragma once

#include <sync/sender.h>

namespace tirkeu::sync {

struct PackingRules
{
    /// How long a settled case waits for its documents' stamps and the client's slip, so that one package tells all.
    std::chrono::milliseconds patience{0};
};

/// Packs what is owed: signs the parts of each settled case, keeps them, says so in the journal and moves the row on,
/// all in one transaction, and lays the sealed package into the spool. Cut off anywhere it does the rest the next
/// time, and nothing twice. What cannot be packed is told in its row and holds nothing up. On the vault's thread.
[[nodiscard]] Result<int> packOwed(
    vault::Store& store, const Sender& sender, vault::Spool& spool, const PackingRules& rules = {});

/// Brings the spool to what the outbox says: what is to be sent lies there, what has its receipt does not.
[[nodiscard]] Result<> matchSpool(vault::Store& store, const Sender& sender, vault::Spool& spool);

/// A refused package is made anew, under an id of its own and with what has become of the case since; the refused one
/// is superseded. Gives back the new id.
[[nodiscard]] Result<core::Uuid> packAgain(vault::Store& store, const core::Uuid& refused);

} // namespace tirkeu::sync
