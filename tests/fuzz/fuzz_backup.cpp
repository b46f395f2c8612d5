#include <vault/backup.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static_cast<void>(tirkeu::vault::BackupHeader::read(QByteArrayView(data, static_cast<qsizetype>(size))));
    return 0;
}
