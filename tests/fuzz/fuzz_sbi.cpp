// What a device service could answer, and signed messages. The envelope is judged by a policy that trusts nobody, so
// that what lies under a signature is fed in by itself.
#include <devices/sbimessage.h>
#include <pki/jws.h>

#include <cstdint>

using namespace tirkeu;
using namespace tirkeu::devices;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const core::WallTime now{};
    const sbi::Policy policy;
    static_cast<void>(sbi::readDiscovery(bytes));
    static_cast<void>(sbi::judgeInfo(bytes, policy, now));
    static_cast<void>(sbi::judgeCapture(bytes, {}, {}, policy, now));
    static_cast<void>(sbi::errorOf(QString::fromLatin1(bytes)));
    if (const auto sealed = sbi::Sealed::fromBytes(bytes)) {
        if (sbi::Sealed::fromBytes(sealed->toBytes()).value() != *sealed)
            __builtin_trap();
    }
    if (const auto jws = pki::Jws::read(bytes))
        static_cast<void>(jws->isSigned());
    if (const auto decoded = pki::fromBase64Url(bytes)) {
        if (pki::toBase64Url(*decoded) != bytes)
            __builtin_trap();
    }
    // In one piece or in two, the same pictures.
    sbi::PictureStream whole;
    sbi::PictureStream pieces;
    const auto once = whole.feed(bytes);
    auto twice = pieces.feed(bytes.first(bytes.size() / 2));
    if (const auto rest = twice ? pieces.feed(bytes.sliced(bytes.size() / 2)) : failure(twice); once && rest) {
        if (*twice + *rest != *once)
            __builtin_trap();
    }
    return 0;
}
