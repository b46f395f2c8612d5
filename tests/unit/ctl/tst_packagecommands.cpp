#include "runcommand.h"

#include "support/testfiles.h"
#include "unit/sync/syncbench.h"

#include <simulation_pki/demopki.h>
#include <sync/carrying.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using test::runCommand;

// A branch without a network, as its IT types it: out of the vault, to the bank, and the receipts back (MFO-23).
class TestPackageCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void packagesGoOutAndReceiptsComeBack();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList keys(bool withWorkstation) const
    {
        QStringList all{u"--key"_s, file(u"pki/teller-auth.key"_s), u"--certificate"_s, file(u"pki/teller-auth.pem"_s),
            u"--json"_s};
        if (withWorkstation)
            all += {u"--workstation-key"_s, file(u"pki/workstation.key"_s), u"--workstation-certificate"_s,
                file(u"pki/workstation.pem"_s)};
        return all;
    }
    QTemporaryDir m_folder;
};

void TestPackageCommands::packagesGoOutAndReceiptsComeBack()
{
    const core::SystemClock clock;
    const auto pki = simulation::DemoPki::make({clock.wall()}).value();
    QVERIFY(pki.save(file(u"pki"_s)));
    test::SyncBench bench(pki.gateway());
    bench.bench.workstation = pki.workstation();
    bench.bench.teller = pki.authentication(simulation::DemoPerson::Teller);
    VERIFY_RESULT(bench.bench.create());
    for (const char* iin : {"850712300011", "900101300017"}) {
        test::CaseScript script(bench.clock(), QString::fromLatin1(iin));
        VERIFY_RESULT(bench.settle(script, 2000));
    }
    VERIFY_RESULT(bench.bench.vault->close(u"teller-17"_s));
    bench.bench.vault.reset();

    const QString vault = bench.bench.folder();
    const QString packages = file(u"almaty.tkpackages"_s);
    const QStringList bank{
        u"--bank"_s, file(u"pki/gateway.pem"_s), u"--station"_s, u"almaty-3-07"_s, u"--branch"_s, u"almaty-3"_s};
    const auto made = runCommand(QStringList{u"package"_s, u"export"_s, vault, packages} + bank + keys(true));
    QVERIFY2(made.code == 0, qPrintable(QString::fromUtf8(made.output)));
    QCOMPARE(made.json().value(u"result"_s).toObject().value(u"packages"_s).toArray().size(), 2);
    const auto shown = runCommand({u"package"_s, u"show"_s, packages, u"--json"_s});
    QCOMPARE(shown.code, 0);
    QCOMPARE(shown.json().value(u"result"_s).toObject().value(u"workstation"_s).toString(), u"almaty-3-07"_s);
    QByteArray changed = test::readFile(packages);
    changed[changed.size() - 10] = static_cast<char>(changed.at(changed.size() - 10) ^ 1);
    test::writeFile(file(u"changed"_s), changed);
    QCOMPARE(runCommand({u"package"_s, u"show"_s, file(u"changed"_s), u"--json"_s}).code, 1);
    QCOMPARE(runCommand({u"package"_s, u"show"_s, file(u"pki/gateway.pem"_s), u"--json"_s}).code, 2);

    QFile carried(packages);
    QVERIFY(carried.open(QIODevice::ReadOnly));
    const auto index = sync::readExport(carried);
    VERIFY_RESULT(index);
    const auto receipts = sync::deliverFile(bench.gateway, carried, *index);
    VERIFY_RESULT(receipts);
    test::writeFile(file(u"receipts"_s), sync::encodeReceipts(*receipts));
    QList<sync::CarriedReceipt> swapped = *receipts;
    std::swap(swapped[0].receipt, swapped[1].receipt);
    test::writeFile(file(u"swapped"_s), sync::encodeReceipts(swapped));

    const auto take = [&](const QString& name) {
        return runCommand(QStringList{u"package"_s, u"receipts"_s, vault, file(name), u"--trust"_s, file(u"pki/bank"_s),
                              u"--gateway-certificate"_s, file(u"pki/gateway.pem"_s)} +
                          keys(true));
    };
    QCOMPARE(take(u"swapped"_s).code, 1);
    const auto taken = take(u"receipts"_s);
    QVERIFY2(taken.code == 0, qPrintable(QString::fromUtf8(taken.output)));
    QCOMPARE(taken.json().value(u"result"_s).toObject().value(u"taken"_s).toInt(), 2);
    VERIFY_RESULT(bench.bench.open(bench.bench.teller));
    QCOMPARE(bench.count(casefile::Delivery::Accepted), 2);
}

QTEST_GUILESS_MAIN(TestPackageCommands)
#include "tst_packagecommands.moc"
