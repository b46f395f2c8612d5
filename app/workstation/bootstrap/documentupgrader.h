#pragma once

#include "vaultdocuments.h"

#include <QThreadPool>
#include <QTimer>

namespace tirkeu::workstation {

/// What answers for time stamps and certificate status; the gateway relays both.
struct ConfirmingServices
{
    core::HttpExchange& http; ///< called on the upgrader's thread
    pki::TrustStore trust;
    pki::TimeStampOptions stamps;
    pki::StatusOptions status = {};
    evidence::SignatureLevel wanted = evidence::SignatureLevel::BLTA; ///< of documents found below it
};

/// Raises signed documents on a thread of its own: at once as far as the services answer, the rest later, without a
/// PIN, whenever the vault is open. The queue's file survives a restart.
class DocumentUpgrader : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLookEvery{30'000};

    DocumentUpgrader(const QString& queueFile, vault::VaultThread& thread, const core::Clock& clock,
        const ConfirmingServices& services, std::chrono::milliseconds lookEvery = kLookEvery);
    ~DocumentUpgrader() override; ///< waits for the document in hand

    /// A document that was signed and kept just now; gives back the level it reached.
    [[nodiscard]] QFuture<Result<evidence::SignatureLevel>> take(
        const core::Uuid& document, evidence::SignatureLevel wanted = evidence::SignatureLevel::BLTA);
    /// The same, with nobody waiting: what goes wrong is told by `failed`.
    void raise(const core::Uuid& document, evidence::SignatureLevel wanted);
    /// While it is not, nothing is tried. On opening, documents are taken that were signed and never reached the queue:
    /// the program may die between the two.
    void setVaultOpen(bool open);

Q_SIGNALS:
    /// The queue was worked on: how many documents are still below what they shall have and since when the first of
    /// them, as far as that is known, and how many wait for a person.
    void worked(int rising, int stopped, std::optional<tirkeu::core::WallTime> since);
    void failed(const tirkeu::core::Error& error);

private:
    struct Work;
    void look();
    void tell();
    void noteStopped();

    std::shared_ptr<Work> m_work; ///< touched on the pool's thread only
    QTimer m_timer;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
