#pragma once

#include <devices/microphone.h>
#include <devices/soundcalls.h>

#include <QThread>

namespace tirkeu::devices {

/// A microphone behind ALSA, by its name there; "default" is what the person at the machine chose, PulseAudio and
/// PipeWire included. Read on a thread of its own. Where a sound server does not answer in a second, that thread is
/// left to end by itself: nobody waits longer for a microphone that hangs.
class AlsaMicrophone final : public Microphone
{
public:
    /// `calls` are others in tests.
    explicit AlsaMicrophone(QString name = QStringLiteral("default"),
        std::unique_ptr<SoundCalls> calls = SoundCalls::ofTheSystem(), QObject* parent = nullptr);
    ~AlsaMicrophone() override;

    [[nodiscard]] QFuture<Result<>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    [[nodiscard]] SoundCounts counts() const override;

private:
    class Stream;
    std::unique_ptr<QThread> m_thread;
    std::shared_ptr<Stream> m_stream; ///< lives in m_thread, and as long
};

} // namespace tirkeu::devices
