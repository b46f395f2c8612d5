#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/softtoken.h"
#include "support/testfiles.h"

#include "bootstrap/sealwatch.h"

#include <core/json.h>
#include <enrolment/signing.h>
#include <evidence/page.h>
#include <messages/catalogue.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The organisation's seal lies on a token of its own (SoftHSM behind the scripted module), named by a file of branch
// IT's; which certificate it is the criteria say.
class TestSealToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void nobodyWroteAnythingDown();
    void whatCannotBeReadIsRefused();
    void onlyASealOfTheCriteriaIsTaken();
    void aTokenThatIsAnEmployeesTooIsRefused();
    void aDocumentHasBothSignatures_BIO10();
    void aBatchIsOneLogin();
    void aPinThatOthersCanReadIsNotUsed();
    void aWrongPinIsTriedOnce();
    void aTokenThatIsAwayIsSaidAndMayComeBack();
    void beforeAnybodyIsServedItIsKnownWhetherItSeals();
    void aSealThatWasAwayAtTheStartIsTakenWhenItComes();
    void aSealThatWasNotLookedForYetIsNotAbsent();
    void aReaderThatHangsHoldsNobodyUp();
    void cleanupTestCase() { m_token.reset(); }

private:
    void writePin(const QByteArray& pin);
    [[nodiscard]] QString settingsFile() const { return m_folder.filePath(QStringLiteral("seal.json")); }
    [[nodiscard]] QString pinFile() const { return m_folder.filePath(QStringLiteral("seal.pin")); }
    [[nodiscard]] QList<QByteArray> seals() const { return {m_world.pki.bankSeal().holder().fingerprint()}; }
    [[nodiscard]] std::unique_ptr<SealToken> opened() const
    {
        auto seal = SealToken::fromFile(settingsFile(), seals());
        return seal ? std::move(*seal) : nullptr;
    }
    [[nodiscard]] static QString codeOf(const Result<QByteArray>& made)
    {
        const messages::Catalogue sentences = messages::Catalogue::embedded();
        if (made)
            return QStringLiteral("signed");
        return sentences.contains(made.error().code) ? made.error().code.toString() : QStringLiteral("no sentence");
    }

    test::SigningWorld m_world;
    std::unique_ptr<test::SoftToken> m_token;
    QTemporaryDir m_folder;
};

void TestSealToken::initTestCase()
{
    m_token = std::make_unique<test::SoftToken>();
    QVERIFY(m_token->isGood());
    const pki::SoftwareKey seal = m_world.pki.bankSeal();
    const core::SecureBytes der = seal.toPkcs8().value();
    QVERIFY(m_token->put(QStringLiteral("05"), QStringLiteral("seal"),
        QByteArray(reinterpret_cast<const char*>(der.data()), qsizetype(der.size())), seal.certificate(),
        test::SoftToken::Use::Sign));
    const pki::SoftwareKey other = m_world.pki.authentication(simulation::DemoPerson::Supervisor);
    const core::SecureBytes otherDer = other.toPkcs8().value();
    QVERIFY(m_token->put(QStringLiteral("06"), QStringLiteral("other"),
        QByteArray(reinterpret_cast<const char*>(otherDer.data()), qsizetype(otherDer.size())), other.certificate(),
        test::SoftToken::Use::Sign));
}

void TestSealToken::writePin(const QByteArray& pin)
{
    test::writeFile(pinFile(), pin + '\n');
    QVERIFY(QFile::setPermissions(pinFile(), QFile::ReadOwner | QFile::WriteOwner));
}

void TestSealToken::init()
{
    QVERIFY(test::script("reset"));
    writePin(test::SoftToken::pin());
    test::writeFile(settingsFile(), core::writeJson({{QStringLiteral("module"), test::SoftToken::scripted()},
                                        {QStringLiteral("pinFile"), pinFile()}}));
}

void TestSealToken::nobodyWroteAnythingDown()
{
    const auto none = SealToken::fromFile(m_folder.filePath(QStringLiteral("no.json")), seals());
    QVERIFY(none && *none == nullptr);
}

void TestSealToken::whatCannotBeReadIsRefused()
{
    for (const QByteArray text : {"", "{", "[]", "{\"module\":\"/x\"}", "{\"pinFile\":\"/x\"}"}) {
        test::writeFile(settingsFile(), text);
        const auto refused = SealToken::fromFile(settingsFile(), seals());
        QVERIFY2(!refused, text.constData());
        QCOMPARE(refused.error().code.toString(), QStringLiteral("settings.seal-unreadable"));
    }
    test::writeFile(settingsFile(), "{\"module\":\"/nowhere.so\",\"pinFile\":\"/x\"}");
    QCOMPARE(
        SealToken::fromFile(settingsFile(), seals()).error().code.toString(), QStringLiteral("token.module-missing"));
}

void TestSealToken::onlyASealOfTheCriteriaIsTaken()
{
    const auto other = SealToken::fromFile(settingsFile(), {m_world.teller().holder().fingerprint()});
    QVERIFY(!other);
    QCOMPARE(other.error().code.toString(), QStringLiteral("settings.seal-token-absent"));
    QCOMPARE(opened()->certificate(), m_world.pki.bankSeal().certificate());
}

void TestSealToken::aTokenThatIsAnEmployeesTooIsRefused()
{
    const QByteArray other = m_world.pki.authentication(simulation::DemoPerson::Supervisor).holder().fingerprint();
    const auto refused = SealToken::fromFile(
        settingsFile(), seals(), [&other](const QByteArray& fingerprint) { return fingerprint == other; });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), QStringLiteral("settings.seal-token-with-staff"));
    QVERIFY(messages::Catalogue::embedded().contains(refused.error().code));
    QVERIFY(SealToken::fromFile(settingsFile(), seals(), [](const QByteArray&) { return false; }));
}

// As a case is signed: the teller's key first, then the seal as a further signature; all or none.
void TestSealToken::aDocumentHasBothSignatures_BIO10()
{
    const auto token = opened();
    criteria::SigningRules rules;
    rules.by = criteria::SigningRules::By::OrganisationSeal;
    rules.seals = seals();
    const auto seal = enrolment::Seal::of(rules, token.get(), m_world.clock.wall());
    QVERIFY(seal && seal->key() == token.get());
    pki::SoftwareKey teller = m_world.teller();
    const evidence::DocumentSigner documents(m_world.clock, m_world.pki.nationalTrust());
    QList<QByteArray> made;
    const auto done = documents.signAll({test::tinyDocument(), test::tinyDocument()}, {teller, *seal->key()},
        [&made](const QList<QByteArray>& all) -> Result<> {
            made = all;
            return {};
        });
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(made.size(), 2);
    for (const QByteArray& pdf : made) {
        const evidence::VerificationReport report = m_world.verified(pdf);
        QCOMPARE(report.signatures.size(), 2);
        QVERIFY(report.indication != evidence::Indication::TotalFailed);
    }
    QVERIFY(test::script("idle")); // nobody stays logged in

    QVERIFY(test::script("remove-at C_Sign 2")); // behind the first document
    made.clear();
    QVERIFY(!documents.signAll({test::tinyDocument(), test::tinyDocument()}, {teller, *seal->key()},
        [&made](const QList<QByteArray>& all) -> Result<> {
            made = all;
            return {};
        }));
    QVERIFY(made.isEmpty());
}

void TestSealToken::aBatchIsOneLogin()
{
    const auto token = opened();
    pki::SoftwareKey teller = m_world.teller();
    const evidence::DocumentSigner documents(m_world.clock, m_world.pki.nationalTrust());
    const QList<QByteArray> pages(4, test::tinyDocument());
    const auto sealAll = [&](const evidence::DocumentSigner::Keep& keep) {
        return documents.signAll(pages, {teller, *token}, keep).has_value();
    };
    QVERIFY(test::script("fail C_Login 2 0x30")); // whoever logs in a second time is told
    bool isOut = false;
    QVERIFY(sealAll([&isOut](const QList<QByteArray>&) -> Result<> {
        isOut = test::script("idle");
        return {};
    }));
    QVERIFY(isOut);                                                          // before the documents are kept
    QVERIFY(!token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))); // a ceremony of its own, and a login
    QVERIFY(test::script("idle"));

    // A batch that breaks off leaves nobody logged in either, and the next one begins anew.
    const auto ignore = [](const QList<QByteArray>&) -> Result<> {
        return {};
    };
    QVERIFY(test::script("reset") && test::script("fail C_Sign 3 0x30"));
    QVERIFY(!sealAll(ignore));
    QVERIFY(test::script("idle"));
    QVERIFY(sealAll(ignore));
    QVERIFY(test::script("idle"));
}

void TestSealToken::aPinThatOthersCanReadIsNotUsed()
{
    const auto token = opened();
    QVERIFY(QFile::setPermissions(pinFile(), QFile::ReadOwner | QFile::ReadGroup));
    QVERIFY(test::script("fail C_Login 1 0xA0"));
    QCOMPARE(codeOf(token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))),
        QStringLiteral("settings.seal-pin-open"));
    QVERIFY(QFile::remove(pinFile()));
    QCOMPARE(codeOf(token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))),
        QStringLiteral("settings.seal-unreadable"));
}

void TestSealToken::aWrongPinIsTriedOnce()
{
    QVERIFY(test::script("tries 3"));
    const auto token = opened();
    writePin("000000");
    for (int i = 0; i < 4; ++i)
        QCOMPARE(codeOf(token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))),
            QStringLiteral("settings.seal-pin-wrong"));
    const auto module = token::CryptokiModule::load(test::SoftToken::scripted()).value();
    QVERIFY(module->tokens().value().constFirst().pin.count == token::PinCount::Low); // one try was spent, not four
}

void TestSealToken::aTokenThatIsAwayIsSaidAndMayComeBack()
{
    const auto token = opened();
    QVERIFY(test::script("remove"));
    QCOMPARE(codeOf(token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))),
        QStringLiteral("settings.seal-token-absent"));
    QVERIFY(test::script("insert"));
    QCOMPARE(codeOf(token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x'))), QStringLiteral("signed"));
}

void TestSealToken::beforeAnybodyIsServedItIsKnownWhetherItSeals()
{
    const auto token = opened();
    QVERIFY(test::script("tries 2"));
    const auto readiness = [&token] {
        const Result<> ready = token->readiness();
        return ready ? QStringLiteral("ready") : ready.error().code.toString();
    };
    QCOMPARE(readiness(), QStringLiteral("ready"));
    QVERIFY(test::script("remove"));
    QCOMPARE(readiness(), QStringLiteral("settings.seal-token-absent"));
    QVERIFY(test::script("insert"));
    QVERIFY(QFile::setPermissions(pinFile(), QFile::ReadOwner | QFile::ReadOther));
    QCOMPARE(readiness(), QStringLiteral("settings.seal-pin-open"));
    writePin("000000");
    QCOMPARE(readiness(), QStringLiteral("ready")); // nothing tells that it is wrong before it is tried
    QVERIFY(!token->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x')));
    QCOMPARE(readiness(), QStringLiteral("settings.seal-pin-wrong"));
    const Result<> another = opened()->readiness(); // one try is left: it is not the program's to spend
    QVERIFY(!another);
    QCOMPARE(another.error().code.toString(), QStringLiteral("settings.seal-pin-locked"));
    QVERIFY(messages::Catalogue::embedded().contains(another.error().code));
}

void TestSealToken::aSealThatWasAwayAtTheStartIsTakenWhenItComes()
{
    const auto module = token::CryptokiModule::load(test::SoftToken::scripted()); // keeps the script
    QVERIFY(module);
    QVERIFY(test::script("remove"));
    const SealWatch watch(
        [this] { return SealToken::fromFile(settingsFile(), seals()); }, std::chrono::milliseconds(20));
    const auto found = [&watch] {
        const auto key = watch.key();
        return key ? QStringLiteral("found") : key.error().detail;
    };
    QTRY_COMPARE(found(), QStringLiteral("no token with a seal of the criteria"));
    QVERIFY(test::script("insert"));
    QTRY_COMPARE(found(), QStringLiteral("found"));
    QVERIFY(watch.key().value()->sign(core::HashAlgorithm::Sha256, QByteArray(32, 'x')));
    QVERIFY(test::script("remove"));
    QTRY_COMPARE(found(), QStringLiteral("no token with a seal of the criteria"));
}

void TestSealToken::aSealThatWasNotLookedForYetIsNotAbsent()
{
    const auto module = token::CryptokiModule::load(test::SoftToken::scripted()); // keeps the script
    QVERIFY(module);
    QVERIFY(test::script("hang C_GetTokenInfo"));
    const SealWatch watch(
        [this] { return SealToken::fromFile(settingsFile(), seals()); }, std::chrono::milliseconds(20));
    QTRY_VERIFY(test::script("hanging"));
    const auto key = watch.key();
    QVERIFY(!key);
    QCOMPARE(key.error().code.toString(), QStringLiteral("settings.seal-not-looked-for"));
    QCOMPARE(int(key.error().kind), int(ErrorKind::Retry));
    QVERIFY(messages::Catalogue::embedded().contains(key.error().code));
    QVERIFY(test::script("let-go"));
    QTRY_VERIFY(watch.key().has_value());
}

void TestSealToken::aReaderThatHangsHoldsNobodyUp()
{
    const auto module = token::CryptokiModule::load(test::SoftToken::scripted());
    QVERIFY(module);
    QVERIFY(test::script("hang C_GetTokenInfo"));
    const auto held = std::make_shared<int>(0); // by the watch's thread, as long as it lasts
    auto watch = std::make_unique<SealWatch>(
        [held, file = settingsFile(), known = seals()] { return SealToken::fromFile(file, known); });
    QTRY_VERIFY(test::script("hanging"));
    QElapsedTimer clock;
    clock.start();
    watch->stop();
    watch.reset();
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(held.use_count() > 1);
    QVERIFY(test::script("let-go"));
    QTRY_COMPARE(held.use_count(), 1L);
}

QTEST_MAIN(TestSealToken)
#include "tst_sealtoken.moc"
