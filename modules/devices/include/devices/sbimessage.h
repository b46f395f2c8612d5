#pragma once

#include <casefile/results.h>
#include <core/clock.h>
#include <devices/attestation.h>
#include <devices/palmscanner.h>

/// What a device service by the Secure Biometric Interface says, in the palm profile of README.md, and whether it may
/// be believed. Values and judgements only; who carries the bytes is SbiScanner's matter.
namespace tirkeu::devices::sbi {

inline constexpr qsizetype kMostAnswer = qsizetype(48) << 20;

struct Policy
{
    AttestationPolicy device; ///< the registered scanner and its vendor's root
    QString environment = QStringLiteral("Production");
    int requestedScore = 60;
    std::chrono::seconds window = std::chrono::minutes(3); ///< in which an answer has to have been made
    /// First: model and firmware are taken from what the device signed; all else is judged as ever.
    Meeting meeting = Meeting::Registered;
};

/// One line of a discovery, believed by nobody yet.
struct Found
{
    QString deviceId;
    QString deviceCode; ///< the serial
    QString status;
    bool operator==(const Found&) const = default;
};
[[nodiscard]] QByteArray discoveryRequest();
[[nodiscard]] Result<QList<Found>> readDiscovery(QByteArrayView json);

/// The device as it signed itself.
struct Device
{
    QString deviceId;
    QString serial;
    QString model;
    QString serviceVersion;
    QString specVersion;
    QByteArray key; ///< SubjectPublicKeyInfo: captures have to come from the same
};
/// The registered device among those in the answer to `info`.
[[nodiscard]] Result<Device> judgeInfo(QByteArrayView json, const Policy& policy, core::WallTime now);

/// A capture as it was asked for.
struct Asked
{
    QString transaction; ///< fresh for each
    core::WallTime at;
    casefile::Hand hand = casefile::Hand::None;
    int pairs = 4;
    std::chrono::milliseconds timeout{10'000};
    QByteArray previousHash; ///< of this session's chain: 32 bytes
    QByteArray hello;        ///< of a ChannelOffer: the content comes sealed
    QByteArray nonce;
};
/// What a chain of hashes begins with.
[[nodiscard]] QByteArray firstHash();
[[nodiscard]] QByteArray nextHash(const QByteArray& previous, QByteArrayView content);
[[nodiscard]] QByteArray captureRequest(const Asked& asked, const Device& device, const Policy& policy);
[[nodiscard]] QByteArray streamRequest(const Device& device, std::chrono::milliseconds timeout);

struct Answered
{
    QByteArray content; ///< Sealed, see below
    QByteArray hash;    ///< the previous one of the next capture
    int quality = 0;
};
/// Whether this answers that question: signature and chain, the device's own key, transaction, time, purpose, hash.
[[nodiscard]] Result<Answered> judgeCapture(
    QByteArrayView json, const Asked& asked, const Device& device, const Policy& policy, core::WallTime now);

/// What the biometric value of the palm profile is: the device's answer to the hello, and its records.
struct Sealed
{
    QByteArray channelAnswer;
    QList<QByteArray> records;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<Sealed> fromBytes(QByteArrayView bytes);
    bool operator==(const Sealed&) const = default;
};

/// An error of the interface as one of ours; `code` is not "0".
[[nodiscard]] Error errorOf(const QString& code);

/// Takes a stream of pictures (multipart/x-mixed-replace) apart as it comes.
class PictureStream
{
public:
    static constexpr qsizetype kMostPicture = qsizetype(4) << 20;
    /// The pictures that are whole now; an error ends the stream.
    [[nodiscard]] Result<QList<QByteArray>> feed(QByteArrayView bytes);

private:
    QByteArray m_rest;
};

} // namespace tirkeu::devices::sbi
