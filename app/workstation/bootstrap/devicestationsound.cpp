#include "devicestation.h"

#include <core/whendone.h>

/// The microphone among a workstation's devices.
namespace tirkeu::workstation {

namespace {
constexpr std::chrono::seconds kOpen(3);
constexpr QLatin1StringView kId("microphone");
} // namespace

QList<ShownDevice> DeviceStation::microphones() const
{
    if (!m_hearer)
        return {};
    return {{QString(kId), DeviceKind::Microphone, {}, {}, m_hearer->name, DeviceState::OfComputer}};
}

bool DeviceStation::isMicrophone(const QString& id) const
{
    return m_hearer && id == kId;
}

void DeviceStation::showMicrophone()
{
    m_loudness = {};
    m_microphone = m_hearer->make();
    connect(m_microphone.get(), &devices::Microphone::heard, this, [this](const imaging::Sound& piece) {
        if (!m_microphone)
            return;
        if (const std::optional<QImage> picture = m_loudness.add(piece))
            Q_EMIT pictureCame({*picture});
    });
    connect(m_microphone.get(), &devices::Microphone::lost, this, [this](const Error& why) {
        if (!m_microphone)
            return;
        m_microphone.release()->deleteLater(); // it is telling this
        end(tl::make_unexpected(why));
    });
    core::whenDone(m_microphone->open(kOpen), m_microphone.get(), [this](const Result<>& opened) {
        if (opened || !m_microphone)
            return;
        m_microphone.release()->deleteLater();
        end(failure(opened));
    });
}

} // namespace tirkeu::workstation
