#include "opensslcli.h"

#include "support/testfiles.h"
#include "support/testkeys.h"

#include <core/encoding.h>
#include <core/json.h>
#include <pki/jws.h>

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::pki;

class TestJws : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void anotherToolMakesOne_data() { whatIsWrittenIsRead_data(); }
    void anotherToolMakesOne();
    void anyChangedLetterIsRefused();
    void forgeriesAreRefused_data();
    void forgeriesAreRefused();
    void base64UrlHasOneSpelling();

private:
    static QByteArray header(const QJsonObject& fields) { return toBase64Url(core::writeJson(fields)); }
    static QJsonArray chainOf(const SoftwareKey& key)
    {
        return {QString::fromLatin1(core::toBase64(key.holder().der()))};
    }
};

void TestJws::whatIsWrittenIsRead_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("ES256") << static_cast<int>(NewKey::EcP256);
    QTest::newRow("RS256") << static_cast<int>(NewKey::Rsa2048);
}

void TestJws::whatIsWrittenIsRead()
{
    QFETCH(int, kind);
    auto key = test::testKey(QStringLiteral("device"), static_cast<NewKey>(kind));
    const auto other = test::testKey(QStringLiteral("issuer"));
    const auto text = writeJws("{\"a\":1}", key, {other.holder()});
    QVERIFY(text);
    const auto read = Jws::read(*text);
    QVERIFY(read);
    QVERIFY(read->isSigned());
    QCOMPARE(read->payload(), QByteArray("{\"a\":1}"));
    QVERIFY(read->signer() == key.holder());
    QCOMPARE(read->chain().size(), 2);
}

// The signature is made by the openssl program over header and payload put together by hand.
void TestJws::anotherToolMakesOne()
{
    QFETCH(int, kind);
    const bool isRsa = static_cast<NewKey>(kind) == NewKey::Rsa2048;
    const auto key = test::testKey(QStringLiteral("device"), static_cast<NewKey>(kind));
    QTemporaryDir folder;
    const auto pkcs8 = key.toPkcs8().value();
    test::writeFile(folder.filePath(QStringLiteral("key")),
        QByteArray(reinterpret_cast<const char*>(pkcs8.data()), static_cast<qsizetype>(pkcs8.size())));
    const QByteArray input = header({{QStringLiteral("alg"), isRsa ? QStringLiteral("RS256") : QStringLiteral("ES256")},
                                 {QStringLiteral("x5c"), chainOf(key)}}) +
                             '.' + toBase64Url("hello");
    test::writeFile(folder.filePath(QStringLiteral("input")), input);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-sign"),
            folder.filePath(QStringLiteral("key")), QStringLiteral("-keyform"), QStringLiteral("DER"),
            QStringLiteral("-out"), folder.filePath(QStringLiteral("signature")),
            folder.filePath(QStringLiteral("input"))});
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    QByteArray signature = test::readFile(folder.filePath(QStringLiteral("signature")));
    QVERIFY(!signature.isEmpty());
    if (!isRsa) {
        // A sequence of two integers, each without leading zeros, to two halves of 32 bytes.
        const auto half = [&signature](qsizetype at) {
            QByteArray number = signature.mid(at + 2, signature.at(at + 1));
            while (number.size() > 32)
                number.remove(0, 1);
            return QByteArray(32 - number.size(), '\0') + number;
        };
        const QByteArray first = half(2);
        signature = first + half(4 + signature.at(3));
    }
    const auto read = Jws::read(input + '.' + toBase64Url(signature));
    QVERIFY(read);
    QVERIFY(read->isSigned());
    QCOMPARE(read->payload(), QByteArray("hello"));
}

void TestJws::anyChangedLetterIsRefused()
{
    auto key = test::testKey(QStringLiteral("device"));
    const QByteArray text = writeJws("{\"a\":1}", key).value();
    for (qsizetype at = 0; at < text.size(); ++at) {
        QByteArray changed = text;
        changed[at] = text.at(at) == 'A' ? 'B' : 'A';
        const auto read = Jws::read(changed);
        QVERIFY2(!read || !read->isSigned(), qPrintable(QString::number(at)));
    }
}

void TestJws::forgeriesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    auto key = test::testKey(QStringLiteral("device"));
    auto rsa = test::testKey(QStringLiteral("device"), NewKey::Rsa2048);
    const QByteArray good = writeJws("x", key).value();
    const QList<QByteArray> parts = good.split('.');
    const auto row = [](const char* name, const QByteArray& text) {
        QTest::newRow(name) << text;
    };
    const auto headed = [&](const char* name, const QJsonObject& fields) {
        row(name, header(fields) + '.' + parts.at(1) + '.' + parts.at(2));
    };
    const QString alg = QStringLiteral("alg");
    const QString x5c = QStringLiteral("x5c");
    row("empty", "");
    row("two parts", parts.at(0) + '.' + parts.at(1));
    row("four parts", good + ".x");
    row("no signature", parts.at(0) + '.' + parts.at(1) + '.');
    row("padding", good + '=');
    headed("none", {{alg, QStringLiteral("none")}, {x5c, chainOf(key)}});
    headed("HMAC with the certificate as key", {{alg, QStringLiteral("HS256")}, {x5c, chainOf(key)}});
    headed("an algorithm of another key", {{alg, QStringLiteral("RS256")}, {x5c, chainOf(key)}});
    headed("a key of another algorithm", {{alg, QStringLiteral("ES256")}, {x5c, chainOf(rsa)}});
    headed("no certificate", {{alg, QStringLiteral("ES256")}});
    headed("an empty chain", {{alg, QStringLiteral("ES256")}, {x5c, QJsonArray()}});
    headed("a key of its own",
        {{alg, QStringLiteral("ES256")}, {x5c, chainOf(key)}, {QStringLiteral("jwk"), QJsonObject()}});
    headed("a key from an address",
        {{alg, QStringLiteral("ES256")}, {x5c, chainOf(key)}, {QStringLiteral("jku"), QStringLiteral("http://x")}});
    headed("a critical field",
        {{alg, QStringLiteral("ES256")}, {x5c, chainOf(key)}, {QStringLiteral("crit"), QJsonArray{alg}}});
    headed("a chain too long", {{alg, QStringLiteral("ES256")}, {x5c, QJsonArray{x5c, x5c, x5c, x5c, x5c}}});
    row("another's certificate", writeJws("x", rsa).value().split('.').at(0) + '.' + parts.at(1) + '.' + parts.at(2));
    row("zeros", parts.at(0) + '.' + parts.at(1) + '.' + toBase64Url(QByteArray(64, '\0')));
}

void TestJws::forgeriesAreRefused()
{
    QFETCH(QByteArray, text);
    const auto read = Jws::read(text);
    QVERIFY(!read || !read->isSigned());
}

void TestJws::base64UrlHasOneSpelling()
{
    QCOMPARE(toBase64Url("\xfb\xff"), QByteArray("-_8"));
    QCOMPARE(fromBase64Url("-_8").value(), QByteArray("\xfb\xff"));
    for (const char* wrong : {"-_8=", "+/8", "-_9", "-_8\n", "-", "a b"})
        QVERIFY2(!fromBase64Url(wrong), wrong);
    QCOMPARE(fromBase64Url("").value(), QByteArray());
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
