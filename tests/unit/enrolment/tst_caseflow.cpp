#include "counterbench.h"

#include <enrolment/slip.h>
#include <evidence/verifier.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <deque>
#include <limits>
#include <utility>

using namespace tirkeu;
using namespace tirkeu::enrolment;

namespace {
/// The teller's token, pulled out when it has signed so many documents.
class PulledKey final : public core::Signer
{
public:
    PulledKey(core::Signer& key, qsizetype after)
        : m_key(key)
        , m_left(after)
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_key.certificate(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        return m_left-- > 0 ? m_key.sign(algorithm, digest) : gone();
    }
    [[nodiscard]] Result<> beginKeeping() override { return gone(); }

private:
    [[nodiscard]] static tl::unexpected<Error> gone()
    {
        return failure(ErrorCode{"token.removed"}, ErrorKind::OperatorCanFix, QStringLiteral("pulled"));
    }
    core::Signer& m_key;
    qsizetype m_left;
};

const bool kAllWays = qEnvironmentVariableIsSet("TIRKEU_ALL_WAYS"); // the long run; every day it is the plain ones
} // namespace
using casefile::Hand;
using criteria::Step;

/// Every way through a case, found by asking the machine itself what may come next: each act in each different state is
/// done once, the program dies after each, every ending is signed and every document verified: with
/// TIRKEU_ALL_WAYS each time, every day the first time.
class TestCaseFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPath_data();
    void everyPath();
    void theTokenIsPulledAtEverySignature();
    void deviceErrorsAtEverySample_data();
    void deviceErrorsAtEverySample();
    void sleepInMidAttemptVoidsIt();

private:
    using Path = QStringList;
    [[nodiscard]] Result<> begin(test::CounterBench& bench) const;
    [[nodiscard]] QString die(test::CounterBench& bench, const QString& as) const;
    [[nodiscard]] Result<> wake(test::CounterBench& bench, const QString& copy, const casefile::CaseId& id) const;
    [[nodiscard]] QStringList acts(const test::CounterBench& bench) const;
    [[nodiscard]] Result<> act(test::CounterBench& bench, const QString& name) const;
    [[nodiscard]] Result<> atHand(test::CounterBench& bench, Hand hand, const QString& name) const;
    [[nodiscard]] static QString keyOf(const test::CounterBench& bench);
    void checkEnd(test::CounterBench& bench, const Path& path);
    void pullToken(test::CounterBench& bench, qsizetype after) const;
    void checkByPdfsig(const QByteArray& pdf) const;

    QTemporaryDir m_copies;
    QString m_purpose;
    bool m_isKnown = false; ///< the client was enrolled here before
    QMap<Hand, PalmFindings> m_hands;
    int m_signed = 0;
    int m_pulled = 0; ///< at which signature the token is pulled next
    int m_broken = 0; ///< which of the broken-off endings is next
    QSet<QString> m_endings;
    QMap<QString, bool> m_kinds; ///< of documents that pdfsig has judged
};

void TestCaseFlow::initTestCase()
{
    test::CounterBench bench;
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        PalmCheck check(hand, bench.criteria.palm, 4);
        bench.scanner.clear();
        bench.scanner.thenSamples(test::handOf(7, hand), 12);
        while (!check.isComplete()) {
            const auto capture = bench.scanner.capture({}, std::chrono::seconds(1)).result();
            VERIFY_RESULT(capture);
            VERIFY_RESULT(check.add(*capture));
        }
        m_hands.insert(hand, check.judge());
        QVERIFY(m_hands[hand].palm);
        m_hands[hand].originals.clear(); // drawn once, not kept a hundred times
    }
}

// A bench whose case is open; the client was enrolled before where that is asked for.
Result<> TestCaseFlow::begin(test::CounterBench& bench) const
{
    if (const Result<> made = bench.vault.create(); !made)
        return made;
    if (m_isKnown) {
        const Result<> enrolled = bench.openCase()
                                      .and_then([&] { return bench.recordClient(); })
                                      .and_then([&] { return bench.consent(); })
                                      .and_then([&] { return atHand(bench, Hand::Right, QStringLiteral("pass")); })
                                      .and_then([&] { return atHand(bench, Hand::Left, QStringLiteral("pass")); })
                                      .and_then([&] { return bench.finish(); });
        if (!enrolled)
            return enrolled;
    }
    return bench.openCase(m_purpose);
}

// The program dies; what lies on the disk is all there is.
QString TestCaseFlow::die(test::CounterBench& bench, const QString& as) const
{
    bench.desk.reset();
    bench.vault.vault.reset();
    const QString copy = m_copies.filePath(as);
    return test::copyFolder(bench.vault.folder(), copy) ? copy : QString();
}

Result<> TestCaseFlow::wake(test::CounterBench& bench, const QString& copy, const casefile::CaseId& id) const
{
    bench.desk.reset();
    bench.vault.vault.reset();
    QDir(bench.vault.folder()).removeRecursively();
    if (!test::copyFolder(copy, bench.vault.folder()))
        return failure(ErrorCode{"enrolment.case-not-ended"}, ErrorKind::Bug, copy);
    if (const Result<> open = bench.vault.open(bench.vault.teller); !open)
        return open;
    bench.desk.emplace(bench.store(), bench.criteria, bench.teller);
    return bench.desk->take(id);
}

QStringList TestCaseFlow::acts(const test::CounterBench& bench) const
{
    const CaseDesk& desk = *bench.desk;
    if (desk.state().phase == casefile::Phase::Ended)
        return {};
    if (desk.state().hasOpenQuestion())
        return {QStringLiteral("yes"), QStringLiteral("no")};
    QStringList all;
    const auto now = stepNow(desk.plan());
    if (now == Step::Client) {
        all = QStringList{QStringLiteral("client")};
    } else if (now == Step::Phone) {
        all = QStringList{QStringLiteral("phone")};
    } else if (now == Step::Consents) {
        all = QStringList{QStringLiteral("agree")};
        for (const criteria::ConsentKind kind : desk.purpose().consents)
            all.append(QStringLiteral("refuse ") + criteria::code(kind));
    } else if (now && handOf(*now) != Hand::None) {
        all = QStringList{QStringLiteral("pass"), QStringLiteral("fail")};
        if (desk.state().spent(casefile::Modality::Palm, handOf(*now)) == 0) {
            all.append(QStringLiteral("except"));
            if (kAllWays)
                all.append(QStringLiteral("except until"));
            if (desk.state().voids == 0)
                all.append({QStringLiteral("fault"), QStringLiteral("killed")});
        }
    } else if (now == Step::Decision) {
        all = QStringList{QStringLiteral("decide")};
        if (kAllWays && desk.state().questions.isEmpty())
            all.append(QStringLiteral("call")); // a supervisor is called before it is decided
    }
    all.append(desk.state().decision ? QStringLiteral("end") : QStringLiteral("break off"));
    return all;
}

Result<> TestCaseFlow::atHand(test::CounterBench& bench, Hand hand, const QString& name) const
{
    if (name == u"except")
        return bench.desk->exceptHand(hand, bench.supervisor);
    if (name == u"except until")
        return bench.desk->exceptHand(hand, bench.supervisor, bench.vault.clock.wall() + std::chrono::hours(48));
    const auto attempt = bench.desk->startAttempt(hand, test::drawnDevice(), test::drawnFrames());
    if (!attempt)
        return failure(attempt);
    if (name == u"killed")
        return bench.restart();
    if (name == u"fault")
        return bench.desk->voidAttempt(*attempt, {QStringLiteral("devices.removed"), QStringLiteral("unplugged")});
    if (name == u"pass")
        return bench.desk->finishAttempt(*attempt, m_hands[hand]);
    PalmFindings failed;
    failed.attack.verdict = casefile::Verdict::NotAuthentic;
    failed.attack.reasons = {QStringLiteral("artefact")};
    return bench.desk->finishAttempt(*attempt, failed);
}

Result<> TestCaseFlow::act(test::CounterBench& bench, const QString& name) const
{
    CaseDesk& desk = *bench.desk;
    if (name == u"client") {
        const Result<> recorded = desk.recordClient(test::someClient());
        return recorded ? desk.attestIdentity() : recorded;
    }
    if (name == u"phone")
        return desk.notePhone(PhoneState::NotChecked);
    if (name == u"agree")
        return bench.consent();
    if (name.startsWith(u"refuse ")) {
        for (const criteria::ConsentKind kind : desk.purpose().consents) {
            const bool given = name != QStringLiteral("refuse ") + criteria::code(kind);
            const Result<> said = desk.answer({kind, given, criteria::ConsentMeans::SignedPaper, core::Language::Kazakh,
                std::chrono::seconds(4), given ? test::signedPaper() : QByteArray()});
            if (!said)
                return said;
        }
        return {};
    }
    if (name == u"decide")
        return desk.decide();
    if (name == u"call")
        return desk.call();
    if (name == u"yes" || name == u"no")
        return desk.answerQuestion(
            bench.supervisor, name == u"yes", QStringLiteral("seen"), QStringLiteral("second document"));
    if (name == u"end")
        return desk.end(casefile::endingNamed(casefile::nameOf(*desk.state().decision)).value());
    if (name.startsWith(u"break off ")) {
        const auto ending = casefile::endingNamed(name.mid(10));
        return ending ? desk.end(*ending, QStringLiteral("test")) : failure(ending);
    }
    return atHand(bench, handOf(*stepNow(desk.plan())), name);
}

QString TestCaseFlow::keyOf(const test::CounterBench& bench)
{
    const casefile::CaseState& state = bench.desk->state();
    QStringList key;
    for (const PlannedStep& line : bench.desk->plan())
        key.append(QStringLiteral("%1:%2:%3").arg(criteria::code(line.step), nameOf(line.state)).arg(line.spent));
    for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it)
        key.append(it.key() + casefile::nameOf(it->answer));
    for (auto it = state.exceptedHands.cbegin(); it != state.exceptedHands.cend(); ++it)
        key.append(casefile::nameOf(it.key()) + (it->isEmpty() ? QString() : QStringLiteral("until")));
    key.append(QString::number(state.voids));
    key.append(QString::number(state.questions.size()));
    key.append(state.hasOpenQuestion() ? QStringLiteral("asked") : QString());
    key.append(state.decision ? casefile::nameOf(*state.decision) : QString());
    key.append(state.ending ? casefile::nameOf(*state.ending) : QString());
    return key.join(u' ');
}

void TestCaseFlow::checkEnd(test::CounterBench& bench, const Path& path)
{
    const QByteArray path8 = path.join(u" > ").toUtf8();
    const char* where = path8.constData();
    QVERIFY2(!bench.desk->state().documents.isEmpty(), where);
    pullToken(bench, m_pulled++ % (bench.desk->state().documents.size() + 1));
    const auto count = bench.sign();
    VERIFY_RESULT(count);
    QVERIFY2(bench.desk->state().isSettled(), where);
    const auto& documents = bench.desk->state().documents;
    for (auto it = documents.cbegin(); it != documents.cend(); ++it) {
        const auto pdf = bench.desk->document(it.key());
        VERIFY_RESULT(pdf);
        const auto report = evidence::verify(*pdf, {test::demoPki().nationalTrust(), bench.vault.clock.wall()});
        QVERIFY2(report.indication != evidence::Indication::TotalFailed, where);
        // Every one; of the thousands of the long run each kind, and every now and then one that another way has made.
        const bool isFirst = std::exchange(m_kinds[it->kind], true) == false;
        if (++m_signed % 40 == 1 || isFirst || !kAllWays)
            checkByPdfsig(*pdf);
    }
    const Slip slip = slipOf(bench.desk->state(), bench.criteria, core::Language::Kazakh);
    QVERIFY2(!slip.title.isEmpty() && slip.lines.size() >= 3, where);
}

// All or nothing: what was signed before the token went is not kept either, the case waits for its signature, and the
// teller's next client waits with it.
void TestCaseFlow::pullToken(test::CounterBench& bench, qsizetype after) const
{
    PulledKey pulled(bench.tellerKey, after);
    const auto none = bench.sign(pulled);
    QVERIFY(!none);
    QCOMPARE(none.error().code.toString(), QStringLiteral("token.removed"));
    VERIFY_RESULT(bench.restart());
    const auto& documents = bench.desk->state().documents;
    QVERIFY(std::ranges::none_of(documents, &casefile::DocumentState::isSigned));
    CaseDesk next(bench.store(), bench.criteria, bench.teller);
    const auto iin = identity::Iin::parse(u"880101100018").value();
    QCOMPARE(next.open({QStringLiteral("palm-enrolment"), iin}).error().code.toString(),
        QStringLiteral("enrolment.unsigned-first"));
}

void TestCaseFlow::theTokenIsPulledAtEverySignature()
{
    m_purpose = QStringLiteral("palm-enrolment");
    m_isKnown = false;
    test::CounterBench bench;
    VERIFY_RESULT(begin(bench));
    VERIFY_RESULT(act(bench, QStringLiteral("client")));
    VERIFY_RESULT(act(bench, QStringLiteral("phone")));
    VERIFY_RESULT(bench.consent());
    for (const Hand hand : {Hand::Right, Hand::Left})
        VERIFY_RESULT(atHand(bench, hand, QStringLiteral("pass")));
    VERIFY_RESULT(bench.desk->decide());
    VERIFY_RESULT(bench.desk->end(casefile::Ending::Accepted));
    const qsizetype documents = bench.desk->state().documents.size();
    QVERIFY(documents >= 6);
    for (qsizetype after = 0; after <= documents; ++after) // the last time all are signed and none is kept
        pullToken(bench, after);
    VERIFY_RESULT(bench.sign());
    QVERIFY(bench.desk->state().isSettled());
}

void TestCaseFlow::checkByPdfsig(const QByteArray& pdf) const
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("pdfsig"));
    if (program.isEmpty())
        return;
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("one.pdf")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size());
    file.close();
    QProcess process;
    process.start(program, {QStringLiteral("-nocert"), file.fileName()});
    QVERIFY(process.waitForFinished());
    QVERIFY(process.readAllStandardOutput().contains("Signature Validation: Signature is Valid."));
}

void TestCaseFlow::everyPath_data()
{
    QTest::addColumn<QString>("purpose");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QStringList>("endings");
    QTest::newRow("a new client") << QStringLiteral("palm-enrolment") << false
                                  << QStringList{QStringLiteral("accepted"), QStringLiteral("refused"),
                                         QStringLiteral("negative"), QStringLiteral("aborted"),
                                         QStringLiteral("abandoned"), QStringLiteral("timed-out")};
    QTest::newRow("a known client") << QStringLiteral("palm-verification") << true
                                    << QStringList{QStringLiteral("accepted"), QStringLiteral("negative")};
}

void TestCaseFlow::everyPath()
{
    QFETCH(QString, purpose);
    QFETCH(bool, known);
    QFETCH(QStringList, endings);
    m_purpose = purpose;
    m_isKnown = known;
    m_endings.clear();
    const QStringList broken{QStringLiteral("abandoned"), QStringLiteral("aborted"), QStringLiteral("timed-out")};
    struct Place
    {
        Path way;
        QString copy;
    };
    test::CounterBench bench;
    VERIFY_RESULT(begin(bench));
    const casefile::CaseId id = *bench.desk->state().id;
    QSet<QString> seen{keyOf(bench)};
    int copies = 0;
    const auto copyName = [&] {
        return m_purpose + QString::number(copies++);
    };
    std::deque<Place> places{{Path(), die(bench, copyName())}};
    const int enough = kAllWays ? std::numeric_limits<int>::max() : 1;
    QHash<QString, int> ended;
    int acted = 0;
    while (!places.empty()) {
        const Place place = places.front();
        places.pop_front();
        QVERIFY(!place.copy.isEmpty());
        VERIFY_RESULT(wake(bench, place.copy, id));
        const QStringList possible = acts(bench);
        const bool isRecorded = bench.desk->state().isRecorded;
        bool isThere = true;
        for (QString name : possible) {
            if (name == u"break off") {
                if (!isRecorded)
                    continue; // nothing was said or shown yet: there is nothing to document
                name += u' ' + broken.at(m_broken++ % broken.size());
            }
            if (!std::exchange(isThere, false))
                VERIFY_RESULT(wake(bench, place.copy, id));
            const Path path = place.way + QStringList{name};
            const Result<> done = act(bench, name);
            QVERIFY2(done, qPrintable(path.join(u" > ") + u' ' + (done ? QString() : done.error().code.toString())));
            ++acted;
            // It dies after each act: what stands is the same, and nothing was won or lost.
            const QString key = keyOf(bench);
            const QString copy = die(bench, copyName());
            VERIFY_RESULT(wake(bench, copy, id));
            QCOMPARE(keyOf(bench), key);
            if (bench.desk->state().phase == casefile::Phase::Ended) {
                const QString ending = casefile::nameOf(*bench.desk->state().ending);
                m_endings.insert(ending);
                if (++ended[ending] <= enough)
                    checkEnd(bench, path);
                if (QTest::currentTestFailed())
                    return;
            } else if (!seen.contains(key)) {
                seen.insert(key);
                places.push_back({path, copy});
                continue;
            }
            QDir(copy).removeRecursively();
        }
    }
    qInfo("%d states, %d acts, %d documents verified", static_cast<int>(seen.size()), acted, m_signed);
    for (const QString& ending : endings)
        QVERIFY2(m_endings.contains(ending), qPrintable(ending));
}

void TestCaseFlow::deviceErrorsAtEverySample_data()
{
    QTest::addColumn<Hand>("hand");
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("which");
    // Every day each error after each sample, by turns at one hand and the other.
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        for (int after = 0; after < 4; ++after) {
            for (int which = 0; which < 5; ++which) {
                if (kAllWays || ((after + which) % 2 == 1) == (hand == Hand::Left))
                    QTest::addRow("%s: error %d after %d samples", qPrintable(casefile::nameOf(hand)), which, after)
                        << hand << after << which;
            }
        }
    }
}

void TestCaseFlow::deviceErrorsAtEverySample()
{
    QFETCH(const Hand, hand);
    QFETCH(const int, after);
    QFETCH(const int, which);
    const std::array errors{Error{devices::kRemoved, ErrorKind::DeviceFault, {}},
        Error{devices::kTimeout, ErrorKind::Retry, {}}, Error{devices::kCancelled, ErrorKind::Retry, {}},
        Error{ErrorCode{"devices.attestation-wrong"}, ErrorKind::SecurityStop, {}},
        Error{devices::kSuspended, ErrorKind::Retry, {}}};
    test::CounterBench bench;
    VERIFY_RESULT(bench.vault.create());
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    if (hand == Hand::Left)
        VERIFY_RESULT(atHand(bench, Hand::Right, QStringLiteral("pass")));
    bench.scanner.thenSamples(test::handOf(7, hand), after);
    bench.scanner.then(errors.at(static_cast<std::size_t>(which)));
    static_cast<void>(bench.palm(hand));
    const casefile::CaseState& state = bench.desk->state();
    QVERIFY(!state.runningAttempt());
    // Only a proven fault, or the computer going to sleep, gives back what was begun.
    const bool isBegun = after > 0;
    const bool isNobodys = which == 0 || which == 4;
    QCOMPARE(state.voids, isBegun && isNobodys ? 1 : 0);
    QCOMPARE(state.spent(casefile::Modality::Palm, hand), isBegun && !isNobodys ? 1 : 0);
    // It goes on.
    bench.scanner.clear();
    bench.scanner.thenSamples(test::handOf(7, hand), 8);
    const auto end = bench.palm(hand);
    VERIFY_RESULT(end);
    QCOMPARE(*end, PalmRoundEnd::Passed);
}

// The screen is locked before the computer sleeps, which stops the round at the same time: that is no giving up.
void TestCaseFlow::sleepInMidAttemptVoidsIt()
{
    test::CounterBench bench;
    VERIFY_RESULT(bench.vault.create());
    VERIFY_RESULT(bench.openCase());
    VERIFY_RESULT(bench.recordClient());
    VERIFY_RESULT(bench.consent());
    bench.scanner.thenSamples(test::handOf(7, Hand::Right), 8);
    struct OpenGate final : core::CaptureGate
    {
        [[nodiscard]] Result<> admit() override { return {}; }
    } gate;
    std::atomic<bool> stop = false;
    const PalmRound round{Hand::Right, bench.criteria.palm.samplesToEnrol, bench.criteria.palm};
    const auto asleepAfterTwo = [&](const PalmProgress& progress) {
        if (progress.taken < 2)
            return;
        bench.scanner.suspend();
        stop = true;
    };
    const auto end = runPalmRound(bench.scanner, bench.atDesk(), round, gate, asleepAfterTwo, stop, bench.vault.clock);
    QVERIFY(!end);
    QCOMPARE(end.error().code, devices::kSuspended);
    QVERIFY(!bench.desk->state().runningAttempt());
    QCOMPARE(bench.desk->state().voids, 1);
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 0);

    // Awake again, and stopped by a person: what was begun is spent.
    bench.scanner.resume();
    stop = false;
    const auto stopAfterTwo = [&](const PalmProgress& progress) {
        stop = progress.taken >= 2;
    };
    VERIFY_RESULT(runPalmRound(bench.scanner, bench.atDesk(), round, gate, stopAfterTwo, stop, bench.vault.clock));
    QCOMPARE(bench.desk->state().voids, 1);
    QCOMPARE(bench.desk->state().spent(casefile::Modality::Palm, Hand::Right), 1);
}

QTEST_MAIN(TestCaseFlow)
#include "tst_caseflow.moc"
