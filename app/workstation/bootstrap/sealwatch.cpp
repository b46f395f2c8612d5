#include "sealwatch.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotLooked{"settings.seal-token-absent"};
}

SealWatch::SealWatch(Open open, std::chrono::milliseconds look)
    : m_open(std::move(open))
    , m_found(failure(kNotLooked, ErrorKind::OperatorCanFix, QStringLiteral("not looked for yet")))
{
    m_thread.setMaxThreadCount(1);
    connect(&m_timer, &QTimer::timeout, this, &SealWatch::look);
    m_timer.start(look);
    SealWatch::look();
}

SealWatch::~SealWatch()
{
    stop();
}

void SealWatch::stop()
{
    m_timer.stop();
    m_thread.waitForDone();
}

void SealWatch::look()
{
    if (m_isLooking.exchange(true))
        return; // a slow reader
    m_thread.start([this] {
        const Result<> found = find();
        {
            const QMutexLocker locked(&m_lock);
            m_found = found ? Result<core::Signer*>(m_token.get()) : failure(found);
        }
        m_isLooking = false;
    });
}

Result<> SealWatch::find()
{
    if (m_token)
        return m_token->readiness();
    auto opened = m_open();
    if (!opened)
        return failure(opened);
    m_token = std::move(*opened);
    return m_token ? m_token->readiness() : failure(kNotLooked, ErrorKind::OperatorCanFix);
}

Result<core::Signer*> SealWatch::key() const
{
    const QMutexLocker locked(&m_lock);
    return m_found;
}

} // namespace tirkeu::workstation
