#pragma once

#include "clients/clientfiles.h"
#include "showroomchecker.h"

namespace tirkeu::workstation {

/// The card of one invented client, with a bit of everything.
class ShowroomClients final : public ClientFiles
{
public:
    explicit ShowroomClients(const core::Clock& clock)
        : m_clock(clock)
        , m_checker(clock)
    {
    }
    void setExpired(bool expired) { m_isExpired = expired; }
    void setFound(int clients) { m_clients = clients; }

    [[nodiscard]] QFuture<Result<QList<FoundClient>>> find(const enrolment::ClientQuery& query) override;
    [[nodiscard]] QFuture<Result<enrolment::ClientFile>> read(const casefile::ClientId& client) override;
    [[nodiscard]] QFuture<Result<CheckedDocument>> open(const core::Uuid& document) override;
    [[nodiscard]] QFuture<Result<QString>> print(const casefile::ClientId&, const core::Uuid&) override;
    [[nodiscard]] QFuture<Result<QString>> exportOriginals(
        const casefile::ClientId&, const QList<core::Uuid>&, const QString&) override;
    [[nodiscard]] QFuture<Result<>> confirmDelivery(const casefile::ClientId&, core::SecureBytes, LastTry) override;

private:
    const core::Clock& m_clock;
    ShowroomChecker m_checker;
    bool m_isExpired = false;
    int m_clients = 0;
};

} // namespace tirkeu::workstation
