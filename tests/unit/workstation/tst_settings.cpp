#include "../token/ncalayerpeer.h"

#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/testfiles.h"

#include "bootstrap/ncalayerfolder.h"
#include "bootstrap/ncalayersetting.h"

#include <core/encoding.h>
#include <core/json.h>
#include <pki/signing.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedIsRead();
    void anOlderFileIsRead();
    void aFileThatOnlyNamesTheModuleIsRead();
    void whatWouldNotWorkIsNotSaved();
    void theChosenSignerSigns();
    void authoritiesAreAddedAndRemoved();
};

void TestSettings::whatIsSavedIsRead()
{
    const QTemporaryDir folder;
    const PreferenceFile file(folder.filePath(u"preferences.json"_s));
    const Preferences chosen{.language = core::Language::Russian,
        .moduleFile = u"/usr/lib/softhsm/libsofthsm2.so"_s,
        .signsThroughNcaLayer = true,
        .ncaLayerAddress = u"wss://localhost:14579/"_s,
        .bankFolder = u"/srv/bank"_s};
    QVERIFY(file.save(chosen));
    QCOMPARE(file.load(), chosen);
}

void TestSettings::anOlderFileIsRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"preferences.json"_s);
    test::writeFile(path, core::writeJson({{u"language"_s, u"ru"_s}, {u"scheme"_s, u"dark"_s}, {u"scale"_s, 125}}));
    const Preferences read = PreferenceFile(path).load();
    QVERIFY(read.language == core::Language::Russian && read.scheme == Scheme::Dark && read.scalePercent == 125);
    QVERIFY(read.moduleFile.isEmpty() && !read.signsThroughNcaLayer && read.bankFolder.isEmpty());
}

// As a branch's IT writes it where nobody has been able to sign in yet.
void TestSettings::aFileThatOnlyNamesTheModuleIsRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"preferences.json"_s);
    test::writeFile(path, R"({"module": "/usr/lib/token.so"})");
    QCOMPARE(PreferenceFile(path).load(), (Preferences{.moduleFile = u"/usr/lib/token.so"_s}));
    test::writeFile(path, R"({"module": 7, "scale": 125})"); // one wrong word, and nothing of it is believed
    QCOMPARE(PreferenceFile(path).load(), Preferences{});
}

void TestSettings::authoritiesAreAddedAndRemoved()
{
    const QTemporaryDir folder;
    const test::SigningWorld world;
    const auto put = [&folder](const QString& name, const QByteArray& bytes) {
        test::writeFile(folder.filePath(name), bytes);
        return folder.filePath(name);
    };
    NcaLayerFolder authorities(folder.filePath(u"ncalayer"_s));
    QVERIFY(authorities.list().isEmpty());
    const pki::Certificate root = world.pki.nationalRoot().certificate();
    const pki::Certificate bank = world.pki.bank().certificate();
    const auto added = authorities.add(put(u"root.pem"_s, root.toPem()));
    QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
    QCOMPARE(added->name, root.subject().commonName);
    QVERIFY(authorities.add(put(u"bank.cer"_s, bank.der())));
    QVERIFY(authorities.add(put(u"again.pem"_s, root.toPem()))); // twice is once
    QCOMPARE(authorities.list().size(), 2);
    QCOMPARE(authorities.certificates().size(), 2);
    // What vouches for nobody, and what is no certificate.
    QVERIFY(!authorities.add(put(u"teller.pem"_s, world.teller().holder().toPem())));
    QCOMPARE(authorities.add(put(u"text.pem"_s, "-----BEGIN nothing")).error().code.toString(),
        u"settings.authority-unreadable"_s);
    QCOMPARE(
        authorities.add(folder.filePath(u"nowhere.pem"_s)).error().code.toString(), u"settings.authority-unreadable"_s);
    QCOMPARE(authorities.list().size(), 2);
    Preferences chosen{.signsThroughNcaLayer = true};
    QCOMPARE(ncaLayerOptions(chosen, authorities.certificates())->authorities.size(), 2);
    QVERIFY(authorities.remove(QString::fromLatin1(core::toHex(root.fingerprint()))));
    QCOMPARE(authorities.list().size(), 1);
    QCOMPARE(authorities.list().first().name, bank.subject().commonName);
}

void TestSettings::whatWouldNotWorkIsNotSaved()
{
    Preferences chosen;
    QVERIFY(checkPreferences(chosen));
    chosen.moduleFile = u"/nowhere/module.so"_s;
    QCOMPARE(checkPreferences(chosen).error().code.toString(), u"settings.module-absent"_s);
    chosen.moduleFile.clear();
    const QTemporaryDir folder;
    for (const QString& wrong : {u"/nowhere/bank"_s, u"bank"_s}) {
        chosen.bankFolder = wrong;
        QCOMPARE(checkPreferences(chosen).error().code.toString(), u"settings.folder-absent"_s);
    }
    chosen.bankFolder = folder.path();
    QVERIFY(checkPreferences(chosen));
    chosen.ncaLayerAddress = u"wss://192.0.2.7:13579/"_s;
    QVERIFY(checkPreferences(chosen)); // it is switched off
    chosen.signsThroughNcaLayer = true;
    for (const QString& address : {u"wss://192.0.2.7:13579/"_s, u"ws://127.0.0.1:13579/"_s, u"nonsense"_s, QString()}) {
        chosen.ncaLayerAddress = address;
        QCOMPARE(checkPreferences(chosen).error().code.toString(), u"settings.address-not-local"_s);
    }
}

void TestSettings::theChosenSignerSigns()
{
    test::SigningWorld world;
    const test::NcaLayerPeer peer(
        world.pki.gateway(), {.answer = [&world](const QJsonObject& question) -> std::optional<QByteArray> {
            const QByteArray digest =
                core::fromBase64(question[u"args"_s][u"data"_s].toString().toLatin1()).value_or(QByteArray());
            pki::SoftwareKey key = world.teller();
            const QByteArray cms = pki::signDigest(digest, key).value_or(QByteArray());
            return core::writeJson({{u"status"_s, true},
                {u"body"_s, QJsonObject{{u"result"_s, QString::fromLatin1(core::toBase64(cms))}}}});
        }});
    Preferences chosen{.language = core::Language::Russian};
    QVERIFY(!ncaLayerOptions(chosen, {}));
    chosen.signsThroughNcaLayer = true;
    chosen.ncaLayerAddress = peer.url().toString();
    QVERIFY(checkPreferences(chosen));
    const auto options = ncaLayerOptions(chosen, {world.pki.bank().certificate()});
    QVERIFY(options);
    token::NcaLayerSigner signer(world.teller().holder(), *options);
    const auto document =
        evidence::DocumentSigner(world.clock, world.pki.nationalTrust()).sign(test::tinyDocument(), signer);
    QVERIFY2(document, document ? "" : qPrintable(document.error().detail));
    QCOMPARE(peer.lastQuestion()[u"args"_s][u"locale"_s].toString(), u"ru"_s);
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
