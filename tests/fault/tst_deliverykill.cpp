#include "deliveryworld.h"

#include "support/gateway/faultproxy.h"
#include "support/gateway/privatepostgres.h"

#include <reference/postgresengine.h>
#include <sync/courierthread.h>
#include <sync/gatewaytrust.h>
#include <wire/receipt.h>

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <map>
#include <random>
#include <sys/prctl.h>

using namespace tirkeu;
using casefile::Delivery;
using namespace std::chrono_literals;

// This program is also what it tests: a workstation, or the gateway, as it is told.
namespace {
const QString kWorkstation = QStringLiteral("--workstation");
const QString kGateway = QStringLiteral("--gateway");
const QString kEmbedded = QStringLiteral("embedded");

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kTimesTheWork = 3;
#elif !defined(__has_feature)
constexpr int kTimesTheWork = 1;
#elif __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int kTimesTheWork = 3;
#else
constexpr int kTimesTheWork = 1;
#endif

void say(const QString& line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

int complain(const Error& error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(error.code.toString()), qPrintable(error.detail));
    return 1;
}

core::SecureBytes storeKey()
{
    QByteArray key(32, '\x07');
    return core::SecureBytes::takeFrom(key);
}

Result<std::unique_ptr<reference::Engine>> openEngine(const QString& folder, const QString& store)
{
    if (store == kEmbedded) {
        auto engine = reference::EmbeddedEngine::open({.path = folder + QStringLiteral("/reference.db")}, storeKey());
        if (!engine)
            return failure(engine);
        return std::unique_ptr<reference::Engine>(std::move(*engine));
    }
    auto engine = reference::PostgresEngine::open({.connection = store});
    if (!engine)
        return failure(engine);
    return std::unique_ptr<reference::Engine>(std::move(*engine));
}

/// FOLDER WORKSTATIONS STORE PORT: serves until it is killed.
int runGateway(const QStringList& arguments)
{
    const core::SystemClock clock;
    const auto world = test::DeliveryWorld::load(arguments.at(0), arguments.at(1).toInt());
    if (!world)
        return complain(world.error());
    const auto engine = openEngine(world->folder, arguments.at(2));
    if (!engine)
        return complain(engine.error());
    test::FixedBook book;
    book.criteria = world->criteria;
    pki::SoftwareKey key = world->pki.gateway();
    reference::Reference::Settings settings{.name = QStringLiteral("gateway-1"),
        .bank = world->pki.bankTrust(),
        .dataKey = test::ReferenceBench::dataKey(),
        .uploadFolder = world->folder + QStringLiteral("/uploads"),
        .documents = [](const QByteArray& pdf, const casefile::CaseState&,
                         const core::Uuid&) -> Result<reference::DocumentFacts> {
            if (pdf.startsWith("%PDF"))
                return reference::DocumentFacts{.isSealed = true};
            return failure(ErrorCode("evidence.not-a-document"), ErrorKind::SecurityStop);
        }};
    const auto database = reference::Reference::make(std::move(settings), **engine, key, key, book, clock);
    if (!database)
        return complain(database.error());
    const auto server = wire::GatewayServer::start(
        {.port = static_cast<quint16>(arguments.at(3).toUInt()),
            .keys = wire::GatewayServer::Keys{key, world->pki.bankTrust()}},
        [&](const wire::Caller& caller, const wire::HttpQuestion& question) {
            return wire::answerQuestion(**database, {*caller.certificate, caller.version}, question);
        },
        [](const wire::AccessLine&) {}, clock);
    if (!server)
        return complain(server.error());
    say(QString::number((*server)->port()));
    return QCoreApplication::exec();
}

/// The counter of one workstation without people: settles case after case, and its courier carries them.
class Station
{
public:
    Station(test::DeliveryWorld world, int which, int cases)
        : m_world(std::move(world))
        , m_which(which)
        , m_cases(cases)
    {
        m_bench.pki = m_world.pki;
    }

    [[nodiscard]] Result<> open()
    {
        auto opened = vault::Vault::open(m_world.vaultOptions(m_which, m_clock), m_world.teller);
        const auto rows = opened ? (*opened)->store().outbox() : failure(opened);
        if (!rows)
            return failure(rows);
        m_vault = std::move(*opened);
        m_settled = static_cast<int>(rows->size());
        return {};
    }

    [[nodiscard]] int carry(quint16 port)
    {
        QUrl address(QStringLiteral("https://127.0.0.1"));
        address.setPort(port);
        const auto gateway = wire::GatewayClient::make({.address = address,
                                                           .bank = m_world.pki.bankTrust(),
                                                           .workstation = m_world.workstations.at(m_which),
                                                           .version = QStringLiteral("0.1.0"),
                                                           .connectDeadline = 5s,
                                                           .answerDeadline = 5s,
                                                           .finishDeadline = 10s},
            m_clock);
        if (!gateway)
            return complain(gateway.error());
        const pki::Certificate bank = m_world.pki.gateway().holder();
        sync::CourierRules rules;
        rules.link = {20ms, 500ms};
        rules.package = {20ms, 500ms};
        rules.greetEvery = 500ms;
        sync::CourierThread courier({.gateway = **gateway,
            .atVault = [this](const auto& action) { return atVault(action); },
            .sender = {test::DeliveryWorld::idOf(m_which), test::DeliveryWorld::branch(), bank,
                m_world.workstations[m_which]},
            .spool = vault::Spool(m_world.folderOf(m_which) + QStringLiteral("/spool"), bank),
            .trust = sync::gatewayTrust(m_world.pki.bankTrust(), bank),
            .clock = m_clock,
            .rules = rules,
            .criteria = m_world.criteria->version});
        // From the courier's own thread: there is a moment between two steps, and another case to settle in it.
        QObject::connect(
            &courier, &sync::CourierThread::outboxChanged, &courier,
            [this, &courier] {
                say(QString::number(m_settled));
                courier.noteVault();
            },
            Qt::DirectConnection);
        courier.begin();
        return QCoreApplication::exec();
    }

private:
    [[nodiscard]] Result<> atVault(const std::function<Result<>(vault::Vault&)>& action)
    {
        if (m_settled < m_cases) {
            if (const Result<> settled = settleNext(); !settled) {
                complain(settled.error());
                return settled;
            }
            ++m_settled;
        }
        const Result<> done = action(*m_vault);
        const auto accepted = m_vault->store().outbox(Delivery::Accepted);
        const auto refused = m_vault->store().outbox(Delivery::Refused);
        if (refused && !refused->empty()) {
            std::fprintf(stderr, "refused: %s\n", qPrintable(refused->front().reason));
            exitWith(2);
        } else if (m_settled == m_cases && accepted && static_cast<int>(accepted->size()) == m_cases) {
            exitWith(0);
        }
        return done;
    }
    static void exitWith(int code)
    {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [code] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    }
    [[nodiscard]] Result<> settleNext()
    {
        // What a script tells is a second apart, and none of it lies ahead of the gateway's clock.
        test::FakeClock told(core::toIsoText(m_clock.wall() - 2min));
        test::CaseScript script(told, test::iinOf(m_which * m_cases + m_settled));
        std::vector<casefile::Event> events = script.ordinary();
        events.pop_back(); // it is packed by the courier
        test::PlayedCase played = m_bench.prepared(script, std::move(events));
        played.events.front().fields.insert(QStringLiteral("workstation"), test::DeliveryWorld::idOf(m_which));
        return test::settle(m_vault->store(), script, played);
    }

    core::SystemClock m_clock;
    test::DeliveryWorld m_world;
    int m_which;
    int m_cases;
    test::ReferenceBench m_bench; ///< for what its scripts say
    std::unique_ptr<vault::Vault> m_vault;
    int m_settled = 0;
};

/// FOLDER WORKSTATIONS WHICH PORT CASES: ends when every case has its receipt.
int runWorkstation(const QStringList& arguments)
{
    auto world = test::DeliveryWorld::load(arguments.at(0), arguments.at(1).toInt());
    if (!world)
        return complain(world.error());
    Station station(*std::move(world), arguments.at(2).toInt(), arguments.at(4).toInt());
    if (const Result<> opened = station.open(); !opened)
        return complain(opened.error());
    return station.carry(static_cast<quint16>(arguments.at(3).toUInt()));
}

/// One of those processes, begun again whenever it was killed.
class Process
{
public:
    Process()
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }
    ~Process()
    {
        process.disconnect();
        process.kill();
        process.waitForFinished();
    }
    void start(const QStringList& arguments) { process.start(QCoreApplication::applicationFilePath(), arguments); }
    void kill()
    {
        ++kills;
        process.kill();
    }

    QProcess process;
    int kills = 0;
    bool isDone = false;
};
} // namespace

/// MFO-23, 26, 30: workstations, gateway and database are processes, killed again and again at moments nobody chose,
/// the line between them full of faults. Every case is at the bank once, every receipt holds, every chain continues.
/// With TIRKEU_ALL_FAULTS=1 ten workstations of 200 cases.
class TestDeliveryKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCaseArrivesOnce_data();
    void everyCaseArrivesOnce();

private:
    void check(const QString& store);
    static bool all() { return qEnvironmentVariableIsSet("TIRKEU_ALL_FAULTS"); }

    int m_stations = 0;
    int m_cases = 0;
    std::optional<test::DeliveryWorld> m_world;
};

void TestDeliveryKill::everyCaseArrivesOnce_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("embedded") << false;
    QTest::newRow("postgresql") << true;
}

void TestDeliveryKill::everyCaseArrivesOnce()
{
    QFETCH(const bool, postgres);
    if (postgres && !test::PrivatePostgres::isInstalled())
        QSKIP("PostgreSQL 15 is not installed");
    m_stations = all() ? 10 : 3;
    m_cases = all() ? 200 : 4;
    test::PrivatePostgres database;
    QString store = kEmbedded;
    if (postgres) {
        QVERIFY2(database.start(), qPrintable(database.complaint()));
        VERIFY_RESULT(reference::PostgresEngine::migrate(database.connection()));
        QVERIFY(database.run(QStringLiteral("CREATE ROLE g1 LOGIN IN ROLE tirkeu_gateway")));
        store = database.connection(QStringLiteral("g1"));
    }
    const QTemporaryDir folder;
    const core::SystemClock clock;
    auto made = test::DeliveryWorld::make(folder.path(), m_stations, clock);
    VERIFY_RESULT(made);
    m_world.emplace(*std::move(made));

    std::mt19937 random(20261130);
    const auto oneIn = [&random](int most) {
        return std::uniform_int_distribution<int>(1, most)(random) == 1;
    };
    // The proxy chooses in a thread of its own.
    std::mt19937 onTheLine(7);
    const auto fault = [&onTheLine](int) {
        using Kind = test::Fault::Kind;
        if (onTheLine() % 2 == 0)
            return test::Fault{};
        auto kind = static_cast<Kind>(onTheLine() % (static_cast<unsigned>(Kind::Garble) + 1));
        if (kind == Kind::HalfOpen) // costs a whole deadline; tst_gatewayfaults has it
            kind = Kind::Reset;
        return test::Fault{
            kind, static_cast<qint64>(onTheLine() % 40'000), std::chrono::milliseconds(kind == Kind::Delay ? 2 : 0)};
    };

    QObject here; // its connections go with it
    QString failed;
    const auto fail = [&failed](const QString& why) {
        failed = why;
        QCoreApplication::quit();
    };
    const QString stations = QString::number(m_stations);
    Process gateway;
    gateway.start({kGateway, folder.path(), stations, store, QStringLiteral("0")});
    QVERIFY(gateway.process.waitForReadyRead(60'000));
    // The port the first one was given is kept by those that come after it.
    const auto port = static_cast<quint16>(gateway.process.readLine().trimmed().toUInt());
    QVERIFY(port != 0);
    int vainStarts = 0;
    QObject::connect(&gateway.process, &QProcess::finished, &here, [&](int, QProcess::ExitStatus status) {
        vainStarts = status == QProcess::CrashExit ? 0 : vainStarts + 1; // its database was away
        if (vainStarts > 200)
            return fail(QStringLiteral("the gateway does not come back"));
        gateway.start({kGateway, folder.path(), stations, store, QString::number(port)});
    });
    test::FaultProxy proxy(port, fault);

    std::vector<std::unique_ptr<Process>> workstations;
    int databaseKills = 0;
    // With each step that a workstation tells; of few steps more.
    const auto strike = [&] {
        Process& station = *workstations.at(random() % workstations.size());
        if (oneIn(all() ? 40 : 5) && !station.isDone)
            station.kill();
        if (oneIn(all() ? 100 : 10))
            gateway.kill();
        if (postgres && oneIn(all() ? 300 : 20)) {
            ++databaseKills;
            database.kill();
            if (!database.start())
                fail(database.complaint());
        }
    };
    for (int i = 0; i < m_stations; ++i) {
        workstations.push_back(std::make_unique<Process>());
        Process* one = workstations.back().get();
        const QStringList arguments{kWorkstation, folder.path(), stations, QString::number(i),
            QString::number(proxy.port()), QString::number(m_cases)};
        QObject::connect(&one->process, &QProcess::readyReadStandardOutput, &here, [&strike, one] {
            while (one->process.canReadLine()) {
                std::ignore = one->process.readLine();
                strike();
            }
        });
        QObject::connect(&one->process, &QProcess::finished, &here,
            [&workstations, &fail, one, arguments](int code, QProcess::ExitStatus status) {
                if (status == QProcess::CrashExit)
                    return one->start(arguments);
                if (code != 0)
                    return fail(QStringLiteral("a workstation ended with %1").arg(code));
                one->isDone = true;
                if (std::ranges::all_of(workstations, [](const auto& station) { return station->isDone; }))
                    QCoreApplication::quit();
            });
        one->start(arguments);
    }
    QTimer::singleShot(
        kTimesTheWork * (all() ? 18min : 200s), &here, [&] { fail(QStringLiteral("it takes too long")); });
    QCoreApplication::exec();
    int stationKills = 0;
    for (const auto& station : workstations)
        stationKills += station->kills;
    workstations.clear();
    gateway.process.disconnect();
    gateway.process.kill();
    QVERIFY(gateway.process.waitForFinished());
    QVERIFY2(failed.isEmpty(), qPrintable(failed));
    qInfo("%d cases of %d workstations; killed: workstations %d times, the gateway %d, the database %d",
        m_stations * m_cases, m_stations, stationKills, gateway.kills, databaseKills);
    QVERIFY(stationKills + gateway.kills > 0);
    check(store);
}

void TestDeliveryKill::check(const QString& store)
{
    const core::SystemClock clock;
    const auto engine = openEngine(m_world->folder, store);
    VERIFY_RESULT(engine);
    const auto counts = (*engine)->counts();
    VERIFY_RESULT(counts);
    QCOMPARE(counts->packages, qint64(m_stations) * m_cases);
    QCOMPARE(counts->pending, qint64(0));
    QCOMPARE(counts->refused, qint64(0));
    QCOMPARE(counts->evidence, qint64(0));
    std::map<core::Uuid, reference::PackageRow> held; // by case
    VERIFY_RESULT((*engine)->visitPackages([&](const reference::PackageRow& row) -> Result<> {
        held.emplace(row.caseId, row);
        return {};
    }));
    QCOMPARE(static_cast<int>(held.size()), m_stations * m_cases);
    for (const auto& [caseId, row] : held) {
        const auto receipt = wire::readReceipt(row.receipt);
        VERIFY_RESULT(receipt);
        QVERIFY(receipt->signer == m_world->pki.gateway().holder());
        VERIFY_RESULT(wire::checkReceipt(receipt->receipt, row.package, row.fingerprint));
    }
    for (int i = 0; i < m_stations; ++i) {
        const auto vault = vault::Vault::open(m_world->vaultOptions(i, clock), m_world->teller);
        VERIFY_RESULT(vault);
        vault::Store& mine = (*vault)->store();
        const auto rows = mine.outbox();
        VERIFY_RESULT(rows);
        QCOMPARE(static_cast<int>(rows->size()), m_cases);
        for (const vault::OutboxRow& row : *rows) {
            QVERIFY(row.state == Delivery::Accepted);
            const auto atBank = held.find(row.caseId->uuid());
            QVERIFY(atBank != held.end());
            QCOMPARE(atBank->second.package.uuid(), row.id);
            QCOMPARE(atBank->second.fingerprint, row.fingerprint);
        }
        QVERIFY(vault::checkChain(mine.connection(), mine.vault())->isWhole);
        const auto journal = (*engine)->journal(mine.vault());
        VERIFY_RESULT(journal);
        QVERIFY(journal->has_value());
        QVERIFY(mine.journal().compare((*journal)->head).value() == core::AnchorVerdict::Continues);
    }
}

int main(int argc, char** argv)
{
    QCoreApplication program(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == kGateway)
        return runGateway(arguments.mid(2));
    if (arguments.value(1) == kWorkstation)
        return runWorkstation(arguments.mid(2));
    TestDeliveryKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_deliverykill.moc"
