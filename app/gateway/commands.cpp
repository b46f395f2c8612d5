#include "commands.h"

#include "service.h"

#include <core/encoding.h>
#include <core/json.h>
#include <core/log.h>

#include <QFile>
#include <QSaveFile>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace tirkeu::gateway {

namespace {
Q_LOGGING_CATEGORY(logGateway, "tirkeu.gateway")
constexpr ErrorCode kRoot{"gateway.runs-as-root"};
constexpr ErrorCode kOutput{"gateway.output-closed"};
constexpr ErrorCode kNoCertificate{"gateway.key-unreadable"};
constexpr ErrorCode kImport{"gateway.import-unreadable"};
constexpr ErrorCode kReceipts{"gateway.receipts-not-written"};
constexpr ErrorCode kIncomplete{"gateway.import-incomplete"};
constexpr qsizetype kFingerprintBytes = 32;
constexpr qint64 kMostCertificate = 64 * 1024;
constexpr timespec kTidyEvery{.tv_sec = 3600, .tv_nsec = 0};

Result<> say(const QJsonObject& object)
{
    const QByteArray line = core::writeJson(object) + '\n';
    if (std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout) !=
        static_cast<std::size_t>(line.size()))
        return failure(kOutput, ErrorKind::OperatorCanFix);
    return {};
}

QJsonObject toJson(const reference::PackageRow& row)
{
    return {{QStringLiteral("package"), row.package.toString()},
        {QStringLiteral("fingerprint"), QString::fromLatin1(core::toHex(row.fingerprint))},
        {QStringLiteral("workstation"), row.workstation}, {QStringLiteral("branch"), row.branch},
        {QStringLiteral("vault"), row.vault.toString()}, {QStringLiteral("number"), qint64(row.number)},
        {QStringLiteral("case"), row.caseId.toString()}, {QStringLiteral("verdict"), wire::nameOf(row.verdict)},
        {QStringLiteral("reason"), row.reason}, {QStringLiteral("received"), core::toIsoText(row.received)},
        {QStringLiteral("journal"), qint64(row.journal.sequence)},
        {QStringLiteral("receipt"), QString::fromLatin1(row.receipt.toBase64())}};
}
} // namespace

Result<> serve(const Config& config, const core::Clock& clock)
{
    if (::geteuid() == 0 && !config.mayBeRoot)
        return failure(kRoot, ErrorKind::SecurityStop);
    // Before the first thread: all others inherit it, and signals are waited for here alone.
    sigset_t awaited;
    sigemptyset(&awaited);
    for (const int one : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&awaited, one);
    pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    // A bank's schema is brought up to date by its administrator, the demo's by itself.
    if (config.isDemo && !config.storeOwner.isEmpty()) {
        if (const Result<> migrated = migrateStore(config); !migrated)
            return migrated;
    }
    auto service = Service::make(config, clock);
    const Result<> started = service ? (*service)->start() : failure(service);
    if (!started)
        return started;
    if (const Result<> said = say({{QStringLiteral("event"), QStringLiteral("started")},
            {QStringLiteral("version"), QStringLiteral(TIRKEU_VERSION)}, {QStringLiteral("port"), (*service)->port()},
            {QStringLiteral("adminPort"), (*service)->adminPort()}});
        !said)
        return said;
    std::fflush(stdout);
    for (;;) {
        const int signal = sigtimedwait(&awaited, nullptr, &kTidyEvery);
        if (signal == SIGHUP) {
            if (const Result<> reloaded = (*service)->reload(); !reloaded)
                core::logWarning(logGateway()) << "not reloaded" << reloaded.error();
        } else if (signal > 0) {
            break;
        } else if (errno == EAGAIN) {
            (*service)->tidy();
        }
    }
    (*service)->stop();
    return say({{QStringLiteral("event"), QStringLiteral("stopped")}});
}

Result<> check(const Config& config, const core::Clock& clock)
{
    const auto service = Service::make(config, clock);
    if (!service)
        return failure(service);
    return say({{QStringLiteral("good"), true}, {QStringLiteral("name"), config.name}});
}

Result<> migrate(const Config& config)
{
    if (const Result<> migrated = migrateStore(config); !migrated)
        return migrated;
    const auto engine = openEngine(config);
    const Result<> alive = engine ? (*engine)->checkAlive() : failure(engine);
    return alive ? say({{QStringLiteral("migrated"), true}}) : alive;
}

Result<> stats(const Config& config)
{
    const auto engine = openEngine(config);
    const auto counts = engine ? (*engine)->counts() : failure(engine);
    if (!counts)
        return failure(counts);
    return say({{QStringLiteral("packages"), counts->packages}, {QStringLiteral("pending"), counts->pending},
        {QStringLiteral("refused"), counts->refused}, {QStringLiteral("people"), counts->people},
        {QStringLiteral("templates"), counts->templates}, {QStringLiteral("journalEntries"), counts->entries},
        {QStringLiteral("evidence"), counts->evidence}});
}

Result<> revoke(const Config& config, const QString& certificate, const QString& reason, const core::Clock& clock)
{
    // A file, or what the access log and the criteria call it by.
    Result<QByteArray> print = core::fromHex(certificate.toLatin1());
    if (!print || print->size() != kFingerprintBytes) {
        QFile file(certificate);
        if (!file.open(QIODevice::ReadOnly))
            return failure(kNoCertificate, ErrorKind::OperatorCanFix, file.errorString(), {certificate});
        const QByteArray bytes = file.read(kMostCertificate);
        const auto read =
            bytes.startsWith("-----") ? pki::Certificate::fromPem(bytes) : pki::Certificate::fromDer(bytes);
        if (!read)
            return failure(kNoCertificate, ErrorKind::OperatorCanFix, read.error().detail, {certificate});
        print = read->fingerprint();
    }
    const auto engine = openEngine(config);
    const Result<> done = engine ? (*engine)->revoke(*print, reason, clock.wall()) : failure(engine);
    if (!done)
        return done;
    return say({{QStringLiteral("revoked"), QString::fromLatin1(core::toHex(*print))}});
}

Result<> exportPackages(const Config& config)
{
    const auto engine = openEngine(config);
    if (!engine)
        return failure(engine);
    return (*engine)->visitPackages([](const reference::PackageRow& row) { return say(toJson(row)); });
}

Result<> importPackages(const Config& config, const QString& file, const QString& receipts, const core::Clock& clock)
{
    if (::geteuid() == 0 && !config.mayBeRoot) // what it wrote the service could not write on
        return failure(kRoot, ErrorKind::SecurityStop);
    QFile carried(file);
    if (!carried.open(QIODevice::ReadOnly))
        return failure(kImport, ErrorKind::OperatorCanFix, carried.errorString(), {file});
    const auto index = sync::readExport(carried);
    const auto service = index ? Service::make(config, clock) : failure(index);
    const auto taken = service ? (*service)->take(carried, *index) : failure(service);
    if (!taken)
        return failure(taken);
    QSaveFile back(receipts);
    const QByteArray bytes = sync::encodeReceipts(*taken);
    if (!back.open(QIODevice::WriteOnly) || back.write(bytes) != bytes.size() || !back.commit())
        return failure(kReceipts, ErrorKind::OperatorCanFix, back.errorString(), {receipts});
    QStringList problems;
    for (const sync::CarriedReceipt& one : *taken) {
        if (!one.problem.isEmpty())
            problems.append(one.package.toString() + u' ' + one.problem);
    }
    const Result<> said = say({{QStringLiteral("delivered"), taken->size() - problems.size()},
        {QStringLiteral("of"), taken->size()}, {QStringLiteral("workstation"), index->workstation}});
    if (said && !problems.isEmpty())
        return failure(kIncomplete, ErrorKind::OperatorCanFix, problems.join(u", "));
    return said;
}

} // namespace tirkeu::gateway
