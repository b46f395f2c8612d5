#include "support/fakeclock.h"
#include "support/testkeys.h"

#include <wire/package.h>
#include <wire/receipt.h>
#include <wire/shownevents.h>

#include <cstdint>

using namespace tirkeu::wire;

namespace {
/// A good container, changed by the input: two bytes say where, the rest is laid over it. Whatever opens is what was
/// sealed.
void openChanged(QByteArrayView input)
{
    using tirkeu::casefile::CaseId;
    using tirkeu::casefile::ClientId;
    using namespace tirkeu;
    static const test::FakeClock clock;
    static pki::SoftwareKey workstation = test::testKey(QStringLiteral("ws"));
    static pki::SoftwareKey bank = test::testKey(QStringLiteral("bank"), pki::NewKey::EcP384);
    static const CaseId about = CaseId::make(clock);
    static const SealedPackage good = sealPackage(
        {PackageId::make(clock), QStringLiteral("ws-1"), QStringLiteral("b-1"), ClientId::make(clock), about, 1, {},
            QStringLiteral("1"), clock.wall(), core::Uuid::make(clock), {5, QByteArray(32, 'h')}},
        {{PartKind::Events, about.uuid(), "events"}, {PartKind::Document, core::Uuid::make(clock), "%PDF"}},
        workstation, bank.holder())
                                          .value();
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
