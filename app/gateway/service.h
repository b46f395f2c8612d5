#pragma once

#include "accesslog.h"
#include "importing.h"
#include "keys.h"
#include "outside.h"

#include <reference/engine.h>
#include <reference/palmjob.h>
#include <reference/reference.h>
#include <wire/plainhttp.h>

#include <atomic>

namespace tirkeu::gateway {

/// The engine that the configuration names.
[[nodiscard]] Result<std::unique_ptr<reference::Engine>> openEngine(const Config& config);

[[nodiscard]] Result<> migrateStore(const Config& config);

/// The whole gateway, from its configuration to its two ports.
class Service
{
public:
    /// Reads and opens everything, serves nothing yet: what `check` does.
    [[nodiscard]] static Result<std::unique_ptr<Service>> make(const Config& config, const core::Clock& clock);
    ~Service();

    [[nodiscard]] Result<> start();
    /// Instead of serving: a file of packages from a branch without a network.
    [[nodiscard]] Result<QList<sync::CarriedReceipt>> take(QIODevice& file, const sync::ExportIndex& index);
    /// New criteria, certificates and log file, without a line lost.
    [[nodiscard]] Result<> reload();
    void tidy() { m_reference->tidy(); }
    void stop();

    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] quint16 adminPort() const { return m_admin->port(); }

private:
    Service(Config config, const core::Clock& clock);
    [[nodiscard]] Result<> open();
    [[nodiscard]] wire::HttpReply answer(const wire::Caller& caller, const wire::HttpQuestion& question);
    [[nodiscard]] wire::HttpReply tell(const wire::HttpQuestion& question);
    [[nodiscard]] wire::HttpReply ready();
    [[nodiscard]] wire::HttpReply metrics();
    void note(const wire::AccessLine& line);
    [[nodiscard]] pki::TrustStore documentTrust() const;

    /// Of one route and status.
    struct Tally
    {
        quint64 count = 0;
        double seconds = 0;
        quint64 bytesIn = 0;
    };

    Config m_config;
    const core::Clock& m_clock;
    AccessLog m_log;
    std::optional<Keys> m_keys;
    wire::PlainHttp m_outside;                              ///< services that are asked for the workstations
    std::unique_ptr<reference::CertificateIssuer> m_issuer; ///< null: none
    std::unique_ptr<reference::CriteriaFolder> m_book;
    std::unique_ptr<reference::Engine> m_engine;
    std::unique_ptr<Outside> m_services;
    std::unique_ptr<reference::PalmGallery> m_palms;
    std::unique_ptr<reference::PalmJob> m_palmJob;
    std::unique_ptr<reference::Reference> m_reference;
    std::atomic<bool> m_stopping = false;
    mutable std::mutex m_mutex; ///< of the tallies and the keys
    QMap<std::pair<QByteArray, int>, Tally> m_tallies;
    quint64 m_handshakes = 0;                      ///< refused
    std::unique_ptr<wire::GatewayServer> m_server; // last: nothing is asked of what is gone
    std::unique_ptr<wire::GatewayServer> m_admin;
};

} // namespace tirkeu::gateway
