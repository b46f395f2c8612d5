#include "migrationcase.h"
#include "support/testfiles.h"

#include <core/json.h>
#include <storage/errors.h>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;

// A database as every older version of the program left it, opened with this one.
namespace {
/// Where the newer says something else than the older did; what it says besides is its own.
QString firstDifference(const QJsonValue& older, const QJsonValue& newer, const QString& path = {})
{
    if (older.isObject() && newer.isObject()) {
        const QJsonObject fields = older.toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            const QString found =
                firstDifference(*field, newer.toObject().value(field.key()), path + u'/' + field.key());
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    if (older.isArray() && newer.isArray() && older.toArray().size() == newer.toArray().size()) {
        for (qsizetype i = 0; i < older.toArray().size(); ++i) {
            const QString found =
                firstDifference(older.toArray().at(i), newer.toArray().at(i), path + u'/' + QString::number(i));
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    // A question was its answer once; now it says besides what it is about.
    if (older.isString() && newer.toObject().contains(u"about"))
        return firstDifference(older, newer.toObject().value(u"answer"), path);
    // A case's state is kept as text.
    const auto state = core::readJson(older.toString().toUtf8());
    if (const auto now = core::readJson(newer.toString().toUtf8()); state && now)
        return firstDifference(*state, *now, path);
    return older == newer ? QString() : path;
}
} // namespace

class TestMigration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOlderVersionHasItsDatabase();
    void anOlderDatabaseReadsTheSame_data();
    void anOlderDatabaseReadsTheSame();
    void whoEnrolledAgainIsAClientAgain();
    void whatIsUnfinishedIsFoundByItsIndex();
    void aBackupComesBeforeTheFirstStep();
    void aNewerDatabaseIsRefusedUntouched();

private:
    static QString source(const QString& version)
    {
        return test::sourcePath(QStringLiteral("tests/migration/data/") + version);
    }
    static StoreFiles copyOf(const QString& version, const QTemporaryDir& folder)
    {
        for (const QString& name : {QStringLiteral("vault.db"), QStringLiteral("keys.db")})
            test::writeFile(folder.filePath(name), test::readFile(source(version) + u'/' + name));
        return {folder.filePath(QStringLiteral("vault.db")), folder.filePath(QStringLiteral("keys.db"))};
    }
    /// What a version had wrong, and only reads otherwise because of that.
    static QString putRight(const QString& version)
    {
        return version == u"v4" ? QStringLiteral("/projection/clients/0/3") : QString();
    }
    static QStringList versions() { return QDir(source({})).entryList({QStringLiteral("v*")}, QDir::Dirs, QDir::Name); }

    test::FakeClock m_clock;
    core::SecureBytes m_key{32};
};

void TestMigration::everyOlderVersionHasItsDatabase()
{
    const QTemporaryDir folder;
    const auto store =
        Store::create({folder.filePath(QStringLiteral("vault.db")), folder.filePath(QStringLiteral("keys.db"))}, m_key,
            core::Uuid::make(m_clock), m_clock);
    QVERIFY(store);
    const int newest = (*store)->connection().version().value();
    QVERIFY(newest > 1);
    for (int version = 1; version < newest; ++version)
        QVERIFY2(versions().contains(QStringLiteral("v%1").arg(version)), qPrintable(QString::number(version)));
}

void TestMigration::anOlderDatabaseReadsTheSame_data()
{
    QTest::addColumn<QString>("version");
    for (const QString& version : versions())
        QTest::newRow(qPrintable(version)) << version;
}

void TestMigration::anOlderDatabaseReadsTheSame()
{
    QFETCH(QString, version);
    const QTemporaryDir folder;
    const StoreFiles files = copyOf(version, folder);
    const auto store = Store::open(files, m_key, m_clock);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().detail));
    QVERIFY((*store)->settle());
    const auto told = test::toldForMigration(**store);
    QVERIFY(told);
    const QJsonObject written = core::readJson(test::readFile(source(version) + QStringLiteral("/told.json"))).value();
    const QString differs = firstDifference(written, *told);
    QVERIFY2(differs == putRight(version), qPrintable(differs));
    QVERIFY(checkChain((*store)->connection(), (*store)->vault())->isWhole);
    QVERIFY((*store)->projectionFits().value());
    test::CaseScript next(m_clock, QStringLiteral("850712300011"));
    QVERIFY((*store)->append(next.opened()));
}

// The program that wrote it let the end of a relation stand when the client came again: its own check would have
// called that a change by somebody.
void TestMigration::whoEnrolledAgainIsAClientAgain()
{
    const QString path = putRight(QStringLiteral("v4"));
    QCOMPARE(path.section(u'/', 1, 2), QStringLiteral("projection/clients"));
    const auto told = core::readJson(test::readFile(source(QStringLiteral("v4/told.json"))));
    const auto relation = [&path](const QJsonObject& projection) {
        return projection.value(u"clients").toArray().at(path.section(u'/', 3, 3).toInt()).toArray().at(3).toInteger();
    };
    QVERIFY(relation(told->value(u"projection").toObject()) > 0);
    const QTemporaryDir folder;
    const auto store = Store::open(copyOf(QStringLiteral("v4"), folder), m_key, m_clock);
    QVERIFY(store);
    QVERIFY(!(*store)->projectionFits().value());
    QVERIFY((*store)->settle());
    QVERIFY((*store)->projectionFits().value());
    QCOMPARE(relation((*store)->projection().value()), qint64(-1));
    QVERIFY((*store)->meta(QStringLiteral("rebuild.owed"))->isEmpty());
}

void TestMigration::whatIsUnfinishedIsFoundByItsIndex()
{
    const QTemporaryDir folder;
    const auto store = Store::open(copyOf(QStringLiteral("v1"), folder), m_key, m_clock);
    QVERIFY(store);
    auto plan = (*store)->connection().prepare("EXPLAIN QUERY PLAN SELECT id, client FROM objects WHERE complete = 0");
    QVERIFY(plan && plan->step().value());
    QVERIFY2(plan->text(3).contains(u"objects_unfinished"), qPrintable(plan->text(3)));
}

void TestMigration::aBackupComesBeforeTheFirstStep()
{
    const QTemporaryDir folder;
    const StoreFiles files = copyOf(QStringLiteral("v1"), folder);
    const QByteArray before = test::readFile(files.vault);
    // Where it cannot be made, nothing is changed.
    const auto refused = Store::open(files, m_key, m_clock, [](const QString&, int) -> Result<> {
        return failure(storage::kDiskFull, ErrorKind::OperatorCanFix, QStringLiteral("no room for the copy"));
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), storage::kDiskFull.toString());
    QVERIFY(test::readFile(files.vault) == before);
    int asked = 0;
    QVERIFY(Store::open(files, m_key, m_clock, [&](const QString&, int version) -> Result<> {
        ++asked;
        return version == 1 && test::readFile(files.vault) == before
                   ? Result<>()
                   : failure(storage::kDamaged, ErrorKind::Bug, QStringLiteral("changed already"));
    }));
    QCOMPARE(asked, 1);
    QVERIFY(Store::open(files, m_key, m_clock, [&](const QString&, int) -> Result<> {
        ++asked;
        return {};
    }));
    QCOMPARE(asked, 1); // there is nothing left to do
}

void TestMigration::aNewerDatabaseIsRefusedUntouched()
{
    const QTemporaryDir folder;
    const StoreFiles files = copyOf(QStringLiteral("v1"), folder);
    {
        const auto store = Store::open(files, m_key, m_clock);
        QVERIFY(store);
        QVERIFY((*store)->connection().setVersion(99));
    }
    const QByteArray before = test::readFile(files.vault);
    const auto refused = Store::open(files, m_key, m_clock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), storage::kNewer.toString());
    QVERIFY(test::readFile(files.vault) == before);
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
