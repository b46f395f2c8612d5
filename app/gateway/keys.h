#pragma once

#include "config.h"

#include <core/securebytes.h>
#include <criteria/signedcriteria.h>
#include <pki/softwarekey.h>
#include <pki/truststore.h>

namespace tirkeu::gateway {

/// Every key of the gateway, read and found to belong to its certificate.
struct Keys
{
    pki::SoftwareKey tls;
    pki::SoftwareKey packages;
    pki::SoftwareKey receipts;
    pki::TrustStore bank;
    pki::TrustStore documents;
    criteria::Officers officers;
    std::optional<pki::SoftwareKey> issuer; ///< of workstations' certificates, where it lies here
    std::optional<pki::SoftwareKey> seal;   ///< the organisation's, where it lies here

    [[nodiscard]] static Result<Keys> read(const Config& config);
};

/// 32 bytes as 64 hexadecimal digits in a file that nobody else may read.
[[nodiscard]] Result<core::SecureBytes> readDataKey(const QString& path);

} // namespace tirkeu::gateway
