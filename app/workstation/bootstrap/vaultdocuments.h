#pragma once

#include <evidence/upgradequeue.h>
#include <vault/vaultthread.h>

namespace tirkeu::workstation {

/// Signed documents in the vault. Each revision is an original of its own, and the newest is found by the document's
/// id.
class VaultDocuments final : public evidence::DocumentKeeper
{
public:
    VaultDocuments(vault::VaultThread& thread, const core::Clock& clock)
        : m_thread(thread)
        , m_clock(clock)
    {
    }
    // These wait for the vault's thread, so they are called on neither it nor the window's. A closed vault is no fault:
    // it says Retry.
    [[nodiscard]] Result<QByteArray> load(const QString& document) override;
    /// Adds a raised revision and says so in the case's events.
    [[nodiscard]] Result<> store(const QString& document, const QByteArray& pdf) override;

    /// A document whose level rises no further: stands in the journal once, however often it is said.
    [[nodiscard]] Result<> noteStopped(const QString& document, const QString& reason);

    /// The newest of those that stand at B-B still, as far as the journal's last entries tell.
    [[nodiscard]] Result<QStringList> signedAndNeverRaised();

private:
    vault::VaultThread& m_thread;
    const core::Clock& m_clock;
};

} // namespace tirkeu::workstation
