#include <palm/assessment.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tirkeu;
using namespace tirkeu::palm;
namespace world = tirkeu::simulation_palm;

// What tells a living hand from an artefact, cue by cue (BIO-21).
class TestPalmArtefacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bio21TellsRealHandsFromArtefacts();
    void bio21WithOneBandCannotDecide();
    void bio21ClaimsNoVolume();
    void bio21AMirroredLampIsSeen();
    void bio21TheFramesShowOnePalm();
    void bio21LightFollowsNearness();
};

static std::optional<Cue> cueOf(const Assessment& assessment, const char* name)
{
    for (const Cue& cue : assessment.artefact.cues) {
        if (cue.name == QLatin1StringView(name))
            return cue;
    }
    return std::nullopt;
}

static FramePair pairOf(const world::Hand& hand, int frame, int sample = 0)
{
    world::CaptureSpec spec;
    spec.frame = frame;
    spec.sample = sample;
    const world::Capture capture = hand.capture(spec);
    return {capture.visible, capture.infrared};
}

/// Every pixel of a grey frame as `change` makes it.
template<typename Change>
static imaging::Frame changed(const imaging::Frame& frame, Change change)
{
    QByteArray pixels = frame.pixels().toByteArray();
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const qsizetype i = qsizetype(y) * frame.width() + x;
            const double value = change(static_cast<std::uint8_t>(pixels[i]), x, y);
            pixels[i] = static_cast<char>(static_cast<std::uint8_t>(std::clamp(value, 0., 255.)));
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

void TestPalmArtefacts::bio21TellsRealHandsFromArtefacts()
{
    int real = 0;
    int fooled = 0;
    for (int i = 0; i < 3; ++i) {
        const world::Hand hand({std::uint64_t(440 + i), world::Side::Left});
        const world::Capture capture = hand.capture({});
        real += assess({capture.visible, capture.infrared})->artefact.verdict == Authenticity::Real;
        for (const world::Attack attack : world::allAttacks()) {
            if (attack == world::kUnseenAttack)
                continue;
            world::CaptureSpec spec;
            spec.attack = attack;
            spec.sample = i;
            spec.frame = 1;
            const world::Capture before = hand.capture(spec);
            spec.frame = 0;
            const world::Capture now = hand.capture(spec);
            const std::array<FramePair, 1> earlier{FramePair{before.visible, before.infrared}};
            const auto assessment = assess({now.visible, now.infrared}, std::nullopt, earlier);
            fooled += assessment->isAcceptable() && assessment->artefact.verdict == Authenticity::Real;
        }
    }
    QVERIFY(real >= 2);
    QVERIFY2(fooled <= 2, qPrintable(QString::number(fooled)));
}

void TestPalmArtefacts::bio21WithOneBandCannotDecide()
{
    const world::Capture capture = world::Hand({450, world::Side::Left}).capture({});
    QCOMPARE(assess({{}, capture.infrared})->artefact.verdict, Authenticity::CannotDecide);
    const auto both = assess({capture.visible, capture.infrared});
    QCOMPARE(both->artefact.analysed(), (std::vector{Characteristic::Veins, Characteristic::Optical}));
}

void TestPalmArtefacts::bio21ClaimsNoVolume()
{
    // A dark surround and frames that differ are optics: a cast in the air has both, and no depth was measured.
    const std::vector<world::Capture> frames = world::Hand({451, world::Side::Right}).approach({}, 4);
    std::vector<FramePair> before;
    for (const world::Capture& frame : frames)
        before.push_back({frame.visible, frame.infrared});
    const FramePair now = before.back();
    before.pop_back();
    const auto assessment = assess(now, std::nullopt, before);
    QVERIFY(assessment && assessment->region);
    for (const char* name : {"surround", "frame-difference", "same-palm", "light-by-nearness"}) {
        const auto cue = cueOf(*assessment, name);
        QVERIFY2(cue, name);
        QCOMPARE(nameOf(cue->characteristic), QLatin1StringView("optical"));
    }
    for (const Characteristic one : assessment->artefact.analysed())
        QVERIFY(nameOf(one) != QLatin1StringView("volume"));
}

void TestPalmArtefacts::bio21AMirroredLampIsSeen()
{
    for (std::uint64_t i = 0; i < 3; ++i) {
        FramePair pair = pairOf(world::Hand({452 + i, world::Side::Left}), 0);
        const auto skin = assess(pair);
        QVERIFY(skin && skin->region);
        QVERIFY(!cueOf(*skin, "infrared-glint")->isOutside());
        const imaging::Point middle = skin->region->centre;
        const double spot = skin->region->radius / 14;
        pair.infrared = changed(pair.infrared, [&](double light, int x, int y) {
            const double away = std::hypot(x - middle.x, y - middle.y) / spot;
            return light * (1 + 0.4 * std::exp(-away * away / 2));
        });
        const auto polished = assess(pair);
        QVERIFY(polished && polished->region);
        const auto glint = cueOf(*polished, "infrared-glint");
        QVERIFY2(glint->isClearlyOutside(), qPrintable(QString::number(glint->value)));
        QCOMPARE(polished->artefact.verdict, Authenticity::Artefact);
    }
}

void TestPalmArtefacts::bio21TheFramesShowOnePalm()
{
    for (std::uint64_t i = 0; i < 3; ++i) {
        const world::Hand hand({456 + 2 * i, world::Side::Right});
        const world::Hand other({457 + 2 * i, world::Side::Right});
        const FramePair now = pairOf(hand, 0);
        const auto seenAfter = [&now](const world::Hand& came) {
            const std::array before{pairOf(came, 2), pairOf(came, 1)};
            return *assess(now, std::nullopt, before);
        };
        const Assessment same = seenAfter(hand);
        QVERIFY(cueOf(same, "same-palm"));
        QVERIFY(cueOf(same, "same-palm")->value > 6);
        QCOMPARE(same.artefact.verdict, Authenticity::Real);
        // A living hand comes, and something else lies there in the end.
        const Assessment exchanged = seenAfter(other);
        QVERIFY(cueOf(exchanged, "same-palm")->isClearlyOutside());
        QCOMPARE(exchanged.artefact.verdict, Authenticity::Artefact);
    }
}

void TestPalmArtefacts::bio21LightFollowsNearness()
{
    for (std::uint64_t i = 0; i < 3; ++i) {
        const world::Hand hand({462 + i, world::Side::Left});
        const FramePair now = pairOf(hand, 0);
        std::array before{pairOf(hand, 2)};
        const Assessment lit = *assess(now, std::nullopt, before);
        const auto follows = cueOf(lit, "light-by-nearness");
        QVERIFY(follows);
        QVERIFY2(!follows->isOutside(), qPrintable(QString::number(follows->value)));
        QCOMPARE(lit.artefact.verdict, Authenticity::Real);
        // A picture that is only enlarged gives back as much light as before.
        before[0].infrared = changed(before[0].infrared, [](double light, int, int) { return 1.13 * light; });
        const Assessment enlarged = *assess(now, std::nullopt, before);
        const auto stays = cueOf(enlarged, "light-by-nearness");
        QVERIFY(stays);
        QVERIFY2(stays->isClearlyOutside(), qPrintable(QString::number(stays->value)));
        // Where the hand hardly moves, nothing is said of it.
        before[0] = pairOf(hand, 0, 0);
        QVERIFY(!cueOf(*assess(now, std::nullopt, before), "light-by-nearness"));
    }
}

QTEST_GUILESS_MAIN(TestPalmArtefacts)
#include "tst_palmartefacts.moc"
