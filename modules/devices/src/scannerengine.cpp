#include "scannerengine.h"

#include <casefile/cipher.h>
#include <core/log.h>
#include <devices/scannerplugin.h>

#include <QCoreApplication>

namespace tirkeu::devices {

namespace {
Q_LOGGING_CATEGORY(lcScanner, "tirkeu.devices.scanner")
constexpr ErrorCode kOtherDevice{"devices.other-device"};
constexpr ErrorCode kNotAttested{"devices.frames-not-attested"};
constexpr ErrorCode kReplayed{"devices.frame-replayed"};

constexpr std::chrono::milliseconds kGrace{1000};
constexpr qsizetype kNonceBytes = 32;

std::uint8_t numberOf(casefile::Hand hand)
{
    switch (hand) {
    case casefile::Hand::Right:
        return TIRKEU_SCANNER_RIGHT;
    case casefile::Hand::Left:
        return TIRKEU_SCANNER_LEFT;
    case casefile::Hand::None:
        break;
    }
    return TIRKEU_SCANNER_ANY_HAND;
}
} // namespace

PluginScanner::Engine::Engine(PluginScanner& front, PluginSetup setup, const core::Clock& clock)
    : m_front(front)
    , m_setup(std::move(setup))
    , m_clock(clock)
{
    m_grace.setSingleShot(true);
    m_wait.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, [this] { tell({ScannerInput::GraceOver}); });
    connect(&m_wait, &QTimer::timeout, this, [this] { tell({ScannerInput::WaitOver}); });
}

std::optional<Attestation> PluginScanner::Engine::introduced() const
{
    const std::lock_guard lock(m_readyMutex);
    return m_introduced;
}

std::optional<message::Ready> PluginScanner::Engine::host() const
{
    const std::lock_guard lock(m_readyMutex);
    return m_ready;
}

void PluginScanner::Engine::ask(ScannerAction action, std::chrono::milliseconds deadline, Answer answer)
{
    const quint64 id = ++m_lastId;
    m_answers.insert(id, std::move(answer));
    QTimer::singleShot(deadline, this, [this, id] {
        if (m_answers.contains(id))
            tell({ScannerInput::Deadline, ScannerAction::Open, id});
    });
    tell({ScannerInput::Ask, action, id});
}

void PluginScanner::Engine::askCapture(const CaptureRequest& request, std::chrono::milliseconds deadline, Answer answer)
{
    m_asked = request;
    ask(ScannerAction::Capture, deadline, std::move(answer));
}

void PluginScanner::Engine::tell(const ScannerEvent& event)
{
    const ScannerState before = m_machine.state();
    const std::vector<ScannerOrder> orders = m_machine.handle(event, m_clock.monotonic());
    const ScannerState after = m_machine.state();
    if (after != ScannerState::Cancelling && after != ScannerState::Closing)
        m_grace.stop();
    if (after != before)
        Q_EMIT m_front.stateChanged(after);
    for (const ScannerOrder& order : orders)
        carryOut(order);
}

void PluginScanner::Engine::carryOut(const ScannerOrder& order)
{
    switch (order.command) {
    case ScannerCommand::StartHost:
        startHost();
        break;
    case ScannerCommand::SendOpen:
        m_host->send(message::Open{m_setup.policy.scanner.busPath, m_setup.policy.scanner.serial});
        break;
    case ScannerCommand::SendCapture:
        sendCapture();
        break;
    case ScannerCommand::SendCancel:
        m_host->send(message::Cancel{});
        break;
    case ScannerCommand::SendClose:
        m_host->send(message::Close{});
        break;
    case ScannerCommand::KillHost:
        m_host->kill();
        break;
    case ScannerCommand::StartGrace:
        m_grace.start(kGrace);
        break;
    case ScannerCommand::StartWait:
        m_wait.start(order.wait);
        break;
    case ScannerCommand::Complete:
        if (order.error)
            core::logInfo(lcScanner()) << "action " << order.id << " ended: " << *order.error;
        if (const Answer answer = m_answers.take(order.id))
            answer(order.error);
        break;
    case ScannerCommand::Lost:
        core::logWarning(lcScanner()) << "lost: " << *order.error;
        Q_EMIT m_front.lost(*order.error);
        break;
    }
}

void PluginScanner::Engine::startHost()
{
    m_offer.reset();
    m_channel.reset();
    m_lastSequence.reset();
    // The old one may be the caller of this very function, so it goes when control is back in the event loop.
    if (m_host)
        m_host.release()->deleteLater();
    m_host = std::make_unique<HostProcess>(HostProcess::Listener{
        [this](const message::FromHost& message) { heard(message); },
        [this](const Error& error) {
            tell({ScannerInput::Misbehaved, ScannerAction::Open, 0, error});
        },
        [this](const Error& error) {
            tell({ScannerInput::HostEnded, ScannerAction::Open, 0, error});
        },
    });
    m_host->start(m_setup.host);
    const std::lock_guard lock(m_readyMutex);
    m_introduced.reset();
}

void PluginScanner::Engine::sendCapture()
{
    m_request = m_asked;
    m_frames.clear();
    m_statement.reset();
    m_capture = {};
    m_handPresent = false;
    m_hint.reset();
    const Result<QByteArray> nonce = casefile::randomBytes(kNonceBytes);
    if (!nonce)
        return fail(nonce.error());
    m_nonce = *nonce;
    if (m_request.mode == CaptureMode::Enrol) {
        const char* why = !m_channel                                       ? "no channel"
                          : host()->network == message::NetworkGuard::None ? "the plug-in could reach the network"
                          : m_setup.meeting == Meeting::First              ? "not registered yet"
                                                                           : nullptr;
        if (why != nullptr)
            return fail({kCannotEnrol, ErrorKind::DeviceFault, QString::fromLatin1(why)});
    }
    const int mode = m_request.mode == CaptureMode::Enrol ? TIRKEU_SCANNER_ENROL : TIRKEU_SCANNER_GUIDE;
    const int pairs = std::clamp(m_request.pairs, 1, kMostPairs);
    m_host->send(message::Capture{
        static_cast<std::uint8_t>(mode), numberOf(m_request.hand), static_cast<std::uint8_t>(pairs), m_nonce});
}

bool PluginScanner::Engine::isCaptureOpen() const
{
    return m_machine.state() == ScannerState::Capturing || m_machine.state() == ScannerState::Cancelling ||
           m_machine.state() == ScannerState::Closing;
}

void PluginScanner::Engine::misbehaved(const char* how)
{
    tell({ScannerInput::Misbehaved, ScannerAction::Open, 0,
        Error{kPluginMisbehaved, ErrorKind::DeviceFault, QString::fromLatin1(how)}});
}

void PluginScanner::Engine::fail(const Error& error)
{
    tell({ScannerInput::Failed, ScannerAction::Open, 0, error});
}

void PluginScanner::Engine::heard(const message::FromHost& message)
{
    std::visit([this](const auto& one) { hear(one); }, message);
}

void PluginScanner::Engine::hear(const message::Ready& ready)
{
    if (m_machine.state() != ScannerState::Starting || ready.abi != TIRKEU_SCANNER_ABI)
        return misbehaved("ready");
    {
        const std::lock_guard lock(m_readyMutex);
        m_ready = ready;
    }
    if (ready.network == message::NetworkGuard::None)
        core::logWarning(lcScanner()) << "the plug-in could not be kept off the network: guidance only";
    tell({ScannerInput::HostReady});
}

void PluginScanner::Engine::hear(const message::Opened& opened)
{
    if (m_machine.state() != ScannerState::Opening || m_offer)
        return misbehaved("opened");
    const criteria::Scanner& registered = m_setup.policy.scanner;
    m_identity = opened.identity;
    if (m_identity.serial != registered.serial || m_identity.busPath != registered.busPath)
        return fail(
            {kOtherDevice, ErrorKind::SecurityStop, QStringLiteral("another device answered"), {registered.serial}});
    if (opened.channel == message::Channel::None)
        return tell({ScannerInput::Opened});
    Result<ChannelOffer> offer = ChannelOffer::make();
    if (!offer)
        return fail(offer.error());
    m_offer = std::move(*offer);
    m_host->send(message::Secure{m_offer->hello()});
}

void PluginScanner::Engine::hear(const message::Secured& secured)
{
    if (m_machine.state() != ScannerState::Opening || !m_offer || m_channel)
        return misbehaved("secured");
    Result<OpenedChannel> channel = m_offer->accept(secured.answer, m_setup.policy, m_clock.wall(),
        m_setup.meeting == Meeting::First ? ChannelOffer::Registered::NotYet : ChannelOffer::Registered::Yes);
    if (!channel)
        return fail(channel.error());
    m_channel = std::move(*channel);
    {
        const std::lock_guard lock(m_readyMutex);
        m_introduced = m_channel->said;
    }
    tell({ScannerInput::Opened});
}

void PluginScanner::Engine::hear(const message::Record& record)
{
    if (!isCaptureOpen() || !m_channel)
        return misbehaved("record");
    const Result<RecordContent> content = m_channel->records.open(record.bytes);
    if (!content)
        return fail(content.error());
    if (content->kind == RecordKind::Attestation) {
        const Result<SignedAttestation> statement = SignedAttestation::fromBytes(content->bytes);
        if (!statement)
            return fail(statement.error());
        m_statement = *statement;
        return;
    }
    const Result<imaging::Frame> frame = message::frameFromBytes(content->bytes);
    if (!frame)
        return fail(frame.error());
    if (content->kind == RecordKind::CaptureFrame) {
        if (m_frames.size() >= qsizetype(2) * kMostPairs)
            return misbehaved("too many frames");
        m_frames.append(*frame);
    } else {
        Q_EMIT m_front.guided({m_handPresent, m_hint, *frame});
    }
}

void PluginScanner::Engine::hear(const message::ClearFrame& frame)
{
    if (!isCaptureOpen())
        return misbehaved("frame");
    // A picture nobody answers for: it may show a client where to hold the hand, and nothing else.
    Q_EMIT m_front.guided({m_handPresent, m_hint, frame.frame});
}

void PluginScanner::Engine::hear(const message::HandSeen& seen)
{
    if (!isCaptureOpen())
        return misbehaved("hand");
    m_handPresent = seen.present;
    m_hint.reset();
    for (const Hint hint : kHints) {
        if (static_cast<int>(hint) == seen.hint)
            m_hint = hint;
    }
    Q_EMIT m_front.guided({m_handPresent, m_hint});
}

void PluginScanner::Engine::hear(const message::Done& done)
{
    if (done.code == TIRKEU_SCANNER_REMOVED)
        return tell({ScannerInput::DeviceRemoved});
    switch (m_machine.state()) {
    case ScannerState::Opening:
        return done.code == TIRKEU_SCANNER_OK ? misbehaved("opened without a word") : fail(errorOfCode(done.code));
    case ScannerState::Capturing:
        if (done.code == TIRKEU_SCANNER_CANCELLED)
            return misbehaved("cancelled unasked");
        [[fallthrough]];
    case ScannerState::Cancelling:
        return done.code == TIRKEU_SCANNER_OK ? finishCapture() : fail(errorOfCode(done.code));
    case ScannerState::Closing:
        return; // what was under way when closing was asked
    default:
        return misbehaved("done");
    }
}

void PluginScanner::Engine::hear(const message::Gone&)
{
    tell({ScannerInput::DeviceRemoved});
}

void PluginScanner::Engine::finishCapture()
{
    if (m_request.mode == CaptureMode::Enrol && m_machine.state() == ScannerState::Capturing) {
        Result<PalmCapture> capture = judged();
        m_frames.clear();
        if (!capture)
            return fail(capture.error());
        m_capture = std::move(*capture);
    }
    tell({ScannerInput::CaptureDone});
}

/// BIO-20: no valid attestation of exactly these frames, no capture.
Result<PalmCapture> PluginScanner::Engine::judged()
{
    if (!m_statement || m_frames.isEmpty() || m_frames.size() % 2 != 0)
        return failure(kNotAttested, ErrorKind::SecurityStop, QStringLiteral("%1 frames").arg(m_frames.size()));
    QList<QByteArray> digests;
    std::optional<quint64> last = m_lastSequence;
    for (const imaging::Frame& frame : std::as_const(m_frames)) {
        // The device counts its frames: a number seen before is a picture seen before.
        if (last && frame.info().sequence <= *last)
            return failure(kReplayed, ErrorKind::SecurityStop, QStringLiteral("sequence"));
        last = frame.info().sequence;
        digests.append(frame.digest());
    }
    const auto attestation =
        verifyAttestation(*m_statement, m_setup.policy, {m_nonce, m_channel->transcript, digests, m_clock.wall()});
    if (!attestation)
        return failure(attestation);
    m_lastSequence = last;
    PalmCapture capture{{}, *attestation, m_statement->toBytes()};
    for (qsizetype i = 0; i < m_frames.size(); i += 2) {
        if (m_frames.at(i).band() != imaging::Band::Visible || m_frames.at(i + 1).band() != imaging::Band::Infrared)
            return failure(kNotAttested, ErrorKind::SecurityStop, QStringLiteral("order of the bands"));
        capture.pairs.append({m_frames.at(i), m_frames.at(i + 1)});
    }
    return capture;
}

void PluginScanner::Engine::shutDown()
{
    // What was asked before the thread was told to end is heard first, so that it gets its answer.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    m_grace.stop();
    m_wait.stop();
    m_host.reset();
    const auto answers = std::exchange(m_answers, {});
    for (const Answer& answer : answers)
        answer(Error{kCancelled, ErrorKind::Retry, QStringLiteral("the scanner's object goes away")});
}

} // namespace tirkeu::devices
