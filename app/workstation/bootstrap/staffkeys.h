#pragma once

#include "signin/staffsource.h"

#include <token/credentials.h>

namespace tirkeu::workstation {

/// The two certificates of one token, judged before a PIN is spent on either.
struct StaffKeys
{
    Result<token::ChosenCredential> authentication;
    Result<token::ChosenCredential> signature;
};

/// `status` is asked where there is one; blocks on the network, so on no thread that others wait for.
[[nodiscard]] StaffKeys staffKeysOf(const QList<token::StoredCertificate>& certificates,
    const token::CredentialRules& rules, core::WallTime now, pki::StatusChecker* status);
/// What of it stands with the person who signed in.
[[nodiscard]] StaffMember withKeys(StaffMember member, const StaffKeys& keys);

} // namespace tirkeu::workstation
