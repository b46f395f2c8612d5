#pragma once

#include <wire/gatewayservice.h>

#include <core/clock.h>
#include <pki/softwarekey.h>
#include <pki/truststore.h>

#include <functional>
#include <memory>

namespace tirkeu::wire {

struct ServerLimits
{
    quint32 headerBytes = 16U << 10;
    qint64 bodyBytes = kLargestJournalPiece + 1024;
    qint64 bytesInFlight = qint64(256) << 20; ///< bodies of all connections together
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds header{10'000}; ///< from its first byte
    std::chrono::milliseconds body{30'000};   ///< and a second more for each `slowestBytesPerSecond`
    qint64 slowestBytesPerSecond = 4096;
    std::chrono::milliseconds idle{300'000}; ///< between two questions
    int connections = 2000;
    int connectionsOfOne = 8;        ///< of one certificate
    double questionsPerSecond = 200; ///< of one certificate
    double questionsAtOnce = 400;
};

/// Who is on the line. Without TLS there is no certificate.
struct Caller
{
    std::optional<pki::Certificate> certificate = {};
    QString address = {};
    QString version = {};
};

/// One question as it was answered, for the access log: no body, no name, no IIN.
struct AccessLine
{
    Caller caller;
    QByteArray method = {};
    QByteArray path = {};
    QByteArray route = {};
    int status = 0; ///< 0: it did not come to a question, `code` and `detail` say why
    QString code;
    QString detail;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    std::chrono::microseconds took{};
};

/// HTTP/1.1 for workstations: mutual TLS, limits on all that a stranger can make large, slow or many. A handful of
/// threads for the lines and as many for the answers. Without keys it speaks plain HTTP, and then on loopback only.
class GatewayServer
{
public:
    struct Keys
    {
        pki::SoftwareKey server;
        pki::TrustStore bank; ///< who may issue to workstations
    };
    struct Settings
    {
        QString address = QStringLiteral("127.0.0.1");
        quint16 port = 0; ///< 0: any
        std::optional<Keys> keys = {};
        ServerLimits limits = {};
        int threads = 0;      ///< 0: one for each core
        int spareWorkers = 0; ///< as many answers more at once that only wait for somebody else
    };
    using Handler = std::function<HttpReply(const Caller&, const HttpQuestion&)>;
    using AccessLog = std::function<void(const AccessLine&)>; ///< called from many threads

    [[nodiscard]] static Result<std::unique_ptr<GatewayServer>> start(
        const Settings& settings, Handler handler, AccessLog log, const core::Clock& clock);
    ~GatewayServer();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] int connections() const;
    /// New connections get these; those that stand keep theirs.
    [[nodiscard]] Result<> renewKeys(const Keys& keys);
    /// Takes no new connection, lets what has begun be answered, then ends. Any thread but the server's own.
    void stop(std::chrono::milliseconds grace);

private:
    struct Parts;
    explicit GatewayServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::wire
