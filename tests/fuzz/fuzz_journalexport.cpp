#include <vault/journalexport.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static_cast<void>(tirkeu::vault::verifyExport(QByteArrayView(data, static_cast<qsizetype>(size))));
    return 0;
}
