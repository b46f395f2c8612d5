#include <identity/mrz.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// What is offered must itself be a zone without a fault, and must not be what was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const Result<identity::MrzReading> reading = identity::readMrz(text);
    if (!reading)
        return 0;
    if (reading->offered) {
        const Result<identity::MrzReading> again = identity::readMrz(reading->offered->lines.join(u'\n'));
        if (!again || !again->isGood() || reading->isGood() || reading->corrections.isEmpty())
            std::abort();
    }
    return 0;
}
