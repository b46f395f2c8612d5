#include "bootstrap/democourse.h"
#include "training/trainingcheck.h"
#include "training/trainingtext.h"

#include <core/clock.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::CaseState;
using casefile::Ending;
using casefile::Hand;

namespace {
const core::SystemClock kClock;

// A case as a good teller leaves it: ended, signed, both palms in.
CaseState served(const QString& iin)
{
    CaseState state;
    state.phase = casefile::Phase::Ended;
    state.iin = iin;
    state.ending = Ending::Accepted;
    state.limits.attempts = 3;
    for (const Hand hand : {Hand::Right, Hand::Left})
        state.attempts.append(
            {core::Uuid::make(kClock), casefile::Modality::Palm, hand, 1, casefile::Attempt::State::Authentic});
    return state;
}

CaseState failed(const QString& iin, int attempts)
{
    CaseState state = served(iin);
    state.ending = Ending::Negative;
    state.attempts.clear();
    for (int number = 1; number <= attempts; ++number)
        state.attempts.append({core::Uuid::make(kClock), casefile::Modality::Palm, Hand::Right, number,
            casefile::Attempt::State::NotAuthentic});
    return state;
}
} // namespace

/// The guided cases: what they ask for, and how they are judged from the fold alone.
class TestTraining : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrdinaryCasePasses();
    void whatIsMissingIsSaid();
    void theMissingHandIsAttestedAndNotTried();
    void aWrongHandSpendsNothing_BIO22();
    void threeFailuresAreTheEnd_BIO22();
    void somebodyElsesPalmIsASupervisorsToRefuse();
    void everyCaseIsToldInThreeLanguages();
    void whatWasPassedIsRemembered();
    void aBrokenFileIsACourseNotBegun();
    void aRealTokenIsNotPractisedWith();

private:
    const QString m_iin = QStringLiteral("951231600025");
};

void TestTraining::anOrdinaryCasePasses()
{
    for (const int number : {1, 2, 4, 5, 6})
        QVERIFY(judgeTraining(number, m_iin, served(m_iin)).isEmpty());
}

void TestTraining::whatIsMissingIsSaid()
{
    using enum TrainingRemark;
    QCOMPARE(judgeTraining(1, QStringLiteral("930315500178"), served(m_iin)), QList{OtherClient});
    CaseState paused = served(m_iin);
    paused.phase = casefile::Phase::Paused;
    QCOMPARE(judgeTraining(1, m_iin, paused), QList{NotEnded});
    CaseState left = served(m_iin);
    left.ending = Ending::Abandoned;
    left.attempts.removeLast();
    left.documents.insert(core::Uuid::make(kClock), {QStringLiteral("palm-authenticity"), {}, false});
    QCOMPARE(judgeTraining(1, m_iin, left), (QList{NotSigned, NotAccepted, PalmMissing}));
}

void TestTraining::theMissingHandIsAttestedAndNotTried()
{
    using enum TrainingRemark;
    CaseState state = served(m_iin);
    state.attempts.last().state = casefile::Attempt::State::NotAuthentic;
    QCOMPARE(judgeTraining(3, m_iin, state), (QList{NotAttested, HandWasTried}));
    state.attempts.removeLast();
    state.exceptedHands.insert(Hand::Left, QString());
    QVERIFY(judgeTraining(3, m_iin, state).isEmpty());
}

void TestTraining::aWrongHandSpendsNothing_BIO22()
{
    CaseState state = served(m_iin);
    state.attempts.prepend(
        {core::Uuid::make(kClock), casefile::Modality::Palm, Hand::Right, 1, casefile::Attempt::State::NotAuthentic});
    QCOMPARE(judgeTraining(6, m_iin, state), QList{TrainingRemark::AttemptSpent});
}

void TestTraining::threeFailuresAreTheEnd_BIO22()
{
    for (const int number : {7, 8}) {
        QVERIFY(judgeTraining(number, m_iin, failed(m_iin, 3)).isEmpty());
        QCOMPARE(judgeTraining(number, m_iin, failed(m_iin, 2)), QList{TrainingRemark::AttemptsLeft});
        QVERIFY(judgeTraining(number, m_iin, served(m_iin)).contains(TrainingRemark::Accepted));
    }
}

void TestTraining::somebodyElsesPalmIsASupervisorsToRefuse()
{
    CaseState state = served(m_iin);
    state.ending = Ending::Refused;
    for (const int number : {9, 10}) {
        QCOMPARE(judgeTraining(number, m_iin, state), QList{TrainingRemark::NobodyAsked});
        CaseState asked = state;
        asked.questions.insert(core::Uuid::make(kClock), QStringLiteral("no"));
        QVERIFY(judgeTraining(number, m_iin, asked).isEmpty());
        QVERIFY(!trainingNeeds(number).isEmpty()); // somebody has to be known first
    }
}

void TestTraining::everyCaseIsToldInThreeLanguages()
{
    using criteria::Step;
    for (const core::Language language : core::kLanguages) {
        const QList<TrainingText> texts = trainingTexts(language);
        QCOMPARE(texts.size(), kTrainingCases);
        for (const TrainingText& text : texts) {
            QVERIFY(!text.title.isEmpty() && !text.brief.isEmpty());
            for (const Step step : {Step::Client, Step::Consents, Step::PalmRight, Step::PalmLeft, Step::Decision,
                     Step::Signing, Step::Slip})
                QVERIFY2(!text.hint(step).isEmpty(), qPrintable(text.title));
        }
    }
}

void TestTraining::whatWasPassedIsRemembered()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("training.json"));
    DemoCourse course(file, true);
    QVERIFY(course.isOffered());
    QVERIFY(course.notePassed(3));
    QVERIFY(course.notePassed(1));
    QCOMPARE(DemoCourse(file, true).passed(), (QSet<int>{1, 3}));
    QCOMPARE(course.client(1).iin, m_iin);
}

void TestTraining::aBrokenFileIsACourseNotBegun()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("training.json"));
    for (const QByteArray& bytes : {QByteArray("{"), QByteArray(R"({"passed":7})"),
             QByteArray(R"({"passed":[0,11,"2"]})"), QByteArray(10'000, ' ')}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY(DemoCourse(path, true).passed().isEmpty());
    }
}

void TestTraining::aRealTokenIsNotPractisedWith()
{
    const QTemporaryDir folder;
    QVERIFY(!DemoCourse(folder.filePath(QStringLiteral("training.json")), false).isOffered());
}

QTEST_MAIN(TestTraining)
#include "tst_training.moc"
