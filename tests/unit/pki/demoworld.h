#pragma once

#include "support/fakeclock.h"

#include <simulation_pki/demopki.h>

namespace tirkeu::test {

/// One demo authority for a whole test program; elliptic keys, so it costs milliseconds.
[[nodiscard]] inline const simulation::DemoPki& demoPki()
{
    static const simulation::DemoPki pki =
        simulation::DemoPki::make({.now = FakeClock().wall(), .services = QUrl(QStringLiteral("http://127.0.0.1:1"))})
            .value();
    return pki;
}

[[nodiscard]] inline core::WallTime demoNow()
{
    return demoPki().options().now;
}

/// The same bytes with one bit changed.
[[nodiscard]] inline QByteArray bent(QByteArray bytes, qsizetype at)
{
    const qsizetype place = at < 0 ? bytes.size() + at : at;
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
    return bytes;
}

} // namespace tirkeu::test
