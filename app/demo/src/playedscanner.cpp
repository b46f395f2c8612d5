#include <demo/playedscanner.h>

#include <QMutexLocker>

namespace tirkeu::demo {

using casefile::Hand;

PlayedScanner::PlayedScanner(devices::PalmScanner& scanner, QString socket)
    : m_scanner(scanner)
    , m_puppet(std::move(socket))
    , m_persona(personas().constFirst())
{
    connect(&scanner, &PalmScanner::guided, this, &PalmScanner::guided);
    connect(&scanner, &PalmScanner::lost, this, &PalmScanner::lost);
    connect(&scanner, &PalmScanner::stateChanged, this, &PalmScanner::stateChanged);
}

void PlayedScanner::setPersona(const Persona& persona)
{
    const QMutexLocker lock(&m_mutex);
    m_persona = persona;
    m_presented.clear();
}

QFuture<Result<devices::DeviceIdentity>> PlayedScanner::open(std::chrono::milliseconds deadline)
{
    return m_scanner.open(deadline);
}

QFuture<Result<devices::PalmCapture>> PlayedScanner::capture(
    const devices::CaptureRequest& request, std::chrono::milliseconds deadline)
{
    if (request.mode == devices::CaptureMode::Enrol) {
        const Hand hand = request.hand == Hand::None ? Hand::Right : request.hand;
        const auto scan = [this, hand] {
            const QMutexLocker lock(&m_mutex);
            return m_persona.scan(hand, m_presented[hand]++);
        }();
        if (const Result<> presented = m_puppet.present(scan); !presented)
            return QtFuture::makeReadyFuture(Result<devices::PalmCapture>(failure(presented)));
    }
    return m_scanner.capture(request, deadline);
}

} // namespace tirkeu::demo
