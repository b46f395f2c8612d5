#include "criteria/democriteria.h"
#include "support/gostcertificate.h"
#include "support/vaultbench.h"

#include "bootstrap/casesigning.h"
#include "bootstrap/signingrules.h"
#include "bootstrap/vaultcare.h"
#include "bootstrap/viewedpictures.h"

#include <core/encoding.h>
#include <core/json.h>
#include <enrolment/casedesk.h>
#include <evidence/levelraiser.h>
#include <evidence/verifier.h>
#include <simulation_pki/demoexchange.h>

#include <QTest>
#include <QtConcurrentRun>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using namespace Qt::StringLiterals;

namespace {
using simulation::DemoPerson;

/// A reader whose token holds a software key; its act runs in a thread of its own, as a token's does.
class KeyStaff final : public StaffSource
{
public:
    explicit KeyStaff(pki::SoftwareKey key)
        : m_key(std::move(key))
    {
    }
    [[nodiscard]] TokenState tokenState() const override { return {.isPresent = true}; }
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes, LastTry) override
    {
        return QtFuture::makeReadyFuture(
            Result<StaffMember>(failure(ErrorCode("signin.token-absent"), ErrorKind::OperatorCanFix)));
    }
    void signOut() override {}
    [[nodiscard]] QFuture<Result<>> sign(core::SecureBytes, LastTry, KeyAct act) override
    {
        return QtConcurrent::run([this, act = std::move(act)] { return act(m_key); });
    }

private:
    pki::SoftwareKey m_key;
};
} // namespace

// From the PIN at a case's end to its papers at B-LTA in the vault, as the program does it.
class TestCaseSigning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyBeginsWhoCouldNotSign();
    void aGostKeyNeedsItsProgramFirst();
    void papersAreSignedKeptAndRise_BIO17_BIO30();
    void withoutTheSealNothingIsSigned_BIO24();
    void theCriteriaChooseLevelAndPolicies();
    void aDestructionIsSignedKeptAndRises_BIO43();
    void whoLooksAtPicturesIsWrittenDown_MFO32();

private:
    void comeIn(VaultDoor& door);
    [[nodiscard]] StaffMember teller() const
    {
        StaffMember member{};
        member.id =
            QString::fromLatin1(core::toHex(test::demoPki().authentication(DemoPerson::Teller).holder().fingerprint()));
        member.signature = test::demoPki().signature(DemoPerson::Teller).certificate();
        return member;
    }
    [[nodiscard]] enrolment::AtDesk atDesk()
    {
        return [this](const std::function<Result<>(enrolment::CaseDesk&)>& action) {
            return m_thread
                ->perform<void>([&](vault::Vault& opened) -> Result<> {
                    enrolment::CaseDesk desk(opened.store(), m_criteria, {teller().id, teller().signature});
                    if (const Result<> taken = m_case ? desk.take(*m_case) : Result<>(); !taken)
                        return taken;
                    Result<> done = action(desk);
                    m_case = desk.state().id;
                    return done;
                })
                .result();
        };
    }
    /// A client who left: two papers wait.
    [[nodiscard]] Result<> brokenOff()
    {
        return atDesk()([](enrolment::CaseDesk& desk) -> Result<> {
            if (const Result<> opened = desk.open({u"palm-enrolment"_s, identity::Iin::parse(u"951231600025").value()});
                !opened)
                return opened;
            const enrolment::ClientData client{identity::PersonName::parse(u"СӘУЛЕҚЫЗЫ", u"ӘЙГЕРІМ").value(),
                identity::IdentityDocument::make(
                    identity::DocumentKind::IdentityCard, u"012345678", QDate(2031, 5, 1), QDate(2021, 5, 1))
                    .value()};
            if (const Result<> recorded = desk.recordClient(client); !recorded)
                return recorded;
            if (const Result<> seen = desk.attestIdentity(); !seen)
                return seen;
            return desk.end(casefile::Ending::Abandoned, u"left"_s);
        });
    }
    [[nodiscard]] Result<int> sign(core::Signer* seal)
    {
        CaseSigning signing({*m_staff, m_criteria, test::demoPki().nationalTrust(), m_bench->clock,
            [seal] { return Result<core::Signer*>(seal); }, m_upgrader.get()});
        auto done = signing.sign(core::SecureBytes(4), LastTry::NotAgreed, atDesk(), {});
        if (!QTest::qWaitFor([&] { return done.isFinished(); }, 30'000))
            qFatal("not signed");
        return done.result();
    }
    /// The newest revisions of the case's documents.
    [[nodiscard]] QList<QByteArray> documents()
    {
        QList<QByteArray> all;
        const Result<> read = atDesk()([&all](enrolment::CaseDesk& desk) -> Result<> {
            const QList<core::Uuid> ids = desk.state().documents.keys();
            for (const core::Uuid& id : ids) {
                if (const auto pdf = desk.document(id))
                    all.append(*pdf);
            }
            return {};
        });
        return read ? all : QList<QByteArray>();
    }

    std::unique_ptr<test::VaultBench> m_bench;
    criteria::Criteria m_criteria = criteria::readCriteria(core::writeJson(test::demoCriteria())).value();
    std::unique_ptr<vault::VaultThread> m_thread;
    std::unique_ptr<simulation::DemoResponders> m_responders;
    std::unique_ptr<simulation::DemoExchange> m_exchange;
    std::unique_ptr<DocumentUpgrader> m_upgrader;
    std::unique_ptr<KeyStaff> m_staff;
    std::optional<casefile::CaseId> m_case;
};

void TestCaseSigning::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_bench->vault.reset();
    m_thread = std::make_unique<vault::VaultThread>(m_bench->options());
    VERIFY_RESULT(m_thread->open(vault::Vault::unlock(m_bench->folder(), m_bench->teller).value()).result());
    m_responders = std::make_unique<simulation::DemoResponders>(test::demoPki(), m_bench->clock);
    m_exchange = std::make_unique<simulation::DemoExchange>(*m_responders);
    const QUrl stamping = test::demoPki().options().services.resolved(QUrl(u"/tsa"_s));
    m_upgrader = std::make_unique<DocumentUpgrader>(m_bench->dir.filePath(u"levels.json"_s), *m_thread, m_bench->clock,
        ConfirmingServices{*m_exchange, test::demoPki().nationalTrust(), {{{stamping}}}});
    m_staff = std::make_unique<KeyStaff>(test::demoPki().signature(DemoPerson::Teller));
    m_case.reset();
    m_criteria.signing.by = criteria::SigningRules::By::Employee;
}

void TestCaseSigning::cleanup()
{
    m_upgrader.reset();
    m_thread.reset();
}

void TestCaseSigning::nobodyBeginsWhoCouldNotSign()
{
    const auto verdict = [this](const StaffMember& member, core::Signer* seal = nullptr) {
        const CaseSigning signing({*m_staff, m_criteria, test::demoPki().nationalTrust(), m_bench->clock, [seal] {
                                       return Result<core::Signer*>(seal);
                                   }});
        const Result<> may = signing.mayBegin(member);
        return may ? u"yes"_s : may.error().code.toString();
    };
    QCOMPARE(verdict(teller()), u"yes"_s);
    StaffMember none = teller();
    none.signature.clear();
    QCOMPARE(verdict(none), u"signin.cannot-sign"_s);
    none.cannotSign = Error{ErrorCode("token.certificate-revoked"), ErrorKind::OperatorCanFix, {}};
    QCOMPARE(verdict(none), u"token.certificate-revoked"_s);
    StaffMember other = teller();
    other.signature = test::demoPki().signature(DemoPerson::Supervisor).certificate(); // known, but not this person's
    QCOMPARE(verdict(other), u"signin.signature-not-in-criteria"_s);
    other.signature =
        test::demoPki().authentication(DemoPerson::Teller).certificate(); // this person's, but not the EDS
    QCOMPARE(verdict(other), u"signin.signature-not-in-criteria"_s);
    m_criteria.signing.by = criteria::SigningRules::By::OrganisationSeal;
    QCOMPARE(verdict(teller()), u"enrolment.seal-absent"_s);
    pki::SoftwareKey seal = test::demoPki().bankSeal();
    m_criteria.signing.seals = {seal.holder().fingerprint()};
    QCOMPARE(verdict(teller(), &seal), u"yes"_s);
    simulation::DemoProfile endsSoon = test::demoPki().signatureProfile(DemoPerson::Supervisor);
    endsSoon.from = m_bench->clock.wall() - std::chrono::hours(1);
    endsSoon.until = m_bench->clock.wall() + std::chrono::minutes(5); // before the client's session could
    pki::SoftwareKey endingSeal = test::demoPki().national().issue(endsSoon).value();
    m_criteria.signing.seals.append(endingSeal.holder().fingerprint());
    QCOMPARE(verdict(teller(), &endingSeal), u"enrolment.seal-ended"_s);
    const auto end = test::demoPki().signature(DemoPerson::Teller).holder().notAfter();
    m_bench->clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(end - m_bench->clock.wall()));
    QCOMPARE(verdict(teller(), &seal), u"token.certificate-ends-too-soon"_s);
}

void TestCaseSigning::aGostKeyNeedsItsProgramFirst()
{
    StaffMember gost = teller();
    gost.signature = test::withGostKey(gost.signature);
    QVERIFY(!gost.signature.isEmpty());
    const QByteArray before = core::sha256(teller().signature);
    criteria::Criteria known = m_criteria;
    for (criteria::StaffMember& one : known.staff) {
        if (one.signing.removeAll(before) > 0)
            one.signing.append(core::sha256(gost.signature));
    }
    std::optional<token::NcaLayerOptions> program;
    CaseSigning::Parts parts{*m_staff, known, test::demoPki().nationalTrust(), m_bench->clock};
    const auto verdict = [&] {
        const Result<> may = CaseSigning(parts).mayBegin(gost);
        return may ? u"yes"_s : may.error().code.toString();
    };
    QCOMPARE(verdict(), u"token.gost-needs-ncalayer"_s);
    parts.ncaLayer = [&program] {
        return program;
    };
    QCOMPARE(verdict(), u"token.gost-needs-ncalayer"_s); // the settings do not choose it
    program.emplace();
    QCOMPARE(verdict(), u"token.ncalayer-without-authority"_s);
    program->authorities = test::demoPki().nationalTrust().anchors();
    QCOMPARE(verdict(), u"yes"_s);
}

void TestCaseSigning::papersAreSignedKeptAndRise_BIO17_BIO30()
{
    VERIFY_RESULT(brokenOff());
    const auto count = sign(nullptr);
    VERIFY_RESULT(count);
    QCOMPARE(*count, 2);
    // Nobody asks for it, and nobody types a PIN again.
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            const QList<QByteArray> all = documents();
            return all.size() == 2 && std::all_of(all.begin(), all.end(), [](const QByteArray& pdf) {
                return evidence::levelOf(pdf) == evidence::SignatureLevel::BLTA;
            });
        }(),
        30'000);
    for (const QByteArray& pdf : documents()) {
        const auto report = evidence::verify(pdf, {test::demoPki().nationalTrust(), m_bench->clock.wall()});
        QVERIFY(report.indication == evidence::Indication::TotalPassed);
    }
}

void TestCaseSigning::withoutTheSealNothingIsSigned_BIO24()
{
    pki::SoftwareKey seal = test::demoPki().bankSeal();
    m_criteria.signing.by = criteria::SigningRules::By::OrganisationSeal;
    m_criteria.signing.seals = {seal.holder().fingerprint()};
    VERIFY_RESULT(brokenOff());
    QCOMPARE(sign(nullptr).error().code.toString(), u"enrolment.seal-absent"_s);
    QVERIFY(documents().isEmpty());
    VERIFY_RESULT(sign(&seal));
    for (const QByteArray& pdf : documents())
        QVERIFY(pdf.count("/SubFilter /ETSI.CAdES.detached") == 2);
}

void TestCaseSigning::theCriteriaChooseLevelAndPolicies()
{
    criteria::SigningRules rules = m_criteria.signing;
    const QList<QUrl> two{QUrl(u"http://127.0.0.1/a"_s), QUrl(u"http://127.0.0.1/b"_s)};
    rules.timeStampPolicies.clear();
    QCOMPARE(stampsFrom(rules, two).authorities.size(), 2);
    rules.timeStampPolicies = {u"1.2.398.3.3.2.6.4"_s, u"1.2.398.3.3.2.6.2"_s};
    const auto asked = stampsFrom(rules, two).authorities;
    QCOMPARE(asked.size(), 4);
    QCOMPARE(asked.at(1).policy, u"1.2.398.3.3.2.6.2"_s);
    QCOMPARE(asked.at(2).url, two.at(1));
    rules.level = criteria::SigningRules::Level::LT;
    QVERIFY(wantedLevel(rules) == evidence::SignatureLevel::BLT);
}

// By the door, so that whoever acts is somebody.
void TestCaseSigning::comeIn(VaultDoor& door)
{
    VERIFY_RESULT(m_thread->close(teller().id).result());
    door.useKey(m_bench->teller);
    const auto opened = door.open(teller());
    QTRY_VERIFY_WITH_TIMEOUT(opened.isFinished(), 30'000);
    VERIFY_RESULT(opened.result());
}

void TestCaseSigning::aDestructionIsSignedKeptAndRises_BIO43()
{
    vault::VaultSink sink(*m_thread, m_bench->clock);
    VaultDoor door(*m_thread, sink, [] { return QList<vault::Entitled>(); });
    comeIn(door);
    VaultCare care(
        *m_thread, door, m_bench->workstation, m_bench->clock, m_bench->dir.filePath(u"backups"_s), m_criteria);
    ActSigning signing(
        {*m_staff, *m_thread, m_criteria, test::demoPki().nationalTrust(), m_bench->clock, {}, m_upgrader.get()});
    care.retention.signWith(&signing);
    const auto waitFor = [](const auto& future) {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            qFatal("no answer");
        return future.result();
    };
    test::CaseScript script(m_bench->clock);
    const auto act =
        m_thread
            ->perform<core::Uuid>([&](vault::Vault& opened) -> Result<core::Uuid> {
                for (const casefile::Event& event : {script.opened(), script.recorded()}) {
                    if (const auto entry = opened.store().append(event); !entry)
                        return failure(entry);
                }
                if (const Result<> finished = test::finishCase(opened.store(), script); !finished)
                    return failure(finished);
                vault::Retention retention(opened.store(), opened.volumeFolder());
                const core::WallTime longAgo = m_bench->clock.wall() - std::chrono::days(3000);
                if (const Result<> ended = retention.relationEnded(script.client, longAgo, u"bank"_s, u"gateway"_s);
                    !ended)
                    return failure(ended);
                const auto proposed = retention.propose({script.client}, u"№ 12"_s, u"supervisor-3"_s);
                const Result<> may = proposed ? retention.approve(*proposed, u"supervisor-4"_s) : failure(proposed);
                return may ? proposed : failure(may);
            })
            .result();
    VERIFY_RESULT(act);
    const QString id = act->toString();
    QVERIFY(!waitFor(care.retention.sign(id, core::SecureBytes(4), LastTry::NotAgreed))); // not carried out yet
    VERIFY_RESULT(waitFor(care.retention.carryOut(id)));
    const QString file = m_bench->dir.filePath(u"act.pdf"_s);
    QCOMPARE(waitFor(care.retention.save(id, file)).error().code.toString(), u"vault.act-not-signed"_s);
    VERIFY_RESULT(waitFor(care.retention.sign(id, core::SecureBytes(4), LastTry::NotAgreed)));
    const auto shown = waitFor(care.retention.read());
    VERIFY_RESULT(shown);
    QVERIFY(shown->acts.first().isDocumented);
    QVERIFY(!waitFor(care.retention.sign(id, core::SecureBytes(4), LastTry::NotAgreed))); // once
    const auto document = [&] {
        return m_thread
            ->perform<QByteArray>([act = *act](vault::Vault& opened) {
                return vault::Retention(opened.store(), opened.volumeFolder()).document(act);
            })
            .result()
            .value_or(QByteArray());
    };
    // As any document it rises by itself.
    connect(m_upgrader.get(), &DocumentUpgrader::failed, this,
        [](const Error& error) { qWarning("%s %s", qPrintable(error.code.toString()), qPrintable(error.detail)); });
    QTRY_VERIFY_WITH_TIMEOUT(evidence::levelOf(document()) == evidence::SignatureLevel::BLTA, 30'000);
    const auto report = evidence::verify(document(), {test::demoPki().nationalTrust(), m_bench->clock.wall()});
    QVERIFY(report.indication == evidence::Indication::TotalPassed);
    VERIFY_RESULT(waitFor(care.retention.save(id, file)));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), document());
    // It was raised: nothing is left for the next opening to take up.
    QVERIFY(!VaultDocuments(*m_thread, m_bench->clock).signedAndNeverRaised()->contains(id));
}

namespace {
/// Whatever file it is: a document about one person, with a picture.
class OneDocument final : public DocumentChecker
{
public:
    CheckedDocument document;
    [[nodiscard]] QFuture<Result<CheckedDocument>> check(const QString&) override
    {
        return QtFuture::makeReadyFuture(Result<CheckedDocument>(document));
    }
};
} // namespace

void TestCaseSigning::whoLooksAtPicturesIsWrittenDown_MFO32()
{
    vault::VaultSink sink(*m_thread, m_bench->clock);
    VaultDoor door(*m_thread, sink, [] { return QList<vault::Entitled>(); });
    comeIn(door);
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_thread
                      ->perform<void>([&](vault::Vault& opened) -> Result<> {
                          const auto entry = opened.store().append(script.opened());
                          return entry ? Result<>() : failure(entry);
                      })
                      .result());
    OneDocument plain;
    ViewedPictures checker(plain, *m_thread, door);
    const auto look = [&] {
        auto future = checker.check(u"x.pdf"_s);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
            qFatal("no answer");
        return future.result();
    };
    const auto seen = [&] {
        return m_thread
            ->perform<std::vector<vault::JournalLine>>([](vault::Vault& opened) {
                return opened.store().journal().read({.kinds = {casefile::Kind::PictureViewed}});
            })
            .result()
            .value();
    };
    plain.document.clientIin = u"850712300011"_s;
    plain.document.record = evidence::RecordView{.documentId = u"01981e4a-7b00-7000-8000-00000000aaaa"_s};
    VERIFY_RESULT(look());
    QVERIFY(seen().empty()); // there was no picture to see
    plain.document.pictures = {CheckedPicture{}};
    const auto shown = look();
    VERIFY_RESULT(shown);
    QCOMPARE(shown->pictures.size(), 1);
    QCOMPARE(seen().size(), std::size_t(1));
    QCOMPARE(seen().front().fields->value(u"object").toString(), plain.document.record->documentId);
    QCOMPARE(seen().front().entry.client, std::optional(script.client.uuid()));
    plain.document.clientIin = u"900101300017"_s; // no client of this vault
    VERIFY_RESULT(look());
    QCOMPARE(seen().size(), std::size_t(1));
    // What cannot be written is not shown.
    plain.document.clientIin = u"850712300011"_s;
    VERIFY_RESULT(m_thread->close(u"teller-17"_s).result());
    QVERIFY(!look());
}

QTEST_MAIN(TestCaseSigning)
#include "tst_casesigning.moc"
