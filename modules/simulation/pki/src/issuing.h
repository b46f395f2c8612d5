#pragma once

#include <pki/handles.h>
#include <simulation_pki/demoprofile.h>

namespace tirkeu::simulation {

struct DemoAddresses;

/// Writes and signs one certificate. `issuer` is null for a root, which signs itself with `signingKey`.
[[nodiscard]] Result<pki::Certificate> writeCertificate(const DemoProfile& profile, EVP_PKEY* subjectKey,
    const pki::Certificate* issuer, EVP_PKEY* signingKey, const DemoAddresses& addresses);
[[nodiscard]] pki::EvpKeyHandle readPrivateKey(const core::SecureBytes& pkcs8);
[[nodiscard]] pki::Asn1TimeHandle asn1Time(core::WallTime time);

} // namespace tirkeu::simulation
