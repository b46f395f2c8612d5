#pragma once

#include <tpm/tpm.h>

#include <core/ports/anchorcheck.h>

namespace tirkeu::tpm {

/// The journal's last head in the TPM, where files put back do not reach it, and a counter that never goes down beside
/// it. Finds a vault, or a whole disk, put back to an earlier state. Whoever holds the TPM's owner authority can write
/// another head, but not take the record away unseen.
class TpmAnchor final : public core::AnchorCheck
{
public:
    explicit TpmAnchor(std::shared_ptr<Tpm> tpm)
        : m_tpm(std::move(tpm))
    {
    }
    /// A record taken away gives a head that no journal reaches, so that the vault opens and names a roll-back.
    [[nodiscard]] Result<core::JournalHead> lastAnchor() override;
    [[nodiscard]] Result<> anchor(const core::JournalHead& head) override;
    /// How often a head was written; 0 where none ever was.
    [[nodiscard]] Result<quint64> count();

private:
    std::shared_ptr<Tpm> m_tpm;
};

} // namespace tirkeu::tpm
