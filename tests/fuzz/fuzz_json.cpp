#include <core/json.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// What was read must be written and read again to the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const Result<QJsonObject> object = core::readJson(text, {.maxBytes = 1 << 16, .maxDepth = 8, .maxValues = 1000});
    if (object) {
        const Result<QJsonObject> again = core::readJson(core::writeJson(*object));
        if (!again || *again != *object)
            std::abort();
    }
    return 0;
}
