#pragma once

#include "signin/staffsource.h"

#include <vault/slotkeeping.h>
#include <vault/vaultthread.h>

#include <QMutex>

#include <functional>

namespace tirkeu::workstation {

/// Signing in opens the vault, signing out closes it, locking leaves it open. The key is at hand only while a person is
/// being signed in, on the token's thread; there it opens the slot, and what was in it goes to the vault's thread.
class VaultDoor : public QObject
{
    Q_OBJECT
public:
    using Entitled = std::function<QList<vault::Entitled>()>;
    VaultDoor(vault::VaultThread& thread, vault::VaultSink& sink, Entitled entitled);

    /// On the token's thread, with the key of whoever types the PIN; false: it opens nothing, and another of the same
    /// person's may be tried, the one before a renewal for instance. Then there will be a slot for both. A reader that
    /// hangs in it may let go after the door is gone.
    bool useKey(core::KeyUnwrapper& key);
    /// The person is known; the vault opens with what `useKey` found. Open already: it stays as it is.
    [[nodiscard]] QFuture<Result<>> open(const StaffMember& member);
    void forget(); ///< what `useKey` found is not wanted
    /// The same for whoever may come to it when the door is gone.
    [[nodiscard]] std::function<void()> forgetting() const;
    /// Somebody is in, at the screen or behind the lock.
    void setHeld(bool held);
    void closeUnlessHeld();
    /// What the last opening found.
    [[nodiscard]] const QString& owner() const { return m_owner; }
    [[nodiscard]] const vault::OpeningReport& report() const { return m_report; }

Q_SIGNALS:
    void openChanged(bool open);
    /// What lies there is no vault that could be opened by anybody: a backup has to be restored in its place.
    void foundDamaged(const tirkeu::core::Error& error);
    /// So many certificates that waited for a slot cannot be read; whose they are nobody can say.
    void setCertificatesAside(int count);

private:
    struct Slotless
    {
        QByteArray certificate;
        pki::RsaWrap wrap; ///< as its key can open it
    };
    struct Found
    {
        Result<vault::OpenedSlot> slot;
        QByteArray certificate;
        QList<Slotless> slotless; ///< the same person's, for which there is no slot yet
    };
    struct Finds
    {
        QMutex mutex;
        std::shared_ptr<Found> last; ///< under the mutex
    };
    void tidySlots(const QString& actor);
    void taken(const QString& id, const vault::OpeningReport& report);
    void tellDamage(const Error& error);
    void leave(const QList<Slotless>& all) const;

    vault::VaultThread& m_thread;
    vault::VaultSink& m_sink;
    Entitled m_entitled;
    std::shared_ptr<Finds> m_finds = std::make_shared<Finds>();
    QString m_owner; ///< who opened it; empty: closed
    vault::OpeningReport m_report;
    bool m_held = false;
};

/// Whoever the source signs in gets the vault opened as part of it; where it does not open, nobody is in.
class VaultedStaff final : public StaffSource
{
    Q_OBJECT
public:
    VaultedStaff(std::unique_ptr<StaffSource> source, VaultDoor& door);

    [[nodiscard]] TokenState tokenState() const override { return m_source->tokenState(); }
    [[nodiscard]] TokenState documentsToken() const override { return m_source->documentsToken(); }
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override;
    void cancel() override { m_source->cancel(); }
    [[nodiscard]] QFuture<Result<>> sign(core::SecureBytes pin, LastTry lastTry, KeyAct act) override
    {
        return m_source->sign(std::move(pin), lastTry, std::move(act));
    }
    [[nodiscard]] QFuture<Result<>> changePin(
        core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry, TokenUse whose) override
    {
        return m_source->changePin(std::move(pin), std::move(fresh), lastTry, whose);
    }
    [[nodiscard]] AnnouncedSwap* swap() override { return m_source->swap(); }
    [[nodiscard]] StaffSource* source() const { return m_source.get(); }

private:
    std::unique_ptr<StaffSource> m_source;
    VaultDoor& m_door;
};

} // namespace tirkeu::workstation
