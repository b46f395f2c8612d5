#include "service.h"

#include "documentjudge.h"
#include "documentseal.h"
#include "ownissuer.h"
#include "programissuer.h"

#include <casefile/cipher.h>
#include <core/log.h>
#include <reference/embeddedengine.h>
#include <reference/postgresengine.h>

namespace tirkeu::gateway {

namespace {
Q_LOGGING_CATEGORY(logGate, "tirkeu.gateway")

constexpr ErrorCode kIssuer{"gateway.issuer-not-of-the-bank"};
constexpr char kEmbedded[] = "embedded:";
constexpr char kPostgres[] = "postgresql:";
} // namespace

Result<> migrateStore(const Config& config)
{
    // The embedded store is brought up to date wherever it is opened; PostgreSQL's schema belongs to another role.
    if (!config.storeOwner.isEmpty())
        return reference::PostgresEngine::migrate(config.storeOwner);
    const auto engine = openEngine(config);
    return engine ? Result<>() : failure(engine);
}

Result<std::unique_ptr<reference::Engine>> openEngine(const Config& config)
{
    if (config.store.startsWith(QLatin1StringView(kEmbedded))) {
        const auto dataKey = readDataKey(config.dataKey);
        if (!dataKey)
            return failure(dataKey);
        auto engine = reference::EmbeddedEngine::open({.path = config.store.mid(QLatin1StringView(kEmbedded).size())},
            casefile::deriveKey(*dataKey, "tirkeu reference store", {}));
        if (!engine)
            return failure(engine);
        return std::unique_ptr<reference::Engine>(std::move(*engine));
    }
    auto engine = reference::PostgresEngine::open(
        {.connection = config.store.mid(QLatin1StringView(kPostgres).size()), .connections = config.storeConnections});
    if (!engine)
        return failure(engine);
    return std::unique_ptr<reference::Engine>(std::move(*engine));
}

Service::Service(Config config, const core::Clock& clock)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_log(clock)
{
}

Service::~Service()
{
    stop();
}

Result<std::unique_ptr<Service>> Service::make(const Config& config, const core::Clock& clock)
{
    std::unique_ptr<Service> service(new Service(config, clock));
    if (const Result<> opened = service->open(); !opened)
        return failure(opened);
    return service;
}

Result<> Service::open()
{
    auto keys = Keys::read(m_config);
    if (!keys)
        return failure(keys);
    m_keys = std::move(*keys);
    m_book = std::make_unique<reference::CriteriaFolder>(
        criteria::CriteriaStore::Settings{m_config.criteria, m_keys->documents, m_keys->officers, m_config.isDemo},
        m_clock);
    if (const Result<> loaded = m_book->load(); !loaded)
        return loaded;
    if (const std::optional<Error> fault = m_book->fault())
        core::logWarning(logGate()) << "a version of the criteria is not in force" << *fault;
    auto engine = openEngine(m_config);
    auto dataKey = engine ? readDataKey(m_config.dataKey) : failure(engine);
    if (!dataKey)
        return failure(dataKey);
    m_engine = std::move(*engine);
    reference::RelayServices relay = m_config.relay;
    relay.http = &m_outside;
    if (m_keys->issuer &&
        !m_keys->bank.check(m_keys->issuer->holder(), m_clock.wall(), pki::CertificateUse::CertificateSigning)
             .isTrusted())
        return failure(kIssuer, ErrorKind::OperatorCanFix, m_keys->issuer->holder().subject().commonName);
    if (m_keys->issuer)
        m_issuer = std::make_unique<OwnIssuer>(*m_keys->issuer, m_config.renewFor, m_clock);
    else if (!m_config.issuerProgram.isEmpty())
        m_issuer = std::make_unique<ProgramIssuer>(m_config.issuerProgram, m_config.issuerPatience);
    const auto trust = [this] {
        return documentTrust();
    };
    auto services = openOutside(m_config, m_clock);
    if (!services)
        return failure(services);
    m_services = std::move(*services);
    m_palms = std::make_unique<reference::PalmGallery>(
        reference::PalmGallery::Settings{dataKey->clone(), m_config.palmSnapshot, m_config.palmThreads}, *m_engine,
        *m_book, m_clock);
    reference::Reference::Settings settings{.name = m_config.name,
        .bank = m_keys->bank,
        .dataKey = std::move(*dataKey),
        .uploadFolder = m_config.uploads,
        .lowestVersion = m_config.lowestVersion,
        .lowestSince = m_config.lowestSince,
        .documents = makeDocumentJudge(trust, *m_book, m_clock),
        .seal = m_keys->seal ? makeDocumentSeal(*m_keys->seal, trust, m_clock,
                                   {&m_outside, relay.timeStamps, relay.deadline, relay.mostAtOnce})
                             : reference::DocumentSeal(),
        .relay = relay,
        .renewal = {m_issuer.get(), m_config.renewBefore},
        .pace = m_config.pace,
        .alarm = [this](const reference::Alarm& alarm) { m_log.alarm(alarm); },
        .handsChanged =
            [this] {
                if (m_palmJob)
                    m_palmJob->nudge();
            }};
    settings.servicesAtOnce = m_config.servicesAtOnce;
    settings.services = [this](const QString& workstation, const wire::ServiceCall& call) {
        return m_services->ask(workstation, call);
    };
    auto made = reference::Reference::make(
        std::move(settings), *m_engine, m_keys->packages, m_keys->receipts, *m_book, m_clock);
    if (!made)
        return failure(made);
    m_reference = std::move(*made);
    return {};
}

Result<> Service::start()
{
    if (const Result<> opened = m_log.open(m_config.accessLog); !opened)
        return opened;
    auto admin = wire::GatewayServer::start(
        {.port = m_config.adminPort, .threads = 1},
        [this](const wire::Caller&, const wire::HttpQuestion& question) { return tell(question); },
        [](const wire::AccessLine&) {}, m_clock);
    if (!admin)
        return failure(admin);
    m_admin = std::move(*admin);
    m_palmJob = std::make_unique<reference::PalmJob>(*m_palms, reference::PalmJob::Rules());
    auto server = wire::GatewayServer::start(
        {.address = m_config.listenAddress,
            .port = m_config.listenPort,
            .keys = wire::GatewayServer::Keys{m_keys->tls, m_keys->bank},
            .limits = m_config.limits,
            .threads = m_config.threads,
            .spareWorkers = m_config.relay.mostAtOnce * (m_keys->seal ? 2 : 1) +
                            m_services->count() * m_config.servicesAtOnce + (m_config.issuerProgram.isEmpty() ? 0 : 1)},
        [this](const wire::Caller& caller, const wire::HttpQuestion& question) { return answer(caller, question); },
        [this](const wire::AccessLine& line) { note(line); }, m_clock);
    if (!server)
        return failure(server);
    m_server = std::move(*server);
    return {};
}

Result<QList<sync::CarriedReceipt>> Service::take(QIODevice& file, const sync::ExportIndex& index)
{
    // On the standard output is one line, the command's own.
    if (const Result<> opened = m_log.open(m_config.accessLog, stderr); !opened)
        return failure(opened);
    return takeFile(
        {*m_reference, m_keys->packages, m_keys->bank, QStringLiteral(TIRKEU_VERSION), m_clock.wall()}, file, index);
}

Result<> Service::reload()
{
    if (const Result<> opened = m_log.open(m_config.accessLog); !opened)
        return opened;
    auto keys = Keys::read(m_config);
    if (!keys)
        return failure(keys);
    if (const Result<> loaded = m_book->load(); !loaded)
        return loaded;
    if (const Result<> renewed = m_server->renewKeys({keys->tls, keys->bank}); !renewed)
        return renewed;
    // Who is trusted changes everywhere at once: on the line, for packages, for documents. Package and receipt keys
    // change with a restart: what is on its way was sealed for the old.
    m_reference->renewTrust(keys->bank);
    const std::lock_guard lock(m_mutex);
    m_keys->documents = keys->documents;
    return {};
}

pki::TrustStore Service::documentTrust() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys->documents;
}

void Service::stop()
{
    m_stopping = true;
    if (m_server)
        m_server->stop(m_config.grace);
    if (m_admin)
        m_admin->stop(std::chrono::milliseconds(0));
}

wire::HttpReply Service::answer(const wire::Caller& caller, const wire::HttpQuestion& question)
{
    return wire::answerQuestion(*m_reference, {*caller.certificate, caller.version}, question);
}

void Service::note(const wire::AccessLine& line)
{
    {
        const std::lock_guard lock(m_mutex);
        if (line.status == 0) {
            ++m_handshakes;
        } else {
            Tally& tally = m_tallies[{line.route, line.status}];
            ++tally.count;
            tally.seconds += std::chrono::duration<double>(line.took).count();
            tally.bytesIn += static_cast<quint64>(line.bytesIn);
        }
    }
    m_log.write(line);
}

} // namespace tirkeu::gateway
