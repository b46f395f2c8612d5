#pragma once

#include <criteria/rules.h>
#include <evidence/signaturelevel.h>
#include <pki/timestamp.h>

namespace tirkeu::workstation {

/// The level that documents are to reach as soon as the services answer.
[[nodiscard]] evidence::SignatureLevel wantedLevel(const criteria::SigningRules& rules);
/// Each service in order, asked for the policies of the criteria in their order; any policy where they name none.
[[nodiscard]] pki::TimeStampOptions stampsFrom(const criteria::SigningRules& rules, const QList<QUrl>& services);

} // namespace tirkeu::workstation
