#pragma once

#include "../command.h"

#include <pki/softwarekey.h>
#include <vault/backup.h>
#include <vault/vault.h>

#include <memory>

namespace tirkeu::ctl {

/// What the commands on a vault share: the options that name keys, and opening with them.
class VaultAccess
{
public:
    [[nodiscard]] static QList<Option> options();
    /// Reads `--key` with `--certificate`, and the workstation's pair where it is given; a TPM may hold its key.
    [[nodiscard]] static Result<std::unique_ptr<VaultAccess>> from(const Arguments& arguments, const QString& folder);

    [[nodiscard]] pki::SoftwareKey& person() { return m_person; }
    [[nodiscard]] core::Signer* workstation() { return m_workstation.get(); }
    [[nodiscard]] core::AnchorCheck* anchors() { return m_anchor.get(); }
    [[nodiscard]] vault::VaultOptions vaultOptions();
    /// Opens the vault, does one thing in it and closes it in good order: the journal says so, and this machine's
    /// anchor stands where the journal ends.
    [[nodiscard]] Outcome within(const std::function<Outcome(vault::Vault&)>& action);
    /// The end of it, for a vault that was opened in another way. What keeps it from ending so is told beside the
    /// answer.
    [[nodiscard]] Outcome closed(vault::Vault& vault, Outcome outcome);
    [[nodiscard]] QString actor() const; ///< the slot holder's name, or the certificate's

private:
    VaultAccess(QString folder, pki::SoftwareKey person);
    [[nodiscard]] Result<> useTpm(const Arguments& arguments);

    QString m_folder;
    core::SystemClock m_clock;
    pki::SoftwareKey m_person;
    std::unique_ptr<core::Signer> m_workstation;
    std::unique_ptr<core::AnchorCheck> m_anchor; ///< in the same TPM
};

[[nodiscard]] Result<pki::Certificate> readCertificate(const Arguments& arguments, const QString& file); ///< PEM or DER
/// What was done is done; what went wrong behind it is said with it.
[[nodiscard]] Outcome withWarning(Outcome outcome, const Error& error);
/// The key and certificate that two options name.
[[nodiscard]] Result<pki::SoftwareKey> readPair(
    const Arguments& arguments, const QString& key, const QString& certificate);
/// "ROLE:NAME:FILE", the certificate in PEM or DER; ":pkcs1" behind it for a token that opens no OAEP.
[[nodiscard]] Result<vault::SlotHolder> readHolder(const Arguments& arguments, const QString& text);

} // namespace tirkeu::ctl
