#include <enrolment/bankport.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto client = enrolment::readBankClient(bytes)) {
        if (enrolment::readBankClient(enrolment::toBytes(*client)) != *client)
            std::abort();
    }
    if (const auto end = enrolment::readRelationEnd(bytes)) {
        if (enrolment::readRelationEnd(enrolment::toBytes(*end)) != *end)
            std::abort();
    }
    return 0;
}
