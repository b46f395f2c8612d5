#pragma once

#include <core/result.h>

#include <QJsonObject>

#include <string_view>

namespace tirkeu::core {

/// Where a room that stands below the journal says what happened. The kind is a name of casefile's list.
class AuditSink
{
public:
    virtual ~AuditSink() = default;
    [[nodiscard]] virtual Result<> record(std::string_view kind, const QJsonObject& fields) = 0;
};

} // namespace tirkeu::core
