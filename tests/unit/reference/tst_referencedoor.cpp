#include "referencebench.h"

#include <QTest>

using namespace tirkeu;
using wire::Problem;
using wire::Verdict;

/// MFO-23, 25, 26, 30: who is let in at the bank's door, with which program, and with how much.
class TestReferenceDoor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strangersAndTheRevokedAreTurnedAway();
    void aPackageOfAnotherWorkstationIsRefused();
    void anOldProgramFinishesWhatItBegan();
    void uploadsAreFewAndTidied();
    void whoseATelephoneIsComesFromTheRegister_MFO35();
};

void TestReferenceDoor::strangersAndTheRevokedAreTurnedAway()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    // Of the bank's authority, but no criteria name it.
    const auto stranger = bench.client(bench.gatewayKey);
    const auto unknown = stranger->hello();
    QVERIFY(!unknown);
    QVERIFY(unknown.error().kind == Problem::Kind::NotTrusted);
    QCOMPARE(unknown.error().code, QStringLiteral("reference.workstation-unknown"));

    const auto client = bench.client();
    QVERIFY(client->hello());
    VERIFY_RESULT(bench.engine->revoke(
        bench.workstation.holder().fingerprint(), QStringLiteral("stolen"), bench.vault.clock.wall()));
    const auto played = bench.ordinary();
    const auto sealed = bench.seal(*played);
    const QList<std::optional<wire::Problem>> problems{client->hello().error(),
        client->openUpload(bench.offerOf(*sealed)).error(), client->putChunk(sealed->context.package, 0, "x").error(),
        client->finishUpload(sealed->context.package).error(),
        client->putJournal(core::Uuid::make(bench.vault.clock), "x").error(), client->criteriaAfter(0).error(),
        client->answersAfter(0).error(), client->attemptsOf(test::kClientIin).error(),
        client->palmsOf({test::kClientIin, QStringLiteral("palm-verification"), played->id.uuid()}).error(),
        client->relay(wire::RelayTo::Status, "x").error(), client->renewCertificate("x").error()};
    for (const auto& problem : problems)
        QCOMPARE(problem->code, QStringLiteral("reference.workstation-revoked"));
    QCOMPARE(bench.engine->counts()->packages, 0);
}

void TestReferenceDoor::aPackageOfAnotherWorkstationIsRefused()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    // Two workstations known to the bank; one has got hold of the other's package.
    const pki::SoftwareKey other = *bench.pki.bank().issue({.commonName = QStringLiteral("ws-almaty-3-08"),
        .keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = bench.vault.clock.wall() - std::chrono::hours(1),
        .until = bench.vault.clock.wall() + std::chrono::hours(99)});
    auto criteria = *bench.book.criteria;
    criteria.workstations.append({QStringLiteral("ws-almaty-3-08"), QStringLiteral("almaty-3"), QStringLiteral("PC08"),
        {other.holder().fingerprint()}, {}});
    bench.book.criteria = std::make_shared<criteria::Criteria>(criteria);
    const auto played = bench.ordinary();
    const auto sealed = bench.seal(*played);
    const auto thief = bench.client(other);
    const auto stolen = bench.deliver(*thief, *sealed);
    QVERIFY(stolen);
    QCOMPARE(stolen->reason, QStringLiteral("reference.package-of-another"));
    QVERIFY(bench.sendJournal(*bench.client()));
    const auto journal = bench.sendJournal(*thief); // nothing more to send
    QVERIFY(journal);
    VERIFY_RESULT(bench.ordinary(test::kOtherIin));
    const auto taken = bench.sendJournal(*thief);
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, QStringLiteral("reference.journal-of-another"));
}

// MFO-25, MFO-30
void TestReferenceDoor::anOldProgramFinishesWhatItBegan()
{
    test::ReferenceBench bench;
    bench.lowestVersion = QStringLiteral("0.2.0");
    bench.lowestSince = bench.vault.clock.wall() + std::chrono::hours(1);
    VERIFY_RESULT(bench.start());
    const auto before = bench.ordinary();
    bench.vault.clock.advance(std::chrono::hours(2));
    const auto after = bench.ordinary(test::kOtherIin);
    VERIFY_RESULT(after);
    const auto old = bench.client({}, QStringLiteral("0.1.9"));
    QCOMPARE(old->hello()->lowestVersion, QStringLiteral("0.2.0"));
    const auto first = bench.deliver(*old, *bench.seal(*before));
    QVERIFY2(first, qPrintable(first ? QString() : first.error().code));
    QVERIFY2(first->verdict == Verdict::ChainPending, qPrintable(first->reason));
    const auto sealed = bench.seal(*after);
    const auto refused = bench.deliver(*old, *sealed);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("reference.program-too-old"));
    // Brought up to date, it delivers the very same package.
    const auto renewed = bench.deliver(*bench.client({}, QStringLiteral("0.10.0")), *sealed);
    QVERIFY(renewed);
    QVERIFY(renewed->verdict == Verdict::ChainPending);
}

void TestReferenceDoor::uploadsAreFewAndTidied()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto client = bench.client();
    const auto offer = [&bench] {
        return wire::UploadOffer{wire::PackageId::make(bench.vault.clock), core::sha256("f"), 1000, core::sha256("s")};
    };
    const wire::UploadOffer first = offer();
    QVERIFY(client->openUpload(first));
    for (int i = 1; i < 16; ++i)
        QVERIFY(client->openUpload(offer()));
    const auto tooMany = client->openUpload(offer());
    QVERIFY(!tooMany);
    QVERIFY(tooMany.error().kind == Problem::Kind::Later);
    QVERIFY(client->openUpload(first));                                  // one that has begun goes on
    QVERIFY(!client->putChunk(first.package, 0, QByteArray(1001, 'x'))); // and takes no more than was offered
    bench.vault.clock.setWall(u"2096-01-01T00:00:00Z");                  // the files' times are the machine's
    bench.reference->tidy();
    bench.vault.clock.setWall(u"2026-07-12T05:00:00Z");
    QVERIFY(client->openUpload(offer()));
}

void TestReferenceDoor::whoseATelephoneIsComesFromTheRegister_MFO35()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const wire::PhoneAsked asked{test::kClientIin, QStringLiteral("+77011234561")};
    QCOMPARE(bench.client()->phoneOwner(asked).error().code, QStringLiteral("reference.phones-not-asked"));
    std::optional<Error> away;
    const wire::PhoneSaid said{true, QStringLiteral("register"), bench.vault.clock.wall()};
    bench.phones = [&](const identity::Iin& iin, const identity::PhoneNumber& phone) -> Result<wire::PhoneSaid> {
        if (away)
            return tl::make_unexpected(*away);
        return wire::PhoneSaid{iin.toString() == test::kClientIin && phone.e164() == asked.phone, said.source, said.at};
    };
    VERIFY_RESULT(bench.serve());
    const auto client = bench.client();
    QVERIFY(*client->phoneOwner(asked) == said);
    QVERIFY(!client->phoneOwner({test::kClientIin, QStringLiteral("+77011234562")})->isTheirs);
    QCOMPARE(client->phoneOwner({QStringLiteral("900101300018"), asked.phone}).error().code,
        QStringLiteral("reference.iin-unreadable"));
    QCOMPARE(client->phoneOwner({test::kClientIin, QStringLiteral("7")}).error().code,
        QStringLiteral("reference.phone-unreadable"));
    away = Error{ErrorCode("national.register-away"), ErrorKind::Retry, {}};
    QVERIFY(client->phoneOwner(asked).error().kind == Problem::Kind::Later);
    QCOMPARE(client->phoneOwner(asked).error().code, QStringLiteral("national.register-away"));
    away->kind = ErrorKind::ServiceFault;
    QVERIFY(client->phoneOwner(asked).error().kind == Problem::Kind::Fault);
}

QTEST_GUILESS_MAIN(TestReferenceDoor)
#include "tst_referencedoor.moc"
