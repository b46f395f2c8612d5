#pragma once

#include <core/ports/auditsink.h>

namespace tirkeu::workstation {

/// Writes events to the protected log, by kind and field names only, until a journal stands behind the port.
class LogAuditSink final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override;
};

} // namespace tirkeu::workstation
