#include <simulation_devices/virtualscanner.h>

#include <casefile/cipher.h>
#include <core/hashing.h>
#include <devices/pluginmessage.h>
#include <simulation_pki/demoauthority.h>

#include <csignal>
#include <future>

namespace tirkeu::simulation_devices {

namespace {
using devices::RecordKind;
using simulation_palm::CaptureSpec;
using simulation_palm::Condition;
using simulation_palm::Hand;
using SteadyClock = std::chrono::steady_clock;

constexpr int kApproach = 3; // frames in which the hand comes near, before those that are asked for

const std::uint8_t* u8(const QByteArray& bytes)
{
    return reinterpret_cast<const std::uint8_t*>(bytes.constData());
}

/// What the scanner's own distance sensor and picture would tell the client.
int hintOf(Condition condition)
{
    switch (condition) {
    case Condition::TooNear:
        return TIRKEU_SCANNER_RETRY_TOO_NEAR;
    case Condition::TooFar:
        return TIRKEU_SCANNER_RETRY_TOO_FAR;
    case Condition::SteepTilt:
        return TIRKEU_SCANNER_RETRY_TILTED;
    case Condition::StrongMotion:
        return TIRKEU_SCANNER_RETRY_MOVED;
    case Condition::OffSide:
        return TIRKEU_SCANNER_RETRY_OFF_CENTRE;
    case Condition::FingersClosed:
        return TIRKEU_SCANNER_RETRY_FINGERS_CLOSED;
    default:
        return TIRKEU_SCANNER_OK;
    }
}

/// Finger marks: round, bright under the scanner's own light, with ridges in them.
imaging::Frame smudged(const imaging::Frame& frame, int percent)
{
    QByteArray pixels = frame.pixels().toByteArray();
    constexpr int kMarks = 9;
    const int radius = frame.height() / 8;
    for (int mark = 0; mark < kMarks * percent / 100; ++mark) {
        const int left = frame.width() * (1 + mark * 5 % 9) / 10;
        const int top = frame.height() * (1 + mark * 7 % 8) / 9;
        for (int y = std::max(0, top - radius); y < std::min(frame.height(), top + radius); ++y) {
            for (int x = std::max(0, left - radius); x < std::min(frame.width(), left + radius); ++x) {
                const int off = (x - left) * (x - left) + (y - top) * (y - top);
                auto& pixel = pixels[qsizetype(y) * frame.width() + x];
                if (off < radius * radius)
                    pixel =
                        static_cast<char>(std::min(255, static_cast<std::uint8_t>(pixel) + 24 + 8 * (off / 40 % 2)));
            }
        }
    }
    return imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info()).value_or(frame);
}

/// A key that says it is this scanner, certified by nobody the bank has heard of.
Result<pki::SoftwareKey> impostor(const pki::Certificate& genuine)
{
    simulation::DemoProfile profile{.commonName = genuine.subject().commonName};
    profile.keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::CertificateSigning;
    profile.pathLength = 0;
    profile.from = genuine.notBefore();
    profile.until = genuine.notAfter();
    const auto authority = simulation::DemoAuthority::makeRoot(profile, {});
    if (!authority)
        return failure(authority);
    profile.keyUses = pki::KeyUse::DigitalSignature;
    profile.pathLength = -1;
    return authority->issue(profile);
}
} // namespace

VirtualScanner::VirtualScanner(ScannerStage& stage, pki::SoftwareKey key, const tirkeu_scanner_host& host)
    : m_stage(stage)
    , m_key(std::move(key))
    , m_host(host)
{
}

devices::Attestation VirtualScanner::facts() const
{
    devices::Attestation said;
    said.serial = QString::fromLatin1(m_stage.lies(Lie::Serial) ? "TIRKEU-DEMO-SCANNER-0002" : kVirtualSerial);
    said.model = QString::fromLatin1(kVirtualModel);
    said.firmware = core::sha256(m_stage.lies(Lie::Firmware) ? "FIRMWARE OF SOMEBODY" : kVirtualFirmware);
    said.configuration = core::sha256(m_stage.lies(Lie::Configuration) ? "CHANGED" : "AS DELIVERED");
    said.tamper = m_stage.lies(Lie::Tampered) ? casefile::TamperState::Tampered : casefile::TamperState::Untouched;
    said.deviceTime = core::SystemClock().wall();
    if (m_stage.lies(Lie::Clock))
        said.deviceTime -= std::chrono::hours(1);
    return said;
}

Result<QByteArray> VirtualScanner::secure(QByteArrayView hello)
{
    auto answer = devices::answerChannel(hello, facts(), m_key);
    if (!answer)
        return failure(answer);
    m_records.emplace(std::move(answer->records));
    m_transcript = answer->transcript;
    return answer->answer;
}

imaging::FrameInfo VirtualScanner::nextInfo(imaging::Band band)
{
    const auto since = SteadyClock::now() - m_started;
    return {band, std::chrono::duration_cast<std::chrono::microseconds>(since), m_sequence++};
}

void VirtualScanner::send(RecordKind kind, const imaging::Frame& frame)
{
    if (m_stage.lies(Lie::Clear) || !m_records) {
        const tirkeu_scanner_frame clear{static_cast<std::uint32_t>(frame.width()),
            static_cast<std::uint32_t>(frame.height()), static_cast<std::uint32_t>(frame.format()),
            static_cast<std::uint32_t>(frame.band()), static_cast<std::uint64_t>(frame.info().deviceTime.count()),
            frame.info().sequence, reinterpret_cast<const std::uint8_t*>(frame.pixels().data()),
            static_cast<std::size_t>(frame.pixels().size())};
        return m_host.clear_frame(m_host.context, &clear);
    }
    const Result<QByteArray> record = m_records->seal(kind, devices::message::frameBytes(frame));
    if (!record)
        return;
    if (m_stage.lies(Lie::Reordered) && m_heldBack.isEmpty()) {
        m_heldBack = *record;
        return;
    }
    m_host.record(m_host.context, u8(*record), static_cast<std::size_t>(record->size()));
    if (m_stage.lies(Lie::Repeated))
        m_host.record(m_host.context, u8(*record), static_cast<std::size_t>(record->size()));
    if (const QByteArray held = std::exchange(m_heldBack, {}); !held.isEmpty())
        m_host.record(m_host.context, u8(held), static_cast<std::size_t>(held.size()));
}

void VirtualScanner::guide(const imaging::Frame& frame, bool present, int hint)
{
    m_host.guidance(m_host.context, present ? 1 : 0, hint);
    send(RecordKind::GuidanceFrame, frame.withInfo(nextInfo(frame.band())));
}

const Hand& VirtualScanner::handOf(simulation_palm::HandId id)
{
    if (!m_hand || m_hand->id() != id)
        m_hand = std::make_unique<Hand>(id);
    return *m_hand;
}

VirtualScanner::Shot VirtualScanner::shot(const Hand& hand, const CaptureSpec& spec)
{
    const simulation_palm::Capture capture = hand.capture(spec);
    return {capture.visible.withInfo(nextInfo(imaging::Band::Visible)),
        capture.infrared.withInfo(nextInfo(imaging::Band::Infrared))};
}

void VirtualScanner::showEmpty()
{
    if (const int dirt = m_stage.dirt(); m_empty.isEmpty() || m_emptyDirt != dirt) {
        m_empty = smudged(handOf({}).capture({.condition = Condition::Empty}).infrared, dirt);
        m_emptyDirt = dirt;
    }
    guide(m_empty, false);
}

int VirtualScanner::capture(const tirkeu_scanner_request& request)
{
    m_stage.beginCapture();
    m_heldBack.clear();
    if (!m_stage.isPlugged())
        return TIRKEU_SCANNER_REMOVED;
    auto nextFrame = SteadyClock::now();
    for (;;) {
        switch (m_stage.wait(nextFrame, true)) {
        case ScannerStage::Woken::Unplugged:
            return TIRKEU_SCANNER_REMOVED;
        case ScannerStage::Woken::Cancelled:
            return TIRKEU_SCANNER_CANCELLED;
        case ScannerStage::Woken::Time:
            showEmpty();
            nextFrame = std::max(nextFrame + m_stage.eachFrame(), SteadyClock::now());
            continue;
        case ScannerStage::Woken::Script:
            break;
        }
        const Step step = m_stage.nextStep();
        if (const auto* scan = std::get_if<Scan>(&step)) {
            const int code = perform(*scan, request);
            if (code != TIRKEU_SCANNER_OK || request.mode == TIRKEU_SCANNER_ENROL)
                return code;
        } else if (const auto* retry = std::get_if<Retry>(&step)) {
            m_host.guidance(m_host.context, 1, static_cast<int>(retry->hint));
            return static_cast<int>(retry->hint);
        } else if (const auto* fail = std::get_if<Fail>(&step)) {
            return fail->code;
        } else if (const auto* sleep = std::get_if<Sleep>(&step)) {
            // The device says nothing meanwhile, but hears a cancel.
            static_cast<void>(m_stage.wait(SteadyClock::now() + sleep->time, false));
        } else if (std::holds_alternative<Hang>(step)) {
            std::promise<void>().get_future().wait(); // for what nobody will ever keep
        } else if (std::holds_alternative<Crash>(step)) {
            std::raise(SIGKILL);
        } else if (std::holds_alternative<Flood>(step)) {
            flood();
        } else if (std::holds_alternative<Garbage>(step)) {
            const QByteArray nonsense(5000, '\x5a');
            m_host.record(m_host.context, u8(nonsense), static_cast<std::size_t>(nonsense.size()));
        }
    }
}

void VirtualScanner::flood()
{
    while (m_stage.wait(SteadyClock::now(), false) == ScannerStage::Woken::Time)
        m_host.guidance(m_host.context, 1, TIRKEU_SCANNER_OK);
}

int VirtualScanner::perform(const Scan& scan, const tirkeu_scanner_request& request)
{
    // The hand is seen before its picture is drawn.
    m_host.guidance(m_host.context, 1, TIRKEU_SCANNER_OK);
    const Hand& hand = handOf(scan.hand);
    QList<imaging::Frame> frames;
    const int pairs = static_cast<int>(request.pairs);
    const int all = request.mode == TIRKEU_SCANNER_ENROL ? kApproach + pairs : kApproach;
    auto next = SteadyClock::now();
    for (int left = all - 1; left >= 0; --left) {
        next = std::max(next + m_stage.eachFrame(), SteadyClock::now());
        CaptureSpec spec = scan.spec;
        spec.frame += left;
        const Shot taken = shot(hand, spec);
        if (request.mode == TIRKEU_SCANNER_ENROL && left < pairs)
            frames << taken.visible << taken.infrared;
        guide(taken.infrared, true, hintOf(spec.condition));
        switch (m_stage.wait(next, false)) {
        case ScannerStage::Woken::Unplugged:
            return TIRKEU_SCANNER_REMOVED;
        case ScannerStage::Woken::Cancelled:
            return TIRKEU_SCANNER_CANCELLED;
        default:
            break;
        }
    }
    if (request.mode != TIRKEU_SCANNER_ENROL)
        return TIRKEU_SCANNER_OK;
    const QByteArrayView nonce(request.nonce, static_cast<qsizetype>(request.nonce_size));
    if (m_stage.lies(Lie::Replayed) && !m_shownBefore.isEmpty())
        frames = m_shownBefore;
    m_shownBefore = frames;
    return deliver(frames, nonce);
}

Result<QByteArray> VirtualScanner::statement(const QList<imaging::Frame>& frames, QByteArrayView nonce)
{
    devices::Attestation said = facts();
    said.channel = m_transcript;
    said.nonce = m_stage.lies(Lie::Stale) ? m_oldNonce : nonce.toByteArray();
    m_oldNonce = nonce.toByteArray();
    for (const imaging::Frame& frame : frames)
        said.frames.append(frame.digest());
    pki::SoftwareKey key = m_key;
    if (m_stage.lies(Lie::Resigned)) {
        auto other = impostor(m_key.holder());
        if (!other)
            return failure(other);
        key = *other;
    }
    auto made = devices::signAttestation(said, key);
    if (!made)
        return failure(made);
    if (m_stage.lies(Lie::Forged))
        made->signature = core::sha256(made->signature);
    return made->toBytes();
}

int VirtualScanner::deliver(const QList<imaging::Frame>& frames, QByteArrayView nonce)
{
    const Result<QByteArray> made = statement(frames, nonce);
    if (!made)
        return TIRKEU_SCANNER_FAULT;
    for (qsizetype i = 0; i < frames.size(); ++i) {
        imaging::Frame frame = frames.at(i);
        if (i == 0 && m_stage.lies(Lie::Swapped)) {
            QByteArray pixels = frame.pixels().toByteArray();
            pixels[pixels.size() / 2] = static_cast<char>(pixels.at(pixels.size() / 2) ^ 1);
            frame = imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info()).value_or(frame);
        }
        send(RecordKind::CaptureFrame, frame);
    }
    if (m_stage.lies(Lie::Silent) || !m_records)
        return TIRKEU_SCANNER_OK;
    const Result<QByteArray> record = m_records->seal(RecordKind::Attestation, *made);
    if (!record)
        return TIRKEU_SCANNER_FAULT;
    m_host.record(m_host.context, u8(*record), static_cast<std::size_t>(record->size()));
    return TIRKEU_SCANNER_OK;
}

} // namespace tirkeu::simulation_devices
