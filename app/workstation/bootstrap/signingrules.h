#pragma once

#include <criteria/rules.h>
#include <enrolment/signing.h>
#include <evidence/signaturelevel.h>
#include <pki/timestamp.h>

namespace tirkeu::workstation {

/// The level that documents are to reach as soon as the services answer.
[[nodiscard]] evidence::SignatureLevel wantedLevel(const criteria::SigningRules& rules);
/// Each service in order, asked for the policies of the criteria in their order; any policy where they name none.
[[nodiscard]] pki::TimeStampOptions stampsFrom(const criteria::SigningRules& rules, const QList<QUrl>& services);

/// The organisation's key at this workstation, or why it cannot be used now; null: there is none here.
using SealSource = std::function<Result<core::Signer*>()>;
/// The seal that the criteria ask for; whoever is at hand where they ask for none is not looked at.
[[nodiscard]] Result<enrolment::Seal> sealFor(
    const criteria::SigningRules& rules, const SealSource& source, core::WallTime when);

} // namespace tirkeu::workstation
