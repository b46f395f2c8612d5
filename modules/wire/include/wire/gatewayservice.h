#pragma once

#include <wire/gateway.h>

#include <pki/certificate.h>

namespace tirkeu::wire {

/// Who asks: the certificate proven in the handshake, and what the program says of itself.
struct Asker
{
    pki::Certificate certificate;
    QString version;
};

/// The gateway from inside: the same questions, with who asks them. Called from several threads at once.
class GatewayService
{
public:
    virtual ~GatewayService() = default;
    [[nodiscard]] virtual Reply<Hello> hello(const Asker& asker) = 0;
    [[nodiscard]] virtual Reply<UploadState> openUpload(const Asker& asker, const UploadOffer& offer) = 0;
    [[nodiscard]] virtual Reply<UploadState> putChunk(
        const Asker& asker, const PackageId& package, qint64 offset, QByteArrayView bytes) = 0;
    [[nodiscard]] virtual Reply<QByteArray> finishUpload(const Asker& asker, const PackageId& package) = 0;
    [[nodiscard]] virtual Reply<core::JournalHead> journalHead(const Asker& asker, const core::Uuid& vault) = 0;
    [[nodiscard]] virtual Reply<core::JournalHead> putJournal(
        const Asker& asker, const core::Uuid& vault, QByteArrayView entries) = 0;
    [[nodiscard]] virtual Reply<QByteArray> criteriaAfter(const Asker& asker, int version) = 0;
    [[nodiscard]] virtual Reply<QList<Answer>> answersAfter(const Asker& asker, quint64 number) = 0;
    [[nodiscard]] virtual Reply<QList<AttemptsElsewhere>> attemptsOf(const Asker& asker, const QString& iin) = 0;
    [[nodiscard]] virtual Reply<QList<PalmGiven>> palmsOf(const Asker& asker, const PalmsAsked& asked) = 0;
    [[nodiscard]] virtual Reply<ServiceSaid> callService(const Asker& asker, const ServiceCall& call) = 0;
    [[nodiscard]] virtual Reply<QByteArray> relay(const Asker& asker, const RelayQuestion& question) = 0;
    [[nodiscard]] virtual Reply<QByteArray> renewCertificate(const Asker& asker, QByteArrayView request) = 0;
};

struct HttpQuestion
{
    QByteArray method;
    QByteArray path; ///< of the target, as it came
    QByteArray contentType;
    QByteArrayView body; ///< stands as long as the call
};

struct HttpReply
{
    int status = 200;
    QByteArray contentType = {};
    QByteArray body = {};
    std::optional<std::chrono::seconds> retryAfter = {};
    QByteArray route = {}; ///< for logs and figures: the path without what varies
    QString code = {};     ///< of the problem, where it is one
};

/// From the line to the service and back. Takes any bytes.
[[nodiscard]] HttpReply answerQuestion(GatewayService& service, const Asker& asker, const HttpQuestion& question);
[[nodiscard]] HttpReply replyOf(const Problem& problem);

} // namespace tirkeu::wire
