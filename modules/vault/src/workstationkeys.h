#pragma once

#include "publickey.h"

#include <core/ports/signer.h>
#include <core/uuid.h>
#include <storage/connection.h>

#include <vector>

namespace tirkeu::vault {

/// The certificates this vault's journal was signed by, one after another: a key is renewed, and a backup goes on at
/// another machine. Each new key signs for the one before it, so whoever trusts today's can trust them all.
class WorkstationKeys
{
public:
    static inline const QString kMeta = QStringLiteral("workstation.keys");

    [[nodiscard]] static Result<WorkstationKeys> read(storage::Connection& connection);
    /// Of the store's meta value; empty: nobody signed yet.
    [[nodiscard]] static Result<WorkstationKeys> fromBytes(const QByteArray& bytes);
    [[nodiscard]] QByteArray toBytes() const;

    [[nodiscard]] bool isInForce(const QByteArray& certificate) const { return m_current == certificate; }
    /// `last`: the newest entry of the journal, the last that the one before answers for.
    [[nodiscard]] Result<> takeOver(core::Signer& fresh, const core::Uuid& vault, quint64 last);

    struct Reign
    {
        quint64 until;
        PublicKey key;
    };
    /// Who signed what, the oldest first and today's last: as far back as each is vouched for. Empty where today's
    /// certificate is none.
    [[nodiscard]] std::vector<Reign> reigns(const core::Uuid& vault, const QByteArray& today) const;

private:
    struct Earlier
    {
        quint64 until = 0;
        QByteArray certificate;
        QByteArray vouched; ///< by the next one
    };
    QByteArray m_current;
    std::vector<Earlier> m_earlier; ///< the oldest first
};

} // namespace tirkeu::vault
