#include <wire/package.h>
#include <wire/receipt.h>
#include <wire/shownevents.h>

#include <cstdint>

using namespace tirkeu::wire;

// The first byte says which reader; what was read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    const tirkeu::core::Uuid id;
    switch (data[0] % 4) {
    case 0:
        if (const auto manifest = Manifest::decode(bytes)) {
            const auto again = Manifest::decode(manifest->encode());
            if (!again || again->parts != manifest->parts)
                __builtin_trap();
        }
        break;
    case 1:
        std::ignore = readSigned(bytes, QByteArray(32, '\0'));
        break;
    case 2:
        std::ignore = readReceipt(bytes);
        break;
    default:
        using tirkeu::casefile::CaseId;
        using tirkeu::casefile::ClientId;
        if (const auto events = decodeEvents(bytes, ClientId(id), CaseId(id))) {
            if (const auto again = decodeEvents(encodeEvents(*events), ClientId(id), CaseId(id));
                !again || again->size() != events->size())
                __builtin_trap();
        }
    }
    return 0;
}
