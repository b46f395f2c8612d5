#pragma once

#include <devices/microphone.h>
#include <devices/soundcalls.h>

namespace tirkeu::devices {

class StreamDriver;

/// A microphone behind ALSA, by its name there; "default" is what the person at the machine chose, PulseAudio and
/// PipeWire included. Read on a thread of its own; what it may do when is StreamMachine's.
class AlsaMicrophone final : public Microphone
{
public:
    /// `calls` are others in tests.
    explicit AlsaMicrophone(QString name = QStringLiteral("default"),
        std::unique_ptr<SoundCalls> calls = SoundCalls::ofTheSystem(), QObject* parent = nullptr);
    ~AlsaMicrophone() override;

    [[nodiscard]] QFuture<Result<>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void suspend() override;
    void resume() override;
    [[nodiscard]] SoundCounts counts() const override;

private:
    class Stream;
    void giveOut();

    std::shared_ptr<Stream> m_stream;
    std::unique_ptr<StreamDriver> m_driver;
};

} // namespace tirkeu::devices
