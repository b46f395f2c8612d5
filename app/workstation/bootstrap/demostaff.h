#pragma once

#include "signin/staffsource.h"
#include <demo/demobranch.h>

#include <QThreadPool>

#include <functional>

namespace tirkeu::workstation {

/// The demo's reader: one of the key files at a time is "inserted". The PIN opens the file, the key proves itself by
/// signing a fresh challenge; three wrong PINs lock it until the program is started again.
class DemoStaff final : public StaffSource
{
    Q_OBJECT
public:
    using Lookup = std::function<Result<StaffMember>(const pki::Certificate& certificate)>;
    /// With the key, in the token's thread, while its owner is being signed in.
    using KeyUse = std::function<void(core::KeyUnwrapper& key)>;
    DemoStaff(const demo::DemoBranch& branch, Lookup lookup, KeyUse useKey = {});
    ~DemoStaff() override;

    [[nodiscard]] TokenState tokenState() const override;
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override {}

    /// 0 empties the reader.
    void insert(int index);
    [[nodiscard]] int inserted() const { return m_inserted; }

private:
    static constexpr int kTries = 3;

    QList<demo::DemoPerson> m_people;
    Lookup m_lookup;
    KeyUse m_useKey;
    QList<int> m_triesLeft;
    int m_inserted = 1;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
