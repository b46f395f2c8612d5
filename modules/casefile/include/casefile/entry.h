#pragma once

#include <casefile/event.h>

#include <core/hashing.h>

#include <QByteArray>

#include <memory>

namespace tirkeu::casefile {

inline constexpr qsizetype kHashBytes = 32;

/// One line of the journal as it is kept, linked and sent: what happened is ciphertext, where it stands is clear.
struct Entry
{
    quint64 sequence = 0; ///< from 1, without gaps
    core::WallTime time{};
    quint16 kind = 0; ///< a number, so that a newer program's entries can still be linked and carried
    QString actor;
    std::optional<core::Uuid> client;
    std::optional<core::Uuid> caseId;
    QByteArray payload;       ///< sealed by PayloadCipher; empty once it has been destroyed
    QByteArray payloadDigest; ///< SHA-256 of the payload, also of a destroyed one
    QByteArray previous;      ///< link hash of the entry before
    QByteArray hash;          ///< of all above
    QByteArray signature;     ///< by the workstation's key over `hash`, where the kind asks for one

    bool operator==(const Entry&) const = default;
};

/// What stands before the first entry of a vault: it binds the chain to that vault.
[[nodiscard]] QByteArray genesisHash(const core::Uuid& vault);

/// Computes and checks links. Keeps a digest context, so that a walk over a million entries makes one. One thread.
class Linker
{
public:
    Linker();
    ~Linker();
    Linker(const Linker&) = delete;
    Linker& operator=(const Linker&) = delete;

    [[nodiscard]] QByteArray digest(QByteArrayView bytes);
    [[nodiscard]] QByteArray linkHash(const Entry& entry); ///< from everything but payload, hash and signature

    /// Fills payloadDigest, previous and hash.
    void link(Entry& entry, const QByteArray& previous);
    /// The same, for one entry read back; says which part does not fit.
    enum class Fault { None, Payload, Link, Hash, Sequence };
    [[nodiscard]] Fault check(const Entry& entry, quint64 expectedSequence, QByteArrayView previous);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

[[nodiscard]] QString nameOf(Linker::Fault fault);

/// The form in which entries travel in exports, volumes and to the gateway: length-prefixed, big-endian, no choice.
[[nodiscard]] QByteArray encode(const Entry& entry);
/// Reads one entry from the front of `bytes` and moves the view behind it.
[[nodiscard]] Result<Entry> decodeEntry(QByteArrayView& bytes);
inline constexpr quint32 kLargestEntry = 4U << 20;

} // namespace tirkeu::casefile
