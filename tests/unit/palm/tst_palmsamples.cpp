#include "support/testfiles.h"

#include <imaging/codecs.h>
#include <palm/assessment.h>
#include <palm/decision.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::palm;

// Real palms, where this machine has them: the region and the hand, and that three people are three people.
class TestPalmSamples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void regionOfRealPalms();
};

void TestPalmSamples::regionOfRealPalms()
{
    const auto folder = test::samplesFolder();
    if (!folder)
        QSKIP("TIRKEU_SAMPLES is not set: no real palms here");
    struct Real
    {
        QString file;
        Side side;
        bool infrared;
    };
    const std::vector<Real> real{{QStringLiteral("nir-left-a.png"), Side::Left, true},
        {QStringLiteral("nir-right-b.png"), Side::Right, true}, {QStringLiteral("rgb-left-c.jpg"), Side::Left, false}};
    std::vector<PalmTemplate> palms;
    for (const Real& one : real) {
        const auto frame = imaging::decodeImage(test::readFile(*folder + QStringLiteral("/palms/") + one.file));
        QVERIFY(frame);
        const auto assessment = one.infrared ? assess({{}, *frame}) : assess({*frame, {}});
        QVERIFY(assessment && assessment->region);
        QCOMPARE(assessment->region->side, one.side);
        QVERIFY(assessment->oneBandOnly);
        QVERIFY2(assessment->problems.empty(), qPrintable(one.file));
        palms.push_back(makeTemplate(*assessment->region, assessment->quality.overall));
    }
    const Decision decision = decide(Probe(palms[0]), palms[1]);
    QVERIFY2(decision.measured.score < 2, qPrintable(QString::number(decision.measured.score)));
    QVERIFY(decide(Probe(palms[0]), palms[2]).outcome != Outcome::Match); // nothing in common but the skin
}

QTEST_GUILESS_MAIN(TestPalmSamples)
#include "tst_palmsamples.moc"
