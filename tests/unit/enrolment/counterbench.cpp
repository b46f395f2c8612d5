#include "counterbench.h"

#include <core/json.h>

namespace tirkeu::test {

using namespace enrolment;
using casefile::Hand;

CounterBench::CounterBench()
    : criteria(criteria::readCriteria(core::writeJson(demoCriteria())).value())
    , tellerKey(demoPki().signature(simulation::DemoPerson::Teller))
    , sealKey()
    , teller{QString::fromLatin1(
                 demoPki().authentication(simulation::DemoPerson::Teller).holder().fingerprint().toHex()),
          tellerKey.certificate()}
    , supervisor(QString::fromLatin1(
          demoPki().authentication(simulation::DemoPerson::Supervisor).holder().fingerprint().toHex()))
{
}

AtDesk CounterBench::atDesk()
{
    return [this](const std::function<Result<>(CaseDesk&)>& action) {
        return action(*desk);
    };
}

Result<> CounterBench::restart()
{
    const auto id = desk->state().id;
    desk.emplace(store(), criteria, teller);
    return desk->take(*id);
}

Result<> CounterBench::openCase(const QString& purpose, QStringView iin)
{
    desk.emplace(store(), criteria, teller);
    return desk->open({purpose, identity::Iin::parse(iin).value(), core::Language::Kazakh});
}

Result<> CounterBench::recordClient()
{
    if (const Result<> recorded = desk->recordClient(someClient()); !recorded)
        return recorded;
    if (const Result<> seen = desk->attestIdentity(); !seen)
        return seen;
    return desk->notePhone(PhoneState::NotChecked);
}

Result<> CounterBench::consent(bool given)
{
    for (const criteria::ConsentKind kind : desk->purpose().consents) {
        ConsentAnswer answer{kind, given, criteria::ConsentMeans::SignedPaper, core::Language::Kazakh,
            std::chrono::seconds(9), signedPaper()};
        if (const Result<> said = desk->answer(answer); !said)
            return said;
    }
    return {};
}

Result<PalmRoundEnd> CounterBench::palm(Hand hand)
{
    struct OpenGate final : core::CaptureGate
    {
        [[nodiscard]] Result<> admit() override { return {}; }
    } gate;
    return palm(hand, gate);
}

Result<PalmRoundEnd> CounterBench::palm(Hand hand, core::CaptureGate& gate)
{
    const std::atomic<bool> stop = false;
    const PalmRound round{hand, criteria.palm.samplesToEnrol, criteria.palm};
    return runPalmRound(
        scanner, atDesk(), round, gate, [](const PalmProgress&) {}, stop, vault.clock);
}

Result<> CounterBench::showHands(std::uint64_t person, int firstSample)
{
    for (const Hand hand : {Hand::Right, Hand::Left}) {
        scanner.clear();
        scanner.thenSamples(handOf(person, hand), 8, simulation_palm::Attack::None, firstSample);
        if (const auto end = palm(hand); !end)
            return failure(end);
    }
    return {};
}

Result<> CounterBench::enrol(std::uint64_t person, QStringView iin)
{
    for (const auto& act : std::initializer_list<std::function<Result<>()>>{
             [&] { return openCase(QStringLiteral("palm-enrolment"), iin); }, [&] { return recordClient(); },
             [&] { return consent(); }, [&] { return showHands(person); },
             [&] {
                 return finish();
             }}) {
        if (const Result<> done = act(); !done)
            return done;
    }
    return {};
}

Result<QList<core::Uuid>> CounterBench::sign()
{
    return sign(tellerKey);
}

Result<QList<core::Uuid>> CounterBench::sign(core::Signer& key)
{
    const auto seal = Seal::of(criteria.signing, sealKey ? &*sealKey : nullptr, vault.clock.wall());
    return seal ? signCase(atDesk(), evidence::DocumentSigner(vault.clock, demoPki().nationalTrust()), key, *seal)
                : failure(seal);
}

Result<> CounterBench::finish()
{
    if (const Result<> decided = desk->decide(); !decided)
        return decided;
    const auto ending = casefile::endingNamed(casefile::nameOf(*desk->state().decision));
    if (!ending)
        return failure(ending);
    if (const Result<> ended = desk->end(*ending); !ended)
        return ended;
    const auto signedOnes = sign();
    return signedOnes ? Result<>() : failure(signedOnes);
}

QByteArray signedPaper()
{
    return "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
}

ClientData someClient()
{
    return {identity::PersonName::parse(u"СӘУЛЕҚЫЗЫ", u"ӘЙГЕРІМ").value(),
        identity::IdentityDocument::make(
            identity::DocumentKind::IdentityCard, u"012345678", QDate(2031, 5, 1), QDate(2021, 5, 1))
            .value(),
        identity::PhoneNumber::parse(u"+77010000000").value()};
}

simulation_palm::HandId handOf(std::uint64_t person, Hand hand)
{
    return {person, hand == Hand::Right ? simulation_palm::Side::Right : simulation_palm::Side::Left};
}

} // namespace tirkeu::test
