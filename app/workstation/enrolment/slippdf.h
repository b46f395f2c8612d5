#pragma once

#include <enrolment/slip.h>

#include <QByteArray>

namespace tirkeu::workstation {

/// The slip as a page to be printed, with the teller's name below.
[[nodiscard]] QByteArray slipPdf(const enrolment::Slip& slip, const QString& servedBy);

} // namespace tirkeu::workstation
