#pragma once

#include <core/ports/anchorcheck.h>
#include <pki/tlskey.h>
#include <tpm/tpmsigner.h>

#include <memory>
#include <optional>

class QDir;

namespace tirkeu::workstation {

/// The machine's TPM as a start finds it, with the key inside. Where there is none, or it does not answer, that is
/// logged, and the work goes on without.
struct MachineTpm
{
    /// `address` as the TPM software stack names it, or "machine"; empty: none is asked for.
    [[nodiscard]] static std::optional<MachineTpm> at(const QString& address);
    std::shared_ptr<tpm::Tpm> connection;
    std::shared_ptr<tpm::TpmSigner> key;
};

/// The workstation's own key, in a file or inside the TPM: it signs events and packages, and opens the line to the
/// bank.
class WorkstationKey
{
public:
    explicit WorkstationKey(const pki::SoftwareKey& key);
    /// Refused where the certificate is another key's.
    [[nodiscard]] static Result<WorkstationKey> inTpm(const MachineTpm& machine, const pki::Certificate& certificate);
    /// As a bank's IT installed it: the TPM's, where there is one whose key `certificate` names, else `workstation.key`
    /// of the folder.
    [[nodiscard]] static Result<WorkstationKey> from(
        const QDir& folder, const pki::Certificate& certificate, const std::optional<MachineTpm>& machine);

    [[nodiscard]] core::Signer& signer() const { return *m_signer; }
    [[nodiscard]] const pki::TlsKey& line() const { return m_line; }

private:
    WorkstationKey(std::shared_ptr<core::Signer> signer, pki::TlsKey line);

    std::shared_ptr<core::Signer> m_signer;
    pki::TlsKey m_line;
};

/// Kept in the TPM, where there is one.
[[nodiscard]] std::unique_ptr<core::AnchorCheck> anchorIn(const std::optional<MachineTpm>& machine);

} // namespace tirkeu::workstation
