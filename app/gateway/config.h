#pragma once

#include <core/clock.h>
#include <core/result.h>
#include <reference/relayservices.h>
#include <wire/gatewayserver.h>

#include <QMap>

namespace tirkeu::gateway {

/// What stands in the one configuration file: `name = value` on a line, `#` begins a comment. A name that nobody knows,
/// one given twice and one missing are errors: a slip of the pen must not weaken a gateway in silence.
struct Config
{
    QString name;
    QString listenAddress;
    quint16 listenPort = 0;
    quint16 adminPort = 0; ///< on loopback: /health, /ready, /metrics

    QString tlsCertificate;
    QString tlsKey;
    QString packageCertificate;
    QString packageKey;
    QString receiptCertificate;
    QString receiptKey;
    QString dataKey;
    QString issuerCertificate; ///< empty, with its key: certificates of workstations are not renewed here
    QString issuerKey;
    QString issuerProgram; ///< instead of them: the bank's authority is asked by a program
    std::chrono::seconds issuerPatience{30};
    QString sealCertificate; ///< empty, with its key: the organisation's seal does not lie here
    QString sealKey;
    QString bankTrust;     ///< folder: who may issue to workstations and gateway
    QString documentTrust; ///< folder: who issues to staff and organisation

    QString criteria;
    QString officers; ///< PEM, all of them: who signed the first version
    bool isDemo = false;
    bool mayBeRoot = false; ///< in the demo alone

    QString store;      ///< "embedded:FILE" or "postgresql:CONNECTION"
    QString storeOwner; ///< for `migrate` of PostgreSQL: the owner's connection
    int storeConnections = 4;
    QString uploads;
    QString palmSnapshot;                     ///< empty: the gallery is built from the store at each start
    int palmThreads = 0;                      ///< that search for duplicates at once; 0: one for each core
    QMap<QString, QString> services;          ///< outside the bank, by their setting: "none", in the demo "simulated"
    std::chrono::seconds servicePatience{10}; ///< so long a question to one of them waits
    int servicesAtOnce = 4;                   ///< questions that may wait for each
    QString simulatedTelephones;              ///< folder of the demo: where codes arrive
    QString accessLog;                        ///< "-": standard output
    QString lowestVersion;
    core::WallTime lowestSince{};
    wire::ServerLimits limits;
    int threads = 0;
    std::chrono::seconds grace{20};

    reference::RelayServices relay; ///< without the exchange itself
    std::chrono::hours renewBefore{24 * 30};
    std::chrono::hours renewFor{24 * 365};
    wire::Pace pace; ///< as workstations are told

    [[nodiscard]] static Result<Config> read(const QString& path);
    [[nodiscard]] static Result<Config> parse(QByteArrayView text, const QString& folder);
};

} // namespace tirkeu::gateway
