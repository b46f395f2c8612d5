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

/// The contract has a number, which stands in every path. The gateway serves the last two; a workstation speaks the
/// newest that the gateway knows.
inline constexpr int kOldestContract = 1;
inline constexpr int kNewestContract = 2;

/// Everything the gateway answers to under one contract; openapi.json describes the newest, openapi-1.json the one
/// before it, and no others.
[[nodiscard]] QList<RouteName> allRoutes(int contract = kNewestContract);

} // namespace tirkeu::wire
