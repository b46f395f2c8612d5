#include <enrolment/palmround.h>

namespace tirkeu::enrolment {

using casefile::Verdict;

namespace {
constexpr std::chrono::seconds kAsk{1};

class Round
{
public:
    Round(devices::PalmScanner& scanner, const AtDesk& atDesk, const PalmRound& round, core::CaptureGate& gate,
        const std::function<void(const PalmProgress&)>& tell, const std::atomic<bool>& stop, const core::Clock& clock)
        : m_scanner(scanner)
        , m_atDesk(atDesk)
        , m_round(round)
        , m_gate(gate)
        , m_tell(tell)
        , m_stop(stop)
        , m_clock(clock)
        , m_check(round.hand, round.rules, round.samples)
    {
    }

    Result<PalmRoundEnd> run()
    {
        // No scan without consent and presence (BIO-19): the scanner is not even asked.
        const Result<> may = m_atDesk([this](CaseDesk& desk) { return desk.mayStart(m_round.hand); });
        if (!may)
            return failure(may);
        const core::MonotonicTime end = m_clock.monotonic() + m_round.patience;
        say({});
        while (!m_check.isComplete()) {
            if (m_stop.load())
                return stopped();
            if (m_clock.monotonic() >= end)
                return leave(PalmRoundEnd::NoHand);
            if (const Result<> admitted = m_gate.admit(); !admitted)
                return fault(admitted.error());
            const devices::CaptureRequest request{devices::CaptureMode::Enrol, m_round.hand};
            const Result<devices::PalmCapture> capture = m_scanner.capture(request, m_round.oneCapture).result();
            if (!capture) {
                if (const auto over = notCaptured(capture.error()))
                    return *over;
                continue;
            }
            if (const Result<> taken = take(*capture); !taken)
                return fault(taken.error());
        }
        return finish();
    }

private:
    void say(const PalmProgress& about) const
    {
        PalmProgress progress = about;
        progress.taken = m_check.taken();
        progress.wanted = m_check.wanted();
        m_tell(progress);
    }

    static QList<QByteArray> digestsOf(const devices::PalmCapture& capture)
    {
        QList<QByteArray> digests;
        for (const devices::CapturedPair& pair : capture.pairs)
            digests << pair.visible.digest() << pair.infrared.digest();
        return digests;
    }

    // Nothing where the next presentation is simply asked for.
    std::optional<Result<PalmRoundEnd>> notCaptured(const Error& error)
    {
        if (error.code == devices::kCancelled)
            return leave(PalmRoundEnd::GivenUp);
        if (error.code == devices::kTimeout)
            return leave(PalmRoundEnd::NoHand);
        if (error.kind != ErrorKind::Retry || error.code == devices::kBusy || error.code == devices::kSuspended)
            return fault(error);
        say({.hint = error});
        return {};
    }

    Result<> take(const devices::PalmCapture& capture)
    {
        const Result<PalmLook> look = m_check.add(capture);
        if (!look)
            return failure(look);
        if (look->isSample && !m_attempt) {
            const Result<> started = m_atDesk([this, &capture](CaseDesk& desk) -> Result<> {
                const auto attempt = desk.startAttempt(m_round.hand, capture.attestation, digestsOf(capture));
                if (!attempt)
                    return failure(attempt);
                m_attempt = *attempt;
                return {};
            });
            if (!started)
                return started;
        }
        say({.problems = look->isSample ? std::vector<palm::Problem>() : look->problems, .notices = look->notices});
        return {};
    }

    Result<PalmRoundEnd> finish()
    {
        const PalmFindings findings = m_check.judge();
        const Result<> kept =
            m_atDesk([this, &findings](CaseDesk& desk) { return desk.finishAttempt(*m_attempt, findings); });
        if (!kept)
            return failure(kept);
        return findings.attack.verdict == Verdict::Authentic ? PalmRoundEnd::Passed : PalmRoundEnd::NotPassed;
    }

    // The screen is locked before the computer sleeps, and that stops a round as a person does: the scanner knows
    // better.
    Result<PalmRoundEnd> stopped()
    {
        if (m_attempt) {
            const auto asked = m_scanner.open(kAsk).result();
            if (!asked && asked.error().code == devices::kSuspended)
                return fault(asked.error());
        }
        return leave(PalmRoundEnd::GivenUp);
    }

    // What was begun is spent, whoever ends it.
    Result<PalmRoundEnd> leave(PalmRoundEnd end)
    {
        if (!m_attempt)
            return end;
        return finish();
    }

    Result<PalmRoundEnd> fault(const Error& error)
    {
        // The computer's sleep is no fault of the device's, and none of the client's either.
        const bool isNobodysAttempt = error.kind == ErrorKind::DeviceFault || error.code == devices::kSuspended;
        if (m_attempt && isNobodysAttempt) {
            const Result<> given = m_atDesk([this, &error](CaseDesk& desk) {
                return desk.voidAttempt(*m_attempt, {error.code.toString(), error.detail});
            });
            if (given)
                return tl::make_unexpected(error);
        }
        // Not given back: beyond what the criteria allow, or no fault of the device's.
        if (m_attempt) {
            if (const auto finished = finish(); !finished)
                return finished;
        }
        return tl::make_unexpected(error);
    }

    devices::PalmScanner& m_scanner;
    const AtDesk& m_atDesk;
    const PalmRound& m_round;
    core::CaptureGate& m_gate;
    const std::function<void(const PalmProgress&)>& m_tell;
    const std::atomic<bool>& m_stop;
    const core::Clock& m_clock;
    PalmCheck m_check;
    std::optional<core::Uuid> m_attempt;
};
} // namespace

Result<PalmRoundEnd> runPalmRound(devices::PalmScanner& scanner, const AtDesk& atDesk, const PalmRound& round,
    core::CaptureGate& gate, const std::function<void(const PalmProgress&)>& tell, const std::atomic<bool>& stop,
    const core::Clock& clock)
{
    return Round(scanner, atDesk, round, gate, tell, stop, clock).run();
}

} // namespace tirkeu::enrolment
