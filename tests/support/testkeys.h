#pragma once

#include <pki/softwarekey.h>

namespace tirkeu::test {

/// A software key with a self-signed certificate, made on the spot.
[[nodiscard]] pki::SoftwareKey testKey(const QString& commonName, pki::NewKey kind = pki::NewKey::EcP256);

} // namespace tirkeu::test
