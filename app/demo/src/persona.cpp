#include <demo/persona.h>

namespace tirkeu::demo {

using simulation_palm::Attack;
using simulation_palm::Condition;

namespace {
constexpr ErrorCode kNoSuchPersona{"demo.no-such-persona"};
}

simulation_devices::Scan Persona::scan(casefile::Hand hand, int presentation) const
{
    const bool isOther = presentation < wrongHands;
    const bool isRight = (hand == casefile::Hand::Right) != isOther;
    simulation_devices::Scan scan{{person, isRight ? simulation_palm::Side::Right : simulation_palm::Side::Left}, {}};
    scan.spec.condition = condition;
    scan.spec.attack = attack;
    scan.spec.sample = presentation;
    return scan;
}

const QList<Persona>& personas()
{
    static const QList<Persona> all{
        {QStringLiteral("ordinary"), QStringLiteral("951231600025"), 101, QStringLiteral("СӘУЛЕҚЫЗЫ"),
            QStringLiteral("ӘЙГЕРІМ")},
        {QStringLiteral("cold-hands"), QStringLiteral("930315500178"), 102, QStringLiteral("АЯЗОВ"),
            QStringLiteral("ҚЫС"), Condition::Cold},
        {QStringLiteral("one-hand"), QStringLiteral("900101500010"), 103, QStringLiteral("ЖАЛҒЫЗОВ"),
            QStringLiteral("БІРЖАН"), Condition::Normal, Attack::None, false},
        {QStringLiteral("trembling-hand"), QStringLiteral("900101500022"), 104, QStringLiteral("ДІРІЛОВ"),
            QStringLiteral("ҚАРТ"), Condition::Motion},
        {QStringLiteral("ring-and-plaster"), QStringLiteral("970707601236"), 105, QStringLiteral("САҚИНА"),
            QStringLiteral("ГҮЛ"), Condition::Plaster},
        {QStringLiteral("wrong-hand-twice"), QStringLiteral("880101100018"), 106, QStringLiteral("ШАТАСОВ"),
            QStringLiteral("ОҢСОЛ"), Condition::Normal, Attack::None, true, 2},
        {QStringLiteral("impostor-print"), QStringLiteral("881231200024"), 107, QStringLiteral("АЛДАУОВА"),
            QStringLiteral("ҚАҒАЗ"), Condition::Normal, Attack::LaserPrint},
        {QStringLiteral("impostor-cast"), QStringLiteral("990228200177"), 108, QStringLiteral("ҚАЛЫПОВА"),
            QStringLiteral("СИЛИКОН"), Condition::Normal, Attack::SiliconeCast},
        // Gives the sibling's name and number; the palms are their own.
        {QStringLiteral("twin"), QStringLiteral("900101500010"), 110, QStringLiteral("ЕГІЗОВ"), QStringLiteral("ҮСЕН"),
            Condition::Normal, Attack::None, true, 0, 0},
        // A client's name and number, the teller's palms.
        {QStringLiteral("teller-himself"), QStringLiteral("951231600025"), 111, QStringLiteral("СӘУЛЕҚЫЗЫ"),
            QStringLiteral("ӘЙГЕРІМ"), Condition::Normal, Attack::None, true, 0, 1},
    };
    return all;
}

const QList<Persona>& forerunners()
{
    static const QList<Persona> all{
        {QStringLiteral("sibling"), QStringLiteral("900101500010"), 109, QStringLiteral("ЕГІЗОВ"),
            QStringLiteral("ҮСЕН"), Condition::Normal, Attack::None, false},
        {QStringLiteral("teller"), QStringLiteral("850704201233"), 111, QStringLiteral("САМАТОВА"),
            QStringLiteral("АЙГҮЛ"), Condition::Normal, Attack::None, false},
    };
    return all;
}

Result<Persona> personaNumber(int number)
{
    if (number < 1 || number > personas().size())
        return failure(
            kNoSuchPersona, ErrorKind::OperatorCanFix, QString::number(number), {QString::number(personas().size())});
    return personas().at(number - 1);
}

} // namespace tirkeu::demo
