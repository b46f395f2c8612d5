#include <sync/carrying.h>

#include <QBuffer>

#include <cstdint>

using namespace tirkeu::sync;

// The first byte says which reader: a file of packages, or the receipts that come back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size) - 1);
    if (data[0] % 2 == 1) {
        if (const auto receipts = decodeReceipts(bytes))
            std::ignore = decodeReceipts(encodeReceipts(*receipts));
        return 0;
    }
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    const auto index = readExport(file);
    if (!index)
        return 0;
    for (const ExportedPackage& one : index->packages)
        std::ignore = packageFrom(file, one);
    std::ignore = journalFrom(file, *index, 0, 4096);
    return 0;
}
