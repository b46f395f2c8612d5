#include "bootstrap/selftests.h"

#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;

// What the start says of the ground the program stands on, good and bad.
class TestSelfTests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGroundIsJudged_data();
    void theGroundIsJudged();
    void aDamagedStoreStops();
    void theGuardsWordStandsInItsPlace();

private:
    [[nodiscard]] static Ground good() { return {{3, 0, 22, QStringLiteral("OpenSSL 3.0.22")}, true, 1000}; }
    [[nodiscard]] static QList<SelfTest> run(const Ground& ground, const std::optional<Error>& damage = {})
    {
        const Result<criteria::SignedCriteria> none = failure(ErrorCode("start.criteria-ended"), ErrorKind::Retry);
        return runSelfTests(none, {}, {}, damage, {}, {}, ground);
    }
    [[nodiscard]] static std::optional<SelfTest> row(const QList<SelfTest>& rows, SelfTestKind kind)
    {
        const auto found =
            std::find_if(rows.cbegin(), rows.cend(), [kind](const SelfTest& one) { return one.kind == kind; });
        return found == rows.cend() ? std::nullopt : std::optional(*found);
    }
};

void TestSelfTests::theGroundIsJudged_data()
{
    QTest::addColumn<Ground>("ground");
    QTest::addColumn<SelfTestKind>("kind");
    QTest::addColumn<SelfTestState>("state");
    QTest::addColumn<QString>("code");
    const auto add = [](const char* name, const Ground& ground, SelfTestKind kind, SelfTestState state,
                         const char* code = "") {
        QTest::newRow(name) << ground << kind << state << QString::fromLatin1(code);
    };
    using enum SelfTestKind;
    using enum SelfTestState;
    Ground ground = good();
    add("a person", ground, Rights, Good);
    add("a library of today", ground, CryptoLibrary, Good);
    add("whole fonts", ground, Fonts, Good);
    ground.user = 0;
    add("the administrator (NEWS-admin)", ground, Rights, Warning, "start.as-administrator");
    ground.user.reset();
    add("a system that counts no users", ground, Rights, Good);
    ground.openssl = {3, 0, 21, QStringLiteral("OpenSSL 3.0.21")};
    add("a library of yesterday", ground, CryptoLibrary, Bad, "pki.openssl-too-old");
    ground.fontsAreComplete = false;
    add("a font or a letter missing", ground, Fonts, Bad, "start.fonts-incomplete");
}

void TestSelfTests::theGroundIsJudged()
{
    QFETCH(Ground, ground);
    QFETCH(SelfTestKind, kind);
    QFETCH(SelfTestState, state);
    QFETCH(QString, code);
    const auto said = row(run(ground), kind);
    QVERIFY(said);
    QVERIFY(said->state == state);
    QCOMPARE(said->finding ? said->finding->code.toString() : QString(), code);
    if (kind == SelfTestKind::CryptoLibrary)
        QCOMPARE(said->fact, ground.openssl.text);
}

void TestSelfTests::aDamagedStoreStops()
{
    QVERIFY(row(run(good()), SelfTestKind::Store)->state == SelfTestState::Good);
    const Error damage{ErrorCode("storage.damaged"), ErrorKind::SecurityStop, {}};
    const auto said = row(run(good(), damage), SelfTestKind::Store);
    QVERIFY(said->state == SelfTestState::Bad);
    QCOMPARE(said->finding->code.toString(), QStringLiteral("storage.damaged"));
}

void TestSelfTests::theGuardsWordStandsInItsPlace()
{
    const SelfTest guards{SelfTestKind::Rights, SelfTestState::Bad, QStringLiteral("guard"), {}};
    const QList<SelfTest> all = withGuard(run(good()), {guards});
    QCOMPARE(
        std::count_if(all.cbegin(), all.cend(), [](const SelfTest& one) { return one.kind == SelfTestKind::Rights; }),
        1);
    QCOMPARE(row(all, SelfTestKind::Rights)->fact, QStringLiteral("guard"));
    QVERIFY(row(all, SelfTestKind::Fonts));
}

QTEST_GUILESS_MAIN(TestSelfTests)
#include "tst_selftests.moc"
