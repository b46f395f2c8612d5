#include "documentjudge.h"

#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "unit/reference/enginebench.h"
#include "unit/reference/referencebench.h"

#include <evidence/page.h>
#include <palm/assessment.h>
#include <palm/template.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <thread>

using namespace tirkeu;
using casefile::Kind;
using evidence::DocumentKind;

namespace {
constexpr int kLines = 2;
constexpr int kLeastPerSecond = 5;
const QString kIin = QStringLiteral("951231600025"); ///< of the sample records

int cases()
{
    const int asked = qEnvironmentVariableIntValue("TIRKEU_GATEWAY_CASES");
    return asked > 0 ? asked : 24;
}

QByteArray templateOf(std::uint64_t person)
{
    const simulation_palm::Capture capture = simulation_palm::Hand({person, simulation_palm::Side::Right}).capture({});
    const auto seen = palm::assess({capture.visible, capture.infrared});
    return palm::makeTemplate(*seen->region, seen->quality.overall).toBytes();
}
} // namespace

/// How many whole cases a gateway takes in: documents signed, sealed and raised as a counter leaves them, a palm's
/// template, the journal; mutual TLS, every check on, on disk before the receipt. Two lines at once, on the machine's
/// cores together with the gateway.
class TestCasesPerSecond : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wholeCasesAreTakenIn_data();
    void wholeCasesAreTakenIn();

private:
    [[nodiscard]] QByteArray document(DocumentKind kind, const core::Uuid& id);
    [[nodiscard]] test::PlayedCase wholeCase(test::ReferenceBench& bench);

    test::SigningWorld m_world;
};

QByteArray TestCasesPerSecond::document(DocumentKind kind, const core::Uuid& id)
{
    QJsonObject json = test::sampleRecord(kind, m_world.clock, m_world.teller().holder()).json();
    json.insert(QStringLiteral("document"), id.toString());
    const auto record = evidence::Record::read(core::writeJson(json));
    const auto page = record ? evidence::makeDocument(*record) : failure(record);
    if (!page)
        qFatal("%s", qPrintable(page.error().detail));
    const QByteArray sealed = m_world.signedBy(m_world.pki.bankSeal(), m_world.signedBy(m_world.teller(), *page));
    return m_world.raised(sealed, evidence::SignatureLevel::BLTA);
}

test::PlayedCase TestCasesPerSecond::wholeCase(test::ReferenceBench& bench)
{
    test::CaseScript script(bench.vault.clock, kIin);
    std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
        script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
        script.started(1), script.finished(casefile::Verdict::Authentic), script.formed(),
        script.compared(casefile::MatchOutcome::Match)};
    m_world.clock.setWall(core::toIsoText(bench.vault.clock.wall()));
    test::PlayedCase played{{}, {}, script.client, script.id};
    const core::Uuid palm = core::Uuid::parse(events[7].fields.value(u"template").toString()).value();
    played.parts.append({wire::PartKind::Template, palm, bench.palm});
    const auto digestOf = [](const QByteArray& bytes) {
        return QString::fromLatin1(core::toHex(core::sha256(bytes)));
    };
    events[7].fields.insert(QStringLiteral("digest"), digestOf(bench.palm));
    std::vector<casefile::Event> signatures;
    for (const DocumentKind kind : {DocumentKind::PersonalPresence, DocumentKind::Consent, DocumentKind::Consent,
             DocumentKind::PalmAuthenticity, DocumentKind::PalmComparison, DocumentKind::Decision}) {
        casefile::Event made = script.documentMade();
        const QByteArray pdf = document(kind, script.document);
        played.parts.append({wire::PartKind::Document, script.document, pdf});
        made.fields.insert(QStringLiteral("kind"), evidence::kindCode(kind));
        made.fields.insert(QStringLiteral("digest"), digestOf(pdf));
        events.push_back(made);
        casefile::Event done = made;
        done.kind = Kind::DocumentSigned;
        done.fields = {{QStringLiteral("document"), script.document.toString()},
            {QStringLiteral("certificate"), test::CaseScript::digest()}, {QStringLiteral("digest"), digestOf(pdf)},
            {QStringLiteral("level"), QStringLiteral("B-LTA")}};
        signatures.push_back(done);
    }
    events.push_back(script.decided(casefile::Outcome::Accepted));
    events.push_back(script.ended(casefile::Ending::Accepted));
    for (casefile::Event& done : signatures) {
        done.time = bench.vault.clock.wall();
        events.push_back(done);
    }
    for (casefile::Event& event : events)
        event.actor = bench.teller();
    events.front().fields.insert(QStringLiteral("workstation"), QStringLiteral("ws-almaty-3-07"));
    played.events = std::move(events);
    return played;
}

void TestCasesPerSecond::wholeCasesAreTakenIn_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("embedded") << false;
    QTest::newRow("postgresql") << true;
}

void TestCasesPerSecond::wholeCasesAreTakenIn()
{
    QFETCH(const bool, postgres);
    if (postgres && !test::PrivatePostgres::isInstalled())
        QSKIP("PostgreSQL 15 is not installed");
    test::PrivatePostgres cluster;
    test::EngineBench engines(postgres ? &cluster : nullptr);
    VERIFY_RESULT(engines.open());
    test::ReferenceBench bench;
    bench.pki = m_world.pki;
    bench.workstation = bench.pki.workstation();
    bench.vault.workstation = bench.workstation;
    bench.gatewayKey = bench.pki.gateway();
    bench.vault.clock.setWall(core::toIsoText(core::SystemClock().wall()));
    bench.engine = std::move(engines.engine);
    bench.documents =
        gateway::makeDocumentJudge([this] { return m_world.pki.nationalTrust(); }, bench.book, bench.vault.clock);
    VERIFY_RESULT(bench.start());
    bench.palm = templateOf(700);

    std::vector<test::ReferenceBench::Sealed> packages;
    qint64 bytes = 0;
    for (int i = 0; i < cases(); ++i) {
        const test::PlayedCase played = wholeCase(bench);
        VERIFY_RESULT(bench.vault.play(played.events));
        auto sealed = bench.seal(played);
        VERIFY_RESULT(sealed);
        bytes += sealed->package.bytes.size();
        packages.push_back(std::move(*sealed));
        bench.vault.clock.advance(std::chrono::minutes(5));
    }

    std::vector<QString> failures(kLines);
    const auto from = std::chrono::steady_clock::now();
    QVERIFY(bench.sendJournal(*bench.client()).has_value());
    std::vector<std::jthread> lines;
    for (std::size_t line = 0; line < kLines; ++line) {
        lines.emplace_back([&, line] {
            const auto client = bench.client();
            for (std::size_t i = line; i < packages.size(); i += kLines) {
                const auto receipt = bench.deliver(*client, packages[i], 1 << 20);
                if (!receipt)
                    failures[line] = receipt.error().code;
                else if (receipt->verdict != wire::Verdict::Accepted)
                    failures[line] = receipt->reason;
            }
        });
    }
    lines.clear(); // waits for them
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
    for (const QString& failure : failures)
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    QCOMPARE(bench.engine->counts()->packages, qint64(cases()));
    const reference::Reference::Figures figures = bench.reference->figures();
    const double checking = figures.secondsOpening + figures.secondsJudging;
    const double perSecond = cases() / took.count();
    qInfo("%d cases of %.2f MB: %.1f a second; %.0f %% of the gateway's time goes into verification", cases(),
        static_cast<double>(bytes) / 1e6 / cases(), perSecond, 100 * checking / (checking + figures.secondsStoring));
#if defined(NDEBUG) && defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY2(perSecond >= kLeastPerSecond, qPrintable(QString::number(perSecond)));
#else
    QVERIFY(perSecond > 0);
#endif
}

QTEST_MAIN(TestCasesPerSecond)
#include "tst_casespersecond.moc"
