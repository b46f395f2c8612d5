#include "support/fakeclock.h"
#include "support/gostcertificate.h"

#include <messages/catalogue.h>
#include <simulation_pki/demopki.h>
#include <token/credentials.h>

#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using simulation::DemoPerson;
using simulation::DemoProfile;
using token::CredentialUse;

// Which certificate of a token is for what, whether it will do, and when it ends.
class TestCredentials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sortedByKeyUsage();
    void sortedByPolicy();
    void theNationalCentresMarks();
    void viewShowsItsHolder();
    void everyRefusalHasItsSentence_data();
    void everyRefusalHasItsSentence();
    void goodOneIsChosenAmongBad();
    void nearestMissIsTold();
    void gostIsRecognised();
    void gostOfAnUnknownIssuerSaysWhatItNeeds();
    void expiryIsAnnounced_data();
    void expiryIsAnnounced();
    void noClientThatCouldNotBeSigned();

private:
    [[nodiscard]] QByteArray gostSignature() const { return test::withGostKey(stored(signature()).certificate); }
    [[nodiscard]] token::StoredCertificate stored(const DemoProfile& profile) const
    {
        const auto key = m_pki.national().issue(profile).value();
        return {"01", u"label"_s, key.certificate()};
    }
    [[nodiscard]] DemoProfile signature() const { return m_pki.signatureProfile(DemoPerson::Teller); }
    [[nodiscard]] DemoProfile authentication() const { return m_pki.authenticationProfile(DemoPerson::Teller); }
    [[nodiscard]] token::CredentialRules rules() const { return {m_pki.nationalTrust(), u"850140000019"_s}; }

    test::FakeClock m_clock;
    const core::WallTime m_now = m_clock.wall();
    simulation::DemoPki m_pki = simulation::DemoPki::make({.now = m_now}).value();
};

void TestCredentials::sortedByKeyUsage()
{
    DemoProfile neither = signature();
    neither.keyUses = pki::KeyUse::KeyEncipherment;
    const auto found = token::credentialsOf(
        {stored(authentication()), stored(signature()), stored(neither), {"02", u"noise"_s, "no certificate"},
            {"03", u"authority"_s, m_pki.national().certificate().der()}},
        rules());
    QCOMPARE(found.size(), 2);
    QVERIFY(found.at(0).use == CredentialUse::Authentication);
    QVERIFY(found.at(1).use == CredentialUse::DocumentSignature);
}

void TestCredentials::sortedByPolicy()
{
    // 1.2.398.3.3.2.1 and .2 mark a legal entity's two kinds; a person's own is .3.
    token::CredentialRules strict = rules();
    strict.signaturePolicies = QStringList{u"1.2.398.3.3.2.1"_s};
    strict.authenticationPolicies = QStringList{u"1.2.398.3.3.2.2"_s};
    DemoProfile own = signature();
    own.policies = QStringList{u"1.2.398.3.3.2.3"_s};
    const auto found = token::credentialsOf({stored(own), stored(signature()), stored(authentication())}, strict);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).certificate.policies(), strict.signaturePolicies);
    QCOMPARE(found.at(1).certificate.policies(), strict.authenticationPolicies);
}

// What the program goes by: its own people come in, and what is marked for the other use, or for none, does not.
void TestCredentials::theNationalCentresMarks()
{
    token::CredentialRules national = rules();
    national.signaturePolicies = token::nationalSignaturePolicies();
    national.authenticationPolicies = token::nationalAuthenticationPolicies();
    const auto sorted = [&](const DemoProfile& profile) {
        return !token::credentialsOf({stored(profile)}, national).isEmpty();
    };
    for (const DemoPerson person : {DemoPerson::Teller, DemoPerson::Client}) {
        QVERIFY(sorted(m_pki.signatureProfile(person)));
        QVERIFY(sorted(m_pki.authenticationProfile(person)));
    }
    DemoProfile marked = signature();
    for (const auto& [policy, good] : {std::pair(u"1.2.398.3.3.2"_s, true), std::pair(u"1.2.398.3.3.2.2"_s, false),
             std::pair(u"1.2.398.3.3.2.4"_s, false), std::pair(u"1.2.398.3.3.2.5"_s, false)}) {
        marked.policies = QStringList{policy};
        QVERIFY2(sorted(marked) == good, qPrintable(policy));
    }
    marked = authentication();
    marked.policies = QStringList{u"1.2.398.3.3.2.1"_s};
    QVERIFY(!sorted(marked));
}

void TestCredentials::viewShowsItsHolder()
{
    DemoProfile profile = signature();
    profile.keyStorage = u"1.2.398.3.3.5.2.2"_s;
    const auto view = token::viewOf(token::credentialsOf({stored(profile)}, rules()).first());
    QCOMPARE(view.name, u"САМАТОВА АЙГҮЛ СЕРІКҚЫЗЫ"_s);
    QCOMPARE(view.iin, u"850704201233"_s);
    QCOMPARE(view.bin, u"850140000019"_s);
    QCOMPARE(view.organisation, u"«Тіркеу Банк» АҚ (демонстрациялық)"_s);
    QVERIFY(view.roles.contains(pki::CertificateRole::Employee));
    QVERIFY(view.storage == pki::KeyStorage::Kaztoken);
    QVERIFY(view.keyKind == pki::KeyKind::EcP256);
    QCOMPARE(core::toIsoText(view.notBefore), core::toIsoText(std::chrono::floor<std::chrono::seconds>(profile.from)));
    QCOMPARE(core::toIsoText(view.notAfter), core::toIsoText(std::chrono::floor<std::chrono::seconds>(profile.until)));
}

void TestCredentials::everyRefusalHasItsSentence_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part"); // of the Russian sentence
    QTest::newRow("good") << QString() << QString();
    QTest::newRow("expired") << u"token.certificate-expired"_s << u"истёк"_s;
    QTest::newRow("not yet valid") << u"token.certificate-not-yet-valid"_s << QString();
    QTest::newRow("revoked") << u"token.certificate-revoked"_s << u"отозван"_s;
    QTest::newRow("another bank") << u"token.certificate-of-another-organisation"_s << QString();
    QTest::newRow("unknown issuer") << u"token.certificate-issuer-unknown"_s << QString();
    QTest::newRow("without IIN") << u"token.certificate-without-iin"_s << u"ИИН"_s;
    QTest::newRow("unfit") << u"token.certificate-unfit"_s << QString();
}

void TestCredentials::everyRefusalHasItsSentence()
{
    QFETCH(QString, code);
    QFETCH(QString, part);
    const QByteArray row = QTest::currentDataTag();
    DemoProfile profile = signature();
    token::CredentialRules wanted = rules();
    std::optional<pki::StatusResult> status;
    if (row == "expired") {
        profile.from = m_now - std::chrono::days(400);
        profile.until = m_now - std::chrono::days(1);
    } else if (row == "not yet valid") {
        profile.from = m_now + std::chrono::days(1);
    } else if (row == "revoked") {
        status = pki::StatusResult{.status = pki::CertificateStatus::Revoked,
            .revokedAt = m_now - std::chrono::hours(1),
            .reason = pki::RevocationReason::KeyCompromise};
    } else if (row == "another bank") {
        wanted.organisationBin = u"941240001234"_s;
    } else if (row == "unknown issuer") {
        wanted.trust = m_pki.bankTrust();
    } else if (row == "without IIN") {
        profile.iin.clear();
    } else if (row == "unfit") {
        profile.extendedUses = QStringList{u"1.3.6.1.5.5.7.3.1"_s};
    }
    const auto credentials = token::credentialsOf({stored(profile)}, wanted);
    QCOMPARE(credentials.size(), 1);
    const auto judged = token::judgeCredential(credentials.first(), wanted, m_now, status ? &*status : nullptr);
    if (code.isEmpty()) {
        QVERIFY2(judged, judged ? "" : qPrintable(judged.error().detail));
        return;
    }
    QVERIFY(!judged);
    QCOMPARE(judged.error().code.toString(), code);
    const auto catalogue = messages::Catalogue::embedded();
    QVERIFY(catalogue.contains(judged.error().code));
    for (const core::Language language : core::kLanguages) {
        const QString sentence = catalogue.sentence(judged.error(), language);
        QVERIFY2(sentence.size() > 20 && !sentence.contains(u"%1"), qPrintable(sentence));
    }
    QVERIFY(catalogue.sentence(judged.error(), core::Language::Russian).contains(part));
}

void TestCredentials::goodOneIsChosenAmongBad()
{
    DemoProfile ended = signature();
    ended.from = m_now - std::chrono::days(400);
    ended.until = m_now - std::chrono::days(10);
    DemoProfile shorter = signature();
    shorter.until = m_now + std::chrono::days(20);
    const auto all =
        token::credentialsOf({stored(ended), stored(shorter), stored(signature()), stored(authentication())}, rules());
    const auto chosen = token::chooseCredential(all, CredentialUse::DocumentSignature, rules(), m_now);
    QVERIFY(chosen);
    QVERIFY(chosen->certificate == all.at(2).certificate); // the one that lasts longest
    const auto other = token::chooseCredential(all, CredentialUse::Authentication, rules(), m_now);
    QVERIFY(other && other->use == CredentialUse::Authentication);
}

void TestCredentials::nearestMissIsTold()
{
    DemoProfile ended = signature();
    ended.from = m_now - std::chrono::days(400);
    ended.until = m_now - std::chrono::days(10);
    DemoProfile foreign = signature();
    foreign.bin = u"941240001234"_s;
    const auto all = token::credentialsOf({stored(foreign), stored(ended)}, rules());
    QCOMPARE(token::chooseCredential(all, CredentialUse::DocumentSignature, rules(), m_now).error().code.toString(),
        u"token.certificate-expired"_s);
    QCOMPARE(token::chooseCredential({}, CredentialUse::DocumentSignature, rules(), m_now).error().code.toString(),
        u"token.no-signature-certificate"_s);
    QCOMPARE(token::chooseCredential(all, CredentialUse::Authentication, rules(), m_now).error().code.toString(),
        u"token.no-authentication-certificate"_s);
}

void TestCredentials::gostOfAnUnknownIssuerSaysWhatItNeeds()
{
    const auto credentials = token::credentialsOf({{"01", u"gost"_s, gostSignature()}}, rules());
    QCOMPARE(credentials.size(), 1);
    QVERIFY(token::judgeCredential(credentials.first(), rules(), m_now)); // its adapter brings the verdict on the key
    token::CredentialRules nobody = rules();
    nobody.trust = {};
    const auto chosen = token::chooseCredential(credentials, CredentialUse::DocumentSignature, nobody, m_now);
    QVERIFY(chosen);
    const Result<> told = token::checkSignsHere(*chosen);
    QVERIFY(!told);
    for (const core::Language language : core::kLanguages)
        QVERIFY(messages::Catalogue::embedded().sentence(told.error(), language).contains(u"NCALayer"));
    // One that is no GOST certificate has nothing to do with it.
    const auto plain = token::credentialsOf({stored(signature())}, rules());
    QCOMPARE(token::chooseCredential(plain, CredentialUse::DocumentSignature, nobody, m_now).error().code.toString(),
        u"token.certificate-issuer-unknown"_s);
}

void TestCredentials::gostIsRecognised()
{
    const QByteArray der = gostSignature();
    const auto credentials = token::credentialsOf({{"01", u"gost"_s, der}}, rules());
    QCOMPARE(credentials.size(), 1);
    QVERIFY(credentials.first().needsAdapter());
    QVERIFY(credentials.first().certificate.keyKind() == pki::KeyKind::Gost2015Bits512);
    const auto told = token::checkSignsHere(credentials.first());
    QVERIFY(!told);
    const QString sentence = messages::Catalogue::embedded().sentence(told.error(), core::Language::Russian);
    QVERIFY2(sentence.contains(u"NCALayer") && sentence.contains(u"САМАТОВА"), qPrintable(sentence));
    const auto plain = token::credentialsOf({stored(signature())}, rules()).first();
    QVERIFY(!plain.needsAdapter() && token::checkSignsHere(plain));
}

void TestCredentials::expiryIsAnnounced_data()
{
    QTest::addColumn<int>("hoursLeft");
    QTest::addColumn<int>("notice"); // 0: none
    QTest::newRow("31 days") << 31 * 24 << 0;
    QTest::newRow("30 days") << 30 * 24 << 30;
    QTest::newRow("8 days") << 8 * 24 << 30;
    QTest::newRow("7 days") << 7 * 24 << 7;
    QTest::newRow("25 hours") << 25 << 7;
    QTest::newRow("one day") << 24 << 1;
    QTest::newRow("one hour") << 1 << 1;
}

void TestCredentials::expiryIsAnnounced()
{
    QFETCH(int, hoursLeft);
    QFETCH(int, notice);
    const auto certificate = m_pki.signature(DemoPerson::Teller).holder();
    const auto said = token::expiryNotice(certificate, certificate.notAfter() - std::chrono::hours(hoursLeft));
    QCOMPARE(said.value_or(0), notice);
}

void TestCredentials::noClientThatCouldNotBeSigned()
{
    const auto certificate = m_pki.signature(DemoPerson::Teller).holder();
    QVERIFY(token::checkLasts(certificate, certificate.notAfter()));
    const auto late = token::checkLasts(certificate, certificate.notAfter() + std::chrono::minutes(1));
    QVERIFY(!late);
    QCOMPARE(late.error().code.toString(), u"token.certificate-ends-too-soon"_s);
}

QTEST_MAIN(TestCredentials)
#include "tst_credentials.moc"
