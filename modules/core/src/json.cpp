#include "jsonscan.h"

#include <QJsonDocument>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kUnreadable{"core.json-unreadable"};
constexpr ErrorCode kNotObject{"core.json-not-object"};
} // namespace

Result<QJsonObject> readJson(QByteArrayView text, const JsonLimits& limits)
{
    if (const Result<> scanned = scanJson(text, limits); !scanned)
        return failure(scanned);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, error.errorString(), {QString::number(error.offset)});
    if (!document.isObject())
        return failure(kNotObject, ErrorKind::OperatorCanFix, QStringLiteral("an object is expected"));
    return document.object();
}

QByteArray writeJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray writeJsonForPeople(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace tirkeu::core
