#include "support/fakeclock.h"
#include "support/testkeys.h"

#include <wire/package.h>
#include <wire/receipt.h>
#include <wire/shownevents.h>

#include <openssl/rand.h>

#include <cstdint>
#include <optional>

using namespace tirkeu::wire;

namespace {
// OpenSSL keeps the door for its random numbers under a name of before.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
int sameBytes(unsigned char* to, int count)
{
    static std::uint64_t state = 1;
    for (int i = 0; i < count; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        to[i] = static_cast<unsigned char>(state >> 56U);
    }
    return 1;
}

int isReady()
{
    return 1;
}

void drawFrom(const RAND_METHOD* method)
{
    RAND_set_rand_method(method);
}

constexpr RAND_METHOD kSame{nullptr, &sameBytes, nullptr, nullptr, &sameBytes, &isReady};
#pragma GCC diagnostic pop

/// A good container and whoever opens it. The same in each run, so that what stops on an input stops on it again.
struct Sealed
{
    Sealed()
    {
        using namespace tirkeu;
        const test::FakeClock clock;
        const auto id = [](std::uint8_t number) {
            return core::Uuid::fromBytes({1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 10, 11, 12, 13, 14, 15, number});
        };
        drawFrom(&kSame);
        bank = test::testKey(QStringLiteral("bank"), pki::NewKey::EcP384);
        pki::SoftwareKey workstation = test::testKey(QStringLiteral("ws"));
        package = sealPackage(
            {PackageId(id(1)), QStringLiteral("ws-1"), QStringLiteral("b-1"), casefile::ClientId(id(2)),
                casefile::CaseId(id(3)), 1, {}, QStringLiteral("1"), clock.wall(), id(4), {5, QByteArray(32, 'h')}},
            {{PartKind::Events, id(3), "events"}, {PartKind::Document, id(5), "%PDF"}}, workstation, bank->holder())
                      .value();
        drawFrom(nullptr);
    }
    std::optional<tirkeu::pki::SoftwareKey> bank;
    SealedPackage package;
};

/// The container changed by the input: two bytes say where, the rest is laid over it. Whatever opens is what was
/// sealed.
void openChanged(QByteArrayView input)
{
    static Sealed sealed;
    const SealedPackage& good = sealed.package;
    tirkeu::pki::SoftwareKey& bank = *sealed.bank;
    if (input.size() < 2)
        return;
    const auto byte = [&input](qsizetype i) {
        return static_cast<unsigned char>(input[i]);
    };
    QByteArray bytes = good.bytes;
    const qsizetype at = (byte(0) << 8 | byte(1)) % bytes.size();
    for (qsizetype i = 2; i < input.size() && at + i - 2 < bytes.size(); ++i)
        bytes[at + i - 2] = static_cast<char>(bytes.at(at + i - 2) ^ input[i]);
    if (const auto opened = openPackage(bytes, bank); opened && opened->fingerprint != good.fingerprint)
        __builtin_trap();
    std::ignore = openPackage(input, bank);
}
} // namespace

// The first byte says which reader; what was read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    const tirkeu::core::Uuid id;
    switch (data[0] % 5) {
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
    case 4:
        openChanged(bytes);
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
