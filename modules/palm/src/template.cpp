#include <palm/template.h>

#include <core/hashing.h>

#include <QtEndian>

#include <cstring>

namespace tirkeu::palm {

namespace {

constexpr ErrorCode kBroken{"palm.broken-template"};
constexpr ErrorCode kNewer{"palm.newer-template"};

constexpr char kMagic[4] = {'T', 'K', 'P', 'T'};
constexpr qsizetype kHead = 32;
constexpr qsizetype kDigest = 32;

enum Flag : std::uint8_t { Visible = 1, Infrared = 2 };

template<typename Words>
char* putWords(char* out, const Words& words)
{
    for (const std::uint64_t word : words) {
        qToLittleEndian<quint64>(word, out);
        out += 8;
    }
    return out;
}

template<typename Words>
const char* takeWords(const char* in, Words& words)
{
    for (std::uint64_t& word : words) {
        word = qFromLittleEndian<quint64>(in);
        in += 8;
    }
    return in;
}

} // namespace

QByteArray PalmTemplate::toBytes() const
{
    QByteArray bytes(kBytes, '\0');
    char* out = bytes.data();
    std::memcpy(out, kMagic, sizeof kMagic);
    out[4] = static_cast<char>(kVersion);
    out[5] = static_cast<char>(side);
    out[6] = static_cast<char>((hasVisible ? Flag::Visible : 0) | (hasInfrared ? Flag::Infrared : 0));
    out[7] = static_cast<char>(quality);
    out[8] = static_cast<char>(samples);
    qToLittleEndian<quint64>(keyId, out + 16);
    out = putWords(out + kHead, code);
    for (const auto& plane : fine)
        out = putWords(out, plane);
    const QByteArray digest = core::sha256(QByteArrayView(bytes).first(kBytes - kDigest));
    std::memcpy(out, digest.constData(), static_cast<std::size_t>(kDigest));
    return bytes;
}

Result<PalmTemplate> PalmTemplate::fromBytes(QByteArrayView bytes)
{
    const auto broken = [](const QString& why) {
        return failure(kBroken, ErrorKind::ServiceFault, why);
    };
    if (bytes.size() < kHead || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
        return broken(QStringLiteral("no palm template"));
    if (static_cast<std::uint8_t>(bytes.at(4)) > kVersion)
        return failure(kNewer, ErrorKind::OperatorCanFix);
    if (bytes.at(4) != kVersion || bytes.size() != kBytes)
        return broken(QStringLiteral("version or size"));
    if (core::sha256(bytes.first(kBytes - kDigest)) != bytes.last(kDigest))
        return broken(QStringLiteral("digest"));
    PalmTemplate palm;
    const auto side = static_cast<std::uint8_t>(bytes.at(5));
    const auto flags = static_cast<std::uint8_t>(bytes.at(6));
    palm.quality = static_cast<std::uint8_t>(bytes.at(7));
    palm.samples = static_cast<std::uint8_t>(bytes.at(8));
    bool reservedClear = true;
    for (const qsizetype at : {9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31})
        reservedClear = reservedClear && bytes.at(at) == 0;
    if (side < 1 || side > 2 || flags == 0 || flags > 3 || palm.quality > 100 || palm.samples == 0 || !reservedClear)
        return broken(QStringLiteral("header"));
    palm.side = static_cast<Side>(side);
    palm.hasVisible = (flags & Flag::Visible) != 0;
    palm.hasInfrared = (flags & Flag::Infrared) != 0;
    palm.keyId = qFromLittleEndian<quint64>(bytes.data() + 16);
    const char* in = takeWords(bytes.data() + kHead, palm.code);
    for (auto& plane : palm.fine)
        in = takeWords(in, plane);
    if (palm.code[kCodeWords - 1] != 0)
        return broken(QStringLiteral("code"));
    return palm;
}

QString logMasked(const PalmTemplate& palm)
{
    return QStringLiteral("palm template, %1, quality %2").arg(nameOf(palm.side)).arg(palm.quality);
}

ShortCode shortCodeOf(const MatchingCode& code)
{
    // Sixteen by sixteen places of the 24×24 cells; two orientations of either band.
    constexpr std::array<std::size_t, 4> kPlanes{0, 1, 3, 4};
    ShortCode folded{};
    for (std::size_t y = 0; y < 16; ++y) {
        const std::size_t cy = (y * 3 + 1) / 2;
        for (std::size_t x = 0; x < 16; ++x) {
            const std::size_t cx = (x * 3 + 1) / 2;
            const std::size_t block = (cy / 8) * 3 + cx / 8;
            const std::size_t bit = (cy % 8) * 8 + cx % 8;
            const std::size_t cell = y * 16 + x;
            for (std::size_t p = 0; p < 4; ++p)
                folded[p * 4 + cell / 64] |= ((code[block * kCodePlanes + kPlanes[p]] >> bit) & 1) << (cell % 64);
        }
    }
    return folded;
}

} // namespace tirkeu::palm
