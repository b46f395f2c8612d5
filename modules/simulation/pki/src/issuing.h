#pragma once

#include <pki/handles.h>
#include <simulation_pki/demoprofile.h>

namespace tirkeu::simulation {

struct DemoAddresses;

/// Writes and signs one certificate. `issuer` is null for a root, which signs itself with `signingKey`.
[[nodiscard]] Result<pki::Certificate> writeCertificate(const DemoProfile& profile, EVP_PKEY* subjectKey,
    const pki::Certificate* issuer, EVP_PKEY* signingKey, const DemoAddresses& addresses);
/// Calls one of the i2d functions twice, as they want it.
template<typename T>
[[nodiscard]] QByteArray encoded(const T* object, int (*encode)(const T*, unsigned char**))
{
    QByteArray bytes(std::max(encode(object, nullptr), 0), Qt::Uninitialized);
    auto* cursor = reinterpret_cast<unsigned char*>(bytes.data());
    encode(object, &cursor);
    return bytes;
}
[[nodiscard]] pki::EvpKeyHandle readPrivateKey(const core::SecureBytes& pkcs8);
[[nodiscard]] pki::Asn1TimeHandle asn1Time(core::WallTime time);

} // namespace tirkeu::simulation
