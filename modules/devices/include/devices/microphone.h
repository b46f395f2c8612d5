#pragma once

#include <core/result.h>
#include <imaging/sound.h>

#include <QFuture>
#include <QObject>

#include <chrono>

namespace tirkeu::devices {

/// Of one recording, since it was opened.
struct SoundCounts
{
    quint64 samples = 0; ///< given out
    quint64 gaps = 0;    ///< times at which sound was thrown away because nobody came for it
    bool operator==(const SoundCounts&) const = default;
};

/// A microphone for recorded conversations; the same contract as a camera's. Pieces carry the monotonic time at which
/// their first sample was heard.
class Microphone : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<>> open(std::chrono::milliseconds deadline) = 0;
    [[nodiscard]] virtual QFuture<Result<>> close() = 0;
    virtual void suspend() = 0;
    virtual void resume() = 0;
    [[nodiscard]] virtual SoundCounts counts() const = 0; ///< from any thread

Q_SIGNALS:
    void heard(const tirkeu::imaging::Sound& piece);
    void lost(const tirkeu::Error& why); ///< it has ended by itself
};

} // namespace tirkeu::devices
