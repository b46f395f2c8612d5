#include <palm/template.h>

#include <core/hashing.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// What was read must be written again to the same bytes; a second try gets a right digest, so that the header is
// reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (int round = 0; round < 2; ++round) {
        if (const auto palm = palm::PalmTemplate::fromBytes(bytes); palm && palm->toBytes() != bytes)
            std::abort();
        bytes = bytes.leftJustified(palm::PalmTemplate::kBytes, '\0', true);
        bytes.replace(bytes.size() - 32, 32, core::sha256(QByteArrayView(bytes).chopped(32)));
    }
    return 0;
}
