#include <evidence/levelraiser.h>
#include <evidence/verifier.h>

#include <cstdlib>

using namespace tirkeu;

// Whatever the bytes: an answer, and never a good one without a trusted certificate.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray pdf(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    static const auto moment = core::fromIsoText(u"2026-07-12T04:00:00Z").value();
    const auto report = evidence::verify(pdf, {pki::TrustStore(), moment});
    if (report.indication == evidence::Indication::TotalPassed)
        std::abort();
    (void)report.toJson();
    (void)evidence::levelOf(pdf);
    return 0;
}
