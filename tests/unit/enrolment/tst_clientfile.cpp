#include "counterbench.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <enrolment/clientfile.h>
#include <enrolment/confirmation.h>
#include <enrolment/documentshelf.h>
#include <enrolment/slip.h>
#include <evidence/record.h>
#include <evidence/verifier.h>
#include <wire/receipt.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::ConsentState;
using casefile::Ending;
using casefile::Hand;
using casefile::Kind;

/// What a known client's card is made of.
class TestClientFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void consentsPalmsAndDocumentsAreTold();
    void whatIsNotSignedDoesNotStand();
    void aWithdrawalIsTheNewestWord_BIO41();
    void aWithdrawalNeedsAnActThatSaysSo();
    void findsByIinDocumentAndPhone();
    void oneDocumentIsGivenOut_BIO17();
    void aConfirmationNamesWhatWasSentAndReceived_BIO17_BIO30_MFO12();
    void aSlipKnowsWhatItIsFor();

private:
    Result<> enrol(std::uint64_t person);
    [[nodiscard]] ClientFile file();
    void say(Kind kind, const core::Uuid& package, const QJsonObject& more = {});

    std::optional<test::CounterBench> m_bench;
};

void TestClientFile::init()
{
    m_bench.emplace();
    VERIFY_RESULT(m_bench->vault.create());
}

Result<> TestClientFile::enrol(std::uint64_t person)
{
    test::CounterBench& bench = *m_bench;
    if (const Result<> opened = bench.openCase(); !opened)
        return opened;
    if (const Result<> recorded = bench.recordClient(); !recorded)
        return recorded;
    if (const Result<> said = bench.consent(); !said)
        return said;
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        bench.scanner.clear();
        bench.scanner.thenSamples(test::handOf(person, hand), 8);
        if (const auto shown = bench.palm(hand); !shown)
            return failure(shown);
    }
    return bench.finish();
}

ClientFile TestClientFile::file()
{
    return clientFileOf(m_bench->store(), *m_bench->desk->state().client).value();
}

void TestClientFile::say(Kind kind, const core::Uuid& package, const QJsonObject& more)
{
    QJsonObject fields = more;
    fields.insert(QStringLiteral("package"), package.toString());
    const casefile::CaseState& state = m_bench->desk->state();
    VERIFY_RESULT(m_bench->store().append(
        {kind, m_bench->vault.clock.wall(), QStringLiteral("gateway"), state.client, state.id, fields}));
}

void TestClientFile::consentsPalmsAndDocumentsAreTold()
{
    VERIFY_RESULT(enrol(7));
    const ClientFile told = file();
    QCOMPARE(told.iin.toString(), QStringLiteral("951231600025"));
    QCOMPARE(told.data.document.number(), QStringLiteral("012345678"));
    QCOMPARE(told.consents.size(), 2);
    QVERIFY(std::ranges::all_of(told.consents, &ConsentWord::stands));
    QCOMPARE(told.palms.size(), 2);
    QVERIFY(std::ranges::all_of(told.palms, &PalmWord::isEnrolled));
    QCOMPARE(told.documents.size(), 6);
    QCOMPARE(told.cases.size(), 1);
    QCOMPARE(told.cases.constFirst().ending, std::optional(Ending::Accepted));
    QVERIFY(told.cases.constFirst().isSettled);
    QVERIFY(told.notices.isEmpty());
    QVERIFY(told.exports.isEmpty());
    QVERIFY(shelf::notAsSigned(m_bench->store()).value().isEmpty()); // each lies there as it was signed (MFO-34)
}

void TestClientFile::whatIsNotSignedDoesNotStand()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    VERIFY_RESULT(bench.desk->end(Ending::Aborted));
    const ClientFile told = file();
    QCOMPARE(told.consents.size(), 2);
    QVERIFY(std::ranges::none_of(told.consents, &ConsentWord::stands));
    QVERIFY(!told.cases.constFirst().isSettled);
    QVERIFY(told.documents.isEmpty());
    QVERIFY(told.palms.isEmpty());
}

void TestClientFile::aWithdrawalIsTheNewestWord_BIO41()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(enrol(7));
    VERIFY_RESULT(bench.openCase(QString(kWithdrawalPurpose)));
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.desk->withdrawAll({criteria::ConsentKind::PalmScanning, criteria::ConsentKind::PersonalData},
        criteria::ConsentMeans::SignedPaper, test::signedPaper()));
    // One act, kept once, that both point to.
    const auto events = bench.store().journal().eventsOf(*bench.desk->state().id).value();
    QSet<QString> acts;
    for (const casefile::Event& event : events) {
        if (event.kind == Kind::ConsentWithdrawn)
            acts.insert(event.fields.value(u"evidence").toString());
    }
    QCOMPARE(acts.size(), 1);
    const ClientFile told = file();
    for (const ConsentWord& word : told.consents) {
        QCOMPARE(word.answer, ConsentState::Answer::Withdrawn);
        QVERIFY(!word.stands);
    }
    QVERIFY(told.palms.isEmpty()); // use stops at once
    QCOMPARE(told.documents.size(), 6);
}

void TestClientFile::aWithdrawalNeedsAnActThatSaysSo()
{
    test::CounterBench& bench = *m_bench;
    VERIFY_RESULT(enrol(7));
    VERIFY_RESULT(bench.openCase(QString(kWithdrawalPurpose)));
    VERIFY_RESULT(bench.recordClient());
    for (const auto& [means, bytes] : {std::pair{criteria::ConsentMeans::SignedPaper, QByteArray("no paper")},
             {criteria::ConsentMeans::Stroke, QByteArray("{}")}}) {
        QVERIFY(!bench.desk->withdraw(criteria::ConsentKind::PalmScanning, means, bytes));
        QVERIFY(bench.desk->state().has(casefile::kConsentPalmScan));
    }
}

void TestClientFile::findsByIinDocumentAndPhone()
{
    VERIFY_RESULT(enrol(7));
    vault::Store& store = m_bench->store();
    const casefile::ClientId client = *m_bench->desk->state().client;
    for (const ClientQuery& query : {ClientQuery{QStringLiteral("951231600025"), {}},
             ClientQuery{{}, QStringLiteral("012 345 678")}, ClientQuery{{}, QStringLiteral("8 701 000 00 00")},
             ClientQuery{QStringLiteral("951231600025"), QStringLiteral("012345678")}})
        QCOMPARE(findClients(store, query).value(), QList<casefile::ClientId>{client});
    for (const ClientQuery& query : {ClientQuery{QStringLiteral("880101100018"), {}},
             ClientQuery{{}, QStringLiteral("012345679")}, ClientQuery{{}, QStringLiteral("+7 701 000 00 01")},
             ClientQuery{{}, QStringLiteral("' OR 1")}, ClientQuery{}})
        QVERIFY(findClients(store, query).value().isEmpty());
}

void TestClientFile::oneDocumentIsGivenOut_BIO17()
{
    VERIFY_RESULT(enrol(7));
    const ClientFile before = file();
    const QTemporaryDir folder;
    const ExportRequest request{before.id, folder.filePath(QStringLiteral("one")), QStringLiteral("court"),
        m_bench->teller.id, {before.documents.constLast().id}};
    const auto names = exportOriginals(m_bench->store(), request);
    VERIFY_RESULT(names);
    QCOMPARE(names->size(), 1);
    QVERIFY(names->constFirst().contains(before.documents.constLast().kind));
    const ClientFile after = file();
    QCOMPARE(after.exports.size(), 1);
    QCOMPARE(after.exports.constFirst().to, QStringLiteral("court"));
    // One that is not this client's is not there to be given.
    ExportRequest other = request;
    other.folder = folder.filePath(QStringLiteral("other"));
    other.documents = {core::Uuid::make(m_bench->vault.clock)};
    QVERIFY(!exportOriginals(m_bench->store(), other));
    QVERIFY(QDir(other.folder).isEmpty());
}

// What lay in the package, to the byte, when it left, and what the gateway signed about it; before anything has left
// there is nothing to confirm, and what the bank would not have was not received.
void TestClientFile::aConfirmationNamesWhatWasSentAndReceived_BIO17_BIO30_MFO12()
{
    VERIFY_RESULT(enrol(7));
    test::CounterBench& bench = *m_bench;
    vault::Store& store = bench.store();
    const ClientFile before = file();
    const auto draw = [&] {
        return drawConfirmation(store, bench.criteria, before.id, bench.teller.certificate);
    };
    const auto attached = [](const QByteArray& pdf, QStringView start) {
        const auto all = evidence::attachmentsOf(pdf).value();
        const auto found =
            std::ranges::find_if(all, [start](const evidence::Attachment& one) { return one.name.startsWith(start); });
        return found == all.end() ? QByteArray() : found->bytes;
    };
    const auto checkOf = [&attached](const QByteArray& pdf) {
        return evidence::Record::read(attached(pdf, u"record.json")).value().json().value(u"check").toObject();
    };
    const QByteArray fingerprint = core::sha256("content");
    const QJsonObject queued{
        {QStringLiteral("fingerprint"), QString::fromLatin1(core::toHex(fingerprint))}, {QStringLiteral("size"), 1000}};
    const core::Uuid package = core::Uuid::make(bench.vault.clock);
    say(Kind::PackageQueued, package, queued);
    QCOMPARE(draw().error().code.toString(), QStringLiteral("enrolment.nothing-sent"));
    say(Kind::PackageSent, package);
    const core::Uuid refused = core::Uuid::make(bench.vault.clock);
    say(Kind::PackageQueued, refused, queued);
    say(Kind::PackageSent, refused);
    say(Kind::PackageRefused, refused, {{QStringLiteral("reason"), QStringLiteral("reference.document-wrong")}});

    const auto awaited = draw();
    VERIFY_RESULT(awaited);
    QCOMPARE(checkOf(awaited->pdf).value(u"result").toString(), QStringLiteral("awaited"));
    const QJsonArray deliveries = checkOf(awaited->pdf).value(u"deliveries").toArray();
    QCOMPARE(deliveries.size(), 1);
    QCOMPARE(deliveries.at(0)[u"package"].toString(), package.toString());
    QVERIFY(deliveries.at(0)[u"receipt"].isUndefined());
    const QJsonArray documents = deliveries.at(0)[u"documents"].toArray();
    QCOMPARE(documents.size(), before.documents.size());
    for (const QJsonValue& one : documents) {
        const auto pdf = shelf::newest(store, core::Uuid::parse(one[u"document"].toString()).value());
        QCOMPARE(one[u"sha256"].toString().toLatin1(), core::toHex(core::sha256(pdf.value())));
    }

    pki::SoftwareKey gateway = test::demoPki().gateway();
    const auto receipt =
        wire::signReceipt({wire::PackageId(package), fingerprint, wire::Verdict::Accepted, {}, bench.vault.clock.wall(),
                              store.journal().head(), QStringLiteral("demo-gateway")},
            gateway);
    VERIFY_RESULT(receipt);
    VERIFY_RESULT(store.write([&](vault::Writer& writer) -> Result<> {
        const auto kept = writer.keep(vault::ObjectKind::Original, before.id, bench.desk->state().id, *receipt);
        return kept ? Result<>() : failure(kept);
    }));
    say(Kind::PackageAccepted, package,
        {{QStringLiteral("receipt"), QString::fromLatin1(core::toHex(core::sha256(*receipt)))}});
    const auto received = draw();
    VERIFY_RESULT(received);
    const QJsonObject check = checkOf(received->pdf);
    QCOMPARE(check.value(u"result").toString(), QStringLiteral("passed"));
    QCOMPARE(check.value(u"deliveries")[0][u"receipt"][u"gateway"].toString(), QStringLiteral("demo-gateway"));
    QCOMPARE(attached(received->pdf, u"receipt-"), *receipt);

    // Unsigned it is not kept; signed it is one of the client's documents, given out like the others.
    const QByteArray certificate = core::sha256(bench.teller.certificate);
    QCOMPARE(keepConfirmation(store, {before.id, {received->id, received->pdf}, certificate, bench.teller.id})
                 .error()
                 .code.toString(),
        QStringLiteral("enrolment.other-documents"));
    const evidence::DocumentSigner signer(bench.vault.clock, test::demoPki().nationalTrust());
    const auto pdf = signer.sign(received->pdf, bench.tellerKey);
    VERIFY_RESULT(pdf);
    VERIFY_RESULT(keepConfirmation(store, {before.id, {received->id, *pdf}, certificate, bench.teller.id}));
    const auto report = evidence::verify(*pdf, {test::demoPki().nationalTrust(), bench.vault.clock.wall()});
    QVERIFY(report.indication != evidence::Indication::TotalFailed);
    const ClientFile after = file();
    QCOMPARE(after.documents.size(), before.documents.size() + 1);
    QCOMPARE(after.documents.constLast().kind, QStringLiteral("delivery-confirmation"));
    const QTemporaryDir folder;
    VERIFY_RESULT(exportOriginals(store, {before.id, folder.filePath(QStringLiteral("given")), QStringLiteral("client"),
                                             bench.teller.id, {received->id}}));
    // A higher level is the same document.
    VERIFY_RESULT(keepRaisedConfirmation(store, before.id, {received->id, *pdf}));
    QCOMPARE(file().documents.size(), after.documents.size());
    QCOMPARE(store.journal().read({.kinds = {Kind::ConfirmationMade}}).value().size(), std::size_t(2));
}

void TestClientFile::aSlipKnowsWhatItIsFor()
{
    const test::CounterBench& bench = *m_bench;
    casefile::CaseState state;
    state.id = casefile::CaseId::make(bench.vault.clock);
    state.ending = Ending::Accepted;
    const auto linesOf = [&](const char* kind, const QString& purpose) {
        state.kind = QString::fromLatin1(kind);
        state.purpose = purpose;
        return slipOf(state, bench.criteria, core::Language::English).lines.join(u'\n');
    };
    QVERIFY(linesOf("enrol", QStringLiteral("palm-enrolment")).contains(u"from now on"));
    const QString verified = linesOf("verify", QStringLiteral("palm-verification"));
    QVERIFY(verified.contains(u"recognised by your palm"));
    QVERIFY(!verified.contains(u"from now on"));
    // Replaced: they are told that the telephone gets to know.
    state.comparisons.insert(
        core::Uuid::make(bench.vault.clock), {core::Uuid::make(bench.vault.clock), casefile::MatchOutcome::Match});
    QVERIFY(linesOf("enrol", QStringLiteral("palm-enrolment")).contains(u"telephone registered before"));
    state.ending = Ending::Withdrawn;
    QVERIFY(linesOf("withdraw", QString(kWithdrawalPurpose)).contains(u"Withdrawal of consent"));
}

QTEST_MAIN(TestClientFile)
#include "tst_clientfile.moc"
