#include "referencebench.h"

#include <palm/assessment.h>
#include <reference/palmjob.h>
#include <simulation_palm/hand.h>

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <latch>
#include <utility>

using namespace tirkeu;
using namespace tirkeu::reference;
namespace world = simulation_palm;

namespace {
palm::PalmTemplate rightPalm(std::uint64_t person, int sample)
{
    world::CaptureSpec spec;
    spec.sample = sample;
    const world::Capture capture = world::Hand({person, world::Side::Right}).capture(spec);
    const auto seen = palm::assess({capture.visible, capture.infrared});
    return palm::makeTemplate(*seen->region, seen->quality.overall);
}

/// The store of a bench, in which something happens just before hands are asked for, or to what is told of them.
class BusyStore final : public PalmStore
{
public:
    explicit BusyStore(PalmStore& store)
        : m_store(store)
    {
    }
    std::function<void()> once;
    std::function<void(HandRow&)> told;
    std::function<void()> searching; ///< by each thread before its answer is written down

    [[nodiscard]] Result<QList<HandNews>> handsAfter(quint64 number, int most) override
    {
        return m_store.handsAfter(number, most);
    }
    [[nodiscard]] Result<QList<HandRow>> handsOf(const QByteArray& subject) override
    {
        return m_store.handsOf(subject);
    }
    [[nodiscard]] Result<QList<HandRow>> handsBeside(const core::Uuid& hand) override
    {
        return m_store.handsBeside(hand);
    }
    [[nodiscard]] Result<QList<HandRow>> handsToSearch(int most) override
    {
        if (const auto act = std::exchange(once, nullptr))
            act();
        auto rows = m_store.handsToSearch(most);
        for (qsizetype i = 0; told && rows && i < rows->size(); ++i)
            told((*rows)[i]);
        return rows;
    }
    [[nodiscard]] Result<bool> noteSearched(const core::Uuid& hand, const std::optional<AnswerDraft>& answer) override
    {
        if (searching)
            searching();
        return m_store.noteSearched(hand, answer);
    }
    [[nodiscard]] Result<HandCounts> handCounts() override { return m_store.handCounts(); }
    [[nodiscard]] Result<> notePalmReading(const PalmReading& reading) override
    {
        return m_store.notePalmReading(reading);
    }
    [[nodiscard]] Result<QList<PalmReading>> palmReadings(const QByteArray& person) override
    {
        return m_store.palmReadings(person);
    }

private:
    PalmStore& m_store;
};
} // namespace

// The gallery of all enrolled hands behind the real reference database: what workstations deliver is what it searches.
class TestPalmGallery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void twoClientsWithOneHandAreFound();
    void aClientIsNoDuplicateOfThemselves();
    void whatIsPendingIsNotEnrolledYet();
    void aConsentTakenBackEndsIt_data();
    void aConsentTakenBackEndsIt();
    void aConsentRefusedLaterEndsIt();
    void twoPalmsOutweighOne();
    void whatCannotBeReadGoesOnWaiting();
    void twoWhoComeDuringARoundFindEachOther();
    void whatComesUnreadableDuringARoundGoesOnWaiting();
    void whatIsTornHoldsNobodyUp_data();
    void whatIsTornHoldsNobodyUp();
    void aSnapshotIsCaughtUp();
    void aSnapshotThatIsNotGoodIsBuiltAnew_data();
    void aSnapshotThatIsNotGoodIsBuiltAnew();
    void aSnapshotOfAnotherStoreIsNotBelieved();
    void severalThreadsSearchEachHandOnce();
    void theJobAnswersWhenItIsTold();
    void palmsAreGivenForVerificationAndOnRecord_BIO18();

private:
    [[nodiscard]] QString snapshot() const { return m_bench->dir.filePath(QStringLiteral("palms.snapshot")); }
    [[nodiscard]] std::unique_ptr<PalmGallery> gallery(const QString& path = {})
    {
        return gallery(*m_bench->engine, path);
    }
    [[nodiscard]] std::unique_ptr<PalmGallery> gallery(PalmStore& store, const QString& path = {})
    {
        return std::make_unique<PalmGallery>(
            PalmGallery::Settings{test::ReferenceBench::dataKey(), path}, store, m_bench->book, m_bench->vault.clock);
    }
    /// A case with this palm on its whole way.
    test::PlayedCase enrol(const QString& iin, const palm::PalmTemplate& palm, bool withJournal = true)
    {
        m_bench->palm = palm.toBytes();
        return deliver(iin, withJournal);
    }
    test::PlayedCase deliver(const QString& iin, bool withJournal = true)
    {
        const auto played = m_bench->ordinary(iin);
        send(*played, withJournal);
        return *played;
    }
    void send(const test::PlayedCase& played, bool withJournal = true)
    {
        const auto client = m_bench->client();
        if (withJournal)
            QVERIFY(m_bench->sendJournal(*client).has_value());
        const auto sealed = m_bench->seal(played);
        VERIFY_RESULT(sealed);
        const auto receipt = m_bench->deliver(*client, *sealed, 1'000'000);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().code));
        QVERIFY2(receipt->verdict == (withJournal ? wire::Verdict::Accepted : wire::Verdict::ChainPending),
            qPrintable(receipt->reason));
    }
    [[nodiscard]] QList<wire::Answer> answers() { return *m_bench->client()->answersAfter(0); }
    [[nodiscard]] QList<wire::Answer> duplicates()
    {
        QList<wire::Answer> all = answers();
        all.removeIf([](const wire::Answer& one) { return one.kind != wire::Answer::Kind::Duplicate; });
        return all;
    }

    std::unique_ptr<test::ReferenceBench> m_bench;
    palm::PalmTemplate m_one, m_oneAgain, m_two, m_three;
};

void TestPalmGallery::initTestCase()
{
    m_one = rightPalm(700, 0);
    m_oneAgain = rightPalm(700, 1);
    m_two = rightPalm(701, 0);
    m_three = rightPalm(702, 0);
}

void TestPalmGallery::init()
{
    m_bench = std::make_unique<test::ReferenceBench>();
    VERIFY_RESULT(m_bench->start());
}

void TestPalmGallery::twoClientsWithOneHandAreFound()
{
    enrol(test::kClientIin, m_one);
    enrol(QStringLiteral("900101500010"), m_two);
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 2);
    QVERIFY(answers().isEmpty());
    const test::PlayedCase second = enrol(test::kOtherIin, m_oneAgain);
    QCOMPARE(palms->work().value(), 1);
    const QList<wire::Answer> said = answers();
    QCOMPARE(said.size(), 1);
    QVERIFY(said.constFirst().kind == wire::Answer::Kind::Duplicate);
    QVERIFY(said.constFirst().caseId == second.id);
    QCOMPARE(said.constFirst().fields.value(u"candidates").toInt(), 1);
    const auto formed = std::find_if(second.parts.begin(), second.parts.end(),
        [](const wire::Part& part) { return part.kind == wire::PartKind::Template; });
    QCOMPARE(said.constFirst().fields.value(u"template").toString(), formed->id.toString());
    // Once: neither another round nor another gateway says it again.
    QCOMPARE(palms->work().value(), 0);
    const auto another = gallery();
    VERIFY_RESULT(another->open());
    QCOMPARE(another->work().value(), 0);
    QCOMPARE(answers().size(), 1);
    QCOMPARE(palms->figures().hands, qint64(3));
    QCOMPARE(palms->figures().searched, quint64(3));
    QCOMPARE(palms->figures().suspected, quint64(1));
}

void TestPalmGallery::aClientIsNoDuplicateOfThemselves()
{
    enrol(test::kClientIin, m_one);
    m_bench->vault.clock.advance(std::chrono::hours(48));
    enrol(test::kClientIin, m_oneAgain);
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 1); // the newer one stands in the place of the older
    QCOMPARE(palms->figures().hands, qint64(1));
    QVERIFY(answers().isEmpty());
}

void TestPalmGallery::whatIsPendingIsNotEnrolledYet()
{
    enrol(test::kClientIin, m_one);
    const test::PlayedCase waiting = enrol(test::kOtherIin, m_oneAgain, false);
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 1);
    QCOMPARE(palms->figures().hands, qint64(1));
    QVERIFY(m_bench->sendJournal(*m_bench->client()).has_value());
    QCOMPARE(palms->work().value(), 1);
    const QList<wire::Answer> said = answers(); // the receipt, and what was found
    QCOMPARE(said.size(), 2);
    QVERIFY(said.constLast().kind == wire::Answer::Kind::Duplicate);
    QVERIFY(said.constLast().caseId == waiting.id);
}

void TestPalmGallery::aConsentTakenBackEndsIt_data()
{
    QTest::addColumn<bool>("withJournal");
    QTest::newRow("with its journal") << true;
    QTest::newRow("in quiet hours, before its journal") << false;
}

// BIO-40: whoever takes the consent back is found by nobody any more, and compared with nobody, from then on.
void TestPalmGallery::aConsentTakenBackEndsIt()
{
    QFETCH(const bool, withJournal);
    test::CaseScript script(m_bench->vault.clock, test::kClientIin);
    std::vector<casefile::Event> events = script.ordinary();
    events.pop_back();
    m_bench->palm = m_one.toBytes();
    auto played = m_bench->play(script, std::move(events));
    VERIFY_RESULT(played);
    send(*played);
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 1);
    casefile::Event withdrawn = script.withdrawn(casefile::kConsentPalmScan);
    withdrawn.actor = m_bench->teller();
    VERIFY_RESULT(m_bench->vault.play({withdrawn}));
    played->events.push_back(withdrawn);
    QVERIFY(!m_bench->engine->handsOf(m_bench->reference->subjectOf(test::kClientIin))->isEmpty());
    send(*played, withJournal);
    QVERIFY(m_bench->engine->handsOf(m_bench->reference->subjectOf(test::kClientIin))->isEmpty());
    enrol(test::kOtherIin, m_oneAgain); // and the journal
    QCOMPARE(palms->work().value(), 1);
    QVERIFY(duplicates().isEmpty());
    QCOMPARE(palms->figures().hands, qint64(1));
    QVERIFY(m_bench->engine->handsOf(m_bench->reference->subjectOf(test::kClientIin))->isEmpty());
}

// As at the workstation: who refuses in a later case what stood has ended it, as if it were taken back.
void TestPalmGallery::aConsentRefusedLaterEndsIt()
{
    enrol(test::kClientIin, m_one);
    const QByteArray subject = m_bench->reference->subjectOf(test::kClientIin);
    QCOMPARE(m_bench->engine->handsOf(subject)->size(), 1);
    test::CaseScript script(m_bench->vault.clock, test::kClientIin);
    const auto played = m_bench->play(
        script, {script.opened(), script.recorded(), script.present(), script.consented(casefile::kConsentPersonalData),
                    script.consented(casefile::kConsentPalmScan, QStringLiteral("refused")), script.documentMade(),
                    script.decided(casefile::Outcome::Refused), script.ended(casefile::Ending::Refused),
                    script.documentSigned()});
    VERIFY_RESULT(played);
    send(*played);
    QVERIFY(m_bench->engine->handsOf(subject)->isEmpty());
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->figures().hands, qint64(0));
}

// A candidate is confirmed by both palms where both are there: one that is alike by chance is outweighed by the other.
void TestPalmGallery::twoPalmsOutweighOne()
{
    enrol(test::kClientIin, m_one);
    enrol(test::kOtherIin, m_two);
    const auto palms = gallery();
    VERIFY_RESULT(palms->open());
    const QByteArray subject = m_bench->reference->subjectOf(test::kOtherIin);
    const HandRow other = m_bench->engine->handsOf(subject)->constFirst();
    QCOMPARE(palms->candidatesFor(other, 0.7).value(), 0);
    // So low a threshold takes anybody by one palm; nobody claims 1e-8 with two of strangers.
    QCOMPARE(palms->candidatesFor(other, 0).value(), 1);
    for (const QString& iin : {test::kClientIin, test::kOtherIin}) {
        m_bench->vault.clock.advance(std::chrono::hours(48));
        test::CaseScript script(m_bench->vault.clock, iin);
        std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
            script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan)};
        for (const auto hand : {casefile::Hand::Right, casefile::Hand::Left}) {
            events.push_back(script.started(1, hand));
            events.push_back(script.finished(casefile::Verdict::Authentic));
            events.push_back(script.formed());
            events.push_back(script.compared(casefile::MatchOutcome::Match));
        }
        for (const casefile::Event& event : {script.documentMade(), script.decided(casefile::Outcome::Accepted),
                 script.ended(casefile::Ending::Accepted), script.documentSigned()})
            events.push_back(event);
        m_bench->askForBothHands(events);
        m_bench->palm = (iin == test::kClientIin ? m_one : m_two).toBytes();
        const auto played = m_bench->play(script, std::move(events));
        VERIFY_RESULT(played);
        send(*played);
    }
    VERIFY_RESULT(palms->catchUp());
    QCOMPARE(palms->figures().hands, qint64(4));
    const auto both = m_bench->engine->handsOf(subject);
    QCOMPARE(both->size(), 2);
    QCOMPARE(palms->candidatesFor(both->constFirst(), 0).value(), 0);
}

void TestPalmGallery::whatCannotBeReadGoesOnWaiting()
{
    deliver(test::kClientIin); // its template is none
    enrol(test::kOtherIin, m_one);
    const auto palms = gallery(snapshot());
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 1);
    QCOMPARE(palms->figures().unreadable, qint64(1));
    QCOMPARE(m_bench->engine->handCounts()->waiting, qint64(1));
    VERIFY_RESULT(palms->writeSnapshot());
    const auto again = gallery(snapshot());
    VERIFY_RESULT(again->open());
    QCOMPARE(again->figures().fromStore, quint64(0));
    QCOMPARE(again->figures().unreadable, qint64(1));
}

void TestPalmGallery::twoWhoComeDuringARoundFindEachOther()
{
    BusyStore store(*m_bench->engine);
    store.once = [this] {
        enrol(test::kClientIin, m_one);
        enrol(test::kOtherIin, m_oneAgain);
    };
    const auto palms = gallery(store);
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 2);
    QCOMPARE(duplicates().size(), 2);
}

void TestPalmGallery::whatComesUnreadableDuringARoundGoesOnWaiting()
{
    BusyStore store(*m_bench->engine);
    store.once = [this] {
        deliver(test::kClientIin); // its template is none
    };
    const auto palms = gallery(store);
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->work().value(), 0);
    QCOMPARE(palms->figures().unreadable, qint64(1));
    QCOMPARE(m_bench->engine->handCounts()->waiting, qint64(1));
}

void TestPalmGallery::whatIsTornHoldsNobodyUp_data()
{
    QTest::addColumn<bool>("isTicket");
    QTest::newRow("whom to answer") << true;
    QTest::newRow("the hand") << false;
}

// Of a hand that others are like, what the store holds is damaged: it goes on waiting, and those behind it do not.
void TestPalmGallery::whatIsTornHoldsNobodyUp()
{
    QFETCH(const bool, isTicket);
    enrol(test::kClientIin, m_one);
    enrol(test::kOtherIin, m_oneAgain);
    enrol(QStringLiteral("951231600025"), m_two);
    BusyStore store(*m_bench->engine);
    const QByteArray subject = m_bench->reference->subjectOf(test::kOtherIin);
    store.told = [&](HandRow& row) {
        QByteArray& part = isTicket ? row.ticket : row.sealed;
        if (row.subject == subject)
            part.back() = static_cast<char>(part.back() ^ 1);
    };
    const auto torn = gallery(store);
    VERIFY_RESULT(torn->open());
    const auto round = torn->work();
    VERIFY_RESULT(round);
    QCOMPARE(*round, 2);
    QCOMPARE(torn->figures().stuck, qint64(1));
    QCOMPARE(m_bench->engine->handCounts()->waiting, qint64(1));
    QCOMPARE(duplicates().size(), 1); // the other hand of the two was searched
    store.told = {};                  // put back from a backup
    QCOMPARE(torn->work().value(), 1);
    QCOMPARE(torn->figures().stuck, qint64(0));
    QCOMPARE(duplicates().size(), 2);
}

void TestPalmGallery::aSnapshotIsCaughtUp()
{
    enrol(test::kClientIin, m_one);
    enrol(QStringLiteral("900101500010"), m_two);
    const auto first = gallery(snapshot());
    VERIFY_RESULT(first->open());
    QCOMPARE(first->figures().fromStore, quint64(2));
    QCOMPARE(first->work().value(), 2);
    VERIFY_RESULT(first->writeSnapshot());
    const QByteArray written = test::readFile(snapshot());
    QVERIFY(written.size() > 2 * 512);
    QVERIFY(!written.contains(QByteArray(reinterpret_cast<const char*>(m_one.code.data()), 64)));
    m_bench->vault.clock.advance(std::chrono::hours(48));
    enrol(test::kClientIin, m_three); // in the place of the first
    enrol(test::kOtherIin, m_oneAgain);
    const auto second = gallery(snapshot());
    VERIFY_RESULT(second->open());
    QCOMPARE(second->figures().fromStore, quint64(2)); // what is new, and no more
    QCOMPARE(second->figures().hands, qint64(3));
    QCOMPARE(second->work().value(), 2);
    QVERIFY(answers().isEmpty()); // the hand that was like it stands no more
    enrol(QStringLiteral("951231600025"), m_two);
    QCOMPARE(second->work().value(), 1);
    QCOMPARE(answers().size(), 1); // found among what came from the snapshot
}

void TestPalmGallery::aSnapshotThatIsNotGoodIsBuiltAnew_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("a bit turned") << 0;
    QTest::newRow("cut off") << 1;
    QTest::newRow("longer") << 2;
    QTest::newRow("empty") << 3;
    QTest::newRow("missing") << 4;
}

void TestPalmGallery::aSnapshotThatIsNotGoodIsBuiltAnew()
{
    QFETCH(const int, way);
    enrol(test::kClientIin, m_one);
    const auto first = gallery(snapshot());
    VERIFY_RESULT(first->open());
    VERIFY_RESULT(first->writeSnapshot());
    QByteArray bytes = test::readFile(snapshot());
    if (way == 0)
        bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    else if (way == 1)
        bytes.chop(1);
    else if (way == 2)
        bytes.append('x');
    else
        bytes.clear();
    QFile file(snapshot());
    QVERIFY(file.remove());
    if (way != 4) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
    }
    const auto again = gallery(snapshot());
    VERIFY_RESULT(again->open());
    QCOMPARE(again->figures().hands, qint64(1));
    QCOMPARE(again->figures().fromStore, quint64(way == 2 ? 0 : 1)); // what stands behind the end is not read
}

// A store put back from an older backup: the snapshot knows hands that the store does not.
void TestPalmGallery::aSnapshotOfAnotherStoreIsNotBelieved()
{
    enrol(test::kClientIin, m_one);
    enrol(test::kOtherIin, m_two);
    const auto first = gallery(snapshot());
    VERIFY_RESULT(first->open());
    VERIFY_RESULT(first->writeSnapshot());
    const QByteArray kept = test::readFile(snapshot());
    m_bench = std::make_unique<test::ReferenceBench>();
    VERIFY_RESULT(m_bench->start());
    QFile file(snapshot());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(kept), kept.size());
    file.close();
    enrol(test::kClientIin, m_three);
    const auto palms = gallery(snapshot());
    VERIFY_RESULT(palms->open());
    QCOMPARE(palms->figures().hands, qint64(1));
    QCOMPARE(palms->figures().number, quint64(1));
    QVERIFY(!m_bench->engine->handsOf(m_bench->reference->subjectOf(test::kClientIin))->isEmpty());
    // As many hands and as many changes, and yet other ones.
    enrol(QStringLiteral("900101500010"), m_oneAgain);
    QFile again(snapshot());
    QVERIFY(again.open(QIODevice::WriteOnly));
    QCOMPARE(again.write(kept), kept.size());
    again.close();
    const auto anew = gallery(snapshot());
    VERIFY_RESULT(anew->open());
    QCOMPARE(anew->figures().hands, qint64(2));
    QCOMPARE(anew->figures().fromStore, quint64(2));
    VERIFY_RESULT(anew->writeSnapshot()); // and stands in the place of the other's
    QVERIFY(test::readFile(snapshot()) != kept);
}

void TestPalmGallery::severalThreadsSearchEachHandOnce()
{
    enrol(test::kClientIin, m_one);
    enrol(QStringLiteral("900101500010"), m_two);
    enrol(QStringLiteral("951231600025"), m_three);
    enrol(test::kOtherIin, m_oneAgain);
    // None ends before another has begun: they do search at once.
    BusyStore store(*m_bench->engine);
    std::latch together(3);
    std::atomic<int> arrivals = 0;
    store.searching = [&] {
        if (arrivals++ < 3)
            together.arrive_and_wait();
    };
    PalmGallery palms(
        {.dataKey = test::ReferenceBench::dataKey(), .threads = 3}, store, m_bench->book, m_bench->vault.clock);
    VERIFY_RESULT(palms.open());
    QCOMPARE(palms.work().value(), 4);
    QCOMPARE(palms.figures().searched, quint64(4));
    QCOMPARE(palms.figures().suspected, quint64(2));
    QCOMPARE(duplicates().size(), 2); // each of the two has the other
    QCOMPARE(palms.work().value(), 0);
    QCOMPARE(m_bench->engine->handCounts()->waiting, qint64(0));
}

void TestPalmGallery::theJobAnswersWhenItIsTold()
{
    enrol(test::kClientIin, m_one);
    const auto palms = gallery(snapshot());
    QSemaphore rounds;
    {
        PalmJob job(*palms, {.look = std::chrono::hours(1)}, [&rounds] { rounds.release(); });
        QVERIFY(rounds.tryAcquire(1, 30'000));
        QCOMPARE(palms->figures().searched, quint64(1)); // what waited
        m_bench->handsChanged = [&job] {
            job.nudge();
        };
        VERIFY_RESULT(m_bench->serve());
        enrol(test::kOtherIin, m_oneAgain);
        QVERIFY(rounds.tryAcquire(1, 30'000));
        QCOMPARE(answers().size(), 1);
        m_bench->server.reset();
    }
    QVERIFY(QFile::exists(snapshot()));
}

// BIO-18: one to one, for a purpose of the criteria that compares palms, and each asking is on record.
void TestPalmGallery::palmsAreGivenForVerificationAndOnRecord_BIO18()
{
    enrol(test::kClientIin, m_one);
    enrol(test::kOtherIin, m_two);
    const auto client = m_bench->client();
    const wire::PalmsAsked asked{
        test::kClientIin, QStringLiteral("palm-verification"), m_bench->vault.vault->store().vault()};
    const auto palms = client->palmsOf(asked);
    QVERIFY2(palms.has_value(), palms ? "" : qPrintable(palms.error().code));
    QCOMPARE(palms->size(), 1);
    QCOMPARE(palms->constFirst().hand, QStringLiteral("right"));
    QVERIFY(*palm::PalmTemplate::fromBytes(palms->constFirst().palm) == m_one);
    const auto readings = m_bench->engine->palmReadings(m_bench->reference->pseudonymOf(test::kClientIin));
    VERIFY_RESULT(readings);
    QVERIFY(*readings ==
            (QList<PalmReading>{{m_bench->reference->pseudonymOf(test::kClientIin), QStringLiteral("ws-almaty-3-07"),
                asked.purpose, asked.caseId, m_bench->vault.clock.wall(), 1}}));
    // Somebody who was never enrolled: nothing to give, and on record as well.
    wire::PalmsAsked other = asked;
    other.iin = QStringLiteral("951231600025");
    QVERIFY(client->palmsOf(other)->isEmpty());
    QCOMPARE(m_bench->engine->palmReadings(m_bench->reference->pseudonymOf(other.iin))->size(), 1);
    // For no other purpose, and to nobody whom the criteria do not name.
    for (const auto& purpose : {QStringLiteral("palm-enrolment"), QStringLiteral("curiosity")}) {
        wire::PalmsAsked wrong = asked;
        wrong.purpose = purpose;
        QCOMPARE(client->palmsOf(wrong).error().code, QStringLiteral("reference.palms-not-entitled"));
    }
    QCOMPARE(m_bench->alarms.count(QStringLiteral("reference.palms-not-entitled")), 2);
    const pki::SoftwareKey stranger = m_bench->pki.gateway();
    QCOMPARE(m_bench->client(stranger)->palmsOf(asked).error().code, QStringLiteral("reference.workstation-unknown"));
    QCOMPARE(m_bench->engine->palmReadings(m_bench->reference->pseudonymOf(test::kClientIin))->size(), 1);
}

QTEST_GUILESS_MAIN(TestPalmGallery)
#include "tst_palmgallery.moc"
