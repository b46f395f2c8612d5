// The file in which a device's care is kept.
#include <devices/windowcare.h>

#include <cstdint>

using namespace tirkeu;
using namespace tirkeu::devices;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto picture = CarePicture::fromBytes(bytes)) {
        static_cast<void>(judgeCare(*picture, *picture, CareSight::Window));
        static_cast<void>(judgeCare(*picture, *picture, CareSight::Lens));
    }
    auto history = CareHistory::fromBytes(bytes);
    if (!history)
        return 0;
    if (CareHistory::fromBytes(history->toBytes()).value() != *history)
        __builtin_trap();
    const core::WallTime now{};
    static_cast<void>(history->isDue(now));
    static_cast<void>(history->dirtPerDay());
    if (!history->points.isEmpty())
        static_cast<void>(history->daysLeft(CareSight::Lens));
    if (history->clean)
        static_cast<void>(judgeCare(*history->clean, history->clean, CareSight::Lens));
    history->add({now, 0.1, CareVerdict::Clean});
    if (history->points.size() > CareHistory::kMostPoints)
        __builtin_trap();
    return 0;
}
