#include "guardbench.h"

#include <core/json.h>
#include <pki/signing.h>

#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::guard;
using test::FakeSurroundings;
using test::GuardBench;

class TestManifest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsTakenDownComesBack();
    void onlyThePublisherIsBelieved();
    void anyChangedByteIsRefused();
    void strangeContentsAreRefused_data();
    void strangeContentsAreRefused();
    void aFileThatCannotBeReadIsNamed();
};

void TestManifest::whatIsTakenDownComesBack()
{
    GuardBench bench;
    bench.machine.write("/opt/tirkeu/plugins/a.so", "plug-in");
    const auto manifest = manifestOf(bench.machine, QStringLiteral("/opt/tirkeu/bin"),
        {QString::fromLatin1(FakeSurroundings::kProgram), QStringLiteral("/opt/tirkeu/plugins/a.so")},
        QStringLiteral("0.1.0"));
    QVERIFY(manifest);
    QCOMPARE(manifest->files.keys(), QStringList({QStringLiteral("../plugins/a.so"), QStringLiteral("tirkeu")}));
    const auto bytes = signManifest(*manifest, bench.publisher, bench.clock.wall());
    QVERIFY(bytes);
    const auto again = verifyManifest(*bytes, bench.publisher.holder());
    QVERIFY(again);
    QVERIFY(*again == *manifest);
}

void TestManifest::onlyThePublisherIsBelieved()
{
    GuardBench bench;
    const QByteArray bytes = bench.machine.read(QString::fromLatin1(GuardBench::kManifest)).value();
    QVERIFY(verifyManifest(bytes, bench.publisher.holder()));
    // Another key under the same name, and the same key's contents signed twice.
    auto other = test::testKey(QStringLiteral("Publisher"));
    QVERIFY(!verifyManifest(bytes, other.holder()));
    const auto twice = pki::addSignature(bytes, other, {.signingTime = bench.clock.wall()});
    QVERIFY(twice);
    QVERIFY(!verifyManifest(*twice, bench.publisher.holder()));
    QVERIFY(!verifyManifest(*twice, other.holder()));
}

void TestManifest::anyChangedByteIsRefused()
{
    GuardBench bench;
    const QByteArray bytes = bench.machine.read(QString::fromLatin1(GuardBench::kManifest)).value();
    const Manifest told = verifyManifest(bytes, bench.publisher.holder()).value();
    int refused = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed.at(at) ^ 0x04);
        const auto read = verifyManifest(changed, bench.publisher.holder());
        // What is not covered (a version number of the envelope) may change as long as nothing else is told.
        QVERIFY2(!read || *read == told, qPrintable(QString::number(at)));
        refused += read ? 0 : 1;
    }
    QVERIFY(refused > bytes.size() * 9 / 10);
    QVERIFY(!verifyManifest(bytes.first(bytes.size() - 1), bench.publisher.holder()));
    QVERIFY(!verifyManifest({}, bench.publisher.holder()));
}

void TestManifest::strangeContentsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("good");
    QTest::newRow("file") << QStringLiteral("tirkeu") << true;
    QTest::newRow("neighbour") << QStringLiteral("../plugins/a.so") << true;
    QTest::newRow("absolute") << QStringLiteral("/etc/passwd") << false;
    QTest::newRow("up twice") << QStringLiteral("../../etc/passwd") << false;
    QTest::newRow("up inside") << QStringLiteral("a/../../b") << false;
    QTest::newRow("unclean") << QStringLiteral("a//b") << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("only up") << QStringLiteral("../") << false;
}

void TestManifest::strangeContentsAreRefused()
{
    QFETCH(QString, path);
    QFETCH(bool, good);
    Manifest manifest{QStringLiteral("1"), {{path, {5, core::sha256("x")}}}};
    QCOMPARE(Manifest::fromBytes(manifest.toBytes()).has_value(), good);
    manifest.files.insert(path, {5, QByteArray(3, 'x')});
    QVERIFY(!Manifest::fromBytes(manifest.toBytes()));
}

void TestManifest::aFileThatCannotBeReadIsNamed()
{
    const GuardBench bench;
    const auto manifest = manifestOf(bench.machine, QStringLiteral("/opt/tirkeu/bin"),
        {QStringLiteral("/opt/tirkeu/bin/none")}, QStringLiteral("1"));
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().values, QStringList(QStringLiteral("/opt/tirkeu/bin/none")));
    QVERIFY(!manifestOf(bench.machine, QStringLiteral("/opt/tirkeu/bin"),
        {QString::fromLatin1(FakeSurroundings::kLibrary)}, QStringLiteral("1"))); // outside
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
