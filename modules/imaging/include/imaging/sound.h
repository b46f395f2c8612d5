#pragma once

#include <QByteArray>

#include <chrono>

namespace tirkeu::imaging {

/// A piece of sound: 16 bits a sample, one channel, in the byte order of this machine.
struct Sound
{
    static constexpr int kSamplesPerSecond = 48'000;
    static constexpr qsizetype kBytes = 2; ///< of a sample

    std::chrono::microseconds deviceTime{0}; ///< of the first sample, on the clock of the frames it goes with
    QByteArray samples;

    [[nodiscard]] qsizetype count() const { return samples.size() / kBytes; }
};

} // namespace tirkeu::imaging
