#include <imaging/codecs.h>
#include <palm/record.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// A record that is read must be written again to the same bytes; the bytes are tried as a bare picture's header as
// well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    (void)imaging::readImageHeader(bytes);
    if (const auto record = palm::readImageRecord(bytes)) {
        const auto again = palm::writeImageRecord(*record);
        if (!again || *again != bytes)
            std::abort();
    }
    return 0;
}
