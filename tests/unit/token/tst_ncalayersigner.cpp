#include "ncalayerpeer.h"

#include "support/evidence/samples.h"
#include "support/evidence/signing.h"

#include <core/encoding.h>
#include <core/json.h>
#include <evidence/documentsigner.h>
#include <pki/signing.h>
#include <token/ncalayersigner.h>

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A key behind a foreign program, against a scripted program.
class TestNcaLayerSigner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signsADocument();
    void asksByDigest();
    void pemIsUnderstood();
    void everyWrongAnswerIsNamed_data();
    void everyWrongAnswerIsNamed();
    void silenceEnds();
    void cancelEndsAtOnce();
    void unknownCertificateIsNotSpokenTo();
    void anotherMachineIsNotSpokenTo();
    void nobodyThere();

private:
    using Answer = std::optional<QByteArray>;
    [[nodiscard]] QByteArray cmsFor(const QJsonObject& question, pki::SoftwareKey key,
        const std::function<QByteArray(QByteArray)>& change = {}) const;
    [[nodiscard]] static QByteArray good(const QJsonValue& result);
    [[nodiscard]] token::NcaLayerOptions options(const test::NcaLayerPeer& peer) const;

    test::SigningWorld m_world;
    const QByteArray m_digest = core::sha256("what the client signed");
};

QByteArray TestNcaLayerSigner::cmsFor(
    const QJsonObject& question, pki::SoftwareKey key, const std::function<QByteArray(QByteArray)>& change) const
{
    const auto digest = core::fromBase64(question["args"_L1]["data"_L1].toString().toLatin1()).value_or(QByteArray());
    return pki::signDigest(change ? change(digest) : digest, key).value_or(QByteArray());
}

QByteArray TestNcaLayerSigner::good(const QJsonValue& result)
{
    return core::writeJson({{u"status"_s, true}, {u"body"_s, QJsonObject{{u"result"_s, result}}}});
}

token::NcaLayerOptions TestNcaLayerSigner::options(const test::NcaLayerPeer& peer) const
{
    token::NcaLayerOptions options;
    options.url = peer.url();
    options.authorities = {m_world.pki.bank().certificate()};
    options.connectDeadline = 3s;
    options.signDeadline = 3s;
    return options;
}

void TestNcaLayerSigner::signsADocument()
{
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {.answer = [this](const QJsonObject& question) -> Answer {
        return good(QJsonArray{QString::fromLatin1(core::toBase64(cmsFor(question, m_world.teller())))});
    }});
    token::NcaLayerSigner signer(m_world.teller().holder(), options(peer));
    const auto document =
        evidence::DocumentSigner(m_world.clock, m_world.pki.nationalTrust()).sign(test::tinyDocument(), signer);
    QVERIFY2(document, document ? "" : qPrintable(document.error().detail));
    // Its CMS carries no intermediates; the verifier has them from elsewhere.
    const auto report = m_world.verified(m_world.raised(*document, evidence::SignatureLevel::BLT));
    QCOMPARE(evidence::nameOf(report.indication), u"TOTAL-PASSED"_s);
}

void TestNcaLayerSigner::asksByDigest()
{
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {.answer = [this](const QJsonObject& question) -> Answer {
        return good(QString::fromLatin1(core::toBase64(cmsFor(question, m_world.teller()))));
    }});
    auto wanted = options(peer);
    wanted.storages = QStringList{u"AKKaztokenStore"_s};
    wanted.locale = u"ru"_s;
    token::NcaLayerSigner signer(m_world.teller().holder(), wanted);
    QVERIFY(signer.signToCms(core::HashAlgorithm::Sha256, m_digest));
    const QJsonObject question = peer.lastQuestion();
    QCOMPARE(question["module"_L1].toString(), u"kz.gov.pki.knca.basics"_s);
    QCOMPARE(question["method"_L1].toString(), u"sign"_s);
    const QJsonValue arguments = question["args"_L1];
    QCOMPARE(arguments["format"_L1].toString(), u"cms"_s);
    QCOMPARE(arguments["locale"_L1].toString(), u"ru"_s);
    QCOMPARE(arguments["data"_L1].toString(), QString::fromLatin1(m_digest.toBase64()));
    QCOMPARE(arguments["allowedStorages"_L1].toArray(), QJsonArray{u"AKKaztokenStore"_s});
    QCOMPARE(arguments["signingParams"_L1].toObject(),
        (QJsonObject{{u"decode"_s, true}, {u"digested"_s, true}, {u"encapsulate"_s, false}}));
}

void TestNcaLayerSigner::pemIsUnderstood()
{
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {.answer = [this](const QJsonObject& question) -> Answer {
        QByteArray pem = "-----BEGIN CMS-----\r\n";
        const QByteArray body = core::toBase64(cmsFor(question, m_world.teller()));
        for (qsizetype i = 0; i < body.size(); i += 64)
            pem += body.mid(i, 64) + "\r\n";
        return good(QJsonArray{QString::fromLatin1(pem + "-----END CMS-----\r\n")});
    }});
    token::NcaLayerSigner signer(m_world.teller().holder(), options(peer));
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, m_digest);
    QVERIFY2(cms, cms ? "" : qPrintable(cms.error().detail));
}

void TestNcaLayerSigner::everyWrongAnswerIsNamed_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("refuses") << 0 << u"token.ncalayer-refused"_s;
    QTest::newRow("the person cancelled") << 1 << u"token.cancelled"_s;
    QTest::newRow("the window was closed") << 2 << u"token.cancelled"_s;
    QTest::newRow("not JSON") << 3 << u"token.ncalayer-answer"_s;
    QTest::newRow("JSON of something else") << 4 << u"token.ncalayer-answer"_s;
    QTest::newRow("not a CMS") << 5 << u"token.ncalayer-answer"_s;
    QTest::newRow("not Base64") << 6 << u"token.ncalayer-answer"_s;
    QTest::newRow("over another digest") << 7 << u"token.ncalayer-other-document"_s;
    QTest::newRow("by somebody else") << 8 << u"token.ncalayer-other-signer"_s;
    QTest::newRow("a bent signature") << 9 << u"token.ncalayer-answer"_s;
    QTest::newRow("two results") << 10 << u"token.ncalayer-answer"_s;
    QTest::newRow("the content inside") << 11 << u"token.ncalayer-answer"_s;
    QTest::newRow("hangs up") << 12 << u"token.ncalayer-hung-up"_s;
    QTest::newRow("too long") << 13 << u"token.ncalayer-hung-up"_s;
    QTest::newRow("no greeting but noise") << 14 << u"token.ncalayer-answer"_s;
}

void TestNcaLayerSigner::everyWrongAnswerIsNamed()
{
    QFETCH(int, what);
    QFETCH(QString, code);
    test::NcaLayerPeer::Script script;
    if (what == 14)
        script.greeting = "{\"hello\":1}";
    script.answer = [this, what](const QJsonObject& question) -> Answer {
        const auto base64 = [](const QByteArray& cms) {
            return QString::fromLatin1(core::toBase64(cms));
        };
        switch (what) {
        case 0:
            return core::writeJson({{u"status"_s, false}, {u"code"_s, u"500"_s}, {u"message"_s, u"no key"_s}});
        case 1:
            return core::writeJson({{u"status"_s, false}, {u"message"_s, u"action.canceled"_s}});
        case 2:
            return core::writeJson({{u"status"_s, true}, {u"body"_s, QJsonObject()}});
        case 3:
            return "<html>";
        case 4:
            return "{\"a\":1}";
        case 5:
            return good(QJsonArray{base64("no CMS")});
        case 6:
            return good(QJsonArray{u"???"_s});
        case 7:
            return good(QJsonArray{base64(cmsFor(
                question, m_world.teller(), [](const QByteArray&) { return core::sha256("another document"); }))});
        case 8:
            return good(
                QJsonArray{base64(cmsFor(question, m_world.pki.signature(simulation::DemoPerson::SecondTeller)))});
        case 9: {
            QByteArray cms = cmsFor(question, m_world.teller());
            cms[cms.size() - 5] = char(cms.at(cms.size() - 5) ^ 1);
            return good(QJsonArray{base64(cms)});
        }
        case 10:
            return good(QJsonArray{u"AA=="_s, u"AA=="_s});
        case 11: {
            auto key = m_world.teller();
            return good(
                QJsonArray{base64(pki::signContent("what the client signed", pki::ContentPlace::Attached, {&key})
                                      .value_or(QByteArray()))});
        }
        case 13:
            return QByteArray(1 << 20, ' ');
        default:
            return QByteArray();
        }
    };
    const test::NcaLayerPeer peer(m_world.pki.gateway(), script);
    token::NcaLayerSigner signer(m_world.teller().holder(), options(peer));
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, m_digest);
    QVERIFY(!cms);
    QCOMPARE(cms.error().code.toString(), code);
}

void TestNcaLayerSigner::silenceEnds()
{
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {});
    auto wanted = options(peer);
    wanted.signDeadline = 200ms;
    token::NcaLayerSigner signer(m_world.teller().holder(), wanted);
    QElapsedTimer timer;
    timer.start();
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, m_digest);
    QVERIFY(!cms);
    QCOMPARE(cms.error().code.toString(), u"token.ncalayer-silent"_s);
    QVERIFY(timer.elapsed() < 10'000);
}

void TestNcaLayerSigner::cancelEndsAtOnce()
{
    std::atomic<bool> asked = false;
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {.answer = [&asked](const QJsonObject&) -> Answer {
        asked = true;
        return std::nullopt;
    }});
    auto wanted = options(peer);
    wanted.signDeadline = 60s;
    token::NcaLayerSigner signer(m_world.teller().holder(), wanted);
    std::thread person([&] {
        while (!asked)
            std::this_thread::yield();
        signer.cancel();
    });
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, m_digest);
    person.join();
    QVERIFY(!cms);
    QCOMPARE(cms.error().code.toString(), u"token.cancelled"_s);
    QCOMPARE(signer.beginKeeping().error().code.toString(), u"token.cancelled"_s); // a cancel behind its answer counts
    QVERIFY(token::NcaLayerSigner(m_world.teller().holder(), wanted).beginKeeping());
}

void TestNcaLayerSigner::unknownCertificateIsNotSpokenTo()
{
    bool asked = false;
    const test::NcaLayerPeer peer(m_world.pki.gateway(), {.answer = [&asked](const QJsonObject&) -> Answer {
        asked = true;
        return QByteArray();
    }});
    auto stranger = options(peer);
    stranger.authorities = {m_world.pki.vendor().certificate()};
    token::NcaLayerSigner signer(m_world.teller().holder(), stranger);
    const auto cms = signer.signToCms(core::HashAlgorithm::Sha256, m_digest);
    QVERIFY(!cms);
    QCOMPARE(cms.error().code.toString(), u"token.ncalayer-not-trusted"_s);
    // Right authority, but a certificate for another name.
    const test::NcaLayerPeer other(m_world.pki.workstation(), {});
    token::NcaLayerSigner another(m_world.teller().holder(), options(other));
    QCOMPARE(another.signToCms(core::HashAlgorithm::Sha256, m_digest).error().code.toString(),
        u"token.ncalayer-not-trusted"_s);
    QVERIFY(!asked);
}

void TestNcaLayerSigner::anotherMachineIsNotSpokenTo()
{
    for (const char* url : {"wss://192.0.2.1:13579/", "ws://127.0.0.1:13579/", "wss://ncalayer.example.kz/"}) {
        token::NcaLayerOptions wanted;
        wanted.url = QUrl(QString::fromLatin1(url));
        token::NcaLayerSigner signer(m_world.teller().holder(), wanted);
        QCOMPARE(signer.signToCms(core::HashAlgorithm::Sha256, m_digest).error().code.toString(),
            u"token.ncalayer-not-here"_s);
    }
}

void TestNcaLayerSigner::nobodyThere()
{
    token::NcaLayerOptions wanted;
    {
        const test::NcaLayerPeer gone(m_world.pki.gateway(), {});
        wanted.url = gone.url();
    }
    token::NcaLayerSigner signer(m_world.teller().holder(), wanted);
    QCOMPARE(
        signer.signToCms(core::HashAlgorithm::Sha256, m_digest).error().code.toString(), u"token.ncalayer-absent"_s);
}

QTEST_MAIN(TestNcaLayerSigner)
#include "tst_ncalayersigner.moc"
