#include "keystaff.h"
#include "support/oldpaddingkey.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"

#include "bootstrap/vaultdoor.h"
#include "bootstrap/vaultjournal.h"
#include "bootstrap/vaultwalk.h"
#include "gallery/showroomstaff.h"
#include "journal/journalpage.h"

#include <casefile/casestate.h>
#include <casefile/kinds.h>
#include <criteria/consents.h>
#include <criteria/guardpolicy.h>
#include <vault/errors.h>

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;

// Signing in opens the vault, locking keeps it, signing out closes it.
class TestVaultDoor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void signingInOpensIt();
    void lockingKeepsItAndSigningOutClosesIt();
    void whoHasNoSlotIsToldAndGetsOneLater();
    void aTokenWithTheOldPaddingGetsItsSlot();
    void aKeyThatDoesNotAnswerChangesNothingOfWhatIsKnown();
    void aRenewedKeyGetsItsSlotByTheOldOne();
    void anAnswerNobodyWantsLeavesItClosed();
    void whatOpensForNobodyIsTold();
    void anOpeningOutlivesNoDoor();
    void theJournalIsReadCheckedAndExported();
    void whatTheCheckFindsIsOnThePage();
    void theJournalIsWalkedBehindEachOpening();
    void everyKindHasAName();
    void everyFixedWordIsSaid();
    void aCauseIsSaidAsItsSentence();

private:
    [[nodiscard]] Result<StaffMember> signIn(pki::SoftwareKey& key)
    {
        m_reader->key = &key;
        StaffMember member{};
        member.id = QString::fromLatin1(key.holder().fingerprint().toHex());
        m_reader->answer = member;
        auto future = m_staff->signIn({}, LastTry::NotAgreed);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }))
            return failure(vault::kInUse, ErrorKind::Bug, QStringLiteral("no answer"));
        return future.result();
    }
    template<typename T>
    [[nodiscard]] static T waitFor(QFuture<T> future)
    {
        future.waitForFinished();
        return future.result();
    }
    [[nodiscard]] bool isOpen()
    {
        return waitFor(m_thread->perform<int>([](vault::Vault&) { return 1; })).has_value();
    }
    /// Something is done to the vault by somebody who can open it, behind the program's back.
    template<typename Action>
    void change(Action action)
    {
        VERIFY_RESULT(m_bench->open(m_bench->supervisor));
        action(*m_bench->vault);
        VERIFY_RESULT(m_bench->vault->close(QStringLiteral("supervisor-3")));
        m_bench->vault.reset();
    }
    static void run(vault::Vault& vault, storage::Sql sql) { VERIFY_RESULT(vault.store().connection().run(sql)); }

    std::unique_ptr<test::VaultBench> m_bench;
    QList<vault::Entitled> m_entitled;
    std::unique_ptr<vault::VaultThread> m_thread;
    std::unique_ptr<vault::VaultSink> m_sink;
    std::unique_ptr<VaultDoor> m_door;
    test::KeyStaff* m_reader = nullptr;
    std::unique_ptr<VaultedStaff> m_staff;
};

void TestVaultDoor::init()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    m_bench->vault.reset();
    m_entitled.clear();
    for (const pki::SoftwareKey* key : {&m_bench->teller, &m_bench->supervisor})
        m_entitled.append({vault::SlotRole::Teller, QStringLiteral("x"), key->holder().fingerprint()});
    m_thread = std::make_unique<vault::VaultThread>(m_bench->options());
    m_sink = std::make_unique<vault::VaultSink>(*m_thread, m_bench->clock);
    m_door = std::make_unique<VaultDoor>(*m_thread, *m_sink, [this] { return m_entitled; });
    auto reader = std::make_unique<test::KeyStaff>(*m_door);
    m_reader = reader.get();
    m_staff = std::make_unique<VaultedStaff>(std::move(reader), *m_door);
}

void TestVaultDoor::cleanup()
{
    m_staff.reset();
    m_door.reset();
    m_sink.reset();
    m_thread.reset();
}

void TestVaultDoor::signingInOpensIt()
{
    QVERIFY(!isOpen());
    VERIFY_RESULT(m_sink->record("signin.refused",
        {{QStringLiteral("address"), QStringLiteral("192.0.2.7")}, {QStringLiteral("reason"), QStringLiteral("pin")}}));
    const auto member = signIn(m_bench->teller);
    VERIFY_RESULT(member);
    QVERIFY(isOpen());
    QCOMPARE(m_door->report().absorbed, 1);
    QCOMPARE(m_door->owner(), member->id);
}

void TestVaultDoor::lockingKeepsItAndSigningOutClosesIt()
{
    VERIFY_RESULT(signIn(m_bench->teller));
    m_door->setHeld(true);
    m_staff->signOut(); // as the lock does: the token is logged out, the session goes on
    QVERIFY(isOpen());
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isOpen());
    VERIFY_RESULT(signIn(m_bench->supervisor)); // whom the controller refuses behind the lock
    QCOMPARE(m_door->owner(), QString::fromLatin1(m_bench->teller.holder().fingerprint().toHex()));
    m_door->setHeld(false);
    QVERIFY(!isOpen());
    VERIFY_RESULT(signIn(m_bench->supervisor));
    QVERIFY(isOpen());
}

void TestVaultDoor::whoHasNoSlotIsToldAndGetsOneLater()
{
    pki::SoftwareKey fresh = test::testKey(QStringLiteral("teller-18"));
    m_entitled.append({vault::SlotRole::Teller, QStringLiteral("teller-18"), fresh.holder().fingerprint()});
    const auto refused = signIn(fresh);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), vault::kNoSlot.toString());
    QVERIFY(!isOpen());
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isOpen());
    m_door->closeUnlessHeld();
    VERIFY_RESULT(signIn(fresh));
    QVERIFY(isOpen());
}

void TestVaultDoor::aTokenWithTheOldPaddingGetsItsSlot()
{
    const pki::SoftwareKey rsa = test::testKey(QStringLiteral("teller-18"), pki::NewKey::Rsa2048);
    test::OldPaddingKey old(rsa);
    m_entitled.append({vault::SlotRole::Teller, QStringLiteral("teller-18"), rsa.holder().fingerprint()});
    StaffMember member{};
    member.id = QStringLiteral("teller-18");
    QVERIFY(!m_door->useKey(old));
    auto refused = m_door->open(member);
    QVERIFY(QTest::qWaitFor([&] { return refused.isFinished(); }));
    QCOMPARE(refused.result().error().code.toString(), vault::kNoSlot.toString());
    VERIFY_RESULT(signIn(m_bench->teller));
    m_door->closeUnlessHeld();
    QVERIFY(!isOpen()); // and what was asked before it is done
    QVERIFY(m_door->useKey(old));
    m_door->forget();
}

void TestVaultDoor::aKeyThatDoesNotAnswerChangesNothingOfWhatIsKnown()
{
    struct SilentKey final : core::KeyUnwrapper
    {
        QByteArray holder;
        [[nodiscard]] QByteArray certificate() const override { return holder; }
        [[nodiscard]] bool supports(core::WrapScheme) const override { return true; }
        [[nodiscard]] Result<core::SecureBytes> unwrap(core::WrapScheme, QByteArrayView) override
        {
            return failure(ErrorCode("token.cannot"), ErrorKind::Retry, QStringLiteral("no answer"));
        }
    };
    const pki::SoftwareKey rsa = test::testKey(QStringLiteral("teller-18"), pki::NewKey::Rsa2048);
    test::OldPaddingKey old(rsa);
    SilentKey silent;
    silent.holder = rsa.certificate();
    const QDir waiting(m_bench->folder() + QStringLiteral("/waiting"));
    const auto comes = [&](core::KeyUnwrapper& key) {
        StaffMember member{};
        member.id = QStringLiteral("teller-18");
        QVERIFY(!m_door->useKey(key));
        auto refused = m_door->open(member);
        QVERIFY(QTest::qWaitFor([&] { return refused.isFinished(); }));
        QVERIFY(!refused.result());
    };
    comes(silent);
    QCOMPARE(waiting.entryList(QDir::Files), QStringList());
    comes(old);
    const QStringList known = waiting.entryList(QDir::Files);
    QCOMPARE(known.size(), 1);
    QVERIFY(known.constFirst().endsWith(u".pkcs1"));
    comes(silent);
    QCOMPARE(QDir(waiting.path()).entryList(QDir::Files), known);
}

// The only teller of a branch has a renewed certificate: the key before it, on the same token, opens, and from then on
// the new one does.
void TestVaultDoor::aRenewedKeyGetsItsSlotByTheOldOne()
{
    pki::SoftwareKey renewed = test::testKey(QStringLiteral("teller-17"));
    QVERIFY(renewed.holder().fingerprint() != m_bench->teller.holder().fingerprint());
    m_entitled.append({vault::SlotRole::Teller, QStringLiteral("teller-17"), renewed.holder().fingerprint()});
    StaffMember member{};
    member.id = QStringLiteral("teller-17");
    const auto opened = [&](const QList<pki::SoftwareKey*>& offered) {
        for (pki::SoftwareKey* key : offered) {
            if (m_door->useKey(*key))
                break;
        }
        auto future = m_door->open(member);
        return QTest::qWaitFor([&] { return future.isFinished(); }) ? future.result()
                                                                    : failure(vault::kInUse, ErrorKind::Bug);
    };
    const auto alone = opened({&renewed});
    QVERIFY(!alone);
    QCOMPARE(alone.error().code.toString(), vault::kNoSlot.toString());
    VERIFY_RESULT(opened({&renewed, &m_bench->teller}));
    QVERIFY(isOpen());
    m_door->closeUnlessHeld();
    VERIFY_RESULT(opened({&renewed}));
    QVERIFY(isOpen());
}

void TestVaultDoor::anAnswerNobodyWantsLeavesItClosed()
{
    // The sign-in was given up while the vault was being opened: the controller logs the token out.
    VERIFY_RESULT(signIn(m_bench->teller));
    m_staff->signOut();
    QVERIFY(!isOpen());
    m_reader->key = &m_bench->teller;
    m_reader->answer = failure(vault::kNoSlot, ErrorKind::OperatorCanFix, QStringLiteral("not in the criteria"));
    auto future = m_staff->signIn({}, LastTry::NotAgreed);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QVERIFY(!isOpen());
}

void TestVaultDoor::whatOpensForNobodyIsTold()
{
    QList<Error> damage;
    connect(m_door.get(), &VaultDoor::foundDamaged, this, [&damage](const Error& error) { damage.append(error); });
    pki::SoftwareKey stranger = test::testKey(QStringLiteral("stranger"));
    QVERIFY(!signIn(stranger));
    QVERIFY(damage.isEmpty()); // the vault is well, the person has no slot
    const QString file = m_bench->folder() + QStringLiteral("/g000001/vault.db");
    const QByteArray whole = test::readFile(file);
    test::writeFile(file, whole.first(whole.size() / 2));
    QVERIFY(!signIn(m_bench->teller));
    QCOMPARE(damage.size(), 1);
    test::writeFile(m_bench->folder() + QStringLiteral("/g000001/slots.json"), "{");
    QVERIFY(!signIn(m_bench->teller));
    QCOMPARE(damage.size(), 2);
}

// Whoever closes the program while the vault opens ends neither with a crash nor with an answer to nobody.
void TestVaultDoor::anOpeningOutlivesNoDoor()
{
    m_reader->key = &m_bench->teller;
    StaffMember member{};
    member.id = QStringLiteral("x");
    m_reader->answer = member;
    const auto waiting = m_staff->signIn({}, LastTry::NotAgreed);
    m_staff.reset();
    m_door.reset();
    m_sink.reset();
    m_thread.reset(); // waits for the opening
    QCoreApplication::sendPostedEvents();
    QCOMPARE(waiting.resultCount(), 0);
}

void TestVaultDoor::theJournalIsReadCheckedAndExported()
{
    const auto member = signIn(m_bench->supervisor);
    VERIFY_RESULT(member);
    VERIFY_RESULT(m_sink->record("screen.locked", {{QStringLiteral("why"), QStringLiteral("idle")}}));
    pki::SoftwareKey workstation = m_bench->workstation;
    VaultJournal journal(*m_thread, *m_door, workstation, m_bench->clock, m_bench->dir.filePath(QStringLiteral("out")),
        [id = member->id] {
            return QHash<QString, QString>{{id, QStringLiteral("Serik B.")}};
        });
    const auto rows = waitFor(journal.read({.kind = QStringLiteral("screen.locked")}));
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->front().said, QStringList{QStringLiteral("idle")});
    QVERIFY(journalWord(QStringLiteral("idle")) != QStringLiteral("idle"));
    QCOMPARE(journalWord(QStringLiteral("192.0.2.7")), QStringLiteral("192.0.2.7"));
    QCOMPARE(journal.shownName(rows->front().actor), QStringLiteral("Serik B."));
    QVERIFY(!waitFor(journal.read({.caseId = QStringLiteral("17")})));
    const auto chain = waitFor(journal.check());
    VERIFY_RESULT(chain);
    QVERIFY(chain->isWhole && !chain->isRolledBack && !chain->hasLocalAnchor);
    const auto path = waitFor(journal.exportAll());
    VERIFY_RESULT(path);
    QVERIFY(QFile::exists(*path));
    QCOMPARE(waitFor(journal.read({.kind = QStringLiteral("journal.exported")}))->size(), 1);
    // One that cannot be recorded does not lie there either.
    QVERIFY(QFile::remove(*path));
    VERIFY_RESULT(waitFor(m_thread->perform<void>([](vault::Vault& vault) {
        return vault.store().connection().run("CREATE TEMP TRIGGER nothing_more BEFORE INSERT ON journal"
                                              " BEGIN SELECT RAISE(ABORT, 'nothing more'); END");
    })));
    QVERIFY(!waitFor(journal.exportAll()));
    QVERIFY(!QFile::exists(*path));
    VERIFY_RESULT(waitFor(m_thread->perform<void>(
        [](vault::Vault& vault) { return vault.store().connection().run("DROP TRIGGER nothing_more"); })));
}

// Not only the chain at hand: what left it for a volume, and the heads that were met.
void TestVaultDoor::whatTheCheckFindsIsOnThePage()
{
    pki::SoftwareKey workstation = m_bench->workstation;
    VaultJournal journal(*m_thread, *m_door, workstation, m_bench->clock, m_bench->dir.filePath(QStringLiteral("out")),
        [] { return QHash<QString, QString>(); });
    VERIFY_RESULT(signIn(m_bench->teller));
    QVERIFY(isOpen()); // and nothing is at work
    m_bench->clock.advance(std::chrono::hours(24 * 120));
    const auto volume = waitFor(m_thread->perform<QString>([&](vault::Vault& vault) -> Result<QString> {
        const auto sealed =
            vault::Retention(vault.store(), vault.volumeFolder()).sealOld(workstation, QStringLiteral("teller-17"));
        return sealed ? Result<QString>((*sealed)->file) : failure(sealed);
    }));
    VERIFY_RESULT(volume);
    const auto whole = waitFor(journal.check());
    VERIFY_RESULT(whole);
    QVERIFY(whole->isWhole && !whole->isStopped && !whole->beside && !whole->isRolledBack);
    QVERIFY(whole->checked >= whole->last); // those in the volume count
    const QByteArray bytes = test::readFile(*volume);
    QVERIFY(QFile::remove(*volume));
    const auto missing = waitFor(journal.check());
    VERIFY_RESULT(missing);
    QVERIFY(missing->beside.has_value());
    QCOMPARE(missing->beside->code.toString(), vault::kVolumeBroken.toString());
    QCOMPARE(missing->beside->values, QStringList{QStringLiteral("1")});
    test::writeFile(*volume, bytes);
    VERIFY_RESULT(waitFor(m_thread->perform<void>([](vault::Vault& vault) {
        return vault.store().connection().run(
            "INSERT INTO anchors(sequence, hash, source, at) VALUES(9999, x'00', 'gateway', 0)");
    })));
    const auto rolledBack = waitFor(journal.check());
    VERIFY_RESULT(rolledBack);
    QVERIFY(rolledBack->isWhole && rolledBack->isRolledBack);
    const auto edited = waitFor(m_thread->perform<quint64>([](vault::Vault& vault) -> Result<quint64> {
        storage::Connection& connection = vault.store().connection();
        for (const storage::Sql& sql : {storage::Sql("DROP TRIGGER journal_no_update"),
                 storage::Sql("UPDATE journal SET actor = 'somebody'"
                              " WHERE sequence = (SELECT max(sequence) FROM journal)")}) {
            if (const Result<> run = connection.run(sql); !run)
                return failure(run);
        }
        return vault.store().journal().head().sequence;
    }));
    VERIFY_RESULT(edited);
    const auto broken = waitFor(journal.check());
    VERIFY_RESULT(broken);
    QVERIFY(!broken->isWhole);
    QCOMPARE(broken->brokenAt, *edited);
}

// Nobody has to open the page of the journal for that.
void TestVaultDoor::theJournalIsWalkedBehindEachOpening()
{
    VaultNotices notices(*m_thread, *m_door, m_bench->clock);
    const VaultWalk walk(*m_thread, *m_door, notices);
    const auto isTold = [&notices](ErrorCode code) {
        return std::ranges::any_of(notices.notices(), [&](const Notice& notice) { return notice.error.code == code; });
    };
    const auto signOut = [this] {
        m_door->closeUnlessHeld();
        QVERIFY(!isOpen());
    };
    change([](vault::Vault& vault) {
        run(vault, "DROP TRIGGER journal_no_update");
        run(vault, "UPDATE journal SET actor = 'somebody' WHERE sequence = 2");
    });
    VERIFY_RESULT(signIn(m_bench->teller));
    QTRY_VERIFY(isTold(vault::kChainBroken));
    QCOMPARE(notices.notices().front().error.values, QStringList{QStringLiteral("2")}); // the first that does not fit
    QVERIFY(notices.notices().front().action == NoticeAction::None);                    // nobody takes that away
    signOut();
    change([](vault::Vault& vault) { run(vault, "UPDATE journal SET actor = 'teller-17' WHERE sequence = 2"); });
    VERIFY_RESULT(signIn(m_bench->teller));
    QTRY_VERIFY(notices.notices().isEmpty());
    signOut();
    // Whole, and none that continues a head that was met.
    change([](vault::Vault& vault) {
        run(vault, "INSERT INTO anchors(sequence, hash, source, at) VALUES(3, x'00', 'gateway', 0)");
    });
    VERIFY_RESULT(signIn(m_bench->teller));
    QTRY_VERIFY(isTold(vault::kForked));
    signOut();
}

void TestVaultDoor::everyKindHasAName()
{
    for (const casefile::KindInfo& info : casefile::allKinds()) {
        const QString kind = QString::fromLatin1(info.name.data(), static_cast<qsizetype>(info.name.size()));
        QVERIFY2(journalKindName(kind) != kind, qPrintable(kind));
    }
}

// Roles, verdicts, answers: no row of the page says a code.
void TestVaultDoor::everyFixedWordIsSaid()
{
    using namespace casefile;
    QStringList words;
    for (const auto role : {vault::SlotRole::Teller, vault::SlotRole::Supervisor, vault::SlotRole::Recovery})
        words.append(nameOf(role));
    for (const auto verdict : {Verdict::Authentic, Verdict::NotAuthentic, Verdict::Undetermined})
        words.append(nameOf(verdict));
    for (const auto outcome : {MatchOutcome::Match, MatchOutcome::NoMatch, MatchOutcome::Undetermined})
        words.append(nameOf(outcome));
    for (const auto outcome : {Outcome::Accepted, Outcome::Refused, Outcome::Negative, Outcome::Awaited})
        words.append(nameOf(outcome));
    for (const auto ending : {Ending::Accepted, Ending::Refused, Ending::Negative, Ending::Awaited, Ending::Abandoned,
             Ending::Aborted, Ending::TimedOut, Ending::Withdrawn})
        words.append(nameOf(ending));
    for (const auto answer :
        {ConsentState::Answer::Given, ConsentState::Answer::Refused, ConsentState::Answer::Withdrawn})
        words.append(nameOf(answer));
    for (const auto verdict :
        {core::AnchorVerdict::Continues, core::AnchorVerdict::RolledBack, core::AnchorVerdict::Forked})
        words.append(vault::nameOf(verdict));
    for (const QLatin1StringView consent :
        {kConsentPersonalData, kConsentIdec, kConsentEdsKeys, kConsentThirdParties, kConsentPalmScan})
        words.append(consent);
    for (const auto hand : {Hand::Right, Hand::Left})
        words.append(nameOf(hand));
    for (const auto modality : {Modality::Palm, Modality::Face})
        words.append(nameOf(modality));
    for (const auto means : {criteria::ConsentMeans::Stroke, criteria::ConsentMeans::OneTimeCode,
             criteria::ConsentMeans::EdsToken, criteria::ConsentMeans::SignedPaper})
        words.append(criteria::code(means));
    for (const auto finding : criteria::kGuardFindings)
        words.append(criteria::code(finding));
    // What service.asked, service.told and suspicion.seen say.
    for (const char* word :
        {"phone-owner", "one-time-code", "typed-code", "consent", "face-comparison", "suspicion", "suspected",
            "not-suspected", "not-reached", "not-asked", "confirmed", "unfounded", "none", "no-certificate"})
        words.append(QString::fromLatin1(word));
    for (const QString& word : std::as_const(words)) {
        QVERIFY(!word.isEmpty());
        QVERIFY2(journalWord(word) != word, qPrintable(word));
    }
}

// What voided an attempt is an error's code: it is said as its sentence, and a face is of no hand.
void TestVaultDoor::aCauseIsSaidAsItsSentence()
{
    VERIFY_RESULT(signIn(m_bench->teller));
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(waitFor(m_thread->perform<void>([&script](vault::Vault& vault) -> Result<> {
        for (casefile::Event event : {script.opened(), script.recorded(), script.present(),
                 script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan),
                 script.started(1, casefile::Hand::None), script.voided()}) {
            if (event.kind == casefile::Kind::AttemptVoided)
                event.fields.insert(QStringLiteral("cause"), QStringLiteral("devices.not-answering"));
            if (const auto entry = vault.store().append(event); !entry)
                return failure(entry);
        }
        return {};
    })));
    pki::SoftwareKey workstation = m_bench->workstation;
    VaultJournal journal(*m_thread, *m_door, workstation, m_bench->clock, m_bench->dir.filePath(QStringLiteral("out")),
        [] { return QHash<QString, QString>(); });
    const auto voided = waitFor(journal.read({.kind = QStringLiteral("attempt.voided")}));
    VERIFY_RESULT(voided);
    QCOMPARE(voided->size(), 1);
    QCOMPARE(voided->front().code, QStringLiteral("devices.not-answering"));
    QVERIFY(!voided->front().said.contains(QStringLiteral("devices.not-answering")));
    const auto started = waitFor(journal.read({.kind = QStringLiteral("attempt.started")}));
    VERIFY_RESULT(started);
    QVERIFY(!started->front().said.contains(QStringLiteral("none")));
}

QTEST_GUILESS_MAIN(TestVaultDoor)
#include "tst_vaultdoor.moc"
