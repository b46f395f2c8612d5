#include "support/softtpm.h"
#include "support/testfiles.h"
#include "unit/wire/gatewaybench.h"

#include "bootstrap/bankworkplace.h"
#include "bootstrap/demokeeping.h"

#include <pki/certificaterequest.h>
#include <pki/rawsignature.h>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>
#include <vector>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

namespace {
constexpr auto kTerm = std::chrono::hours(24 * 30);

/// What the bank's authority gives to the key in a TPM.
pki::Certificate certified(const simulation::DemoPki& pki, const MachineTpm& machine, core::WallTime now)
{
    return *pki::certifyAgain(pki.bank().key(), pki.workstation().holder(), machine.key->publicKey(),
        {now - std::chrono::minutes(1), now + kTerm});
}

bool isSignedBy(const pki::Certificate& certificate, core::Signer& signer)
{
    const QByteArray digest = core::sha256("an event");
    const auto made = signer.sign(core::HashAlgorithm::Sha256, digest);
    return made && pki::signatureFits(certificate, core::HashAlgorithm::Sha256, digest, *made);
}
} // namespace

// Where the workstation's own key lies: nothing of it on the disk, where the machine has a TPM 2.0.
class TestWorkstationKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_tpm.reset(); }
    void theLineIsOpenedWithTheKeyInTheTpm();
    void manyMayUseItAtOnce();
    void anotherKeysCertificateIsRefused();
    void theDemoBranchWorksWithIt();
    void theBanksStartTakesWhatIsInstalled();

private:
    [[nodiscard]] MachineTpm machine() const { return *MachineTpm::at(m_tpm->address()); }
    std::unique_ptr<test::SoftTpm> m_tpm;
};

void TestWorkstationKey::init()
{
    if (!test::SoftTpm::isInstalled())
        QSKIP("swtpm is not installed");
    std::signal(SIGPIPE, SIG_IGN); // of a TPM that is gone
    m_tpm = std::make_unique<test::SoftTpm>();
    m_tpm->start();
}

void TestWorkstationKey::theLineIsOpenedWithTheKeyInTheTpm()
{
    test::GatewayBench bench;
    QVERIFY(bench.start());
    const MachineTpm inside = machine();
    const pki::Certificate certificate = certified(bench.pki, inside, bench.clock.wall());
    const auto key = WorkstationKey::inTpm(inside, certificate);
    QVERIFY2(key, qPrintable(key ? QString() : key.error().detail));
    auto settings = bench.settings();
    settings.workstation = key->line();
    {
        const auto client = wire::GatewayClient::make(settings, bench.clock);
        QVERIFY(client);
        const auto hello = (*client)->hello();
        QVERIFY2(hello, qPrintable(hello ? QString() : hello.error().code + u' ' + hello.error().detail));
        QCOMPARE(hello->workstation, certificate.subject().commonName);
    }
    // It is the TPM that proves it: without it nobody gets in.
    m_tpm->stop();
    const auto client = wire::GatewayClient::make(settings, bench.clock);
    QVERIFY(client);
    QVERIFY(!(*client)->hello());
}

// The vault's thread signs while the courier's opens its line and the anchor is set.
void TestWorkstationKey::manyMayUseItAtOnce()
{
    constexpr int kEach = 20;
    const MachineTpm inside = machine();
    test::FakeClock clock;
    const auto pki = simulation::DemoPki::make({.now = clock.wall()});
    QVERIFY(pki);
    const pki::Certificate certificate = certified(*pki, inside, clock.wall());
    const auto key = WorkstationKey::inTpm(inside, certificate);
    QVERIFY(key);
    const auto anchor = anchorIn(inside);
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    threads.reserve(3);
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            for (int times = 0; times < kEach; ++times)
                good += isSignedBy(certificate, key->signer()) ? 1 : 0;
        });
    }
    threads.emplace_back([&] {
        for (quint64 times = 1; times <= kEach; ++times)
            good += anchor->anchor({times, core::sha256("head")}) && anchor->lastAnchor()->sequence == times ? 1 : 0;
    });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(good.load(), 3 * kEach);
}

void TestWorkstationKey::anotherKeysCertificateIsRefused()
{
    test::FakeClock clock;
    const auto pki = simulation::DemoPki::make({.now = clock.wall()});
    QVERIFY(pki);
    const auto key = WorkstationKey::inTpm(machine(), pki->workstation().holder());
    QVERIFY(!key);
    QCOMPARE(key.error().code.toString(), u"pki.key-does-not-match"_s);
    QVERIFY(!MachineTpm::at(QString()));
    QVERIFY(!MachineTpm::at(u"device:/dev/there-is-none"_s)); // and the start goes on without
}

void TestWorkstationKey::theDemoBranchWorksWithIt()
{
    const QTemporaryDir folder;
    const core::SystemClock clock;
    const QString exports = folder.filePath(u"exports"_s);
    QByteArray fingerprint;
    for (int start = 1; start <= 2; ++start) {
        const MachineTpm inside = machine();
        const auto branch = demo::DemoBranch::open(folder.path(), clock, inside.key->publicKey());
        QVERIFY(branch && branch->criteria());
        QVERIFY(branch->machineCertificate());
        QVERIFY(!branch->workstationId().isEmpty());
        // The gateway has the same criteria: they name this certificate, the same at each start.
        const QByteArray now = branch->machineCertificate()->fingerprint();
        QVERIFY(start == 1 || now == fingerprint);
        fingerprint = now;
        DemoKeeping keeping(*branch, *branch->criteria(), clock, exports, inside);
        QCOMPARE(keeping.key.signer().certificate(), branch->machineCertificate()->der());
        QVERIFY(keeping.key.line().holder() == *branch->machineCertificate());
        QVERIFY(isSignedBy(*branch->machineCertificate(), keeping.key.signer()));

        pki::SoftwareKey teller = branch->pki().authentication(simulation::DemoPerson::Teller);
        auto slot = vault::Vault::unlock(branch->vaultFolder(), teller);
        QVERIFY(slot);
        const auto report = keeping.thread.open(std::move(*slot)).result();
        QVERIFY2(report, qPrintable(report ? QString() : report.error().code.toString()));
        QVERIFY(report->hasAnchorCheck);
        QVERIFY(report->anchor == (start == 1 ? core::AnchorVerdict::NoAnchorYet : core::AnchorVerdict::Continues));
        const auto chain = keeping.thread.checkJournal().result();
        QVERIFY(chain && chain->isWhole());
        QVERIFY(keeping.thread.close(u"workstation"_s).result());
    }
    // A start that is not told of the TPM has the file's key, which the criteria name as well.
    const auto without = demo::DemoBranch::open(folder.path(), clock);
    QVERIFY(without && !without->machineCertificate());
    const DemoKeeping keeping(*without, *without->criteria(), clock, exports, std::nullopt);
    QCOMPARE(keeping.key.signer().certificate(), without->workstationKey().certificate());
    // And where the criteria were made without, the file's key stays.
    const QTemporaryDir older;
    QVERIFY(demo::DemoBranch::open(older.path(), clock));
    const auto later = demo::DemoBranch::open(older.path(), clock, machine().key->publicKey());
    QVERIFY(later && !later->machineCertificate());
}

void TestWorkstationKey::theBanksStartTakesWhatIsInstalled()
{
    test::FakeClock clock;
    const auto pki = simulation::DemoPki::make({.now = clock.wall()});
    QVERIFY(pki);
    const QTemporaryDir folder;
    BankWorkplace::Machine with;
    with.tpm = m_tpm->address();
    const auto started = [&](const BankWorkplace::Machine& on) {
        return std::make_unique<BankWorkplace>(QDir(folder.path()), clock, on);
    };
    QVERIFY(started(with)->workstationKey() == nullptr); // nothing is installed
    const QString file = folder.filePath(u"workstation.pem"_s);
    const pki::Certificate certificate = certified(*pki, machine(), clock.wall());
    test::writeFile(file, certificate.toPem());
    {
        const auto place = started(with);
        QVERIFY(place->workstationKey() != nullptr);
        QVERIFY(isSignedBy(certificate, *place->workstationKey()));
    }
    QVERIFY(started({})->workstationKey() == nullptr); // no TPM, and no file
    const pki::SoftwareKey own = pki->workstation();
    test::writeFile(file, own.holder().toPem());
    const auto key = own.toPkcs8();
    QVERIFY(key);
    test::writeFile(folder.filePath(u"workstation.key"_s),
        QByteArray(reinterpret_cast<const char*>(key->data()), static_cast<qsizetype>(key->size())));
    // Where the file is there no TPM is opened: one that is not there would be complained of.
    BankWorkplace::Machine absent;
    absent.tpm = u"device:/dev/there-is-none"_s;
    QTest::failOnWarning(QRegularExpression(u"tpm\\."_s));
    for (const BankWorkplace::Machine& on : {with, absent, BankWorkplace::Machine()}) {
        const auto place = started(on);
        QVERIFY(place->workstationKey() != nullptr);
        QVERIFY(isSignedBy(own.holder(), *place->workstationKey()));
    }
}

QTEST_MAIN(TestWorkstationKey)
#include "tst_workstationkey.moc"
