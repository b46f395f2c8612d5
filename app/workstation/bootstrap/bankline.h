#pragma once

#include "outboxreading.h"
#include "shell/linkstate.h"
#include "vaultnotices.h"

#include <identity/iin.h>
#include <pki/truststore.h>
#include <sync/courierthread.h>

#include <QTimer>

namespace tirkeu::workstation {

/// The line to the bank: the courier on its thread, the outbox as the page reads it, and what the header is told. The
/// window's thread; ends before the vault's thread does.
class BankLine final : public OutboxSource
{
    Q_OBJECT
public:
    struct Parts
    {
        std::unique_ptr<wire::Gateway> gateway;
        vault::VaultThread& vault;
        VaultDoor& door;
        VaultNotices& notices;
        sync::Sender sender;
        QString spoolFolder;
        QString exportFolder;
        pki::TrustStore bank;      ///< who may certify the gateway
        pki::Certificate receipts; ///< by whose name the gateway signs receipts
        const core::Clock& clock;
        int criteria = 0;
        sync::CourierRules rules = {};
        std::function<Result<>(const QByteArray&)> offerCriteria = {}; ///< on the courier's thread
        std::function<Result<>(wire::Gateway&)> renew = {};            ///< the same; the workstation's certificate
    };
    explicit BankLine(Parts parts);
    ~BankLine() override;

    void follow(LinkState& link); ///< from now on it says what is so
    void unfollow() { m_link = nullptr; }
    void noteSettled(); ///< a case was signed
    [[nodiscard]] sync::CourierThread& courier() { return *m_courier; }
    [[nodiscard]] bool isOnline() const { return m_report.isOnline; } ///< as of the last that was heard
    /// Asks a service outside the bank, by way of the gateway. A call that is made again under its number is one act;
    /// without a number it is a question of its own.
    template<typename Asked>
    [[nodiscard]] QFuture<Result<typename Asked::Said>> ask(
        const Asked& asked, std::optional<core::Uuid> id = {}, std::chrono::milliseconds patience = {})
    {
        return call({id.value_or(core::Uuid::make(m_parts.clock)), asked, patience})
            .then([](const Result<wire::ServiceSaid>& said) -> Result<typename Asked::Said> {
                return said ? Result<typename Asked::Said>(std::get<typename Asked::Said>(*said)) : failure(said);
            });
    }
    /// What the reference database holds of a client, to hold a palm against it.
    [[nodiscard]] QFuture<Result<QList<wire::PalmGiven>>> palmsOf(const wire::PalmsAsked& asked);
    /// Unsuccessful checks of a client at other workstations of the branch.
    [[nodiscard]] QFuture<Result<QList<wire::AttemptsElsewhere>>> attemptsOf(const identity::Iin& iin);

    [[nodiscard]] QFuture<Result<OutboxShown>> read() override;
    [[nodiscard]] QFuture<Result<>> retry(const QString& id) override;
    void sendNow() override;
    [[nodiscard]] QFuture<Result<QString>> exportAll(const QString& folder) override;
    [[nodiscard]] QString exportFolder() const override { return m_parts.exportFolder; }

private:
    [[nodiscard]] QFuture<Result<wire::ServiceSaid>> call(const wire::ServiceCall& call);
    void take(const sync::LinkReport& report);
    void tellAnswer(const wire::Answer& answer);
    void count();
    void packBeforeClosing();
    void lookAtNetwork();

    Parts m_parts;
    LinkState* m_link = nullptr;
    sync::LinkReport m_report;
    QTimer m_network;
    QStringList m_addresses;
    std::unique_ptr<sync::CourierThread> m_courier; ///< last: it uses the others
};

/// Why a question brought no answer, as the counter takes it: only what may go better the next time is a Retry, and may
/// be asked in another way.
[[nodiscard]] Error errorOf(const wire::Problem& problem);

} // namespace tirkeu::workstation
