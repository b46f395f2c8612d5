#include <simulation_devices/virtualmicrophone.h>

#include <devices/trouble.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tirkeu::simulation_devices {

namespace {
using imaging::Sound;
constexpr ErrorCode kLost{"devices.microphone-lost"};
constexpr std::chrono::milliseconds kLook{20};
constexpr quint64 kMostAtOnce = Sound::kSamplesPerSecond / 10;

Error asleep()
{
    return {devices::kSuspended, ErrorKind::Retry, QStringLiteral("the machine goes to sleep")};
}

QFuture<Result<>> now(const Result<>& result)
{
    return QtFuture::makeReadyFuture(result);
}

quint64 samplesIn(std::chrono::steady_clock::duration time)
{
    return static_cast<quint64>(
        std::chrono::duration_cast<std::chrono::microseconds>(time).count() * Sound::kSamplesPerSecond / 1'000'000);
}
} // namespace

SoundSource tone(double hertz, double loudness)
{
    return [hertz, loudness](quint64 from, int count) {
        QByteArray samples;
        samples.reserve(count * Sound::kBytes);
        for (int i = 0; i < count; ++i) {
            const double turn = hertz * static_cast<double>(from + static_cast<quint64>(i)) / Sound::kSamplesPerSecond;
            const auto sample =
                static_cast<std::int16_t>(std::lround(32'000 * loudness * std::sin(2 * std::numbers::pi * turn)));
            samples.append(reinterpret_cast<const char*>(&sample), sizeof sample);
        }
        return samples;
    };
}

VirtualMicrophone::VirtualMicrophone(SoundSource source, QObject* parent)
    : Microphone(parent)
    , m_source(std::move(source))
{
    connect(&m_timer, &QTimer::timeout, this, &VirtualMicrophone::play);
}

QFuture<Result<>> VirtualMicrophone::open(std::chrono::milliseconds)
{
    if (m_isAsleep)
        return now(tl::make_unexpected(asleep()));
    if (m_timer.isActive())
        return now(failure(devices::kBusy, ErrorKind::Retry, QStringLiteral("open already")));
    if (m_unplugged)
        return now(failure(kLost, ErrorKind::DeviceFault, QStringLiteral("pulled out")));
    m_begun = std::chrono::steady_clock::now();
    m_place = 0;
    m_samples = 0;
    m_gaps = 0;
    m_timer.start(kLook);
    return now({});
}

QFuture<Result<>> VirtualMicrophone::close()
{
    m_timer.stop();
    return now({});
}

void VirtualMicrophone::suspend()
{
    m_isAsleep = true;
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    Q_EMIT lost(asleep());
}

void VirtualMicrophone::unplug()
{
    m_unplugged = true;
    if (m_timer.isActive()) {
        m_timer.stop();
        Q_EMIT lost({kLost, ErrorKind::DeviceFault, QStringLiteral("pulled out")});
    }
}

void VirtualMicrophone::skip(std::chrono::milliseconds time)
{
    m_place += samplesIn(time);
    ++m_gaps;
}

void VirtualMicrophone::play()
{
    const quint64 come = samplesIn(std::chrono::steady_clock::now() - m_begun);
    while (m_place < come && m_timer.isActive()) {
        const QByteArray samples = m_source(m_place, static_cast<int>(std::min(come - m_place, kMostAtOnce)));
        if (samples.isEmpty())
            return unplug();
        const std::chrono::microseconds since(m_place * 1'000'000 / Sound::kSamplesPerSecond);
        const auto begun = std::chrono::duration_cast<std::chrono::microseconds>(m_begun.time_since_epoch());
        const auto count = static_cast<quint64>(samples.size() / Sound::kBytes);
        m_place += count;
        m_samples += count;
        Q_EMIT heard({begun + since, samples});
    }
}

} // namespace tirkeu::simulation_devices
