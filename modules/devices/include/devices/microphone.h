#pragma once

#include <core/result.h>

#include <QFuture>
#include <QObject>

#include <chrono>

namespace tirkeu::devices {

/// A piece of sound: 16 bits a sample, one channel, in the byte order of this machine.
struct SoundPiece
{
    int samplesPerSecond = 48'000;
    std::chrono::microseconds deviceTime{0}; ///< of the first sample, monotonic
    QByteArray samples;
};

/// A microphone for recorded conversations; the same contract as a camera's.
class Microphone : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<>> open(std::chrono::milliseconds deadline) = 0;
    [[nodiscard]] virtual QFuture<Result<>> close() = 0;

Q_SIGNALS:
    void heard(const tirkeu::devices::SoundPiece& piece);
    void lost(const tirkeu::Error& why);
};

} // namespace tirkeu::devices
