#include "simulation_pki/demoauthority.h"

#include "issuing.h"

namespace tirkeu::simulation {

namespace {

constexpr ErrorCode kKeyUnusable{"demo.key-not-usable"};

Result<pki::SoftwareKey> issueFresh(
    const DemoProfile& profile, const DemoAuthority* issuer, const DemoAddresses& addresses)
{
    const Result<core::SecureBytes> fresh = pki::SoftwareKey::generate(profile.key);
    if (!fresh)
        return failure(fresh);
    const pki::EvpKeyHandle key = readPrivateKey(*fresh);
    const Result<pki::Certificate> certificate = writeCertificate(profile, key.get(),
        issuer ? &issuer->certificate() : nullptr, issuer ? issuer->key().evp() : key.get(), addresses);
    if (!certificate)
        return failure(certificate);
    const QByteArrayView bytes(fresh->u8(), static_cast<qsizetype>(fresh->size()));
    return pki::SoftwareKey::read(bytes, *certificate);
}

} // namespace

DemoAuthority::DemoAuthority(pki::SoftwareKey key, DemoAddresses addresses)
    : m_key(std::move(key))
    , m_addresses(std::move(addresses))
{
}

Result<DemoAuthority> DemoAuthority::makeRoot(const DemoProfile& profile, const DemoAddresses& addresses)
{
    Result<pki::SoftwareKey> key = issueFresh(profile, nullptr, addresses);
    if (!key)
        return failure(key);
    return DemoAuthority(std::move(*key), addresses);
}

Result<DemoAuthority> DemoAuthority::makeSubordinate(const DemoProfile& profile, const DemoAddresses& addresses) const
{
    Result<pki::SoftwareKey> key = issue(profile);
    if (!key)
        return failure(key);
    return DemoAuthority(std::move(*key), addresses);
}

Result<pki::SoftwareKey> DemoAuthority::issue(const DemoProfile& profile) const
{
    return issueFresh(profile, this, m_addresses);
}

Result<pki::Certificate> DemoAuthority::certify(const DemoProfile& profile, QByteArrayView publicKey) const
{
    const auto* cursor = reinterpret_cast<const unsigned char*>(publicKey.data());
    const pki::EvpKeyHandle key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(publicKey.size())));
    if (!key)
        return failure(kKeyUnusable, ErrorKind::OperatorCanFix, profile.commonName);
    return writeCertificate(profile, key.get(), &certificate(), m_key.evp(), m_addresses);
}

} // namespace tirkeu::simulation
