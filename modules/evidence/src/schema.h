#pragma once

#include <QJsonObject>
#include <QString>

namespace tirkeu::evidence {

/// Holds an object against the schema of a kind; empty, or the path of the first thing wrong and what it is. Knows the
/// part of JSON Schema that our schemas use, and refuses a schema that uses more.
[[nodiscard]] QString firstSchemaFault(const QJsonObject& object, const QString& kind);

} // namespace tirkeu::evidence
