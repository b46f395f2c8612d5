#include "bankinstallation.h"

#include "support/softtoken.h"

#include "bootstrap/fileacknowledgementbook.h"
#include "bootstrap/selftests.h"
#include "journal/journalsource.h"
#include "shell/shellcontroller.h"
#include "signin/signincontroller.h"

#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using test::bankCriteria;
using test::Installation;

namespace {
constexpr int kPatienceMs = 20'000;

core::SecureBytes secret(QByteArray digits)
{
    digits.detach();
    return core::SecureBytes::takeFrom(digits);
}

/// As the start page tells it; empty: in order, or not looked at.
QString told(const BankWorkplace& workplace, const core::Clock& clock, SelfTestKind kind)
{
    const QList<SelfTest> rows =
        withTokens(runSelfTests(workplace.inForce(), clock.wall(), workplace.deviceFinding(), workplace.storeFault()),
            workplace.tokenFault());
    const auto row =
        std::find_if(rows.cbegin(), rows.cend(), [kind](const SelfTest& test) { return test.kind == kind; });
    if (row == rows.cend() || !row->finding)
        return {};
    return row->state == SelfTestState::Bad ? row->finding->code.toString() : QStringLiteral("no hindrance");
}
} // namespace

// MFO-24, MFO-27: on a bank's machine its staff sign in with their own tokens, and these open the vault.
class TestBankStaff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theOwnTokenOpensTheVault();
    void whatKeepsEverybodyOutIsTold();
    void aVaultThatWasSetAsideIsRestored();

private:
    [[nodiscard]] bool put(const QString& id, const pki::SoftwareKey& key, test::SoftToken::Use use) const
    {
        return m_token.put(id, id, Installation::bytesOf(key), key.certificate(), use);
    }
    [[nodiscard]] static BankWorkplace::Machine machine(const Installation& here, const QString* module)
    {
        BankWorkplace::Machine machine = here.machine({1});
        machine.tokenModule = [module] {
            return *module;
        };
        return machine;
    }
    /// Whether the vault is open, by what reading its journal brings; the kinds read go to `m_kinds`.
    [[nodiscard]] QString readJournal(BankWorkplace& workplace)
    {
        const auto read = workplace.journal()->read({});
        if (!QTest::qWaitFor([&] { return read.isFinished(); }, kPatienceMs))
            return QStringLiteral("never");
        const Result<QList<JournalRow>> rows = read.result();
        m_kinds.clear();
        if (!rows)
            return rows.error().code.toString();
        for (const JournalRow& row : *rows)
            m_kinds.append(row.kind);
        return QStringLiteral("good");
    }

    test::SoftToken m_token;
    QStringList m_kinds;
};

void TestBankStaff::initTestCase()
{
    QVERIFY(m_token.isGood());
    const simulation::DemoPki& pki = test::demoPki();
    using Use = test::SoftToken::Use;
    QVERIFY(put(QStringLiteral("01"), pki.authentication(simulation::DemoPerson::Teller), Use::Unwrap));
    QVERIFY(put(QStringLiteral("02"), pki.signature(simulation::DemoPerson::Teller), Use::Sign));
}

void TestBankStaff::theOwnTokenOpensTheVault()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    here.installKey();
    QVERIFY(here.makeVault());
    const QString module = test::SoftToken::softHsm();
    BankWorkplace workplace(here.data(), here.clock, machine(here, &module));
    QCOMPARE(told(workplace, here.clock, SelfTestKind::Store), QString());
    QCOMPARE(told(workplace, here.clock, SelfTestKind::Tokens), QString());
    QVERIFY(workplace.audit().record(
        "program.started", {{QStringLiteral("version"), QStringLiteral("1")}, {QStringLiteral("clean"), true}}));

    FileAcknowledgementBook book(here.data().filePath(QStringLiteral("logbook.json")), workplace.workstationKey());
    SignInController signIn(workplace.staff(), book, workplace.audit(), here.clock, QStringLiteral("10.0.0.7"));
    ShellController shell(signIn, workplace.audit(), std::chrono::minutes(5));
    workplace.follow(shell, signIn);
    shell.start(true);
    QTRY_VERIFY_WITH_TIMEOUT(workplace.staff().tokenState().isPresent, kPatienceMs);
    QCOMPARE(readJournal(workplace), QStringLiteral("vault.closed"));

    QStringList refusals;
    connect(&signIn, &SignInController::refused, this,
        [&refusals](const Error& error) { refusals.append(error.code.toString()); });
    signIn.submit(secret("000000"));
    QTRY_COMPARE_WITH_TIMEOUT(refusals, QStringList{QStringLiteral("token.pin-wrong")}, kPatienceMs);
    QCOMPARE(readJournal(workplace), QStringLiteral("vault.closed"));

    QTRY_VERIFY_WITH_TIMEOUT(!signIn.isBusy(), kPatienceMs);
    signIn.submit(secret(test::SoftToken::pin()));
    QTRY_VERIFY_WITH_TIMEOUT(shell.state() == ShellState::Open || refusals.size() > 1, kPatienceMs);
    QCOMPARE(refusals, QStringList{QStringLiteral("token.pin-wrong")});
    QCOMPARE(shell.state(), ShellState::Open);
    QCOMPARE(shell.member()->role, identity::StaffRole::Teller);
    QVERIFY(!shell.member()->signature.isEmpty());
    // What happened before anybody could open it is in the journal, and who came in.
    QCOMPARE(readJournal(workplace), QStringLiteral("good"));
    for (const char* kind : {"program.started", "signin.refused", "signin.succeeded"})
        QVERIFY2(m_kinds.contains(QLatin1StringView(kind)), kind);

    shell.lock("key");
    QCOMPARE(readJournal(workplace), QStringLiteral("good"));
    shell.signOut();
    QCOMPARE(readJournal(workplace), QStringLiteral("vault.closed"));
}

void TestBankStaff::whatKeepsEverybodyOutIsTold()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    QString module;
    const auto begin = [&] {
        return std::make_unique<BankWorkplace>(here.data(), here.clock, machine(here, &module));
    };
    auto workplace = begin();
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Store), QStringLiteral("start.workstation-key-absent"));
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Tokens), QStringLiteral("start.token-module-unnamed"));
    QVERIFY(workplace->journal() == nullptr && !workplace->staff().tokenState().isPresent);
    QVERIFY(!workplace->isMended());
    // Each repair is seen by whoever waits, and begins the start anew.
    here.installKey();
    QVERIFY(workplace->isMended());
    workplace = begin();
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Store), QStringLiteral("start.vault-absent"));
    QVERIFY(!workplace->isMended());
    QVERIFY(here.makeVault());
    QVERIFY(workplace->isMended());
    workplace = begin();
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Store), QString());
    module = here.data().filePath(QStringLiteral("workstation.key"));
    QVERIFY(workplace->isMended());
    workplace = begin();
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Tokens), QStringLiteral("start.token-module-unusable"));
    QVERIFY(!workplace->isMended());
    module = here.data().filePath(QStringLiteral("workstation.pem"));
    QVERIFY(workplace->isMended()); // no better, but told by its own name
    module = test::SoftToken::softHsm();
    QVERIFY(workplace->isMended());
    workplace.reset();
    workplace = begin();
    QCOMPARE(told(*workplace, here.clock, SelfTestKind::Tokens), QString());
    QVERIFY(!workplace->tokenFault() && !workplace->storeFault());
    QTRY_VERIFY_WITH_TIMEOUT(workplace->staff().tokenState().isPresent, kPatienceMs);
}

// A restore that was cut short behind it goes on at the next start; nobody is sent to make a new vault instead.
void TestBankStaff::aVaultThatWasSetAsideIsRestored()
{
    Installation here;
    QVERIFY(here.install(bankCriteria()));
    here.installKey();
    QVERIFY(here.makeVault());
    QVERIFY(vault::Vault::setAside(here.data().filePath(QStringLiteral("vault")), here.clock).has_value());
    const QString module;
    BankWorkplace workplace(here.data(), here.clock, machine(here, &module));
    QVERIFY(!workplace.storeFault());
    QVERIFY(workplace.restore() != nullptr && workplace.restore()->damage());
    QCOMPARE(workplace.restore()->damage()->code.toString(), QStringLiteral("storage.missing"));
}

QTEST_MAIN(TestBankStaff)
#include "tst_bankstaff.moc"
