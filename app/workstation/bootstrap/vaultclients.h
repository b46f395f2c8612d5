#pragma once

#include "clients/clientfiles.h"
#include "paperprinter.h"
#include "vaultdoor.h"
#include "vaultsigning.h"

#include <pki/truststore.h>

namespace tirkeu::workstation {

/// Known clients as the vault has them; its thread does the work, the printer is asked in the window's.
class VaultClients final : public ClientFiles
{
    Q_OBJECT
public:
    struct Ground
    {
        vault::VaultThread& vault;
        const VaultDoor& door; ///< who asks
        const core::Clock& clock;
        pki::TrustStore trust;
        QString printsFolder;
        QString exportsFolder;
        VaultSigning* signing = nullptr; ///< none: nobody signs here
    };
    explicit VaultClients(Ground ground);

    [[nodiscard]] QFuture<Result<QList<FoundClient>>> find(const enrolment::ClientQuery& query) override;
    [[nodiscard]] QFuture<Result<enrolment::ClientFile>> read(const casefile::ClientId& client) override;
    [[nodiscard]] QFuture<Result<CheckedDocument>> open(const core::Uuid& document) override;
    [[nodiscard]] QFuture<Result<QString>> print(const casefile::ClientId& client, const core::Uuid& document) override;
    [[nodiscard]] QFuture<Result<QString>> exportOriginals(
        const casefile::ClientId& client, const QList<core::Uuid>& documents, const QString& to) override;
    [[nodiscard]] QFuture<Result<>> confirmDelivery(
        const casefile::ClientId& client, core::SecureBytes pin, LastTry lastTry) override;

private:
    Ground m_ground;
    PaperPrinter m_printer;
};

} // namespace tirkeu::workstation
