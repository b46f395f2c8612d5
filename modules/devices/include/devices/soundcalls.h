#pragma once

#include <QString>

#include <cstdint>
#include <memory>

namespace tirkeu::devices {

/// What AlsaMicrophone asks of the system; a test plays a sound card through it. Used by one thread. Numbers are those
/// of the system: negative ones are errors (-ENODEV), -EAGAIN says that nothing has come yet.
class SoundCalls
{
public:
    virtual ~SoundCalls() = default;
    /// Begins to record: 48,000 samples a second, 16 bits, one channel.
    [[nodiscard]] virtual int open(const QString& name) = 0;
    /// At most `most` samples that have come; `waiting` is how many have come beyond them.
    [[nodiscard]] virtual long read(std::int16_t* to, long most, long& waiting) = 0;
    [[nodiscard]] virtual int recover(int error) = 0; ///< after an overrun; what was lost is lost
    virtual void close() = 0;

    [[nodiscard]] static std::unique_ptr<SoundCalls> ofTheSystem();
};

} // namespace tirkeu::devices
