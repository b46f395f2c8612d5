#pragma once

#include <wire/gateway.h>

#include <pki/tlskey.h>
#include <pki/truststore.h>

#include <QUrl>

#include <memory>

namespace tirkeu::wire {

/// The gateway over HTTPS: TLS 1.2 or newer, both certificates from the bank's authority, the name pinned. Keeps its
/// connection between questions and opens it anew where it has gone. Speaks the newest contract that both sides know;
/// how new the gateway is it finds out with each greeting.
class GatewayClient final : public Gateway
{
public:
    struct Settings
    {
        QUrl address;         ///< "https://gateway.bank.kz:8443"; the host is the name its certificate has to bear
        pki::TrustStore bank; ///< the bank's authority, and no other
        pki::TlsKey workstation;
        QString version; ///< of the program, told with every question
        std::chrono::milliseconds connectDeadline{10'000};
        std::chrono::milliseconds answerDeadline{30'000};
        std::chrono::milliseconds finishDeadline{120'000}; ///< a large package is opened and verified in this time
    };
    [[nodiscard]] static Result<std::unique_ptr<GatewayClient>> make(Settings settings, const core::Clock& clock);
    ~GatewayClient() override;

    [[nodiscard]] Reply<Hello> hello() override;
    [[nodiscard]] Reply<UploadState> openUpload(const UploadOffer& offer) override;
    [[nodiscard]] Reply<UploadState> putChunk(const PackageId& package, qint64 offset, QByteArrayView bytes) override;
    [[nodiscard]] Reply<QByteArray> finishUpload(const PackageId& package) override;
    [[nodiscard]] Reply<core::JournalHead> journalHead(const core::Uuid& vault) override;
    [[nodiscard]] Reply<core::JournalHead> putJournal(const core::Uuid& vault, QByteArrayView entries) override;
    [[nodiscard]] Reply<QByteArray> criteriaAfter(int version) override;
    [[nodiscard]] Reply<QList<Answer>> answersAfter(quint64 number) override;
    [[nodiscard]] Reply<QList<AttemptsElsewhere>> attemptsOf(const QString& iin) override;
    [[nodiscard]] Reply<QList<PalmGiven>> palmsOf(const PalmsAsked& asked) override;
    [[nodiscard]] Reply<ServiceSaid> callService(const ServiceCall& call) override;
    [[nodiscard]] Reply<QByteArray> relay(const RelayQuestion& question) override;
    [[nodiscard]] Reply<QByteArray> renewCertificate(QByteArrayView request) override;
    void cancel() override;

private:
    struct Parts;
    explicit GatewayClient(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::wire
