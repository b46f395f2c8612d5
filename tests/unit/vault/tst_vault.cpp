#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <vault/errors.h>

#include <core/json.h>
#include <storage/errors.h>

#include <QDirIterator>
#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;
using casefile::Kind;

class TestVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyHolderOpensAndNobodyElse();
    void aSecondProcessIsRefused();
    void aSlotIsAddedByWhoeverIsIn();
    void aSlotRemovedMeansANewKey();
    void aRekeyCutShortIsCompleted();
    void aSlotFileTamperedWithIsRefused();
    void eventsWhileClosedAreAbsorbed();
    void whatIsAClientsWaitsForTheVault();
    void aTornEndIsCutAndKept();
    void aRenewedKeyLosesNothingOfTheClosedFile();
    void aClosedFileIsAbsorbedOnce();
    void aLostClosedFileIsAnEvent();
    void aClockSetBackIsAnEvent();
    void nothingIsReadableInTheFolder();

private:
    /// Something happens while the vault is closed.
    [[nodiscard]] Result<> refusedWhileClosed(const char* address)
    {
        auto closed = Vault::closedJournal(m_bench->folder(), &m_bench->workstation);
        if (!closed)
            return failure(closed);
        return closed->append({Kind::SignInRefused, m_bench->clock.wall(), QStringLiteral("workstation"), {}, {},
            {{QStringLiteral("address"), QString::fromLatin1(address)},
                {QStringLiteral("reason"), QStringLiteral("pin")}}});
    }
    [[nodiscard]] QStringList refusedAddresses()
    {
        QStringList addresses;
        const auto lines = m_bench->vault->store().journal().read({.kinds = {Kind::SignInRefused}});
        for (const JournalLine& line : lines.value())
            addresses.prepend(line.fields->value(u"address").toString());
        return addresses;
    }
    [[nodiscard]] QStringList tornFiles()
    {
        return QDir(m_bench->folder()).entryList({QStringLiteral("closed.events.torn-*")}, QDir::Files, QDir::Name);
    }
    [[nodiscard]] QString closedFile() { return m_bench->folder() + QStringLiteral("/closed.events"); }
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestVault::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
}

void TestVault::everyHolderOpensAndNobodyElse()
{
    for (pki::SoftwareKey* key : {&m_bench->teller, &m_bench->supervisor, &m_bench->recovery})
        VERIFY_RESULT(m_bench->open(*key));
    // The journal knows of the first slots as of every later one.
    const auto created = m_bench->vault->store().journal().read({.kinds = {Kind::VaultCreated}});
    VERIFY_RESULT(created);
    const QJsonArray firstOnes = created->front().fields->value(u"slots").toArray();
    QStringList told;
    for (const QJsonValue& slot : firstOnes)
        told.append(slot.toString());
    QCOMPARE(told.size(), 3);
    QVERIFY(told.first().startsWith(
        QStringLiteral("teller ") + QString::fromLatin1(m_bench->teller.holder().fingerprint().toHex())));
    QVERIFY(told.last().startsWith(u"recovery ") && told.last().endsWith(u" safe"));
    pki::SoftwareKey stranger = test::testKey(QStringLiteral("it-department"));
    const auto refused = m_bench->open(stranger);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kNoSlot.toString());
    // BIO-28: no role but these three can hold a slot.
    QVERIFY(!slotRoleNamed(u"branch-it"));
}

void TestVault::aSecondProcessIsRefused()
{
    const auto second = Vault::open(m_bench->options(), m_bench->supervisor);
    QVERIFY(!second);
    QCOMPARE(second.error().code.toString(), kInUse.toString());
}

void TestVault::aSlotIsAddedByWhoeverIsIn()
{
    pki::SoftwareKey renewed = test::testKey(QStringLiteral("teller-17, renewed"), pki::NewKey::Rsa2048);
    VERIFY_RESULT(
        m_bench->vault->addSlot({SlotRole::Teller, QStringLiteral("teller-17"), renewed.holder(), pki::RsaWrap::Pkcs1},
            QStringLiteral("teller-17")));
    VERIFY_RESULT(m_bench->open(renewed));
    VERIFY_RESULT(m_bench->open(m_bench->teller)); // the old one works as well
    QVERIFY(!m_bench->vault->addSlot(
        {SlotRole::Teller, QStringLiteral("teller-17"), renewed.holder()}, QStringLiteral("teller-17")));
    QCOMPARE(m_bench->vault->store().journal().read({.kinds = {Kind::SlotAdded}})->size(), std::size_t(1));
}

void TestVault::aSlotRemovedMeansANewKey()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    pki::SoftwareKey leaver = test::testKey(QStringLiteral("teller-18"));
    VERIFY_RESULT(m_bench->vault->addSlot(
        {SlotRole::Teller, QStringLiteral("teller-18"), leaver.holder()}, QStringLiteral("supervisor-3")));
    const QByteArray before = test::readFile(m_bench->folder() + QStringLiteral("/g000001/slots.json"));
    const SlotFile old = SlotFile::decode(before).value();
    const core::SecureBytes oldKey = old.open(leaver).value();
    const core::Uuid slot = m_bench->vault->slotFile().find(leaver.holder())->id;
    VERIFY_RESULT(m_bench->vault->removeSlot(slot, QStringLiteral("supervisor-3")));
    QVERIFY(!QFile::exists(m_bench->folder() + QStringLiteral("/g000001")));
    VERIFY_RESULT(m_bench->open(m_bench->supervisor));
    QVERIFY(m_bench->vault->store().caseState(script.id)->isSettled());
    QVERIFY(!m_bench->vault->slotFile().check(oldKey)); // the key they had opens nothing any more
    QVERIFY(!m_bench->open(leaver));
    VERIFY_RESULT(m_bench->open(m_bench->recovery));
    QVERIFY(checkChain(m_bench->vault->store().connection(), m_bench->vault->store().vault())->isWhole);
}

void TestVault::aRekeyCutShortIsCompleted()
{
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    for (int steps = 0; steps < 6; ++steps) {
        VERIFY_RESULT(m_bench->open(m_bench->teller));
        pki::SoftwareKey leaver = test::testKey(QStringLiteral("leaver"));
        VERIFY_RESULT(m_bench->vault->addSlot(
            {SlotRole::Teller, QStringLiteral("leaver"), leaver.holder()}, QStringLiteral("supervisor-3")));
        const core::Uuid slot = m_bench->vault->slotFile().find(leaver.holder())->id;
        m_bench->vault->stopRekeyAfter(steps);
        QVERIFY(!m_bench->vault->removeSlot(slot, QStringLiteral("supervisor-3")));
        if (!m_bench->vault->isOpen()) {
            // The pointer is swapped, and what it points to did not open: everything is refused, nothing is hit.
            QCOMPARE(steps, 4);
            QCOMPARE(m_bench->vault->rekey(QStringLiteral("t")).error().code.toString(), kClosed.toString());
            QVERIFY(!m_bench->vault->removeSlot(slot, QStringLiteral("supervisor-3")));
            QVERIFY(!m_bench->vault->close(QStringLiteral("t")));
        }
        VERIFY_RESULT(m_bench->open(m_bench->supervisor));
        QCOMPARE(m_bench->vault->opening().finishedRekey, steps < 4);
        QVERIFY(!m_bench->vault->slotFile().find(leaver.holder()));
        QVERIFY(m_bench->vault->store().caseState(script.id)->isSettled());
        QCOMPARE(QDir(m_bench->folder()).entryList({QStringLiteral("g*")}, QDir::Dirs).size(), 1);
    }
}

void TestVault::aSlotFileTamperedWithIsRefused()
{
    m_bench->vault.reset();
    const QString path = m_bench->folder() + QStringLiteral("/g000001/slots.json");
    QJsonObject object = core::readJson(test::readFile(path)).value();
    QJsonArray list = object.value(u"slots").toArray();
    list.removeAt(1); // the supervisor's slot taken out
    object.insert(QStringLiteral("slots"), list);
    test::writeFile(path, core::writeJson(object));
    const auto opened = m_bench->open(m_bench->teller);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code.toString(), kTampered.toString());
}

void TestVault::eventsWhileClosedAreAbsorbed()
{
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    m_bench->vault.reset();
    auto closed = Vault::closedJournal(m_bench->folder(), &m_bench->workstation);
    VERIFY_RESULT(closed);
    for (int i = 0; i < 3; ++i) {
        VERIFY_RESULT(closed->append({Kind::SignInRefused, m_bench->clock.wall(), QStringLiteral("workstation"), {}, {},
            {{QStringLiteral("address"), QStringLiteral("192.0.2.7")},
                {QStringLiteral("reason"), QStringLiteral("pin")}}}));
    }
    QVERIFY(!test::readFile(m_bench->folder() + QStringLiteral("/closed.events")).contains("192.0.2.7"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(m_bench->vault->opening().absorbed, 3);
    QVERIFY(!m_bench->vault->opening().sealedFileLost);
    const auto lines = m_bench->vault->store().journal().read({.kinds = {Kind::SignInRefused}});
    QCOMPARE(lines->size(), std::size_t(3));
    QCOMPARE(lines->front().fields->value(u"address").toString(), QStringLiteral("192.0.2.7"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(m_bench->vault->opening().absorbed, 0);
}

// It is told at once that it is not kept, and hides nothing of what follows.
void TestVault::whatIsAClientsWaitsForTheVault()
{
    test::CaseScript script(m_bench->clock);
    m_bench->vault.reset();
    auto closed = Vault::closedJournal(m_bench->folder(), &m_bench->workstation);
    VERIFY_RESULT(closed);
    const Result<> hold = closed->append({Kind::HoldSet, m_bench->clock.wall(), QStringLiteral("supervisor-3"),
        script.client, {}, {{QStringLiteral("reason"), QStringLiteral("court")}}});
    QVERIFY(!hold);
    QCOMPARE(hold.error().code.toString(), kClosed.toString());
    QVERIFY(!closed->append(script.opened()));
    VERIFY_RESULT(refusedWhileClosed("192.0.2.1"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(!m_bench->vault->opening().sealedFileLost);
    QCOMPARE(refusedAddresses(), QStringList{QStringLiteral("192.0.2.1")});
}

void TestVault::aTornEndIsCutAndKept()
{
    m_bench->vault.reset();
    VERIFY_RESULT(refusedWhileClosed("192.0.2.1"));
    const QByteArray whole = test::readFile(closedFile());
    VERIFY_RESULT(refusedWhileClosed("192.0.2.2"));
    const QByteArray torn = test::readFile(closedFile()).chopped(5);
    test::writeFile(closedFile(), torn); // the power went while the second was written
    VERIFY_RESULT(refusedWhileClosed("192.0.2.3"));
    VERIFY_RESULT(refusedWhileClosed("192.0.2.4"));
    QCOMPARE(tornFiles().size(), 1);
    QCOMPARE(test::readFile(m_bench->folder() + u'/' + tornFiles().constFirst()), torn.sliced(whole.size()));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(refusedAddresses(),
        QStringList({QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.3"), QStringLiteral("192.0.2.4")}));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    const auto said = m_bench->vault->store().journal().read({.kinds = {Kind::SealedFileLost}});
    QCOMPARE(said->size(), std::size_t(1));
    QCOMPARE(said->front().fields->value(u"what").toString(), QStringLiteral("torn"));
    // Torn when it is opened, or no file of ours at all: kept as well, before a new one is begun.
    m_bench->vault.reset();
    test::writeFile(closedFile(), "garbage");
    VERIFY_RESULT(refusedWhileClosed("192.0.2.5"));
    test::writeFile(closedFile(), test::readFile(closedFile()) + "more");
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(refusedAddresses().constLast(), QStringLiteral("192.0.2.5"));
    QCOMPARE(tornFiles().size(), 3);
}

// Renewed while the vault was closed: what happened before is signed by the key before.
void TestVault::aRenewedKeyLosesNothingOfTheClosedFile()
{
    m_bench->vault.reset();
    VERIFY_RESULT(refusedWhileClosed("192.0.2.1"));
    m_bench->workstation = test::testKey(QStringLiteral("workstation, renewed"));
    VERIFY_RESULT(refusedWhileClosed("192.0.2.2"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(!m_bench->vault->opening().sealedFileLost);
    QCOMPARE(refusedAddresses(), QStringList({QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")}));
    QVERIFY(tornFiles().isEmpty());
}

void TestVault::aClosedFileIsAbsorbedOnce()
{
    m_bench->vault.reset();
    VERIFY_RESULT(refusedWhileClosed("192.0.2.1"));
    const QByteArray before = test::readFile(closedFile());
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    m_bench->vault.reset();
    test::writeFile(closedFile(), before); // as if the opening had been cut short before a new file was begun
    VERIFY_RESULT(refusedWhileClosed("192.0.2.2"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(refusedAddresses(), QStringList({QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")}));
    QCOMPARE(m_bench->vault->opening().absorbed, 1);
    QVERIFY(m_bench->vault->opening().sealedFileLost); // nobody can tell it from a file put back
    m_bench->vault.reset();
    test::writeFile(closedFile(), before);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(refusedAddresses().size(), 2);
}

void TestVault::aLostClosedFileIsAnEvent()
{
    const QString path = m_bench->folder() + QStringLiteral("/closed.events");
    const QByteArray old = test::readFile(path);
    m_bench->vault.reset();
    QFile::remove(path);
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    m_bench->vault.reset();
    test::writeFile(path, old); // an older one put back
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    m_bench->vault.reset();
    test::writeFile(path, test::readFile(path) + QByteArray("garbage"));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    QCOMPARE(m_bench->vault->store().journal().read({.kinds = {Kind::SealedFileLost}})->size(), std::size_t(3));
    // One that cannot be read may hold what happened: it goes beside, and nothing is written over it.
    const auto kept = tornFiles().size();
    m_bench->vault.reset();
    QFile large(path);
    QVERIFY(large.open(QIODevice::ReadWrite) && large.resize((qint64(64) << 20) + 1));
    large.close();
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    const auto said = m_bench->vault->store().journal().read({.kinds = {Kind::SealedFileLost}, .most = 1});
    QCOMPARE(said->front().fields->value(u"what").toString(), QStringLiteral("broken"));
    QCOMPARE(tornFiles().size(), kept + 1);
    m_bench->vault.reset();
    QVERIFY(QFile::remove(path) && QDir(m_bench->folder()).mkdir(QStringLiteral("closed.events")));
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().sealedFileLost);
    QVERIFY(QFileInfo(path).isFile());
    QCOMPARE(QDir(m_bench->folder()).entryList({QStringLiteral("closed.events.torn-*")}, QDir::Dirs).size(), 1);
}

void TestVault::aClockSetBackIsAnEvent()
{
    m_bench->clock.setWall(u"2026-07-12T01:00:00Z");
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QVERIFY(m_bench->vault->opening().clockWentBack);
    QCOMPARE(m_bench->vault->store().journal().read({.kinds = {Kind::ClockJumped}})->size(), std::size_t(1));
}

void TestVault::nothingIsReadableInTheFolder()
{
    // BIO-3(2): neither names nor numbers nor what a template holds.
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
    VERIFY_RESULT(m_bench->vault->store().write([&](Writer& writer) -> Result<> {
        const auto kept =
            writer.keep(ObjectKind::Template, script.client, script.id, QByteArray(100'000, 'T') + "MARK");
        return kept ? Result<>() : failure(kept);
    }));
    QDirIterator it(m_bench->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QByteArray bytes = test::readFile(it.next());
        for (const char* secret : {"850712300011", "Сынақова", "012345678", "TTTTTTTT", "SQLite format"})
            QVERIFY2(!bytes.contains(secret), qPrintable(it.fileName()));
    }
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
