#pragma once

#include "localservices.h"

#include "support/fakeclock.h"

#include <evidence/documentsigner.h>
#include <evidence/levelraiser.h>
#include <evidence/verifier.h>

#include <QMap>

namespace tirkeu::test {

/// The demo centre, its services and everything that signs and verifies, at one moment that a test may move.
class SigningWorld
{
public:
    SigningWorld();
    [[nodiscard]] QByteArray signedBy(pki::SoftwareKey key, const QByteArray& pdf); ///< B-B
    [[nodiscard]] QByteArray raised(const QByteArray& pdf, evidence::SignatureLevel level);
    [[nodiscard]] evidence::VerifyOptions today() const; ///< with today's revocation lists
    [[nodiscard]] evidence::VerificationReport verified(const QByteArray& pdf);
    [[nodiscard]] pki::SoftwareKey teller() const { return pki.signature(simulation::DemoPerson::Teller); }

    FakeClock clock;
    simulation::DemoPki pki;
    LocalServices services;
    pki::TimeStampClient stamps;
    pki::StatusChecker status;
    evidence::LevelRaiser raiser;
};

/// Appends a revision by hand, as somebody with other tools would: objects by number, and what the trailer adds.
[[nodiscard]] QByteArray appended(
    const QByteArray& pdf, const QMap<int, QByteArray>& objects, const QByteArray& trailerMore = {}, int root = 0);

} // namespace tirkeu::test
