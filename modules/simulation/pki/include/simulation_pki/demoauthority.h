#pragma once

#include <pki/softwarekey.h>
#include <simulation_pki/demoprofile.h>

#include <QUrl>

namespace tirkeu::simulation {

/// Where an authority's certificates say that their status is answered.
struct DemoAddresses
{
    QUrl ocsp;
    QUrl crl;
    QUrl issuer;
};

/// A key that issues certificates: a root, or an authority under one. A value; nothing is remembered of what it issued.
class DemoAuthority
{
public:
    DemoAuthority(pki::SoftwareKey key, DemoAddresses addresses);
    [[nodiscard]] static Result<DemoAuthority> makeRoot(const DemoProfile& profile, const DemoAddresses& addresses);
    [[nodiscard]] Result<DemoAuthority> makeSubordinate(
        const DemoProfile& profile, const DemoAddresses& addresses) const;

    /// A fresh key and its certificate.
    [[nodiscard]] Result<pki::SoftwareKey> issue(const DemoProfile& profile) const;
    /// A certificate for a key that lives elsewhere, a token; `publicKey` is a SubjectPublicKeyInfo in DER.
    [[nodiscard]] Result<pki::Certificate> certify(const DemoProfile& profile, QByteArrayView publicKey) const;

    [[nodiscard]] const pki::SoftwareKey& key() const { return m_key; }
    [[nodiscard]] const pki::Certificate& certificate() const { return m_key.holder(); }
    [[nodiscard]] const DemoAddresses& addresses() const { return m_addresses; }

private:
    pki::SoftwareKey m_key;
    DemoAddresses m_addresses;
};

} // namespace tirkeu::simulation
