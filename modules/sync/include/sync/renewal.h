#pragma once

#include <pki/softwarekey.h>
#include <pki/truststore.h>
#include <wire/gateway.h>

namespace tirkeu::sync {

/// Where a workstation's later keys lie: files that their owner alone may read, each whole or not there. The first key
/// lies elsewhere, as it was given at provisioning. One thread at a time.
class KeyFolder
{
public:
    explicit KeyFolder(QString folder)
        : m_folder(std::move(folder))
    {
    }
    /// The newest key that has its certificate; nothing where none was renewed.
    [[nodiscard]] Result<std::optional<pki::SoftwareKey>> newest() const;
    /// A key that still waits for its certificate (PKCS#8); empty where none does.
    [[nodiscard]] Result<core::SecureBytes> waiting() const;
    [[nodiscard]] Result<> keepWaiting(const core::SecureBytes& key);
    /// The waiting key has its certificate now, and is the newest.
    [[nodiscard]] Result<> keep(const pki::Certificate& certificate);

private:
    [[nodiscard]] QString at(const QString& name) const { return m_folder + u'/' + name; }

    QString m_folder;
};

struct RenewalRules
{
    std::chrono::hours before{24 * 30}; ///< so long before its end it is asked for
    pki::NewKey key = pki::NewKey::EcP256;
};

enum class Renewed {
    NotDue, ///< or kept already, for the next start
    Kept,   ///< in force from the next start on: the vault takes the new key in when it is opened
};

/// Asks for the certificate that follows `present` where it is time: for a key made here, which never leaves, in a
/// request signed with the present one. Cut off anywhere it goes on with the same key the next time. What comes back is
/// believed only if it is for this key and name, from the bank's authority, and lasts longer.
[[nodiscard]] Result<Renewed> renewWhenDue(wire::Gateway& gateway, pki::SoftwareKey present, KeyFolder& folder,
    const pki::TrustStore& bank, core::WallTime now, const RenewalRules& rules = {});

} // namespace tirkeu::sync
