#include "sbiengine.h"

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/log.h>
#include <devices/pluginmessage.h>
#include <imaging/codecs.h>

#include <QCoreApplication>

namespace tirkeu::devices {

namespace {
Q_LOGGING_CATEGORY(lcSbi, "tirkeu.devices.sbi")
constexpr ErrorCode kNotAttested{"devices.frames-not-attested"};
constexpr ErrorCode kReplayed{"devices.frame-replayed"};

constexpr std::chrono::milliseconds kGrace{1000};
/// To a discovery or an info. A port where nobody listens answers at once.
constexpr std::chrono::milliseconds kShortAnswer{3000};
constexpr qsizetype kMostShort = qsizetype(1) << 20;
constexpr qsizetype kNonceBytes = 32;
constexpr qsizetype kTransactionBytes = 16;
constexpr int kMostOnTheWay = 3;
} // namespace

SbiScanner::Engine::Engine(SbiScanner& front, SbiSetup setup, const core::Clock& clock)
    : m_front(front)
    , m_setup(std::move(setup))
    , m_clock(clock)
    , m_onTheWay(std::make_shared<std::atomic<int>>(0))
{
    m_grace.setSingleShot(true);
    m_wait.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, [this] { tell({ScannerInput::GraceOver}); });
    connect(&m_wait, &QTimer::timeout, this, [this] { tell({ScannerInput::WaitOver}); });
}

std::optional<Attestation> SbiScanner::Engine::introduced() const
{
    const std::lock_guard lock(m_introducedMutex);
    return m_introduced;
}

void SbiScanner::Engine::ask(ScannerAction action, std::chrono::milliseconds deadline, const Answer& answer)
{
    const quint64 id = ++m_lastId;
    m_answers.insert(id, answer);
    QTimer::singleShot(deadline, this, [this, id] {
        if (m_answers.contains(id))
            tell({ScannerInput::Deadline, ScannerAction::Open, id});
    });
    tell({ScannerInput::Ask, action, id});
}

void SbiScanner::Engine::askCapture(
    const CaptureRequest& request, std::chrono::milliseconds deadline, const Answer& answer)
{
    // While a capture is under way the machine refuses this one, and its question must not change.
    if (m_machine.state() == ScannerState::Ready) {
        m_request = request;
        m_deadline = deadline;
    }
    ask(ScannerAction::Capture, deadline, answer);
}

void SbiScanner::Engine::tell(const ScannerEvent& event)
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

void SbiScanner::Engine::carryOut(const ScannerOrder& order)
{
    const auto later = [this](const ScannerEvent& event) {
        QMetaObject::invokeMethod(
            this, [this, event] { tell(event); }, Qt::QueuedConnection);
    };
    switch (order.command) {
    case ScannerCommand::StartHost:
        later({ScannerInput::HostReady});
        break;
    case ScannerCommand::SendOpen:
        m_portIndex = 0;
        m_refusal.reset();
        m_device.reset();
        m_lastSequence.reset();
        m_hash = sbi::firstHash();
        discover();
        break;
    case ScannerCommand::SendCapture:
        if (m_request.mode == CaptureMode::Guide)
            stream();
        else
            sendCapture();
        break;
    case ScannerCommand::SendCancel:
        hangUp();
        later({ScannerInput::Failed, ScannerAction::Open, 0, Error{kCancelled, ErrorKind::Retry, {}}});
        break;
    case ScannerCommand::SendClose:
    case ScannerCommand::KillHost:
        hangUp();
        later({ScannerInput::HostEnded, ScannerAction::Open, 0, Error{kPluginEnded, ErrorKind::DeviceFault, {}}});
        break;
    case ScannerCommand::StartGrace:
        m_grace.start(kGrace);
        break;
    case ScannerCommand::StartWait:
        m_wait.start(order.wait);
        break;
    case ScannerCommand::Complete:
        if (order.error)
            core::logInfo(lcSbi()) << "action " << order.id << " ended: " << *order.error;
        if (const Answer answer = m_answers.take(order.id))
            answer(order.error);
        break;
    case ScannerCommand::Lost:
        Q_EMIT m_front.lost(*order.error);
        break;
    }
}

void SbiScanner::Engine::hangUp()
{
    ++m_callNumber;
    m_call.reset();
}

void SbiScanner::Engine::call(LoopbackCall::Question question, LoopbackCall::Piece piece, Heard heard)
{
    hangUp();
    const quint64 number = m_callNumber;
    m_call = std::make_unique<LoopbackCall>(
        question, std::move(piece), [this, number, heard = std::move(heard)](const Result<QByteArray>& answer) {
            QMetaObject::invokeMethod(this, [this, number, heard, answer] {
                if (number == m_callNumber)
                    heard(answer);
            });
        });
}

void SbiScanner::Engine::fail(const Error& error)
{
    tell({ScannerInput::Failed, ScannerAction::Open, 0, error});
}

void SbiScanner::Engine::discover()
{
    if (m_portIndex >= m_setup.ports.size())
        return fail(m_refusal.value_or(Error{kRemoved, ErrorKind::DeviceFault, QStringLiteral("no service answers")}));
    const quint16 port = m_setup.ports.at(m_portIndex);
    call({port, "MOSIPDISC", "/device", sbi::discoveryRequest(), kShortAnswer, kMostShort}, {},
        [this](const Result<QByteArray>& answer) {
            const auto found = answer ? sbi::readDiscovery(*answer) : failure(answer);
            const QString& serial = m_setup.policy.device.scanner.serial;
            const bool isOurs = found && std::any_of(found->cbegin(), found->cend(),
                                             [&serial](const sbi::Found& one) { return one.deviceCode == serial; });
            if (isOurs)
                return askInfo();
            ++m_portIndex;
            discover();
        });
}

void SbiScanner::Engine::askInfo()
{
    call({m_setup.ports.at(m_portIndex), "MOSIPDINFO", "/info", sbi::discoveryRequest(), kShortAnswer, kMostShort}, {},
        [this](const Result<QByteArray>& answer) {
            const auto device =
                answer ? sbi::judgeInfo(*answer, m_setup.policy, m_clock.wall()) : Result<sbi::Device>(failure(answer));
            if (device) {
                m_device = *device;
                m_identity = {m_setup.policy.device.scanner.busPath, device->serial, device->model, {}, Origin::Stated};
                return tell({ScannerInput::Opened});
            }
            if (!m_refusal)
                m_refusal = device.error();
            ++m_portIndex;
            discover();
        });
}

void SbiScanner::Engine::sendCapture()
{
    m_capture = {};
    auto offer = ChannelOffer::make();
    const auto nonce = casefile::randomBytes(kNonceBytes);
    const auto transaction = casefile::randomBytes(kTransactionBytes);
    if (!offer || !nonce || !transaction)
        return fail(!offer ? offer.error() : !nonce ? nonce.error() : transaction.error());
    m_offer = std::move(*offer);
    m_asked = {QString::fromLatin1(core::toHex(*transaction)), m_clock.wall(), m_request.hand,
        std::clamp(m_request.pairs, 1, kMostPairs), m_deadline, m_hash, m_offer->hello(), *nonce};
    call({m_setup.ports.at(m_portIndex), "RCAPTURE", "/capture",
             sbi::captureRequest(m_asked, *m_device, m_setup.policy), m_deadline, sbi::kMostAnswer},
        {}, [this](const Result<QByteArray>& answer) {
            Result<PalmCapture> capture = answer ? judged(*answer) : failure(answer);
            if (!capture && capture.error().code == kRemoved)
                return tell({ScannerInput::DeviceRemoved});
            if (!capture)
                return fail(capture.error());
            m_capture = std::move(*capture);
            tell({ScannerInput::CaptureDone});
        });
}

/// Envelope, then seal, then the device's own statement of exactly these frames (BIO-20, 28).
Result<PalmCapture> SbiScanner::Engine::judged(const QByteArray& answer)
{
    const core::WallTime now = m_clock.wall();
    AttestationPolicy policy = m_setup.policy.device;
    const bool isFirst = m_setup.policy.meeting == Meeting::First;
    const auto answered = sbi::judgeCapture(answer, m_asked, *m_device, m_setup.policy, now);
    const auto sealed = answered ? sbi::Sealed::fromBytes(answered->content) : failure(answered);
    if (!sealed)
        return failure(sealed);
    auto channel = m_offer->accept(
        sealed->channelAnswer, policy, now, isFirst ? ChannelOffer::Registered::NotYet : ChannelOffer::Registered::Yes);
    if (!channel)
        return failure(channel);
    if (isFirst) {
        policy.scanner.model = channel->said.model;
        policy.scanner.firmware = {channel->said.firmware};
        policy.scanner.configuration = {channel->said.configuration};
    }
    {
        const std::lock_guard lock(m_introducedMutex);
        m_introduced = channel->said;
    }
    QList<imaging::Frame> frames;
    QList<QByteArray> digests;
    std::optional<SignedAttestation> statement;
    std::optional<quint64> last = m_lastSequence;
    for (const QByteArray& record : sealed->records) {
        const auto content = channel->records.open(record);
        if (!content)
            return failure(content);
        if (content->kind == RecordKind::Attestation && !statement) {
            const auto read = SignedAttestation::fromBytes(content->bytes);
            if (!read)
                return failure(read);
            statement = *read;
            continue;
        }
        const auto frame = message::frameFromBytes(content->bytes);
        if (!frame)
            return failure(frame);
        if (last && frame->info().sequence <= *last)
            return failure(kReplayed, ErrorKind::SecurityStop, QStringLiteral("sequence"));
        last = frame->info().sequence;
        frames.append(*frame);
        digests.append(frame->digest());
    }
    if (!statement || frames.isEmpty() || frames.size() != qsizetype(2) * m_asked.pairs)
        return failure(kNotAttested, ErrorKind::SecurityStop, QStringLiteral("%1 frames").arg(frames.size()));
    const auto attestation = verifyAttestation(*statement, policy, {m_asked.nonce, channel->transcript, digests, now});
    if (!attestation)
        return failure(attestation);
    PalmCapture capture{{}, *attestation, statement->toBytes()};
    for (qsizetype i = 0; i < frames.size(); i += 2) {
        if (frames.at(i).band() != imaging::Band::Visible || frames.at(i + 1).band() != imaging::Band::Infrared)
            return failure(kNotAttested, ErrorKind::SecurityStop, QStringLiteral("order of the bands"));
        capture.pairs.append({frames.at(i), frames.at(i + 1)});
    }
    m_lastSequence = last;
    m_hash = answered->hash;
    return capture;
}

void SbiScanner::Engine::stream()
{
    auto pictures = std::make_shared<sbi::PictureStream>();
    const auto piece = [this, pictures, waiting = m_onTheWay, number = m_callNumber + 1](QByteArrayView bytes) {
        const auto whole = pictures->feed(bytes);
        if (!whole)
            return false;
        for (const QByteArray& jpeg : *whole) {
            // A service that floods fills no queue of ours: what cannot be shown in time is left out.
            if (waiting->load() >= kMostOnTheWay)
                continue;
            const auto frame = imaging::decodeImage(jpeg, {}, {.maxBytes = sbi::PictureStream::kMostPicture});
            if (!frame)
                return false;
            ++*waiting;
            QMetaObject::invokeMethod(this, [this, waiting, number, frame = *frame] {
                --*waiting;
                if (number == m_callNumber && m_machine.state() == ScannerState::Capturing)
                    Q_EMIT m_front.guided({true, {}, frame});
            });
        }
        return true;
    };
    call({m_setup.ports.at(m_portIndex), "STREAM", "/stream", sbi::streamRequest(*m_device, m_deadline), m_deadline, 0},
        piece, [this](const Result<QByteArray>& ended) {
            if (!ended)
                return fail(ended.error());
            tell({ScannerInput::CaptureDone});
        });
}

void SbiScanner::Engine::shutDown()
{
    // What was asked before the thread was told to end is heard first, so that it gets its answer.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    m_grace.stop();
    m_wait.stop();
    hangUp();
    const auto answers = std::exchange(m_answers, {});
    for (const Answer& answer : answers)
        answer(Error{kCancelled, ErrorKind::Retry, QStringLiteral("the scanner's object goes away")});
}

} // namespace tirkeu::devices
