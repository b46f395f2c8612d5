#pragma once

#include <QByteArray>
#include <QList>

namespace tirkeu::wire {

struct RouteName
{
    QByteArray method;
    QByteArray path; ///< open places as {name}
    bool operator==(const RouteName&) const = default;
};

/// Everything the gateway answers to; openapi.json describes these and no others.
[[nodiscard]] QList<RouteName> allRoutes();

} // namespace tirkeu::wire
