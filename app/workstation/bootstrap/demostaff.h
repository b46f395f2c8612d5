#pragma once

#include "readerswap.h"
#include "staffkeys.h"
#include <demo/demobranch.h>

#include <QPromise>
#include <QThreadPool>

#include <functional>

namespace tirkeu::workstation {

/// The demo's reader: one of the key files at a time is "inserted". The PIN opens the file, the key proves itself by
/// signing a fresh challenge; three wrong PINs lock it until the program is started again. The EDS keys of these people
/// lie with the demo's authority, behind the same PIN.
class DemoStaff final : public StaffSource
{
    Q_OBJECT
public:
    using Lookup = std::function<Result<StaffMember>(const pki::Certificate& certificate)>;
    /// With the key, in the token's thread, while its owner is being signed in.
    using KeyUse = std::function<void(core::KeyUnwrapper& key)>;
    /// `status` is asked whether certificates are revoked; none: nobody can be asked.
    DemoStaff(const demo::DemoBranch& branch, Lookup lookup, KeyUse useKey = {}, pki::StatusChecker* status = nullptr);
    ~DemoStaff() override;

    [[nodiscard]] TokenState tokenState() const override;
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override { m_swap.setOwner({}); }
    [[nodiscard]] QFuture<Result<>> sign(core::SecureBytes pin, LastTry lastTry, KeyAct act) override;
    [[nodiscard]] AnnouncedSwap* swap() override { return &m_swap; }

    /// 0 empties the reader.
    void insert(int index);
    [[nodiscard]] int inserted() const { return m_inserted; }

private:
    static constexpr int kTries = 3;

    [[nodiscard]] StaffKeys keysOf(int index, const token::CredentialRules& rules) const;
    /// Opens the key file of who is inserted and runs `act` in the token's thread; counts wrong PINs.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> withPin(
        core::SecureBytes pin, std::function<Result<T>(int index, pki::SoftwareKey& authentication)> act);
    [[nodiscard]] QFuture<Result<GuestSignature>> signAsGuest(
        const ReaderSwap::Request& request, core::SecureBytes pin);

    QList<demo::DemoPerson> m_people;
    simulation::DemoPki m_pki;
    Lookup m_lookup;
    KeyUse m_useKey;
    pki::StatusChecker* m_status;
    token::CredentialRules m_rules;
    core::SystemClock m_clock;
    QList<int> m_triesLeft;
    int m_inserted = 1;
    ReaderSwap m_swap;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
