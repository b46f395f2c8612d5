#include <devices/pluginscanner.h>

#include "answering.h"
#include "scannerengine.h"

#include <core/cryptothread.h>

namespace tirkeu::devices {

namespace {
constexpr std::chrono::milliseconds kCloseDeadline{3000};
} // namespace

PluginScanner::PluginScanner(PluginSetup setup, const core::Clock& clock, QObject* parent)
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

PluginScanner::~PluginScanner()
{
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<DeviceIdentity>> PluginScanner::open(std::chrono::milliseconds deadline)
{
    auto promise = begun<DeviceIdentity>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [engine] { return Result<DeviceIdentity>(engine->identity()); });
    QMetaObject::invokeMethod(
        engine, [engine, deadline, answer] { engine->ask(ScannerAction::Open, deadline, answer); });
    return promise->future();
}

QFuture<Result<PalmCapture>> PluginScanner::capture(const CaptureRequest& request, std::chrono::milliseconds deadline)
{
    auto promise = begun<PalmCapture>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [engine] { return Result<PalmCapture>(engine->takeCapture()); });
    QMetaObject::invokeMethod(
        engine, [engine, request, deadline, answer] { engine->askCapture(request, deadline, answer); });
    return promise->future();
}

QFuture<Result<>> PluginScanner::close()
{
    auto promise = begun<void>();
    Engine* engine = m_engine.get();
    auto answer = answering(promise, [] { return Result<>(); });
    QMetaObject::invokeMethod(engine, [engine, answer] { engine->ask(ScannerAction::Close, kCloseDeadline, answer); });
    return promise->future();
}

void PluginScanner::cancel()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Cancel}); });
}

void PluginScanner::suspend()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Suspend}); });
}

void PluginScanner::resume()
{
    Engine* engine = m_engine.get();
    QMetaObject::invokeMethod(engine, [engine] { engine->tell({ScannerInput::Resume}); });
}

std::optional<Attestation> PluginScanner::introduced() const
{
    return m_engine->introduced();
}

std::optional<message::Ready> PluginScanner::host() const
{
    return m_engine->host();
}

} // namespace tirkeu::devices
