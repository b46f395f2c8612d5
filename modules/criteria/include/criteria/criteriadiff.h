#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

namespace tirkeu::criteria {

/// One difference between two documents; `before` or `after` is undefined where the value was not there.
struct Difference
{
    QString path; ///< "staff[900101500010].role": elements are named by their id, IIN or kind, not by place
    QJsonValue before;
    QJsonValue after;
};

[[nodiscard]] QList<Difference> differences(const QJsonObject& before, const QJsonObject& after);

} // namespace tirkeu::criteria
