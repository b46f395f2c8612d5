#pragma once

#include <casefile/kinds.h>

#include <core/clock.h>
#include <core/uuid.h>

#include <QJsonObject>

#include <optional>

namespace tirkeu::casefile {

using CaseId = core::Id<struct CaseTag>;
/// A client as the journal names them: a pseudonym made here, never the IIN.
using ClientId = core::Id<struct ClientTag>;

/// Something that happened, in clear.
struct Event
{
    Kind kind;
    core::WallTime time;
    QString actor; ///< who did it: a member of staff's id, "workstation", "gateway"
    std::optional<ClientId> client = {};
    std::optional<CaseId> caseId = {};
    QJsonObject fields = {};
};

/// Whether it names what its kind has to name and carries the kind's fields, each of its type, and no others.
[[nodiscard]] Result<> check(const Event& event);

} // namespace tirkeu::casefile
