#include "drawnscanner.h"

#include <core/hashing.h>

#include <map>

namespace tirkeu::test {

using devices::PalmCapture;

namespace {
template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

Error asleep()
{
    return {devices::kSuspended, ErrorKind::Retry, QStringLiteral("asleep")};
}

// Drawing is dear, and the same hand comes in test after test.
const QList<devices::CapturedPair>& drawn(const DrawnScanner::Hand& hand, int pairs)
{
    using Key =
        std::tuple<std::uint64_t, simulation_palm::Side, simulation_palm::Condition, simulation_palm::Attack, int, int>;
    static std::map<Key, QList<devices::CapturedPair>> known;
    const Key key{hand.hand.person, hand.hand.side, hand.spec.condition, hand.spec.attack, hand.spec.sample, pairs};
    auto found = known.find(key);
    if (found == known.end()) {
        QList<devices::CapturedPair> made;
        for (const simulation_palm::Capture& frame : simulation_palm::Hand(hand.hand).approach(hand.spec, pairs))
            made.append({frame.visible, frame.infrared});
        found = known.emplace(key, std::move(made)).first;
    }
    return found->second;
}
} // namespace

casefile::DeviceAttestation drawnDevice()
{
    casefile::DeviceAttestation said;
    said.serial = QStringLiteral("TIRKEU-DEMO-SCANNER-0001");
    said.model = QStringLiteral("Drawn scanner");
    said.firmwareDigest = core::sha256("drawn firmware");
    said.tamper = casefile::TamperState::Untouched;
    said.channelProtected = true;
    said.nonce = QByteArray(32, 'n');
    said.signature = QByteArray(64, 's');
    return said;
}

QList<QByteArray> drawnFrames()
{
    return {core::sha256("visible"), core::sha256("infra-red")};
}

void DrawnScanner::thenSamples(simulation_palm::HandId hand, int count, simulation_palm::Attack attack, int firstSample)
{
    for (int i = 0; i < count; ++i) {
        simulation_palm::CaptureSpec spec;
        spec.attack = attack;
        spec.sample = firstSample + i;
        then(Hand{hand, spec});
    }
}

void DrawnScanner::drawAhead()
{
    for (const Turn& turn : m_turns) {
        if (const auto* hand = std::get_if<Hand>(&turn))
            (void)drawn(*hand, devices::CaptureRequest().pairs);
    }
}

QFuture<Result<devices::DeviceIdentity>> DrawnScanner::open(std::chrono::milliseconds)
{
    if (m_isAsleep)
        return ready<devices::DeviceIdentity>(tl::make_unexpected(asleep()));
    return ready<devices::DeviceIdentity>(devices::DeviceIdentity{});
}

QFuture<Result<PalmCapture>> DrawnScanner::capture(const devices::CaptureRequest& request, std::chrono::milliseconds)
{
    if (m_isAsleep)
        return ready<PalmCapture>(tl::make_unexpected(asleep()));
    ++m_captures;
    if (m_turns.empty())
        return ready<PalmCapture>(failure(devices::kTimeout, ErrorKind::Retry, QStringLiteral("nobody came")));
    const Turn turn = m_turns.front();
    m_turns.pop_front();
    if (const auto* error = std::get_if<Error>(&turn))
        return ready<PalmCapture>(tl::make_unexpected(*error));
    const auto& hand = std::get<Hand>(turn);
    PalmCapture capture;
    capture.pairs = drawn(hand, request.pairs);
    capture.attestation = drawnDevice();
    capture.proof = "a statement";
    return ready<PalmCapture>(std::move(capture));
}

QFuture<Result<>> DrawnScanner::close()
{
    return ready<void>(Result<>());
}

} // namespace tirkeu::test
