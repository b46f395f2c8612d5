#include "support/softtoken.h"
#include "support/testfiles.h"

#include <token/tokenkey.h>

#include <QTest>

#include <thread>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using test::script;

namespace {
struct KeyPair
{
    QByteArray id;
    QByteArray key;         // PKCS#8
    QByteArray certificate; // DER
    QString publicKey;      // a file
};

core::SecureBytes pinOf(QByteArray text)
{
    return core::SecureBytes::takeFrom(text);
}
} // namespace

// The token with SoftHSM behind the scripted module; every answer is proven with the openssl program.
class TestTokenSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(script("reset")); }
    void cleanup() { QVERIFY(script("idle")); } // whatever happened: no session is left open, nobody logged in
    void listsTokenAndCertificatesWithoutPin();
    void signsWithEveryKeyKind_data();
    void signsWithEveryKeyKind();
    void keyThatAsksEveryTime();
    void unwrapsOaep_data();
    void unwrapsOaep();
    void unwrapsEcdh();
    void wrongPinThenFlags();
    void lockedPinIsNotAskedFor();
    void finalTryNeedsAnExplicitYes();
    void pinToBeChangedSignsNothing();
    void pinThatCannotBeRightCostsNoTry();
    void pinPadTakesNoPin();
    void pinPadCancelled();
    void pinChanges();
    void pinThatHadToBeChangedIsFreeThen();
    void pinChangesOnThePad();
    void factoryPinIsKnown();
    void removalDuringSignature();
    void everyAnswerBecomesAnError_data();
    void everyAnswerBecomesAnError();
    void loginLeftBehindDoesNotStandInForPin();
    void afterLogoutNothingIsSigned();
    void guestSignsOnce();
    void thousandSignaturesFromFourThreads();
    void noSessionIsLeft();
    void moduleFilesThatAreNone();

private:
    void make(const char* name, const QStringList& generate, const char* id, test::SoftToken::Use use);
    Result<std::shared_ptr<token::TokenSession>> login(
        QByteArray pin = test::SoftToken::pin(), token::FinalTry finalTry = token::FinalTry::Refuse)
    {
        return token::TokenSession::login(m_module, m_slot, pinOf(std::move(pin)), finalTry);
    }
    bool verifies(const KeyPair& pair, const char* digestName, const QByteArray& digest, const QByteArray& signature);

    test::SoftToken m_token;
    std::shared_ptr<token::CryptokiModule> m_module;
    token::SlotId m_slot;
    QMap<QByteArray, KeyPair> m_keys;
};

void TestTokenSession::make(const char* name, const QStringList& generate, const char* id, test::SoftToken::Use use)
{
    const QString pem = m_token.folder() + u'/' + QString::fromLatin1(name) + u".pem"_s;
    QVERIFY(test::runTool(u"openssl"_s, QStringList{u"genpkey"_s, u"-out"_s, pem} + generate));
    KeyPair pair;
    pair.id = QByteArray::fromHex(id);
    pair.publicKey = pem + u".pub"_s;
    QVERIFY(test::runTool(u"openssl"_s, {u"pkey"_s, u"-in"_s, pem, u"-pubout"_s, u"-out"_s, pair.publicKey}));
    pair.key =
        test::runTool(u"openssl"_s, {u"pkcs8"_s, u"-topk8"_s, u"-nocrypt"_s, u"-in"_s, pem, u"-outform"_s, u"DER"_s})
            .value_or(QByteArray());
    pair.certificate = test::runTool(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-key"_s, pem, u"-subj"_s,
                                                       u"/CN="_s + QString::fromLatin1(name), u"-outform"_s, u"DER"_s})
                           .value_or(QByteArray());
    QVERIFY(m_token.put(QString::fromLatin1(id), QString::fromLatin1(name), pair.key, pair.certificate, use));
    m_keys.insert(name, pair);
}

void TestTokenSession::initTestCase()
{
    QVERIFY(m_token.isGood());
    const auto rsa = [](int bits) {
        return QStringList{u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:%1"_s.arg(bits)};
    };
    const auto ec = [](const QString& curve) {
        return QStringList{u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:"_s + curve};
    };
    using Use = test::SoftToken::Use;
    make("rsa2048", rsa(2048), "01", Use::Unwrap);
    make("rsa3072", rsa(3072), "02", Use::Sign);
    make("rsa4096", rsa(4096), "03", Use::Sign);
    make("p256", ec(u"P-256"_s), "04", Use::Unwrap);
    make("p384", ec(u"P-384"_s), "05", Use::Unwrap);
    make("always", rsa(2048), "06", Use::SignAlways);
    auto module = token::CryptokiModule::load(test::SoftToken::scripted());
    QVERIFY2(module, module ? "" : qPrintable(module.error().detail));
    m_module = *module;
    const auto tokens = m_module->tokens();
    QVERIFY(tokens && tokens->size() == 1);
    m_slot = tokens->first().slot;
}

void TestTokenSession::listsTokenAndCertificatesWithoutPin()
{
    const auto info = m_module->token(m_slot);
    QVERIFY(info);
    QCOMPARE(info->label, u"TIRKEU"_s);
    QVERIFY(info->pin.isSet && !info->pin.onPinPad && !info->pin.mustChange);
    const auto certificates = m_module->certificates(m_slot);
    QVERIFY(certificates);
    QCOMPARE(certificates->size(), 6);
    for (const token::StoredCertificate& stored : *certificates)
        QCOMPARE(stored.certificate, m_keys.value(stored.label.toLatin1()).certificate);
}

bool TestTokenSession::verifies(
    const KeyPair& pair, const char* digestName, const QByteArray& digest, const QByteArray& signature)
{
    const QString signatureFile = m_token.folder() + u"/signature"_s;
    test::writeFile(signatureFile, signature);
    return test::runTool(u"openssl"_s,
        {u"pkeyutl"_s, u"-verify"_s, u"-pubin"_s, u"-inkey"_s, pair.publicKey, u"-sigfile"_s, signatureFile,
            u"-pkeyopt"_s, u"digest:"_s + QString::fromLatin1(digestName)},
        digest)
        .has_value();
}

void TestTokenSession::signsWithEveryKeyKind_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QByteArray>("name");
    for (const char* key : {"rsa2048", "rsa3072", "rsa4096", "p256", "p384"}) {
        QTest::addRow("%s sha256", key) << QByteArray(key) << int(core::HashAlgorithm::Sha256) << QByteArray("sha256");
        QTest::addRow("%s sha384", key) << QByteArray(key) << int(core::HashAlgorithm::Sha384) << QByteArray("sha384");
        QTest::addRow("%s sha512", key) << QByteArray(key) << int(core::HashAlgorithm::Sha512) << QByteArray("sha512");
    }
}

void TestTokenSession::signsWithEveryKeyKind()
{
    QFETCH(QByteArray, key);
    QFETCH(int, algorithm);
    QFETCH(QByteArray, name);
    const KeyPair pair = m_keys.value(key);
    const auto session = login();
    QVERIFY(session);
    token::TokenSigner signer(*session, {pair.id, QString(), pair.certificate});
    const auto hash = core::HashAlgorithm(algorithm);
    const QByteArray digest = core::hash(hash, "what the client signed");
    const auto signature = signer.sign(hash, digest);
    QVERIFY2(signature, signature ? "" : qPrintable(signature.error().detail));
    QVERIFY(verifies(pair, name.constData(), digest, *signature));
    QByteArray other = digest;
    other[0] = char(other[0] ^ 1);
    QVERIFY(!verifies(pair, name.constData(), other, *signature));
}

void TestTokenSession::keyThatAsksEveryTime()
{
    const KeyPair pair = m_keys.value("always");
    const auto session = login();
    QVERIFY(session);
    for (int i = 0; i < 3; ++i) {
        const QByteArray digest = core::sha256(QByteArray::number(i));
        const auto signature = (*session)->sign(pair.id, core::HashAlgorithm::Sha256, digest);
        QVERIFY2(signature, signature ? "" : qPrintable(signature.error().detail));
        QVERIFY(verifies(pair, "sha256", digest, *signature));
    }
}

void TestTokenSession::unwrapsOaep_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("the token knows SHA-1 only") << QByteArray("reset");
    QTest::newRow("the token knows no OAEP") << QByteArray("no-oaep");
}

void TestTokenSession::unwrapsOaep()
{
    QFETCH(QByteArray, how);
    QVERIFY(script(how.constData()));
    const KeyPair pair = m_keys.value("rsa2048");
    const QByteArray secret = core::sha256("a data key");
    const auto wrapped = test::runTool(u"openssl"_s,
        {u"pkeyutl"_s, u"-encrypt"_s, u"-pubin"_s, u"-inkey"_s, pair.publicKey, u"-pkeyopt"_s,
            u"rsa_padding_mode:oaep"_s, u"-pkeyopt"_s, u"rsa_oaep_md:sha256"_s, u"-pkeyopt"_s, u"rsa_mgf1_md:sha256"_s},
        secret);
    QVERIFY(wrapped);
    const auto session = login();
    QVERIFY(session);
    token::TokenUnwrapper unwrapper(*session, {pair.id, QString(), pair.certificate});
    const auto opened = unwrapper.unwrap(core::WrapScheme::RsaOaepSha256, *wrapped);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    QVERIFY(opened->equals(std::as_bytes(std::span(secret))));
    QByteArray spoiled = *wrapped;
    spoiled[100] = char(spoiled[100] ^ 4);
    QVERIFY(!unwrapper.unwrap(core::WrapScheme::RsaOaepSha256, spoiled));
}

void TestTokenSession::unwrapsEcdh()
{
    for (const char* name : {"p256", "p384"}) {
        const KeyPair pair = m_keys.value(name);
        const QString peer = m_token.folder() + u"/peer.pem"_s;
        QVERIFY(test::runTool(u"openssl"_s, {u"genpkey"_s, u"-out"_s, peer, u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s,
                                                u"ec_paramgen_curve:P-"_s + QString::fromLatin1(name).mid(1)}));
        const auto expected =
            test::runTool(u"openssl"_s, {u"pkeyutl"_s, u"-derive"_s, u"-inkey"_s, peer, u"-peerkey"_s, pair.publicKey});
        const auto spki =
            test::runTool(u"openssl"_s, {u"pkey"_s, u"-in"_s, peer, u"-pubout"_s, u"-outform"_s, u"DER"_s});
        QVERIFY(expected && spki);
        const QByteArray point = spki->right(2 * expected->size() + 1);
        const auto session = login();
        QVERIFY(session);
        const auto scheme = name[1] == '2' ? core::WrapScheme::EcdhP256 : core::WrapScheme::EcdhP384;
        const auto secret = (*session)->unwrap(pair.id, scheme, point);
        QVERIFY2(secret, secret ? "" : qPrintable(secret.error().detail));
        QVERIFY(secret->equals(std::as_bytes(std::span(*expected))));
    }
}

void TestTokenSession::wrongPinThenFlags()
{
    QVERIFY(script("tries 3"));
    const auto refused = login("000001");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), u"token.pin-wrong"_s);
    const auto prompt = token::pinPromptFor(*m_module->token(m_slot));
    QVERIFY(prompt);
    QVERIFY(prompt->notices.contains(token::PinNotice::CountLow));
    QVERIFY(!prompt->asksExplicitYes);
    QVERIFY(login()); // and a right one clears it
    QVERIFY(token::pinPromptFor(*m_module->token(m_slot))->notices.isEmpty());
}

void TestTokenSession::lockedPinIsNotAskedFor()
{
    QVERIFY(script("tries 1"));
    const auto last = login("000001", token::FinalTry::Accept);
    QCOMPARE(last.error().code.toString(), u"token.pin-locked"_s);
    QCOMPARE(token::pinPromptFor(*m_module->token(m_slot)).error().code.toString(), u"token.pin-locked"_s);
    QCOMPARE(login().error().code.toString(), u"token.pin-locked"_s);
}

void TestTokenSession::finalTryNeedsAnExplicitYes()
{
    QVERIFY(script("tries 2"));
    QVERIFY(!login("000001"));
    QVERIFY(token::pinPromptFor(*m_module->token(m_slot))->asksExplicitYes);
    QCOMPARE(login().error().code.toString(), u"token.pin-final-try"_s);
    QVERIFY(login(test::SoftToken::pin(), token::FinalTry::Accept));
}

void TestTokenSession::pinToBeChangedSignsNothing()
{
    QVERIFY(script("must-change"));
    QVERIFY(token::pinPromptFor(*m_module->token(m_slot))->notices.contains(token::PinNotice::MustChange));
    QCOMPARE(login().error().code.toString(), u"token.pin-must-change"_s);
    QVERIFY(script("not-set"));
    QCOMPARE(login().error().code.toString(), u"token.pin-not-set"_s);
}

void TestTokenSession::pinThatCannotBeRightCostsNoTry()
{
    QVERIFY(script("tries 3"));
    QCOMPARE(login("1").error().code.toString(), u"token.pin-length"_s);
    QCOMPARE(login(QByteArray(300, '1')).error().code.toString(), u"token.pin-length"_s);
    QVERIFY(token::pinPromptFor(*m_module->token(m_slot))->notices.isEmpty());
}

void TestTokenSession::pinPadTakesNoPin()
{
    QVERIFY(script("pinpad 271828 20"));
    QVERIFY(!token::pinPromptFor(*m_module->token(m_slot))->hasField);
    QCOMPARE(login().error().code.toString(), u"token.pin-length"_s);
    const auto session = login(QByteArray());
    QVERIFY(session);
    const KeyPair pair = m_keys.value("p256");
    QVERIFY((*session)->sign(pair.id, core::HashAlgorithm::Sha256, core::sha256("pad")));
}

void TestTokenSession::pinPadCancelled()
{
    QVERIFY(script("pinpad cancel 5"));
    QCOMPARE(login(QByteArray()).error().code.toString(), u"token.cancelled"_s);
}

void TestTokenSession::pinChanges()
{
    QVERIFY(m_module->changePin(m_slot, pinOf(test::SoftToken::pin()), pinOf("314159265")));
    QVERIFY(!login());
    QVERIFY(login("314159265"));
    QCOMPARE(
        m_module->changePin(m_slot, pinOf("000001"), pinOf("31415926")).error().code.toString(), u"token.pin-wrong"_s);
    QVERIFY(m_module->changePin(m_slot, pinOf("314159265"), pinOf(test::SoftToken::pin())));
    QVERIFY(login());
    QVERIFY(!m_module->changePin(m_slot, {}, {}));
    // What cannot be right, or cannot become right, costs no try.
    for (const auto& [old, fresh] :
        {std::pair(QByteArray("1"), QByteArray("31415926")), std::pair(QByteArray(300, '1'), QByteArray("31415926")),
            std::pair(test::SoftToken::pin(), QByteArray("1")),
            std::pair(test::SoftToken::pin(), QByteArray(300, '1'))})
        QCOMPARE(m_module->changePin(m_slot, pinOf(old), pinOf(fresh)).error().code.toString(), u"token.pin-length"_s);
}

void TestTokenSession::pinThatHadToBeChangedIsFreeThen()
{
    QVERIFY(script("must-change"));
    QCOMPARE(login().error().code.toString(), u"token.pin-must-change"_s);
    QVERIFY(m_module->changePin(m_slot, pinOf(test::SoftToken::pin()), pinOf("31415926")));
    QVERIFY(login("31415926"));
    QVERIFY(m_module->changePin(m_slot, pinOf("31415926"), pinOf(test::SoftToken::pin())));
}

void TestTokenSession::pinChangesOnThePad()
{
    QVERIFY(script("pinpad 271828 20") && script("fresh 31415926"));
    QCOMPARE(m_module->changePin(m_slot, pinOf(test::SoftToken::pin()), pinOf("31415926")).error().code.toString(),
        u"token.pin-pad-only"_s);
    QVERIFY(m_module->changePin(m_slot, {}, {}));
    QVERIFY(script("pinpad cancel 5"));
    QCOMPARE(m_module->changePin(m_slot, {}, {}).error().code.toString(), u"token.cancelled"_s);
    QVERIFY(script("reset"));
    QVERIFY(!login());
    QVERIFY(login("31415926"));
    QVERIFY(m_module->changePin(m_slot, pinOf("31415926"), pinOf(test::SoftToken::pin())));
}

void TestTokenSession::factoryPinIsKnown()
{
    QVERIFY(token::isFactoryPin(pinOf("12345678")));
    QVERIFY(token::isFactoryPin(pinOf("1234567890")));
    QVERIFY(!token::isFactoryPin(pinOf("271828")));
}

void TestTokenSession::removalDuringSignature()
{
    const KeyPair pair = m_keys.value("rsa2048");
    const auto session = login();
    QVERIFY(session);
    QVERIFY(script("remove-at C_Sign 2"));
    QVERIFY((*session)->sign(pair.id, core::HashAlgorithm::Sha256, core::sha256("one")));
    const auto second = (*session)->sign(pair.id, core::HashAlgorithm::Sha256, core::sha256("two"));
    QVERIFY(!second);
    QCOMPARE(second.error().code.toString(), u"token.removed"_s);
    QCOMPARE(m_module->tokens()->size(), 0);
    // Put back, it works without a restart.
    QVERIFY(script("insert"));
    const auto again = login();
    QVERIFY(again);
    QVERIFY((*again)->sign(pair.id, core::HashAlgorithm::Sha256, core::sha256("two")));
}

void TestTokenSession::everyAnswerBecomesAnError_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("code");
    QTest::newRow("removed") << QByteArray("fail C_Sign 1 0x32") << u"token.removed"_s;
    QTest::newRow("handle") << QByteArray("fail C_SignInit 1 0x82") << u"token.removed"_s;
    QTest::newRow("closed") << QByteArray("fail C_Sign 1 0xb3") << u"token.removed"_s;
    QTest::newRow("device error") << QByteArray("fail C_Sign 1 0x30") << u"token.failed"_s;
    QTest::newRow("mechanism") << QByteArray("fail C_SignInit 1 0x70") << u"token.cannot"_s;
    QTest::newRow("cancelled") << QByteArray("fail C_Sign 1 0x50") << u"token.cancelled"_s;
    QTest::newRow("search") << QByteArray("fail C_FindObjectsInit 1 0x30") << u"token.failed"_s;
}

void TestTokenSession::everyAnswerBecomesAnError()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, code);
    const auto session = login();
    QVERIFY(session);
    QVERIFY(script(command.constData()));
    const KeyPair pair = m_keys.value("rsa2048");
    const auto signature = (*session)->sign(pair.id, core::HashAlgorithm::Sha256, core::sha256("x"));
    QVERIFY(!signature);
    QCOMPARE(signature.error().code.toString(), code);
}

void TestTokenSession::loginLeftBehindDoesNotStandInForPin()
{
    const auto session = login();
    QVERIFY(session);
    QVERIFY(!login("000001"));
}

void TestTokenSession::afterLogoutNothingIsSigned()
{
    const auto session = login();
    QVERIFY(session);
    (*session)->logout();
    const auto signature = (*session)->sign(m_keys.value("p256").id, core::HashAlgorithm::Sha256, core::sha256("late"));
    QCOMPARE(signature.error().code.toString(), u"token.ceremony-over"_s);
}

void TestTokenSession::guestSignsOnce()
{
    const KeyPair pair = m_keys.value("p256");
    const auto session = login();
    QVERIFY(session);
    token::TokenSigner signer(*session, token::StoredCertificate{pair.id, QString(), pair.certificate});
    token::OneDocumentSigner guest(signer);
    QVERIFY(guest.sign(core::HashAlgorithm::Sha256, core::sha256("the one")));
    QCOMPARE(guest.sign(core::HashAlgorithm::Sha256, core::sha256("another")).error().code.toString(),
        u"token.guest-done"_s);
}

void TestTokenSession::thousandSignaturesFromFourThreads()
{
    const KeyPair pair = m_keys.value("p256");
    const auto session = login();
    QVERIFY(session);
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 250; ++i) {
                    const QByteArray digest = core::sha256(QByteArray::number(t * 1000 + i));
                    if ((*session)->sign(pair.id, core::HashAlgorithm::Sha256, digest))
                        ++good;
                }
            });
        }
    }
    QCOMPARE(good.load(), 1000);
}

void TestTokenSession::noSessionIsLeft()
{
    // Sessions belong to a process, so the module under it counts them; another program only sees that it can log in.
    {
        const auto session = login();
        QVERIFY(session && !script("idle"));
        (*session)->logout();
        QVERIFY(script("idle"));
    }
    const QByteArray listed = m_token.tool({u"--login"_s, u"--pin"_s, QString::fromLatin1(test::SoftToken::pin()),
        u"--list-objects"_s, u"--type"_s, u"privkey"_s});
    QVERIFY2(listed.contains("p256"), listed.constData());
}

void TestTokenSession::moduleFilesThatAreNone()
{
    QCOMPARE(token::CryptokiModule::load(u"/nowhere/module.so"_s).error().code.toString(), u"token.module-missing"_s);
    QCOMPARE(token::CryptokiModule::load(test::sourcePath(u"CMakeLists.txt"_s)).error().code.toString(),
        u"token.module-unusable"_s);
}

QTEST_GUILESS_MAIN(TestTokenSession)
#include "tst_tokensession.moc"
