#pragma once

#include <core/clock.h>
#include <core/ports/keyunwrapper.h>
#include <core/uuid.h>
#include <pki/certificate.h>
#include <pki/sealing.h>

#include <QList>

namespace tirkeu::vault {

/// Who may hold a slot. There is none for branch IT.
enum class SlotRole { Teller, Supervisor, Recovery };

[[nodiscard]] QString nameOf(SlotRole role);
[[nodiscard]] Result<SlotRole> slotRoleNamed(QStringView name);

/// A person to whom the vault is to open.
struct SlotHolder
{
    SlotRole role;
    QString name; ///< the member of staff's id; for recovery, who keeps the key
    pki::Certificate certificate;
    pki::RsaWrap rsa = pki::RsaWrap::OaepSha256; ///< PKCS#1 where the token can do no better
};

struct Slot
{
    core::Uuid id;
    SlotHolder holder;
    core::WallTime added;
    QByteArray sealed; ///< the data key, for this certificate
};

/// The clear part of a vault: which certificates open it, each with the data key sealed for it. What it says is
/// authenticated under the data key, so a slot smuggled in or taken out is noticed by whoever opens the vault.
class SlotFile
{
public:
    static constexpr qint64 kMostBytes = 1 << 20;
    static constexpr int kMostSlots = 200;

    core::Uuid vault;
    qint64 generation = 1;
    QByteArray sealingKey; ///< SubjectPublicKeyInfo: what is sealed to it is read at the next opening
    QList<Slot> slots_;

    [[nodiscard]] static Result<SlotFile> decode(QByteArrayView bytes);
    [[nodiscard]] QByteArray encode(const core::SecureBytes& dataKey) const;
    /// Whether it is as somebody who had the data key left it.
    [[nodiscard]] Result<> check(const core::SecureBytes& dataKey) const;

    [[nodiscard]] Result<> add(const core::SecureBytes& dataKey, const SlotHolder& holder, const core::Clock& clock);
    [[nodiscard]] const Slot* find(const pki::Certificate& certificate) const;
    [[nodiscard]] const Slot* find(const core::Uuid& id) const;
    [[nodiscard]] Result<core::SecureBytes> open(core::KeyUnwrapper& key) const;

private:
    [[nodiscard]] QJsonObject body() const;
    QByteArray m_mac;
};

} // namespace tirkeu::vault
