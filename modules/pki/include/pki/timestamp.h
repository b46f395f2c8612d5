#pragma once

#include <core/clock.h>
#include <core/hashing.h>
#include <core/ports/httpexchange.h>
#include <pki/certificate.h>
#include <pki/truststore.h>

namespace tirkeu::pki {

enum class TimeStampReason {
    Good,
    Unreadable,
    ImprintWrong, ///< stamps something else
    NonceWrong,   ///< not the answer to this question
    PolicyWrong,
    SignatureWrong,
    CertificateMissing,
    UseRefused, ///< the signer's certificate is not for time stamping alone
    AlgorithmRefused,
    KeyNotSupported, ///< signed with GOST, which OpenSSL cannot check
    ChainNotTrusted, ///< see `chain`
};

[[nodiscard]] QString nameOf(TimeStampReason reason);

struct TimeStamp
{
    TimeStampReason reason = TimeStampReason::Unreadable;
    QByteArray token = {}; ///< the CMS, DER
    core::WallTime time = {};
    std::optional<std::chrono::milliseconds> accuracy = {};
    QString policy = {};
    QByteArray serialNumber = {};
    std::optional<Certificate> authority = {};
    QList<Certificate> certificates = {}; ///< carried by the token
    ChainVerdict chain = {};
    QString detail = {};
    [[nodiscard]] bool isGood() const { return reason == TimeStampReason::Good; }
};

struct TimeStampExpectation
{
    core::HashAlgorithm hash = core::HashAlgorithm::Sha256;
    QByteArray digest;                     ///< of what was stamped
    std::optional<QByteArray> nonce = {};  ///< where the question was asked just now
    QStringList policies = {};             ///< any of them will do; empty: every policy
    std::optional<core::WallTime> at = {}; ///< the chain is judged then; nothing: at the token's own time
};

/// Judges a token that is at hand. Revocation of the authority's certificate is StatusChecker's to say.
[[nodiscard]] TimeStamp judgeTimeStamp(QByteArrayView token, const TimeStampExpectation& expected,
    const TrustStore& trust, const QList<Certificate>& extra = {});

struct TimeStampAuthority
{
    QUrl url;
    QString policy = {}; ///< asked for and insisted on; empty: the authority's own choice
};

struct TimeStampOptions
{
    QList<TimeStampAuthority> authorities; ///< tried in this order
    core::HashAlgorithm hash = core::HashAlgorithm::Sha256;
    std::chrono::milliseconds deadline{5'000};
};

/// Gets tokens over HTTP (RFC 3161), each checked before it is handed out. Blocks; never on the window's thread.
class TimeStampClient
{
public:
    TimeStampClient(core::HttpExchange& http, TrustStore trust, TimeStampOptions options);

    /// A token over a digest made with `options.hash`. The error is of the last authority tried; Error::detail has all.
    [[nodiscard]] Result<TimeStamp> stamp(QByteArrayView digest);
    [[nodiscard]] core::HashAlgorithm hash() const { return m_options.hash; }

private:
    [[nodiscard]] Result<TimeStamp> ask(const TimeStampAuthority& authority, QByteArrayView digest);

    core::HttpExchange& m_http;
    TrustStore m_trust;
    TimeStampOptions m_options;
};

} // namespace tirkeu::pki
