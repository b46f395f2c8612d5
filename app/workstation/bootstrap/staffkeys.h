#pragma once

#include "signin/staffsource.h"

#include <token/credentials.h>

namespace tirkeu::workstation {

/// The two certificates of one person, judged before a PIN is spent on either.
struct StaffKeys
{
    Result<token::ChosenCredential> authentication;
    Result<token::ChosenCredential> signature;
    /// The same person's other good certificates for signing in: before a renewal, or after one.
    QList<token::Credential> besides = {};
};

/// Whether the bank's criteria name a certificate.
using KnownCertificate = std::function<bool(const pki::Certificate& certificate)>;

/// `status` is asked where there is one; blocks on the network, so on no thread that others wait for. Where the token
/// has several certificates for one use, those that are `known` come first: a renewed one that the criteria do not name
/// yet must not stand in the way of the old one, which still holds. `elsewhere` lies on other tokens in the readers:
/// an EDS certificate of the same person, by the IIN, is taken from there where this token has none that will do.
[[nodiscard]] StaffKeys staffKeysOf(const QList<token::StoredCertificate>& certificates,
    const token::CredentialRules& rules, core::WallTime now, pki::StatusChecker* status,
    const KnownCertificate& known = {}, const QList<token::StoredCertificate>& elsewhere = {});
/// What of it stands with the person who signed in.
[[nodiscard]] StaffMember withKeys(StaffMember member, const StaffKeys& keys);

} // namespace tirkeu::workstation
