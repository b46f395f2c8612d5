// The channel between a scanner and the program, as whoever stands between them could use it: 'a', an answer to a
// hello; 'p', the same behind a point that is on the curve, so that the statement is read; 'r', what is done to the
// records, each an order, a length and so many bytes. Nobody is registered, so no answer is ever taken.
#include <devices/securechannel.h>

#include <casefile/cipher.h>

#include <algorithm>
#include <cstdint>

using namespace tirkeu;
using namespace tirkeu::devices;

namespace {
constexpr core::WallTime kNow{std::chrono::seconds(1'798'761'600)}; // 2027-01-01

/// Version, and the curve's own generator as the device's point.
QByteArray answerBefore()
{
    return QByteArray::fromHex("01046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                               "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
}

void answerWith(QByteArrayView answer)
{
    static const ChannelOffer offer = ChannelOffer::make().value();
    for (const auto registered : {ChannelOffer::Registered::Yes, ChannelOffer::Registered::NotYet}) {
        if (offer.accept(answer, {}, kNow, registered))
            __builtin_trap();
    }
}

RecordKey keyOf(const QByteArray& random)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(random.constData());
    return {core::SecureBytes(std::span(bytes, 32)), random.mid(32), 0};
}

enum Order : quint8 { Carry, Lose, Repeat, Flip, Forge, Truncate };

/// The one in between, and what the program has to make of it: everything in order, and nothing after the first that is
/// not.
class Between
{
public:
    void obey(quint8 order, QByteArrayView bytes)
    {
        switch (order % 6) {
        case Carry:
            deliver(sealed(bytes), bytes);
            break;
        case Lose:
            static_cast<void>(sealed(bytes));
            m_isWhole = false;
            break;
        case Repeat:
            refuse(m_last);
            break;
        case Flip: {
            QByteArray record = sealed(bytes);
            const qsizetype at = bytes.isEmpty() ? 0 : qsizetype(quint8(bytes.front())) % record.size();
            record[at] = static_cast<char>(record.at(at) ^ 1);
            refuse(record);
            break;
        }
        case Forge:
            refuse(bytes);
            break;
        case Truncate:
            refuse(sealed(bytes).chopped(1));
            break;
        }
    }

private:
    [[nodiscard]] QByteArray sealed(QByteArrayView bytes)
    {
        m_kind = static_cast<RecordKind>(bytes.isEmpty() ? 1 : quint8(bytes.front()) % 4 + 1); // one is of no kind
        return m_sealer.seal(m_kind, bytes).value();
    }
    void deliver(const QByteArray& record, QByteArrayView bytes)
    {
        const auto opened = m_opener.open(record);
        m_isWhole = m_isWhole && m_kind <= RecordKind::Attestation;
        if (opened.has_value() != m_isWhole || (opened && (opened->kind != m_kind || opened->bytes != bytes)))
            __builtin_trap();
        m_last = record;
    }
    void refuse(QByteArrayView record)
    {
        m_isWhole = false;
        if (m_opener.open(record))
            __builtin_trap();
    }

    // Drawn anew for each run of the program, or an input could hold a record that is genuine.
    inline static const QByteArray m_random = casefile::randomBytes(32 + 12).value();
    RecordSealer m_sealer{keyOf(m_random)};
    RecordOpener m_opener{keyOf(m_random)};
    RecordKind m_kind = RecordKind::GuidanceFrame;
    QByteArray m_last;
    bool m_isWhole = true;
};

void carry(QByteArrayView orders)
{
    Between between;
    while (orders.size() >= 2) {
        const auto order = static_cast<quint8>(orders[0]);
        const qsizetype length = std::min<qsizetype>(static_cast<quint8>(orders[1]), orders.size() - 2);
        between.obey(order, orders.sliced(2, length));
        orders = orders.sliced(2 + length);
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (bytes.isEmpty())
        return 0;
    const QByteArrayView rest = bytes.sliced(1);
    switch (bytes.front()) {
    case 'a':
        answerWith(rest);
        break;
    case 'p':
        answerWith(answerBefore().append(rest));
        break;
    case 'r':
        carry(rest);
        break;
    default:
        break;
    }
    return 0;
}
