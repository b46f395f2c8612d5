// The two streams between program and device host, whole messages, frames and signed statements.
#include <devices/attestation.h>
#include <devices/pluginmessage.h>

#include <cstdint>

using namespace tirkeu::devices;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    message::Splitter splitter;
    const qsizetype half = bytes.size() / 2;
    splitter.feed(bytes.first(half));
    splitter.feed(bytes.sliced(half));
    for (;;) {
        const auto body = splitter.next();
        if (!body || !*body)
            break;
        if (const auto message = message::decodeFromHost(**body)) {
            const QByteArray again = message::encode(*message);
            if (message::decodeFromHost(QByteArrayView(again).sliced(4)).value() != *message)
                __builtin_trap();
        }
        if (const auto message = message::decodeToHost(**body)) {
            const QByteArray again = message::encode(*message);
            if (message::decodeToHost(QByteArrayView(again).sliced(4)).value() != *message)
                __builtin_trap();
        }
    }
    static_cast<void>(message::frameFromBytes(bytes));
    static_cast<void>(Attestation::fromBytes(bytes));
    if (const auto statement = SignedAttestation::fromBytes(bytes)) {
        if (SignedAttestation::fromBytes(statement->toBytes()).value() != *statement)
            __builtin_trap();
    }
    return 0;
}
