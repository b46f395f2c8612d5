#include <core/json.h>
#include <criteria/criteriadiff.h>
#include <criteria/signedcriteria.h>

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// Whatever is accepted keeps to the law; anything else is an error, from the JSON as from the signed form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const Result<criteria::Criteria> read = criteria::readCriteria(bytes);
    if (read && (read->attempts.palm > criteria::kMostAttempts || read->attempts.face > criteria::kMostAttempts ||
                    read->liveness.count < criteria::kLeastChallenges ||
                    read->retention.clientYears < criteria::kLeastClientYears))
        std::abort();
    if (const Result<QJsonObject> object = core::readJson(bytes, {.maxBytes = 1 << 17})) {
        if (!criteria::differences(*object, *object).isEmpty())
            std::abort();
        static_cast<void>(criteria::differences({}, *object));
    }
    const Result<criteria::SignedCriteria> verified = criteria::verifyCriteria(bytes, {}, {}, {});
    if (verified)
        std::abort(); // nobody is an officer here
    return 0;
}
