#include "padding.h"

#include <algorithm>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kFailed{"token.failed"};
constexpr ErrorCode kNotForThisKey{"token.not-for-this-key"};
constexpr std::size_t kHash = 32;

[[nodiscard]] QByteArray derInteger(QByteArrayView bytes)
{
    while (bytes.size() > 1 && bytes.front() == '\0')
        bytes = bytes.sliced(1);
    QByteArray content = bytes.toByteArray();
    if ((static_cast<unsigned char>(content.front()) & 0x80U) != 0)
        content.prepend('\0');
    return QByteArray(1, '\x02') + static_cast<char>(content.size()) + content;
}

// MGF1 over `seed`, folded into `target`.
void mask(std::span<std::byte> target, std::span<const std::byte> seed)
{
    for (std::size_t done = 0, counter = 0; done < target.size(); ++counter) {
        QByteArray input(reinterpret_cast<const char*>(seed.data()), qsizetype(seed.size()));
        for (const int shift : {24, 16, 8, 0})
            input.append(static_cast<char>((counter >> shift) & 0xFFU));
        QByteArray block = core::sha256(input);
        for (qsizetype i = 0; i < block.size() && done < target.size(); ++i, ++done)
            target[done] ^= static_cast<std::byte>(block.at(i));
        core::wipe(input.data(), std::size_t(input.size()));
        core::wipe(block.data(), std::size_t(block.size()));
    }
}
} // namespace

QByteArray digestInfo(core::HashAlgorithm algorithm, QByteArrayView digest)
{
    // SEQUENCE { SEQUENCE { 2.16.840.1.101.3.4.2.n, NULL }, OCTET STRING }; only n and two lengths differ.
    const auto number = static_cast<char>(algorithm == core::HashAlgorithm::Sha256   ? 1
                                          : algorithm == core::HashAlgorithm::Sha384 ? 2
                                                                                     : 3);
    const auto size = static_cast<char>(digest.size());
    QByteArray info = QByteArray::fromHex("3031300d060960864801650304020105000420");
    info[1] = static_cast<char>(17 + size);
    info[14] = number;
    info[18] = size;
    return info + digest.toByteArray();
}

Result<QByteArray> ecdsaToDer(QByteArrayView pair)
{
    if (pair.isEmpty() || pair.size() % 2 != 0 || pair.size() > 96)
        return failure(kFailed, ErrorKind::DeviceFault, QStringLiteral("ECDSA pair of %1 bytes").arg(pair.size()));
    const QByteArray both = derInteger(pair.first(pair.size() / 2)) + derInteger(pair.sliced(pair.size() / 2));
    // P-384 stays below 128 bytes, so one length byte is enough.
    return QByteArray(1, '\x30') + static_cast<char>(both.size()) + both;
}

Result<core::SecureBytes> takeOaepSha256Off(std::span<const std::byte> block, std::size_t modulusSize)
{
    if (modulusSize < 2 * kHash + 2 || block.size() > modulusSize)
        return failure(kNotForThisKey, ErrorKind::OperatorCanFix, QStringLiteral("block of the wrong size"));
    core::SecureBytes work(modulusSize);
    std::copy(block.begin(), block.end(), work.bytes().begin() + std::ptrdiff_t(modulusSize - block.size()));
    const std::span<std::byte> seed = work.bytes().subspan(1, kHash);
    const std::span<std::byte> data = work.bytes().subspan(1 + kHash);
    mask(seed, data);
    mask(data, seed);

    const QByteArray label = core::sha256({});
    // One verdict at the end, so that time does not tell which part was wrong.
    unsigned bad = std::to_integer<unsigned>(work.bytes().front());
    for (std::size_t i = 0; i < kHash; ++i)
        bad |= std::to_integer<unsigned>(data[i]) ^ static_cast<unsigned char>(label.at(qsizetype(i)));
    std::size_t start = 0;
    for (std::size_t i = kHash; i < data.size(); ++i) {
        const auto value = std::to_integer<unsigned>(data[i]);
        const bool open = start == 0;
        bad |= open && value > 1 ? 1U : 0U;
        start = open && value == 1 ? i + 1 : start;
    }
    if (bad != 0 || start == 0)
        return failure(kNotForThisKey, ErrorKind::OperatorCanFix, QStringLiteral("padding"));
    return core::SecureBytes(std::span<const std::byte>(data).subspan(start));
}

} // namespace tirkeu::token
