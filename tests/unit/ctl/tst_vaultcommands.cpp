#include "runcommand.h"

#include "criteria/democriteria.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <core/clock.h>
#include <core/hashing.h>
#include <core/json.h>
#include <enrolment/documentshelf.h>
#include <pki/softwarekey.h>
#include <simulation_pki/demopki.h>
#include <vault/vault.h>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using test::runCommand;

// vault, journal, backup and tpm as somebody in a branch types them.
class TestVaultCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void slotsComeAndGo();
    void theJournalIsCheckedExportedAndVerified();
    void theFirstEntryThatDoesNotFitIsNamed_MFO32();
    void aDocumentThatIsNotTheSignedOneIsNamed_MFO34();
    void aDamagedVaultIsSetAsideAndTheBackupRestored();
    void formerKeyFilesAreTakenAwayOrNamed();
    void keepingAndDestroyingIsASupervisors();
    void noTpmIsSaid();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(u"pki/"_s + name); }
    [[nodiscard]] pki::SoftwareKey keyOf(const QString& name) const
    {
        const auto certificate = pki::Certificate::fromPem(test::readFile(file(name + u".pem"_s))).value();
        return pki::SoftwareKey::read(test::readFile(file(name + u".key"_s)), certificate).value();
    }
    [[nodiscard]] QStringList with(const QString& person) const
    {
        return {u"--key"_s, file(person + u"-auth.key"_s), u"--certificate"_s, file(person + u"-auth.pem"_s),
            u"--workstation-key"_s, file(u"workstation.key"_s), u"--workstation-certificate"_s,
            file(u"workstation.pem"_s), u"--json"_s};
    }
    [[nodiscard]] test::CommandRun run(
        const QString& command, const QStringList& operands, const QString& person, const QStringList& more = {}) const
    {
        return runCommand(command.split(u' ') + operands + more + with(person));
    }
    [[nodiscard]] static QJsonObject result(const test::CommandRun& run)
    {
        return run.json().value(u"result"_s).toObject();
    }

    QTemporaryDir m_folder;
    [[nodiscard]] static QString code(const test::CommandRun& run)
    {
        return run.json().value(u"error"_s).toObject().value(u"code"_s).toString();
    }
    void theActIsSigned(const QString& act);

    QString m_vault;
    int m_made = 0;
};

void TestVaultCommands::initTestCase()
{
    const core::SystemClock clock;
    QVERIFY(simulation::DemoPki::make({clock.wall()}).value().save(m_folder.filePath(u"pki"_s)));
    QVERIFY(QFile::exists(file(u"teller-auth.key"_s)));
}

void TestVaultCommands::init()
{
    m_vault = m_folder.filePath(u"vault-%1"_s.arg(++m_made));
    const auto made = run(u"vault init"_s, {m_vault}, u"teller"_s,
        {u"--slot"_s, u"teller:teller-17:"_s + file(u"teller-auth.pem"_s), u"--slot"_s,
            u"recovery:safe:"_s + file(u"officer1-auth.pem"_s)});
    QVERIFY2(made.code == 0, made.output.constData());
}

void TestVaultCommands::slotsComeAndGo()
{
    const auto added =
        run(u"vault add"_s, {m_vault, u"supervisor:supervisor-3:"_s + file(u"supervisor-auth.pem"_s)}, u"teller"_s);
    QVERIFY2(added.code == 0, added.output.constData());
    const QJsonArray all = result(added).value(u"slots"_s).toArray();
    QCOMPARE(all.size(), 3);
    QCOMPARE(run(u"journal check"_s, {m_vault}, u"supervisor"_s).code, 0);
    // A person without a slot opens nothing.
    QVERIFY(run(u"journal check"_s, {m_vault}, u"branchit"_s).code != 0);
    const auto removed =
        run(u"vault remove"_s, {m_vault, all.at(0).toObject().value(u"slot"_s).toString()}, u"supervisor"_s);
    QVERIFY2(removed.code == 0, removed.output.constData());
    QCOMPARE(result(removed).value(u"generation"_s).toInt(), 2);
    QVERIFY(run(u"journal check"_s, {m_vault}, u"teller"_s).code != 0);
    const auto recovered =
        run(u"vault recover"_s, {m_vault, u"teller:teller-18:"_s + file(u"teller2-auth.pem"_s)}, u"officer1"_s);
    QVERIFY2(recovered.code == 0, recovered.output.constData());
    QCOMPARE(run(u"vault rekey"_s, {m_vault}, u"teller2"_s).code, 0);
    QCOMPARE(run(u"vault rebuild"_s, {m_vault}, u"teller2"_s).code, 0);
    const auto listed = runCommand({u"vault"_s, u"slots"_s, m_vault, u"--json"_s});
    QCOMPARE(result(listed).value(u"generation"_s).toInt(), 3);
}

void TestVaultCommands::theJournalIsCheckedExportedAndVerified()
{
    QCOMPARE(run(u"journal check"_s, {m_vault}, u"teller"_s).code, 0);
    const QString out = m_folder.filePath(u"journal.tkj"_s);
    const auto written = run(u"journal export"_s, {m_vault, out}, u"teller"_s);
    QVERIFY2(written.code == 0, written.output.constData());
    // Whole, but anybody could have made it so: it proves something only against a certificate or an authority.
    const auto verify = [&](const QStringList& more) {
        return runCommand(QStringList{u"journal"_s, u"verify"_s, out, u"--json"_s} + more);
    };
    const auto alone = verify({});
    QCOMPARE(alone.code, 2);
    QCOMPARE(code(alone), u"ctl.journal-signer-unproven"_s);
    QCOMPARE(result(alone).value(u"signerProven"_s).toBool(), false);
    const auto plain = runCommand({u"journal"_s, u"verify"_s, out});
    QVERIFY2((plain.output + plain.errors).contains("unproven"), (plain.output + plain.errors).constData());
    QCOMPARE(verify({u"--certificate"_s, file(u"workstation.pem"_s)}).code, 0);
    const auto other = verify({u"--certificate"_s, file(u"gateway.pem"_s)});
    QCOMPARE(other.code, 1);
    QCOMPARE(code(other), u"ctl.journal-signer-other"_s);
    QCOMPARE(verify({u"--trust"_s, file(u"bank"_s)}).code, 0);
    QCOMPARE(verify({u"--trust"_s, file(u"vendor"_s)}).code, 1);
    // One event is shown without the others.
    QVERIFY(result(alone).value(u"shown"_s).toArray().isEmpty());
    QCOMPARE(run(u"journal export"_s, {m_vault, out}, u"teller"_s, {u"--show"_s, u"first"_s}).code, 2);
    QCOMPARE(run(u"journal export"_s, {m_vault, out}, u"teller"_s, {u"--show"_s, u"1"_s}).code, 0);
    const QJsonArray shown =
        result(verify({u"--certificate"_s, file(u"workstation.pem"_s)})).value(u"shown"_s).toArray();
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown.at(0)[u"sequence"].toInt(), 1);
    QVERIFY(!shown.at(0)[u"fields"].toObject().isEmpty());
    QByteArray bytes = test::readFile(out);
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    test::writeFile(out, bytes);
    QCOMPARE(runCommand({u"journal"_s, u"verify"_s, out}).code, 1);
}

void TestVaultCommands::theFirstEntryThatDoesNotFitIsNamed_MFO32()
{
    {
        pki::SoftwareKey teller = keyOf(u"teller-auth"_s);
        const core::SystemClock clock;
        const auto vault = vault::Vault::open({.folder = m_vault, .clock = clock}, teller);
        QVERIFY(vault);
        QVERIFY((*vault)->store().connection().run("DROP TRIGGER journal_no_update"));
        QVERIFY((*vault)->store().connection().run("UPDATE journal SET actor = 'somebody' WHERE sequence = 2"));
    }
    const auto checked = run(u"journal check"_s, {m_vault}, u"teller"_s);
    QCOMPARE(checked.code, 1);
    QCOMPARE(code(checked), u"vault.chain-broken"_s);
    QCOMPARE(result(checked).value(u"brokenAt"_s).toInt(), 2);
    QStringList inWords = QStringList{u"journal"_s, u"check"_s, m_vault} + with(u"teller"_s);
    inWords.removeAll(u"--json"_s);
    const auto told = runCommand(inWords);
    QVERIFY2((told.output + told.errors).contains("does not fit: 2."), (told.output + told.errors).constData());
    QVERIFY(run(u"backup make"_s, {m_vault, m_folder.filePath(u"none"_s)}, u"teller"_s).code != 0);
}

void TestVaultCommands::aDocumentThatIsNotTheSignedOneIsNamed_MFO34()
{
    test::FakeClock clock;
    test::CaseScript script(clock);
    pki::SoftwareKey teller = keyOf(u"teller-auth"_s);
    pki::SoftwareKey workstation = keyOf(u"workstation"_s);
    const auto inVault = [&](const std::function<Result<>(vault::Writer&)>& work) -> Result<> {
        const auto vault = vault::Vault::open({.folder = m_vault, .clock = clock, .workstation = &workstation}, teller);
        return vault ? (*vault)->store().write(work) : failure(vault);
    };
    const QByteArray pdf("%PDF-1.7 as it was signed");
    const auto keep = [&script](vault::Writer& writer, const QByteArray& bytes) {
        return enrolment::shelf::keep(writer, script.document, script.client, script.id, bytes);
    };
    VERIFY_RESULT(inVault([&](vault::Writer& writer) -> Result<> {
        for (const casefile::Event& event :
            {script.opened(), script.recorded(), script.ended(casefile::Ending::Abandoned), script.documentMade()}) {
            if (const auto entry = writer.append(event); !entry)
                return failure(entry);
        }
        const Result<> kept = keep(writer, pdf);
        casefile::Event sealed = script.documentSigned();
        sealed.fields[u"digest"_s] = QString::fromLatin1(core::sha256(pdf).toHex());
        const auto entry = kept ? writer.append(sealed) : failure(kept);
        return entry ? Result<>() : failure(entry);
    }));
    const auto checked = [&] {
        return run(u"journal check"_s, {m_vault}, u"teller"_s);
    };
    const auto whole = checked();
    QVERIFY2(whole.code == 0, whole.output.constData());
    // Another in its place, that no event speaks of.
    VERIFY_RESULT(inVault([&](vault::Writer& writer) { return keep(writer, "%PDF-1.7 another"); }));
    const auto other = checked();
    QCOMPARE(other.code, 1);
    QCOMPARE(code(other), u"ctl.document-not-as-signed"_s);
    QCOMPARE(result(other).value(u"documents"_s).toArray(), QJsonArray{script.document.toString()});
    // As a page put back would leave it.
    {
        const auto vault = vault::Vault::open({.folder = m_vault, .clock = clock}, teller);
        VERIFY_RESULT(vault);
        VERIFY_RESULT((*vault)->store().connection().run("DELETE FROM objects"));
    }
    QCOMPARE(code(checked()), u"ctl.document-not-as-signed"_s);
}

void TestVaultCommands::aDamagedVaultIsSetAsideAndTheBackupRestored()
{
    const auto made = run(u"backup make"_s, {m_vault, m_folder.filePath(u"backups-%1"_s.arg(m_made))}, u"teller"_s);
    QVERIFY2(made.code == 0, made.output.constData());
    const QString vaultFile = result(made).value(u"vaultFile"_s).toString();
    const QString keysFile = result(made).value(u"keysFile"_s).toString();
    const auto verified = runCommand({u"backup"_s, u"verify"_s, vaultFile, u"--json"_s});
    QCOMPARE(verified.code, 0);
    QVERIFY(result(made).value(u"size"_s).toInteger() > 0);
    QCOMPARE(result(verified).value(u"size"_s), result(made).value(u"size"_s));
    QCOMPARE(run(u"backup verify"_s, {vaultFile}, u"officer1"_s).code, 0);

    const QString database = m_vault + u"/g000001/vault.db"_s;
    QByteArray damaged = test::readFile(database);
    damaged[200] = static_cast<char>(damaged.at(200) ^ 1);
    test::writeFile(database, damaged);
    QVERIFY(run(u"journal check"_s, {m_vault}, u"teller"_s).code != 0);
    // What lies there is never written over.
    QVERIFY(run(u"backup restore"_s, {vaultFile, keysFile, m_vault}, u"officer1"_s).code != 0);
    QCOMPARE(test::readFile(database), damaged);
    // Without its pointer, too, it is a vault and not an empty folder.
    QVERIFY(QFile::remove(m_vault + u"/CURRENT"_s));
    QVERIFY(run(u"backup restore"_s, {vaultFile, keysFile, m_vault}, u"officer1"_s).code != 0);
    QCOMPARE(test::readFile(database), damaged);

    // Nor is anything moved for a key that opens nothing.
    QVERIFY(run(u"backup restore"_s, {vaultFile, keysFile, m_vault}, u"teller"_s, {u"--aside"_s}).code != 0);
    QCOMPARE(test::readFile(database), damaged);
    const auto restored = run(u"backup restore"_s, {vaultFile, keysFile, m_vault}, u"officer1"_s, {u"--aside"_s});
    QVERIFY2(restored.code == 0, restored.output.constData());
    QVERIFY(result(restored).value(u"staffProven"_s).toBool());
    QCOMPARE(result(restored).value(u"slots"_s).toArray().size(), 2);
    const QString aside = result(restored).value(u"aside"_s).toString();
    QVERIFY(aside.startsWith(m_vault));
    QCOMPARE(test::readFile(aside + u"/g000001/vault.db"_s), damaged);
    QCOMPARE(run(u"journal check"_s, {m_vault}, u"teller"_s).code, 0);
}

void TestVaultCommands::formerKeyFilesAreTakenAwayOrNamed()
{
    const auto make = [this](const QString& name) {
        return run(u"backup make"_s, {m_vault, m_folder.filePath(name)}, u"teller"_s);
    };
    const auto first = make(u"first-backups"_s);
    QVERIFY2(first.code == 0, first.output.constData());
    const QString keysFile = result(first).value(u"keysFile"_s).toString();
    QVERIFY(QDir(m_folder.path()).rename(u"first-backups"_s, u"first-away"_s));
    const auto second = make(u"second-backups"_s);
    QCOMPARE(second.code, 0);
    QCOMPARE(result(second).value(u"keysLeft"_s).toArray(), QJsonArray{m_folder.filePath(u"first-backups"_s)});
    QVERIFY(QDir(m_folder.path()).rename(u"first-away"_s, u"first-backups"_s));
    QVERIFY(QFile::exists(keysFile));
    const auto third = make(u"second-backups"_s);
    QCOMPARE(third.code, 0);
    QVERIFY(result(third).value(u"keysLeft"_s).toArray().isEmpty());
    QVERIFY(!QFile::exists(keysFile));
}

void TestVaultCommands::keepingAndDestroyingIsASupervisors()
{
    for (const QString& who : {u"supervisor"_s, u"teller2"_s})
        QCOMPARE(run(u"vault add"_s, {m_vault, u"supervisor:"_s + who + u':' + file(who + u"-auth.pem"_s)}, u"teller"_s)
                     .code,
            0);
    test::FakeClock then(u"2019-07-12T04:00:00Z"); // kept for five years and more by now
    test::CaseScript script(then);
    {
        pki::SoftwareKey teller = keyOf(u"teller-auth"_s);
        pki::SoftwareKey workstation = keyOf(u"workstation"_s);
        const auto vault = vault::Vault::open({.folder = m_vault, .clock = then, .workstation = &workstation}, teller);
        QVERIFY2(vault, qPrintable(vault ? QString() : vault.error().detail));
        for (const casefile::Event& event : {script.opened(), script.recorded()})
            QVERIFY((*vault)->store().append(event));
        QVERIFY(test::finishCase((*vault)->store(), script));
    }
    const QString client = script.client.toString();
    QCOMPARE(run(u"retention list"_s, {m_vault}, u"teller"_s).code, 1);
    const auto ended =
        run(u"retention ended"_s, {m_vault, u"850712300011"_s, u"2019-08-01T00:00:00Z"_s}, u"supervisor"_s);
    QVERIFY2(ended.code == 0, ended.output.constData());
    QCOMPARE(run(u"retention ended"_s, {m_vault, client, u"yesterday"_s}, u"supervisor"_s).code, 2);
    QCOMPARE(result(ended).value(u"client"_s).toString(), client);
    QVERIFY(run(u"retention hold"_s, {m_vault, client}, u"supervisor"_s).code != 0); // for no reason
    const QStringList because{u"--reason"_s, u"court"_s};
    QCOMPARE(run(u"retention hold"_s, {m_vault, client}, u"supervisor"_s, because).code, 0);
    QCOMPARE(run(u"retention propose"_s, {m_vault, client}, u"supervisor"_s, because).code, 1);
    const auto held = result(run(u"retention list"_s, {m_vault}, u"supervisor"_s)).value(u"clients"_s).toArray();
    QCOMPARE(held.size(), 1);
    QCOMPARE(held.at(0).toObject().value(u"reason"_s).toString(), u"court"_s);
    QCOMPARE(run(u"retention release"_s, {m_vault, client}, u"supervisor"_s, because).code, 0);
    // The bank keeps for ten years: by its criteria nobody is due yet.
    const auto isDue = [&](const QStringList& more) {
        const auto listed = run(u"retention list"_s, {m_vault}, u"supervisor"_s, more);
        return result(listed).value(u"clients"_s)[0][u"erasable"_s].toBool();
    };
    QVERIFY(isDue({}));
    const QString longer = m_folder.filePath(u"longer.json"_s);
    test::writeFile(longer, core::writeJson(test::changed(test::demoCriteria(), u"retention.clientYears"_s, 10)));
    QVERIFY(!isDue({u"--criteria"_s, longer}));
    QCOMPARE(
        run(u"retention propose"_s, {m_vault, client}, u"supervisor"_s, because + QStringList{u"--criteria"_s, longer})
            .code,
        1);
    const auto proposed = run(u"retention propose"_s, {m_vault, client}, u"supervisor"_s, because);
    QVERIFY2(proposed.code == 0, proposed.output.constData());
    const QString act = result(proposed).value(u"act"_s).toString();
    QCOMPARE(run(u"retention destroy"_s, {m_vault, act}, u"supervisor"_s).code, 1); // not approved
    QCOMPARE(run(u"retention approve"_s, {m_vault, act}, u"supervisor"_s).code, 1); // by the same person
    QCOMPARE(run(u"retention approve"_s, {m_vault, act}, u"teller2"_s).code, 0);
    const auto destroyed = run(u"retention destroy"_s, {m_vault, act}, u"teller2"_s);
    QVERIFY2(destroyed.code == 0, destroyed.output.constData());
    theActIsSigned(act);
    QVERIFY(result(run(u"retention list"_s, {m_vault}, u"supervisor"_s)).value(u"clients"_s).toArray().isEmpty());
    // Nothing is old from the beginning on; the check opens what there is.
    const auto sealed = run(u"journal seal"_s, {m_vault}, u"supervisor"_s);
    QVERIFY2(sealed.code == 0, sealed.output.constData());
    const auto checked = run(u"journal check"_s, {m_vault}, u"supervisor"_s);
    QVERIFY2(checked.code == 0, checked.output.constData());
    QVERIFY(result(checked).value(u"listsFit"_s).toBool());
}

void TestVaultCommands::theActIsSigned(const QString& act)
{
    const QString criteria = m_folder.filePath(u"criteria.json"_s);
    test::writeFile(criteria, core::writeJson(test::demoCriteria()));
    const QStringList signer{u"--sign-key"_s, file(u"teller2-sign.key"_s), u"--sign-certificate"_s,
        file(u"teller2-sign.pem"_s), u"--trust"_s, m_folder.filePath(u"pki/national"_s)};
    const QStringList all = signer + QStringList{u"--criteria"_s, criteria};
    const QString out = m_folder.filePath(u"act.pdf"_s);
    QCOMPARE(code(run(u"retention sign"_s, {m_vault, act}, u"teller2"_s, signer)), u"ctl.retention-criteria-needed"_s);
    QCOMPARE(code(run(u"retention save"_s, {m_vault, act, out}, u"teller2"_s)), u"vault.act-not-signed"_s);
    const auto made = run(u"retention sign"_s, {m_vault, act}, u"teller2"_s, all);
    QVERIFY2(made.code == 0, made.output.constData());
    QCOMPARE(code(run(u"retention sign"_s, {m_vault, act}, u"teller2"_s, all)), u"vault.act-has-another-document"_s);
    const auto saved = run(u"retention save"_s, {m_vault, act, out}, u"teller2"_s);
    QVERIFY2(saved.code == 0, saved.output.constData());
    // What the act calls the client by can be asked of the vault, and of nothing else.
    const auto shown = runCommand({u"evidence"_s, u"show"_s, out, u"--json"_s});
    QVERIFY2(shown.code == 0, shown.output.constData());
    const QJsonValue record = result(shown).value(u"record"_s);
    QCOMPARE(record[u"document"_s].toString(), act);
    QVERIFY(record[u"client"_s].isUndefined());
    const auto named = run(u"retention reference"_s, {m_vault, u"850712300011"_s}, u"supervisor"_s);
    QCOMPARE(
        record[u"check"_s][u"items"_s][0][u"reference"_s].toString(), result(named).value(u"reference"_s).toString());
    const auto acts = result(run(u"retention list"_s, {m_vault}, u"supervisor"_s)).value(u"acts"_s);
    QVERIFY(acts[0][u"signed"_s].toBool());
    // Criteria other than those that the workstation loaded last are not taken.
    {
        pki::SoftwareKey teller = keyOf(u"teller-auth"_s);
        const core::SystemClock clock;
        const auto vault = vault::Vault::open({.folder = m_vault, .clock = clock}, teller);
        QVERIFY(vault);
        QVERIFY((*vault)->store().append({casefile::Kind::CriteriaLoaded, clock.wall(), u"workstation"_s, {}, {},
            {{u"version"_s, u"2"_s}, {u"digest"_s, QString(64, u'a')}}}));
    }
    QCOMPARE(code(run(u"retention list"_s, {m_vault}, u"supervisor"_s, {u"--criteria"_s, criteria})),
        u"ctl.criteria-not-in-force"_s);
}

void TestVaultCommands::noTpmIsSaid()
{
    const auto none = runCommand({u"tpm"_s, u"info"_s, u"--tpm"_s, u"device:/dev/there-is-none"_s, u"--json"_s});
    QCOMPARE(none.code, 1);
    QCOMPARE(none.json().value(u"error"_s).toObject().value(u"code"_s).toString(), u"tpm.absent"_s);
}

QTEST_MAIN(TestVaultCommands)
#include "tst_vaultcommands.moc"
