// A clip as it is read again: WebM from anywhere, into bounded frames.
#include <imaging/clipreader.h>

#include <cstdint>

using namespace tirkeu::imaging;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr int kMostFrames = 50;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    auto reader = ClipReader::open(bytes, {.maxBytes = 1 << 20, .maxSide = 640, .maxFrames = kMostFrames});
    if (!reader)
        return 0;
    int frames = 0;
    for (auto frame = (*reader)->next(); frame && *frame; frame = (*reader)->next()) {
        if (++frames > kMostFrames || !((*frame)->size() == (*reader)->size()))
            __builtin_trap();
    }
    return 0;
}
