#include "logauditsink.h"

#include <core/log.h>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logAudit, "tirkeu.audit")
}

Result<> LogAuditSink::record(std::string_view kind, const QJsonObject& fields)
{
    core::logInfo(logAudit()) << core::plain(
        QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size())) + u' ' + fields.keys().join(u','));
    return {};
}

} // namespace tirkeu::workstation
