#pragma once

#include <evidence/signaturelevel.h>

#include <core/clock.h>
#include <pki/statuschecker.h>
#include <pki/timestamp.h>

#include <chrono>
#include <optional>

namespace tirkeu::evidence {

/// Adds to signed documents what confirms them later: time stamps, certificates and their status, archive time stamps.
/// Needs no PIN. Blocks on the network; never on the window's thread.
class LevelRaiser
{
public:
    struct Raised
    {
        QByteArray pdf;
        SignatureLevel level = SignatureLevel::BB;
        /// Why it stopped short of what was wanted; the document is good as it is, and may be tried again.
        std::optional<Error> stopped = {};
    };

    LevelRaiser(
        const core::Clock& clock, pki::TrustStore trust, pki::TimeStampClient& stamps, pki::StatusChecker& status);

    /// Goes as far towards `wanted` as the services allow. An error is only a document that cannot be read.
    [[nodiscard]] Result<Raised> raise(const QByteArray& pdf, SignatureLevel wanted);
    /// One more archive time stamp, with what confirms the one before it. Do it before `renewalDue`.
    [[nodiscard]] Result<Raised> renew(const QByteArray& pdf);

private:
    [[nodiscard]] Result<QByteArray> stampSignature(const QByteArray& pdf);
    [[nodiscard]] Result<QByteArray> stampDocument(const QByteArray& pdf);
    enum class Material { OfEverySignature, OfNewestStamp };
    [[nodiscard]] Result<QByteArray> addMaterial(const QByteArray& pdf, Material material);

    const core::Clock& m_clock;
    pki::TrustStore m_trust;
    pki::TimeStampClient& m_stamps;
    pki::StatusChecker& m_status;
};

/// What is in the document, without judging it.
[[nodiscard]] Result<SignatureLevel> levelOf(QByteArrayView pdf);
/// When the newest archive time stamp has to be followed by another: a month before its authority's certificate ends.
/// Nothing for a document without one.
[[nodiscard]] Result<std::optional<core::WallTime>> renewalDue(QByteArrayView pdf);

/// How long to wait before the next try after so many failed ones: a minute at first, an hour at most.
[[nodiscard]] std::chrono::seconds waitBeforeRetry(int failedTries);

} // namespace tirkeu::evidence
