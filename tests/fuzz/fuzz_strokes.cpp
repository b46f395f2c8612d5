#include <enrolment/strokes.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// What is read is written again as something that is read; after that it stays as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto strokes = enrolment::Strokes::fromBytes(bytes);
    if (!strokes)
        return 0;
    static_cast<void>(strokes->isSignature());
    const QByteArray written = strokes->toBytes();
    const auto again = enrolment::Strokes::fromBytes(written);
    // Rounding may carry a point over the field's edge; nothing else may go wrong.
    if (again && again->toBytes() != written)
        std::abort();
    return 0;
}
