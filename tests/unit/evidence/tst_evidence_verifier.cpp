#include "support/evidence/samples.h"
#include "support/evidence/signing.h"

#include <evidence/page.h>
#include <pki/signeddata.h>
#include <pki/signing.h>
#include <pki/statuschecker.h>

#include <QJsonDocument>
#include <QMap>
#include <QSet>
#include <QTest>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using evidence::Indication;
using evidence::SignatureLevel;
using evidence::SubIndication;

// What is refused and why, by the names of ETSI EN 319 102-1.
class TestVerifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void laterChangesAreRefused_data();
    void laterChangesAreRefused();
    void realPageOverpainted();
    void replayedTimeStamp();
    void everyVerdictIsOneOfTheStandard();
    void revokedBeforeAndAfter();
    void revokedCentre();
    void revokedTimeStampingAuthority();
    void responderForAnotherCertificate();
    void expiredWithoutAndWithProof();
    void renewalCarriesOn();
    void behindTheFirstStampsEnd();
    void statusOfAnother();
    void noRecordIsSaid();
    void unknownCentre();
    void sealIsOneSignatureMore();
    void recordThatDiffersFromThePage();
    void anAttachedNameIsOneFileOfItsKind();
    void notOurs_data();
    void notOurs();

private:
    void refuses(const QByteArray& pdf, Indication indication, SubIndication sub, const QString& code,
        const std::function<evidence::VerificationReport(const QByteArray&)>& verify = {});

    std::optional<test::SigningWorld> m_world;
    QByteArray m_tiny; // B-LTA
};

void TestVerifier::initTestCase()
{
    m_world.emplace();
    m_tiny = m_world->raised(m_world->signedBy(m_world->teller(), test::tinyDocument()), SignatureLevel::BLTA);
    QVERIFY(!m_tiny.isEmpty());
    QCOMPARE(m_world->verified(m_tiny).indication, Indication::TotalPassed);
}

void TestVerifier::refuses(const QByteArray& pdf, Indication indication, SubIndication sub, const QString& code,
    const std::function<evidence::VerificationReport(const QByteArray&)>& verify)
{
    const auto report = verify ? verify(pdf) : m_world->verified(pdf);
    const QByteArray shown = QJsonDocument(report.toJson()).toJson();
    QVERIFY2(report.reason() != nullptr, shown.constData());
    QVERIFY2(report.reason()->code.toString() == code, shown.constData());
    QCOMPARE(evidence::nameOf(report.indication), evidence::nameOf(indication));
    QCOMPARE(evidence::nameOf(report.subIndication), evidence::nameOf(sub));
}

void TestVerifier::laterChangesAreRefused_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QString>("code");
    const QByteArray page = "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 100 ] /Resources << >> /Contents ";
    const QByteArray paint = "<< /Length 24 >>\nstream\n1 1 1 rg 0 0 200 99 re f\nendstream";
    const auto row = [](const char* name, const QByteArray& pdf, const char* code) {
        QTest::newRow(name) << pdf << QString::fromLatin1(code);
    };
    row("overpainted", test::appended(m_tiny, {{6, paint}}), "evidence.page-changed-later");
    row("re-pointed", test::appended(m_tiny, {{3, page + "90 0 R >>"}, {90, paint}}), "evidence.page-changed-later");
    row("page added",
        test::appended(m_tiny, {{2, "<< /Type /Pages /Kids [ 3 0 R 90 0 R ] /Count 2 >>"}, {90, page + "6 0 R >>"}}),
        "evidence.page-added-later");
    row("attachment replaced",
        test::appended(m_tiny, {{5, "<< /Type /EmbeddedFile /Length 15 >>\nstream\n{\"note\":\"evil\"}\nendstream"}}),
        "evidence.attachment-changed-later");
    row("another catalogue", test::appended(m_tiny, {{90, "<< /Type /Catalog /Pages 2 0 R >>"}}, {}, 90),
        "evidence.field-changed-later");
    row("hidden table", test::appended(m_tiny, {{90, "<< /A 1 >>"}}, "/XRefStm 20"), "evidence.not-readable");
    row("another entry in the trailer", test::appended(m_tiny, {{90, "<< /A 1 >>"}}, "/Info 90 0 R"),
        "evidence.trailer-changed-later");
    row("stray object", test::appended(m_tiny, {{90, "<< /A 1 >>"}}), "evidence.object-added-later");
    row("catalogue with an action",
        test::appended(m_tiny, {{1, "<< /Type /Catalog /Pages 2 0 R /AF [ 4 0 R ] /Names << /EmbeddedFiles << /Names "
                                    "[ (note.json) 4 0 R ] >> >> /OpenAction << /S /JavaScript /JS (x) >> >>"}}),
        "evidence.field-changed-later");
    row("bytes at the end", m_tiny + "%\n", "evidence.file-form");
    row("cut in the middle", m_tiny.first(m_tiny.size() / 2), "evidence.file-form");
    const QByteArray other =
        m_world->signedBy(m_world->pki.signature(simulation::DemoPerson::SecondTeller), test::tinyDocument());
    // The last revision of one document behind another document.
    const qsizetype start = m_tiny.lastIndexOf("%%EOF\n", m_tiny.size() - 10) + 6;
    row("swapped revision", other + m_tiny.mid(start), "evidence.file-form");
}

void TestVerifier::laterChangesAreRefused()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QString, code);
    refuses(pdf, Indication::TotalFailed, SubIndication::FormatFailure, code);
}

void TestVerifier::realPageOverpainted()
{
    const auto record = test::sampleRecord(evidence::DocumentKind::FaceAuthenticity, m_world->clock,
        m_world->teller().holder(), evidence::CheckOutcome::Failed);
    const QByteArray pdf = m_world->raised(
        m_world->signedBy(m_world->teller(), evidence::makeDocument(record).value()), SignatureLevel::BLTA);
    QCOMPARE(m_world->verified(pdf).indication, Indication::TotalPassed);
    // Another content for the first page, by whatever number it has.
    const qsizetype at = pdf.indexOf("/Contents ") + 10;
    const int contents = pdf.mid(at, 8).split(' ').first().toInt();
    QVERIFY(contents > 0);
    refuses(test::appended(pdf, {{contents, "<< /Length 26 >>\nstream\n1 1 1 rg 0 0 600 850 re f \nendstream"}}),
        Indication::TotalFailed, SubIndication::FormatFailure, u"evidence.page-changed-later"_s);
}

void TestVerifier::replayedTimeStamp()
{
    const QByteArray pdf = m_world->signedBy(m_world->teller(), test::tinyDocument());
    const auto stamp = m_world->stamps.stamp(core::sha256("the signature of another document"));
    QVERIFY(stamp);
    const qsizetype gap = pdf.indexOf("/Contents <") + 11;
    const qsizetype gapEnd = pdf.indexOf('>', gap);
    const auto cms =
        pki::SignedData::read(QByteArray::fromHex(pdf.mid(gap, gapEnd - gap)), {}, pki::TrailingZeros::Allowed);
    QVERIFY(cms);
    const auto replayed = pki::addSignatureTimeStamp(cms->der(), 0, stamp->token);
    QVERIFY(replayed);
    QByteArray changed = pdf;
    changed.replace(gap, replayed->size() * 2, replayed->toHex());
    refuses(changed, Indication::TotalFailed, SubIndication::HashFailure, u"evidence.time-stamp-of-another"_s);
}

void TestVerifier::revokedBeforeAndAfter()
{
    test::SigningWorld world;
    const QByteArray pdf = world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BT);
    const auto verify = [&world](const QByteArray& bytes) {
        return world.verified(bytes);
    };
    world.services.revoke(world.teller().holder(), world.clock.wall() + std::chrono::hours(1));
    world.clock.advance(std::chrono::hours(2));
    QCOMPARE(world.verified(pdf).indication, Indication::TotalPassed); // the time stamp is older
    world.services.revoke(world.teller().holder(), world.clock.wall() - std::chrono::hours(5));
    // What the document says of its own time proves nothing, not even against it.
    refuses(pdf, Indication::Indeterminate, SubIndication::RevokedNoPoe, u"evidence.revoked-before"_s, verify);
    // And the level cannot be raised any more.
    const auto raised = world.raiser.raise(pdf, SignatureLevel::BLT);
    QVERIFY(raised && raised->stopped);
    QCOMPARE(raised->stopped->code.toString(), u"evidence.certificate-revoked"_s);
}

void TestVerifier::revokedCentre()
{
    test::SigningWorld world;
    const QByteArray pdf = world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BT);
    world.services.revoke(world.pki.national().certificate(), world.clock.wall() - std::chrono::hours(5));
    refuses(pdf, Indication::Indeterminate, SubIndication::RevokedCaNoPoe, u"evidence.revoked-before"_s,
        [&world](const QByteArray& bytes) { return world.verified(bytes); });
}

void TestVerifier::revokedTimeStampingAuthority()
{
    test::SigningWorld world;
    const QByteArray pdf = world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BT);
    const QByteArray archived = world.raised(pdf, SignatureLevel::BLTA);
    const auto verify = [&world](const QByteArray& bytes) {
        return world.verified(bytes);
    };
    simulation::DemoProfile second{.commonName = u"SECOND TSA"_s};
    second.keyUses = pki::KeyUse::DigitalSignature;
    second.extendedUses = {u"1.3.6.1.5.5.7.3.8"_s};
    second.extendedUsesAre = simulation::DemoProfile::Criticality::Critical;
    second.from = world.clock.wall();
    second.until = world.pki.timeStamping().holder().notAfter();
    const auto key = world.pki.national().issue(second);
    QVERIFY(key);
    world.clock.advance(std::chrono::hours(20));
    world.services.stampWith(*key);
    const auto renewed = world.raiser.renew(archived);
    QVERIFY(renewed && !renewed->stopped);
    // Whoever holds its key now could have stamped anything; only what another had covered before keeps its time.
    world.services.revoke(world.pki.timeStamping().holder(), world.clock.wall() + std::chrono::hours(1));
    world.clock.advance(std::chrono::hours(2));
    refuses(pdf, Indication::Indeterminate, SubIndication::RevokedNoPoe, u"evidence.revoked-before"_s, verify);
    refuses(archived, Indication::Indeterminate, SubIndication::RevokedNoPoe, u"evidence.revoked-before"_s, verify);
    const auto kept = world.verified(renewed->pdf);
    QVERIFY2(kept.indication == Indication::TotalPassed, QJsonDocument(kept.toJson()).toJson().constData());
    world.services.revoke(world.pki.timeStamping().holder(), world.clock.wall() - std::chrono::hours(30));
    refuses(renewed->pdf, Indication::Indeterminate, SubIndication::RevokedNoPoe, u"evidence.revoked-before"_s, verify);
}

// ETSI EN 319 102-1, main status indications and the sub-indications of each, those that can arise here.
void TestVerifier::everyVerdictIsOneOfTheStandard()
{
    const QMap<QString, QString> standard{{u"FORMAT_FAILURE"_s, u"TOTAL-FAILED"_s},
        {u"HASH_FAILURE"_s, u"TOTAL-FAILED"_s}, {u"SIG_CRYPTO_FAILURE"_s, u"TOTAL-FAILED"_s},
        {u"NOT_YET_VALID"_s, u"TOTAL-FAILED"_s}, {u"SIG_CONSTRAINTS_FAILURE"_s, u"INDETERMINATE"_s},
        {u"CHAIN_CONSTRAINTS_FAILURE"_s, u"INDETERMINATE"_s}, {u"CRYPTO_CONSTRAINTS_FAILURE"_s, u"INDETERMINATE"_s},
        {u"NO_SIGNING_CERTIFICATE_FOUND"_s, u"INDETERMINATE"_s}, {u"NO_CERTIFICATE_CHAIN_FOUND"_s, u"INDETERMINATE"_s},
        {u"REVOKED_NO_POE"_s, u"INDETERMINATE"_s}, {u"REVOKED_CA_NO_POE"_s, u"INDETERMINATE"_s},
        {u"OUT_OF_BOUNDS_NO_POE"_s, u"INDETERMINATE"_s}, {u"TRY_LATER"_s, u"INDETERMINATE"_s},
        {u"TIMESTAMP_ORDER_FAILURE"_s, u"INDETERMINATE"_s}, {QString(), u"TOTAL-PASSED"_s}};
    QSet<QString> seen;
    for (int i = 0; i <= int(SubIndication::TimestampOrderFailure); ++i) {
        const auto sub = SubIndication(i);
        const QString name = evidence::nameOf(sub);
        QVERIFY2(standard.contains(name), qPrintable(name));
        QCOMPARE(evidence::nameOf(evidence::indicationOf(sub)), standard.value(name));
        seen.insert(name);
    }
    QCOMPARE(seen.size(), standard.size());
}

void TestVerifier::responderForAnotherCertificate()
{
    test::SigningWorld world;
    const QByteArray pdf = world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BT);
    world.services.answerAboutAnother(world.pki.signature(simulation::DemoPerson::Supervisor).holder());
    // Ours asks, is told about somebody else, and falls back on the list.
    pki::StatusChecker checker(world.services, world.clock, world.pki.nationalTrust());
    const auto status = checker.check(world.teller().holder(), world.pki.national().certificate());
    QVERIFY(status.isGood());
    QVERIFY(status.source == pki::StatusSource::Crl);
    QVERIFY(!status.notes.isEmpty());
    // A verifier that finds only such an answer cannot decide, and says so.
    world.services.setDown(u"/crl/national"_s, true);
    const auto refused = checker.check(world.teller().holder(), world.pki.national().certificate());
    QVERIFY(!refused.isGood());
    const auto none = [&world](const QByteArray& bytes) {
        return evidence::verify(bytes, {world.pki.nationalTrust(), world.clock.wall()});
    };
    refuses(pdf, Indication::Indeterminate, SubIndication::TryLater, u"evidence.status-absent"_s, none);
}

void TestVerifier::expiredWithoutAndWithProof()
{
    test::SigningWorld world;
    const QByteArray plain = world.signedBy(world.teller(), test::tinyDocument());
    const QByteArray archived = world.raised(plain, SignatureLevel::BLTA);
    const core::WallTime end = world.teller().holder().notAfter();
    const auto later = [&](const QByteArray& bytes) {
        return evidence::verify(bytes, {world.pki.nationalTrust(), end + std::chrono::days(1)});
    };
    refuses(
        plain, Indication::Indeterminate, SubIndication::OutOfBoundsNoPoe, u"evidence.expired-without-proof"_s, later);
    if (end < world.pki.timeStamping().holder().notAfter()) {
        QCOMPARE(later(archived).indication, Indication::TotalPassed);
        QVERIFY(later(archived).signatures.first().provenTime.has_value());
    }
}

void TestVerifier::renewalCarriesOn()
{
    test::SigningWorld world;
    const QByteArray archived =
        world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BLTA);
    const auto due = evidence::renewalDue(archived);
    QVERIFY(due && *due);
    QCOMPARE(**due, world.pki.timeStamping().holder().notAfter() - std::chrono::days(30));
    world.clock.advance(std::chrono::hours(20));
    const auto renewed = world.raiser.renew(archived);
    QVERIFY(renewed && !renewed->stopped);
    QVERIFY(renewed->pdf.startsWith(archived));
    const auto report = world.verified(renewed->pdf);
    QVERIFY2(report.indication == Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());
    QCOMPARE(report.signatures.size(), 3);
}

// Ten years on: the signer's certificate and the first time-stamping authority's have ended, a second one had followed.
void TestVerifier::behindTheFirstStampsEnd()
{
    test::SigningWorld world;
    const QByteArray archived =
        world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BLTA);
    const core::WallTime firstEnds = world.pki.timeStamping().holder().notAfter();
    const auto behind = [&](const QByteArray& pdf) {
        return evidence::verify(pdf, {world.pki.nationalTrust(), firstEnds + std::chrono::days(100)});
    };
    refuses(archived, Indication::Indeterminate, SubIndication::OutOfBoundsNoPoe, u"evidence.expired-without-proof"_s,
        behind);

    simulation::DemoProfile second{.commonName = u"SECOND TSA"_s};
    second.keyUses = pki::KeyUse::DigitalSignature;
    second.extendedUses = {u"1.3.6.1.5.5.7.3.8"_s};
    second.extendedUsesAre = simulation::DemoProfile::Criticality::Critical;
    second.from = world.clock.wall();
    second.until = firstEnds + std::chrono::days(1000);
    const auto key = world.pki.national().issue(second);
    QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
    const auto due = evidence::renewalDue(archived).value();
    QVERIFY(due && *due < firstEnds);
    world.clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(*due - world.clock.wall()));
    world.services.stampWith(*key);
    const auto renewed = world.raiser.renew(archived);
    QVERIFY2(renewed && !renewed->stopped,
        renewed && renewed->stopped ? qPrintable(renewed->stopped->detail) : "not renewed");
    const auto report = behind(renewed->pdf);
    QVERIFY2(report.indication == Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());
    QVERIFY(report.level == SignatureLevel::BLTA);
    QVERIFY(evidence::renewalDue(renewed->pdf).value() == second.until - std::chrono::days(30));
    // And behind the second one's end as well nobody can tell any more.
    const auto never = [&](const QByteArray& pdf) {
        return evidence::verify(pdf, {world.pki.nationalTrust(), second.until + std::chrono::days(1)});
    };
    refuses(renewed->pdf, Indication::Indeterminate, SubIndication::OutOfBoundsNoPoe,
        u"evidence.expired-without-proof"_s, never);
}

void TestVerifier::statusOfAnother()
{
    test::SigningWorld world;
    const QByteArray pdf = world.raised(world.signedBy(world.teller(), test::tinyDocument()), SignatureLevel::BT);
    const auto about = [&world](const pki::Certificate& certificate) {
        return world.status.check(certificate, world.pki.national().certificate()).evidence;
    };
    evidence::VerifyOptions options{world.pki.nationalTrust(), world.clock.wall()};
    options.ocspResponses = {about(world.pki.signature(simulation::DemoPerson::Supervisor).holder())};
    refuses(pdf, Indication::Indeterminate, SubIndication::TryLater, u"evidence.status-of-another"_s,
        [&options](const QByteArray& bytes) { return evidence::verify(bytes, options); });
    // With the right answer beside it the wrong one does no harm.
    options.ocspResponses.append(about(world.teller().holder()));
    options.crls = {world.services.crl(world.pki.nationalRoot().key())};
    QCOMPARE(evidence::verify(pdf, options).indication, Indication::TotalPassed);
}

void TestVerifier::noRecordIsSaid()
{
    const auto report = m_world->verified(m_tiny);
    QCOMPARE(report.indication, Indication::TotalPassed);
    QVERIFY(report.reason() == nullptr);
    QCOMPARE(report.steps.last().code.toString(), u"evidence.record-absent"_s);
    QVERIFY(report.steps.last().outcome == evidence::StepOutcome::Noted);
    QVERIFY(QJsonDocument(report.toJson()).toJson().contains("\"noted\""));
}

void TestVerifier::unknownCentre()
{
    refuses(m_tiny, Indication::Indeterminate, SubIndication::NoCertificateChainFound, u"evidence.chain-unknown"_s,
        [this](const QByteArray& bytes) {
            return evidence::verify(bytes, {m_world->pki.bankTrust(), m_world->clock.wall()});
        });
}

void TestVerifier::sealIsOneSignatureMore()
{
    const QByteArray one = m_world->signedBy(m_world->teller(), test::tinyDocument());
    const QByteArray sealed = m_world->signedBy(m_world->pki.bankSeal(), one);
    QVERIFY(sealed.startsWith(one));
    for (const auto level : {SignatureLevel::BB, SignatureLevel::BT, SignatureLevel::BLT, SignatureLevel::BLTA}) {
        const QByteArray pdf = m_world->raised(sealed, level);
        QVERIFY(!pdf.isEmpty());
        const auto report = m_world->verified(pdf);
        QVERIFY2(report.indication == Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());
        QVERIFY(report.level == level);
        QCOMPARE(report.signatures.at(1).bin, m_world->pki.bankSeal().holder().subject().bin);
    }
}

void TestVerifier::recordThatDiffersFromThePage()
{
    using evidence::DocumentKind;
    const auto record = test::sampleRecord(DocumentKind::PalmComparison, m_world->clock, m_world->teller().holder());
    const auto other = test::sampleRecord(
        DocumentKind::PalmComparison, m_world->clock, m_world->teller().holder(), evidence::CheckOutcome::Failed);
    // A page of one record with another record attached under its name cannot be made here, so the stream is swapped
    // before signing: both are stored compressed, so the whole object is written anew.
    const QByteArray page = evidence::makeDocument(record).value();
    const qsizetype type = page.indexOf("/Type /EmbeddedFile");
    const qsizetype head = page.lastIndexOf(" 0 obj", type);
    const int number = page.mid(page.lastIndexOf('\n', head) + 1, 8).split(' ').first().toInt();
    const QByteArray bytes = other.bytes();
    const QByteArray swapped = test::appended(
        page, {{number, "<< /Type /EmbeddedFile /Subtype /application#2fjson /Length " +
                            QByteArray::number(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream"}});
    refuses(m_world->signedBy(m_world->teller(), swapped), Indication::Indeterminate,
        SubIndication::SigConstraintsFailure, u"evidence.record-differs"_s);
}

// Two files of one name, or one name that gives two files: which of them is opened depends on the reader. And a file is
// of the kind that the record says.
void TestVerifier::anAttachedNameIsOneFileOfItsKind()
{
    const auto key = m_world->teller();
    const auto from = evidence::LocalText::of(u"СДАО"_s, u"ЦОИД"_s).value();
    const auto of = [&](const QString& name, const QString& type, const QByteArray& bytes) {
        return evidence::ReceivedDocument::of(name, type, from, m_world->clock.wall(), bytes).value();
    };
    const evidence::Record record = test::decisionResting(m_world->clock, key.holder(),
        {of(u"answer.xml"_s, u"application/xml"_s, "<answer/>"), of(u"answer.txt"_s, u"text/plain"_s, "answer")});
    const QByteArray page = evidence::makeDocument(record).value();
    const auto numberBefore = [&page](qsizetype at) {
        const qsizetype head = page.lastIndexOf(" 0 obj", at);
        return page.mid(page.lastIndexOf('\n', head) + 1, 8).split(' ').first().toInt();
    };
    const int xml = numberBefore(page.indexOf("/application#2fxml"));
    const int txt = numberBefore(page.indexOf("/text#2fplain"));
    const int specification = numberBefore(page.indexOf("/UF (answer.txt)"));
    QVERIFY(xml > 0 && txt > 0 && specification > 0);
    const auto verdict = [&](int object, const QByteArray& instead) {
        const QByteArray changed = test::appended(page, {{object, instead}});
        const auto report = evidence::verify(m_world->signedBy(m_world->teller(), changed), m_world->today());
        return report.indication == Indication::TotalPassed || !report.reason() ? QString()
                                                                                : report.reason()->code.toString();
    };
    const auto streamOf = [](const QByteArray& type) -> QByteArray {
        return "<< /Type /EmbeddedFile /Subtype /" + type + " /Length 9 >>\nstream\n<answer/>\nendstream";
    };
    QCOMPARE(verdict(xml, streamOf("application#2fxml")), QString());
    QCOMPARE(verdict(xml, streamOf("text#2fhtml")), u"evidence.received-differs"_s);
    const auto specificationOf = [](const QByteArray& name, int first, int second) -> QByteArray {
        return "<< /AFRelationship /Source /EF << /F " + QByteArray::number(first) + " 0 R /UF " +
               QByteArray::number(second) + " 0 R >> /F (" + name + ") /Type /Filespec /UF (" + name + ") >>";
    };
    QCOMPARE(verdict(specification, specificationOf("answer.txt", txt, txt)), QString());
    QCOMPARE(verdict(specification, specificationOf("answer.xml", txt, txt)), u"evidence.attachments-unreadable"_s);
    QCOMPARE(verdict(specification, specificationOf("answer.txt", xml, txt)), u"evidence.attachments-unreadable"_s);
}

void TestVerifier::notOurs_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << u"evidence.file-form"_s;
    QTest::newRow("text") << QByteArray("hello") << u"evidence.file-form"_s;
    QTest::newRow("no signature") << test::tinyDocument() << u"evidence.not-signed"_s;
}

void TestVerifier::notOurs()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QString, code);
    const auto report = m_world->verified(pdf);
    QVERIFY(report.indication == Indication::TotalFailed);
    QVERIFY(report.subIndication == SubIndication::FormatFailure);
    QCOMPARE(report.reason()->code.toString(), code);
}

QTEST_MAIN(TestVerifier)
#include "tst_evidence_verifier.moc"
