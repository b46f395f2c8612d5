#include <enrolment/consentproof.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto statement = enrolment::ConsentStatement::fromBytes(bytes)) {
        if (enrolment::ConsentStatement::fromBytes(statement->toBytes()) != *statement)
            std::abort();
    }
    if (const auto proof = enrolment::CodeProof::fromBytes(bytes)) {
        if (!enrolment::CodeProof::fromBytes(proof->toBytes()))
            std::abort();
    }
    const identity::Iin client = identity::Iin::parse(u"951231600025").value();
    const enrolment::ConfirmedAnswer answer{criteria::ConsentKind::PalmScanning, QStringLiteral("given"), {}};
    for (const auto means : {criteria::ConsentMeans::Stroke, criteria::ConsentMeans::OneTimeCode,
             criteria::ConsentMeans::EdsToken, criteria::ConsentMeans::SignedPaper})
        static_cast<void>(enrolment::checkProof(means, bytes, client, answer));
    return 0;
}
