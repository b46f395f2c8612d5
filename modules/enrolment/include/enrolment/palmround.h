#pragma once

#include <enrolment/casedesk.h>

#include <core/ports/capturegate.h>
#include <devices/palmscanner.h>

#include <atomic>
#include <functional>

namespace tirkeu::enrolment {

/// Runs an action with the case's desk on the thread where the vault lives, and waits for it.
using AtDesk = std::function<Result<>(const std::function<Result<>(CaseDesk&)>&)>;

struct PalmRound
{
    casefile::Hand hand = casefile::Hand::Right;
    int samples = 4;
    criteria::PalmRules rules;
    std::chrono::milliseconds oneCapture = std::chrono::seconds(15);
    std::chrono::milliseconds patience = std::chrono::minutes(3); ///< for the whole round
};

/// What the two screens are told while it goes on.
struct PalmProgress
{
    int taken = 0;
    int wanted = 0;
    std::optional<Error> hint = {};           ///< the scanner's own word
    std::vector<palm::Problem> problems = {}; ///< why the last presentation was no sample
    std::vector<palm::Notice> notices = {};   ///< a ring, a marked window: of the last presentation, sample or not
};

enum class PalmRoundEnd {
    Passed,
    NotPassed,
    NoHand, ///< nobody came in time; nothing is spent
    GivenUp ///< by the teller or the client
};

/// One attempt with one hand, from "place your hand" to what came of it. Blocks, so it has a thread of its own; `stop`
/// ends it at the next answer of the scanner, whose `cancel` hurries that. The first acceptable sample spends the
/// attempt; a fault of the device after it, or the computer going to sleep, gives the attempt back.
[[nodiscard]] Result<PalmRoundEnd> runPalmRound(devices::PalmScanner& scanner, const AtDesk& atDesk,
    const PalmRound& round, core::CaptureGate& gate, const std::function<void(const PalmProgress&)>& tell,
    const std::atomic<bool>& stop, const core::Clock& clock);

} // namespace tirkeu::enrolment
