#pragma once

#include <devices/microphone.h>

#include <QTimer>

#include <atomic>
#include <functional>
#include <optional>

namespace tirkeu::simulation_devices {

/// The samples from this one on, as many as are asked for or fewer at the end; nothing where there is no more.
using SoundSource = std::function<QByteArray(quint64 from, int count)>;
[[nodiscard]] SoundSource tone(double hertz, double loudness = 0.5);

/// A microphone that is not there. Plays a source at its pace with a sound card's times – or misbehaves as told. Lives
/// in the thread that made it; signals come from there.
class VirtualMicrophone final : public devices::Microphone
{
public:
    explicit VirtualMicrophone(SoundSource source, QObject* parent = nullptr);

    [[nodiscard]] QFuture<Result<>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void suspend() override;
    void resume() override { m_isAsleep = false; }
    [[nodiscard]] devices::SoundCounts counts() const override { return {m_samples, m_gaps}; }

    void unplug();
    void skip(std::chrono::milliseconds time); ///< so much gets lost, as when nobody came for it

private:
    void play();

    SoundSource m_source;
    QTimer m_timer{this};
    std::chrono::steady_clock::time_point m_begun;
    quint64 m_place = 0; ///< of the next sample
    std::atomic<quint64> m_samples = 0;
    std::atomic<quint64> m_gaps = 0;
    bool m_unplugged = false;
    bool m_isAsleep = false;
};

} // namespace tirkeu::simulation_devices
