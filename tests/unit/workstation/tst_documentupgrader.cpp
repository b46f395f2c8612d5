#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/vaultbench.h"

#include "bootstrap/documentupgrader.h"
#include "bootstrap/evidencechecker.h"
#include "bootstrap/vaultnotices.h"

#include <core/encoding.h>
#include <enrolment/documentshelf.h>
#include <evidence/page.h>
#include <evidence/verifier.h>
#include <messages/catalogue.h>

#include <simulation_pki/demoexchange.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using evidence::SignatureLevel;

// A document signed while the services were down lies in the vault at B-B and rises later, without anybody's key.
class TestDocumentUpgrader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void servicesUpRaiseAtOnce();
    void servicesDownThenUpRaiseLater();
    void aClosedVaultWaits();
    void aRestartGoesOn();
    void whatWaitsIsToldOfCalmly();
    void whatNeverReachedTheQueueIsFound();
    void aStoppedOneIsToldAndWrittenDownOnce();

private:
    [[nodiscard]] std::unique_ptr<DocumentUpgrader> make()
    {
        pki::TimeStampOptions stamps{{{m_pki->options().services.resolved(QUrl(u"/tsa"_s))}}};
        // Looked at often; whether a try is due is the clock's to say.
        return std::make_unique<DocumentUpgrader>(m_bench->dir.filePath(u"levels.json"_s), *m_thread, m_bench->clock,
            ConfirmingServices{*m_exchange, m_pki->nationalTrust(), stamps}, 20ms);
    }
    void setServices(bool up)
    {
        m_responders->set(up ? simulation::StampManner::Normal : simulation::StampManner::Down);
        m_responders->set(up ? simulation::OcspManner::Normal : simulation::OcspManner::Down);
        m_responders->set(up ? simulation::CrlManner::Normal : simulation::CrlManner::Down);
    }
    void openVault()
    {
        VERIFY_RESULT(m_thread->open(vault::Vault::unlock(m_bench->folder(), m_bench->teller).value()).result());
    }
    [[nodiscard]] QByteArray newest()
    {
        VaultDocuments documents(*m_thread, m_bench->clock);
        return documents.load(m_id.toString()).value_or(QByteArray());
    }
    [[nodiscard]] Result<SignatureLevel> take()
    {
        auto future = m_upgrader->take(m_id);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("not taken");
        return future.result();
    }
    /// The signal comes from the upgrader's thread.
    void listen()
    {
        m_worked.clear();
        connect(m_upgrader.get(), &DocumentUpgrader::worked, this,
            [this](int rising, int stopped, std::optional<core::WallTime> since) {
                m_worked.append({rising, stopped});
                m_since = since;
            });
    }
    [[nodiscard]] int revisions()
    {
        return m_thread
            ->perform<int>([client = *m_client](vault::Vault& opened) -> Result<int> {
                return opened.store().objectsOf(client).map(
                    [](const auto& all) { return static_cast<int>(all.size()); });
            })
            .result()
            .value_or(-1);
    }
    [[nodiscard]] CheckedDocument shown()
    {
        // As the verifier page has it.
        const QString file = m_bench->dir.filePath(u"shown.pdf"_s);
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(newest()) < 0)
            qFatal("not written");
        out.close();
        return checkedDocument(file, m_pki->nationalTrust(), m_bench->clock.wall()).value();
    }

    std::unique_ptr<test::VaultBench> m_bench;
    std::optional<simulation::DemoPki> m_pki;
    std::unique_ptr<simulation::DemoResponders> m_responders;
    std::unique_ptr<simulation::DemoExchange> m_exchange;
    std::unique_ptr<vault::VaultThread> m_thread;
    std::unique_ptr<DocumentUpgrader> m_upgrader;
    std::optional<casefile::ClientId> m_client;
    core::Uuid m_id;
    QList<std::pair<int, int>> m_worked;
    std::optional<core::WallTime> m_since; ///< as the last of them said
};

void TestDocumentUpgrader::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_bench->vault.reset();
    m_pki = simulation::DemoPki::make({m_bench->clock.wall()}).value();
    m_responders = std::make_unique<simulation::DemoResponders>(*m_pki, m_bench->clock);
    m_exchange = std::make_unique<simulation::DemoExchange>(*m_responders);
    m_thread = std::make_unique<vault::VaultThread>(m_bench->options());
    openVault();
    m_upgrader = make();

    auto key = m_pki->signature(simulation::DemoPerson::Teller);
    const auto record = test::sampleRecord(evidence::DocumentKind::Consent, m_bench->clock, key.holder());
    const QByteArray page = evidence::makeDocument(record).value();
    const QByteArray pdf = evidence::DocumentSigner(m_bench->clock, m_pki->nationalTrust()).sign(page, key).value();
    m_id = core::Uuid::parse(record.documentId()).value();
    test::CaseScript script(m_bench->clock);
    m_client = script.client;
    const auto kept = m_thread->perform<void>([&, id = m_id](vault::Vault& opened) -> Result<> {
        return opened.store().write([&](vault::Writer& writer) -> Result<> {
            const QString digest = QString::fromLatin1(core::toHex(core::sha256(pdf)));
            for (const casefile::Event& event : {script.opened(), script.recorded(),
                     casefile::Event{casefile::Kind::DocumentMade, m_bench->clock.wall(), u"teller-17"_s, script.client,
                         script.id, {{u"document"_s, id.toString()}, {u"kind"_s, u"consent"_s}, {u"digest"_s, digest}}},
                     casefile::Event{casefile::Kind::DocumentSigned, m_bench->clock.wall(), u"teller-17"_s,
                         script.client, script.id,
                         {{u"document"_s, id.toString()}, {u"certificate"_s, digest}, {u"digest"_s, digest},
                             {u"level"_s, u"B-B"_s}}}}) {
                if (const auto entry = writer.append(event); !entry)
                    return failure(entry);
            }
            return enrolment::shelf::keep(writer, id, script.client, script.id, pdf);
        });
    });
    VERIFY_RESULT(kept.result());
}

void TestDocumentUpgrader::cleanup()
{
    m_upgrader.reset();
    m_thread.reset();
}

void TestDocumentUpgrader::servicesUpRaiseAtOnce()
{
    const auto level = take();
    VERIFY_RESULT(level);
    QVERIFY(*level == SignatureLevel::BLTA);
    QCOMPARE(shown().level, u"B-LTA"_s);
    QVERIFY(shown().verdict == Verdict::Valid);
    // The raised revision is the one that the journal names (MFO-34).
    const auto wrong = m_thread->perform<QList<core::Uuid>>(
        [](vault::Vault& opened) { return enrolment::shelf::notAsSigned(opened.store()); });
    VERIFY_RESULT(wrong.result());
    QVERIFY(wrong.result()->isEmpty());
}

void TestDocumentUpgrader::servicesDownThenUpRaiseLater()
{
    setServices(false);
    QVERIFY(take().value() == SignatureLevel::BB);
    QCOMPARE(shown().level, u"B-B"_s);
    const QByteArray signedPdf = newest();
    listen();
    m_upgrader->setVaultOpen(true);
    m_bench->clock.advance(61s); // the first retry is due, and the services are still down
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty(), 20'000);
    QCOMPARE(shown().level, u"B-B"_s);
    setServices(true);
    m_bench->clock.advance(3min);
    QTRY_VERIFY_WITH_TIMEOUT(m_worked.last().first == 0, 20'000);
    QCOMPARE(shown().level, u"B-LTA"_s);
    QVERIFY(shown().verdict == Verdict::Valid);
    // What was signed lies there as it was signed, and the case says that the document rose.
    QCOMPARE(revisions(), 2);
    QVERIFY(newest() != signedPdf);
    const auto stamped = m_thread->perform<std::size_t>([](vault::Vault& opened) -> Result<std::size_t> {
        return opened.store().journal().read({.kinds = {casefile::Kind::DocumentStamped}}).map([](const auto& lines) {
            return lines.size();
        });
    });
    QCOMPARE(stamped.result().value(), std::size_t(1));
}

void TestDocumentUpgrader::aClosedVaultWaits()
{
    setServices(false);
    QVERIFY(take().value() == SignatureLevel::BB);
    VERIFY_RESULT(m_thread->close(u"teller-17"_s).result());
    setServices(true);
    listen();
    m_upgrader->setVaultOpen(true); // it closed a moment ago, and nobody has said so yet
    m_bench->clock.advance(61s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty(), 20'000);
    QCOMPARE(m_worked.last().first, 1);
    QCOMPARE(m_worked.last().second, 0); // no person has to look at it
    openVault();
    m_bench->clock.advance(3min);
    QTRY_VERIFY_WITH_TIMEOUT(m_worked.last().first == 0, 20'000);
    QCOMPARE(shown().level, u"B-LTA"_s);
}

void TestDocumentUpgrader::aRestartGoesOn()
{
    setServices(false);
    const core::WallTime taken = m_bench->clock.wall();
    QVERIFY(take().value() == SignatureLevel::BB);
    m_upgrader.reset();
    m_thread.reset();
    m_thread = std::make_unique<vault::VaultThread>(m_bench->options());
    openVault();
    m_upgrader = make();
    listen();
    m_upgrader->setVaultOpen(true); // before its time to try again
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty() && m_worked.last().first == 1, 20'000);
    QVERIFY(m_since == taken); // it waits since then, whatever has been started anew
    setServices(true);
    m_bench->clock.advance(61s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty() && m_worked.last().first == 0, 20'000);
    QCOMPARE(shown().level, u"B-LTA"_s);
}

// Killed between the signature and the queue: the document is in the vault, and nothing else knows of it.
void TestDocumentUpgrader::whatNeverReachedTheQueueIsFound()
{
    listen();
    m_upgrader->setVaultOpen(true);
    QTRY_COMPARE_WITH_TIMEOUT(shown().level, u"B-LTA"_s, 20'000);
    QVERIFY(shown().verdict == Verdict::Valid);
    // Once it has risen it is left in peace.
    m_upgrader->setVaultOpen(false);
    m_upgrader.reset();
    m_upgrader = make();
    listen();
    m_upgrader->setVaultOpen(true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty(), 20'000);
    QCOMPARE(revisions(), 2);
}

// The signer's certificate turns out to be revoked: no try will help, and somebody has to know.
void TestDocumentUpgrader::aStoppedOneIsToldAndWrittenDownOnce()
{
    m_responders->revoke(m_pki->signature(simulation::DemoPerson::Teller).holder(), {m_bench->clock.wall() - 1h, 1});
    listen();
    QVERIFY(take().value() < SignatureLevel::BLT);
    QTRY_VERIFY(!m_worked.isEmpty());
    QCOMPARE(m_worked.last(), std::pair(0, 1));
    const auto written = [this] {
        return m_thread
            ->perform<QList<QJsonObject>>([](vault::Vault& opened) -> Result<QList<QJsonObject>> {
                const auto lines = opened.store().journal().read({.kinds = {casefile::Kind::LevelStopped}});
                if (!lines)
                    return failure(lines);
                QList<QJsonObject> all;
                for (const vault::JournalLine& line : *lines)
                    all.append(line.fields.value_or(QJsonObject()));
                return all;
            })
            .result()
            .value_or(QList<QJsonObject>());
    };
    QCOMPARE(written().size(), 1);
    QCOMPARE(written().constFirst().value(u"document").toString(), m_id.toString());
    QVERIFY2(written().constFirst().value(u"reason").toString().contains(u"revoked"),
        qPrintable(written().constFirst().value(u"reason").toString()));
    // After a restart it is told to the screen again, and stands in the journal once.
    m_upgrader.reset();
    m_upgrader = make();
    listen();
    m_upgrader->setVaultOpen(true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_worked.isEmpty(), 20'000);
    QCOMPARE(m_worked.last().second, 1);
    QCOMPARE(written().size(), 1);
}

// At the counter it is an information, gone when they are raised; put away it does not come back at every client.
void TestDocumentUpgrader::whatWaitsIsToldOfCalmly()
{
    vault::VaultSink sink(*m_thread, m_bench->clock);
    const VaultDoor door(*m_thread, sink, [] { return QList<vault::Entitled>(); });
    VaultNotices notices(*m_thread, door, m_bench->clock);
    const messages::Catalogue sentences = messages::Catalogue::embedded();
    const auto told = [&] {
        for (const Notice& notice : notices.notices()) {
            if (notice.id == u"document-levels-rising"_s)
                return notice.kind == MessageKind::Info && sentences.contains(notice.error.code)
                           ? notice.error.values.join(u',')
                           : u"not calm, or no sentence"_s;
        }
        return QString();
    };
    const core::WallTime since = m_bench->clock.wall();
    notices.tellRising(0, {});
    QCOMPARE(told(), QString());
    notices.tellRising(3, since);
    QCOMPARE(told(), u"3,"_s + core::shownDateTime(since));
    notices.tellRising(2, {}); // written down by an older program
    QCOMPARE(told(), u"2"_s);
    notices.act(u"document-levels-rising"_s);
    notices.tellRising(8, since);
    QCOMPARE(told(), QString());
    notices.tellRising(0, {});
    notices.tellRising(1, since);
    QCOMPARE(told(), u"1,"_s + core::shownDateTime(since));
    notices.tellRising(0, {});
    QCOMPARE(told(), QString());
}

QTEST_MAIN(TestDocumentUpgrader)
#include "tst_documentupgrader.moc"
