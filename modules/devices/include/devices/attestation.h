#pragma once

#include <casefile/results.h>
#include <core/clock.h>
#include <core/ports/signer.h>
#include <criteria/parties.h>
#include <pki/certificate.h>

#include <QByteArray>
#include <QList>

#include <optional>

namespace tirkeu::devices {

/// BIO-20: what a device says of itself and of the frames it just delivered.
struct Attestation
{
    QString serial;
    QString model;
    QByteArray firmware;      ///< SHA-256 of what it runs
    QByteArray configuration; ///< SHA-256 of its settings
    casefile::TamperState tamper = casefile::TamperState::Unknown;
    QByteArray nonce;   ///< the program's, drawn for this one statement
    QByteArray channel; ///< transcript of the handshake, so that it speaks for this channel alone
    core::WallTime deviceTime{};
    QList<QByteArray> frames; ///< Frame::digest() of each, in the order of delivery

    /// JSON with sorted keys: the bytes that are signed.
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<Attestation> fromBytes(QByteArrayView bytes);
    bool operator==(const Attestation&) const = default;
};

/// The statement as it travels and is kept: its bytes, ECDSA or RSA with SHA-256 over them, and the certificates.
struct SignedAttestation
{
    QByteArray content;
    QByteArray signature;
    QList<QByteArray> chain; ///< DER, the device's own first; the root may be left out

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<SignedAttestation> fromBytes(QByteArrayView bytes);
    bool operator==(const SignedAttestation&) const = default;
};

/// What a device does; here for the simulation and for tests.
[[nodiscard]] Result<SignedAttestation> signAttestation(
    const Attestation& attestation, core::Signer& deviceKey, const QList<QByteArray>& issuers = {});

/// Against what a statement is held.
struct AttestationPolicy
{
    criteria::Scanner scanner;            ///< as registered
    std::optional<pki::Certificate> root; ///< the vendor's, from the criteria; without one nobody is trusted
    std::chrono::seconds skew = std::chrono::minutes(2);
};

enum class Meeting {
    Registered, ///< what the device says is held against its policy
    /// Nobody has registered it yet: the vendor has to vouch for it, what it says is taken down, and nothing is
    /// enrolled.
    First,
};

/// What a statement has to speak of.
struct AttestedNow
{
    QByteArray nonce;
    QByteArray channel;
    QList<QByteArray> frames;
    core::WallTime time;
};

/// Whether the registered scanner made this statement, now, about these frames, and is in order. Each way to fail has
/// its own code; all are ErrorKind::SecurityStop.
[[nodiscard]] Result<casefile::DeviceAttestation> verifyAttestation(
    const SignedAttestation& attestation, const AttestationPolicy& policy, const AttestedNow& now);

} // namespace tirkeu::devices
