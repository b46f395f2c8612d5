#pragma once

#include <casefile/event.h>
#include <core/securebytes.h>

#include <vector>

namespace tirkeu::wire {

/// An event of a case as the bank reads it, with the key that opens its line of the journal and no other line.
struct ShownEvent
{
    quint64 sequence = 0;
    casefile::Event event;
    core::SecureBytes key;
};

[[nodiscard]] QByteArray encodeEvents(const std::vector<ShownEvent>& events);
/// Client and case are the package's; sequences rise.
[[nodiscard]] Result<std::vector<ShownEvent>> decodeEvents(
    QByteArrayView text, const casefile::ClientId& client, const casefile::CaseId& caseId);

inline constexpr int kMostEvents = 10'000;

} // namespace tirkeu::wire
