#pragma once

#include "signin/documentkey.h"
#include <demo/demobranch.h>

#include <QThreadPool>

#include <functional>

namespace tirkeu::workstation {

/// The demo's reader: one of the key files at a time is "inserted". The PIN opens the file, the key proves itself by
/// signing a fresh challenge; three wrong PINs lock it until the program is started again.
class DemoStaff final : public StaffSource, public DocumentKey
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
    [[nodiscard]] QFuture<Result<QByteArray>> signingCertificate() override;
    [[nodiscard]] QFuture<Result<>> useSigningKey(core::SecureBytes pin, LastTry lastTry, Use use) override;

    /// 0 empties the reader.
    void insert(int index);
    [[nodiscard]] int inserted() const { return m_inserted; }

private:
    static constexpr int kTries = 3;
    using Proven = std::function<Result<pki::Certificate>(const demo::DemoPerson& person, const core::SecureBytes& pin)>;
    /// Opens the inserted key file on the token's thread, and counts the tries.
    [[nodiscard]] QFuture<Result<pki::Certificate>> open(core::SecureBytes pin, Proven proven);

    QList<demo::DemoPerson> m_people;
    simulation::DemoPki m_pki; ///< holds the keys that sign documents
    Lookup m_lookup;
    KeyUse m_useKey;
    QList<int> m_triesLeft;
    int m_inserted = 1;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
