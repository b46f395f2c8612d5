#pragma once

#include <core/securebytes.h>
#include <devices/attestation.h>

#include <memory>

#include <openssl/types.h>

/// BIO-28: from the device's chip to the program, encrypted and authentic; what lies between – vendor's plug-in, host
/// process, pipes – carries what it cannot read or change. README.md has the bytes.
namespace tirkeu::devices {

/// A key of one direction and the number of the next record. Moves; is never copied.
struct RecordKey
{
    core::SecureBytes key;
    QByteArray iv;
    quint64 next = 0;
};

enum class RecordKind : quint8 { GuidanceFrame = 1, CaptureFrame = 2, Attestation = 3 };
struct RecordContent
{
    RecordKind kind;
    QByteArray bytes;
};

/// The device's end.
class RecordSealer
{
public:
    explicit RecordSealer(RecordKey key)
        : m_key(std::move(key))
    {
    }
    [[nodiscard]] Result<QByteArray> seal(RecordKind kind, QByteArrayView bytes);

private:
    RecordKey m_key;
};

/// The program's end. Takes records in their one order; after the first that is not the next, nothing any more.
class RecordOpener
{
public:
    explicit RecordOpener(RecordKey key)
        : m_key(std::move(key))
    {
    }
    [[nodiscard]] Result<RecordContent> open(QByteArrayView record);

private:
    RecordKey m_key;
    bool m_broken = false;
};

struct ReleaseKey
{
    void operator()(EVP_PKEY* key) const;
};
using EphemeralKey = std::unique_ptr<EVP_PKEY, ReleaseKey>;

struct OpenedChannel
{
    RecordOpener records;
    QByteArray transcript; ///< SHA-256, what later statements have to name
    Attestation said;      ///< of itself, verified
};

/// The program's side of the handshake: a hello goes out, the device's signed answer comes in.
class ChannelOffer
{
public:
    [[nodiscard]] static Result<ChannelOffer> make();
    [[nodiscard]] const QByteArray& hello() const { return m_hello; }
    enum class Registered {
        Yes,
        NotYet, ///< model, firmware and configuration are taken from the statement; the rest is judged as ever
    };
    /// Judges the answer and the statement in it. One offer takes one answer.
    [[nodiscard]] Result<OpenedChannel> accept(QByteArrayView answer, const AttestationPolicy& policy,
        core::WallTime now, Registered registered = Registered::Yes) const;

private:
    ChannelOffer(EphemeralKey key, QByteArray hello);
    EphemeralKey m_key;
    QByteArray m_hello;
};

struct ChannelAnswer
{
    QByteArray answer;
    RecordSealer records;
    QByteArray transcript;
};

/// The device's side. `facts` is signed with the hello's nonce, the transcript and no frames.
[[nodiscard]] Result<ChannelAnswer> answerChannel(
    QByteArrayView hello, Attestation facts, core::Signer& deviceKey, const QList<QByteArray>& issuers = {});

} // namespace tirkeu::devices
