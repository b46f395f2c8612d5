#include <vault/slotfile.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = tirkeu::vault::SlotFile::decode(QByteArrayView(data, static_cast<qsizetype>(size)));
    // What was read can be written, and is read again as the same.
    if (file) {
        const tirkeu::core::SecureBytes key(32);
        const auto again = tirkeu::vault::SlotFile::decode(file->encode(key));
        if (!again || !again->check(key) || again->slots_.size() != file->slots_.size())
            __builtin_trap();
    }
    return 0;
}
