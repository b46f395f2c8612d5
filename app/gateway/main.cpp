#include "commands.h"

#include <core/coredumps.h>
#include <core/log.h>

#include <QCoreApplication>

#include <cstdio>
#include <exception>

namespace {
using namespace tirkeu;
using gateway::ExitCode;

constexpr char kUsage[] = "usage: tirkeu-gateway [--config FILE] [serve|check|migrate|stats|export]\n"
                          "       tirkeu-gateway [--config FILE] revoke CERTIFICATE [REASON]\n"
                          "       tirkeu-gateway [--config FILE] import FILE RECEIPTS\n";

Result<> run(const QStringList& arguments, const gateway::Config& config)
{
    const QString command = arguments.value(0, QStringLiteral("serve"));
    const core::SystemClock clock;
    if (command == u"serve")
        return gateway::serve(config, clock);
    if (command == u"check")
        return gateway::check(config, clock);
    if (command == u"migrate")
        return gateway::migrate(config);
    if (command == u"stats")
        return gateway::stats(config);
    if (command == u"revoke")
        return gateway::revoke(config, arguments.at(1), arguments.value(2), clock);
    if (command == u"import")
        return gateway::importPackages(config, arguments.at(1), arguments.at(2), clock);
    return gateway::exportPackages(config);
}

void complain(const Error& error)
{
    std::fprintf(stderr, "tirkeu-gateway: %s: %s %s\n", qPrintable(error.code.toString()),
        qPrintable(error.values.join(u' ')), qPrintable(error.detail));
}

ExitCode runWith(QStringList arguments)
{
    QString path = QStringLiteral("/etc/tirkeu/gateway.conf");
    if (arguments.size() >= 2 && arguments.constFirst() == u"--config") {
        path = arguments.at(1);
        arguments = arguments.mid(2);
    }
    const QString command = arguments.isEmpty() ? QStringLiteral("serve") : arguments.constFirst();
    const QStringList known{QStringLiteral("serve"), QStringLiteral("check"), QStringLiteral("migrate"),
        QStringLiteral("stats"), QStringLiteral("export")};
    const bool isRevoking = command == u"revoke" && (arguments.size() == 2 || arguments.size() == 3);
    const bool isImporting = command == u"import" && arguments.size() == 3;
    if (!isRevoking && !isImporting && (arguments.size() > 1 || !known.contains(command))) {
        std::fputs(kUsage, stderr);
        return ExitCode::Usage;
    }
    const auto config = gateway::Config::read(path);
    if (!config) {
        complain(config.error());
        return ExitCode::BadConfig;
    }
    if (const Result<> done = run(arguments, *config); !done) {
        complain(done.error());
        return ExitCode::Failed;
    }
    return ExitCode::Good;
}
} // namespace

int main(int argc, char** argv)
{
    core::forbidCoreDumps();
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    core::installLogHandler();
    const QCoreApplication application(argc, argv);
    try {
        return static_cast<int>(runWith(QCoreApplication::arguments().mid(1)));
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "tirkeu-gateway: a fault of the program: %s\n", fault.what());
        return static_cast<int>(ExitCode::Failed);
    }
}
