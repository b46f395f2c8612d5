#pragma once

#include <core/clock.h>
#include <pki/certificate.h>
#include <pki/softwarekey.h>

namespace tirkeu::simulation {

/// Everything a demo certificate says, so that a test can have one that is wrong in exactly one way.
struct DemoProfile
{
    QString commonName;
    QString surname = {};
    QString givenName = {};
    QString organisation = {};
    QString iin = {}; ///< written as serialNumber=IIN…
    QString bin = {}; ///< written as OU=BIN…
    pki::KeyUses keyUses = {};
    QStringList extendedUses = {}; ///< object identifiers
    enum class Criticality { Ordinary, Critical } extendedUsesAre = Criticality::Ordinary;
    QStringList policies = {};
    QString keyStorage = {}; ///< the object identifier in extension 1.2.398.3.3.5
    int pathLength = -1;     ///< 0 and above: an authority
    QStringList names = {};  ///< "DNS:localhost", "IP:127.0.0.1"
    enum class Checkable { Yes, NoAddresses, OcspNoCheck } checkable = Checkable::Yes;
    core::WallTime from = {};
    core::WallTime until = {};
    QByteArray serial = {}; ///< empty: drawn at random
    pki::NewKey key = pki::NewKey::EcP256;
};

} // namespace tirkeu::simulation
