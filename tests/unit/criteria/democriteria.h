#pragma once

#include <criteria/signedcriteria.h>
#include <simulation_pki/demopki.h>

#include <QJsonObject>

namespace tirkeu::test {

/// The demo's people with fresh keys; made once a process, on the first day of the demo criteria.
[[nodiscard]] const simulation::DemoPki& demoPki();
/// resources/criteria/demo.json with the certificates of these people.
[[nodiscard]] QJsonObject demoCriteria();

/// Changes one value: "attempts.face", "staff[0].role". An undefined value takes the field away.
[[nodiscard]] QJsonObject changed(const QJsonObject& document, const QString& path, const QJsonValue& value);

[[nodiscard]] criteria::Officers demoOfficers();
/// Signed by both officers.
[[nodiscard]] QByteArray signedByBoth(const QJsonObject& document, core::WallTime now);

} // namespace tirkeu::test
