#pragma once

#include <criteria/criteria.h>

#include <QJsonObject>

namespace tirkeu::criteria {

/// Writes the fingerprints of certificates into a draft, so that nobody copies them by hand: staff are found by the IIN
/// in the subject, workstations by the common name, seals by the customer's or provider's BIN; a vendor's root by its
/// common name. Certificates that fit nothing are left aside. The result is judged by `readCriteria` like any other.
[[nodiscard]] QJsonObject withCertificates(const QJsonObject& draft, const QList<pki::Certificate>& certificates);

} // namespace tirkeu::criteria
