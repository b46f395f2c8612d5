#include <devices/sbiscanner.h>

#include "answering.h"
#include "sbiengine.h"

#include <core/cryptothread.h>

namespace tirkeu::devices {

namespace {
constexpr std::chrono::milliseconds kCloseDeadline{3000};
} // namespace

QList<quint16> SbiSetup::usualPorts()
{
    return {4501, 4502, 4503, 4504, 4505, 4506, 4507, 4508, 4509, 4510};
}

SbiScanner::SbiScanner(SbiSetup setup, const core::Clock& clock, QObject* parent)
    : PalmScanner(parent)
    , m_engine(std::make_unique<Engine>(*this, std::move(setup), clock))
{
    m_thread.setObjectName(QStringLiteral("scanner"));
    m_engine->moveToThread(&m_thread);
    connect(
        &m_thread, &QThread::finished, m_engine.get(), [engine = m_engine.get()] { engine->shutDown(); },
        Qt::DirectConnection);
    core::endCryptoWith(m_thread);
    m_thread.start();
}

SbiScanner::~SbiScanner()
{
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<DeviceIdentity>> SbiScanner::open(std::chrono::milliseconds deadline)
{
    auto promise = begun<DeviceIdentity>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [engine] { return Result<DeviceIdentity>(engine->identity()); });
    QMetaObject::invokeMethod(
        engine, [engine, deadline, answer] { engine->ask(ScannerAction::Open, deadline, answer); });
    return promise->future();
}

QFuture<Result<PalmCapture>> SbiScanner::capture(const CaptureRequest& request, std::chrono::milliseconds deadline)
{
    auto promise = begun<PalmCapture>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [engine] { return Result<PalmCapture>(engine->takeCapture()); });
    QMetaObject::invokeMethod(
        engine, [engine, request, deadline, answer] { engine->askCapture(request, deadline, answer); });
    return promise->future();
}

QFuture<Result<>> SbiScanner::close()
{
    auto promise = begun<void>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [] { return Result<>(); });
    QMetaObject::invokeMethod(engine, [engine, answer] { engine->ask(ScannerAction::Close, kCloseDeadline, answer); });
    return promise->future();
}

void SbiScanner::cancel()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Cancel}); });
}

void SbiScanner::suspend()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Suspend}); });
}

void SbiScanner::resume()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Resume}); });
}

std::optional<Attestation> SbiScanner::introduced() const
{
    return m_engine->introduced();
}

} // namespace tirkeu::devices
