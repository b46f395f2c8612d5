#pragma once

#include <vault/store.h>

namespace tirkeu::vault {

class PublicKey;

/// What happens while no slot is open: a refused sign-in, a start. One file, each event sealed to the vault's public
/// key, linked to the one before and signed by the workstation; read and absorbed at the next opening. It can be
/// written by whoever may write the folder, so events cut off its end are not missed; a file gone or replaced is.
class ClosedJournal
{
public:
    ClosedJournal(QString path, const core::Uuid& vault, QByteArray sealingKey, core::Signer* workstation);

    /// A torn end is cut back to the last whole entry first and kept beside the file, as `…torn-<time>`; an entry of
    /// the file says so.
    [[nodiscard]] Result<> append(const casefile::Event& event);

    struct Content
    {
        QByteArray id; ///< of the file; the vault knows which it left behind
        std::vector<casefile::Event> events;
        bool isBroken = false; ///< what follows the last event read does not fit
    };
    /// With the private half, which only an opened vault has. `signers`: today's workstation key and those before it,
    /// for the key may have been renewed while the vault was closed; none: signatures are not looked at.
    [[nodiscard]] Result<Content> read(const core::SecureBytes& sealingKey, const QList<PublicKey>& signers) const;
    /// Begins a new, empty file under an id.
    [[nodiscard]] Result<> startAnew(const QByteArray& id);

    /// A copy of the file as it is, beside it, before a new one takes its place.
    [[nodiscard]] Result<> keepAside(core::WallTime now) const;
    [[nodiscard]] bool isThere() const;
    /// A file that cannot be read, or is too large to be: it goes beside as it is, whatever is in it.
    [[nodiscard]] Result<> moveAside(core::WallTime now) const;

private:
    struct Chain
    {
        QByteArray bytes;
        QByteArray id; ///< empty: not even the head is there
        std::vector<casefile::Entry> entries;
        qsizetype goodBytes = 0; ///< the head and the entries
        QByteArray last;         ///< what the next entry links to
        bool isBroken = false;
    };
    [[nodiscard]] Result<Chain> chain() const;
    [[nodiscard]] Result<casefile::Entry> sealed(
        const casefile::Event& event, std::uint64_t sequence, const QByteArray& previous) const;
    [[nodiscard]] Result<> cutTorn(Chain& chain, core::WallTime now);
    [[nodiscard]] QString besideName(core::WallTime now) const;
    [[nodiscard]] Result<> keepAside(QByteArrayView bytes, core::WallTime now) const;

    QString m_path;
    core::Uuid m_vault;
    QByteArray m_sealingKey;
    core::Signer* m_workstation;
};

} // namespace tirkeu::vault
