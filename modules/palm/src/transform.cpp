#include <palm/transform.h>

#include <core/hashing.h>

#include <QtEndian>

#include <algorithm>
#include <numeric>

namespace tirkeu::palm {

namespace {

constexpr ErrorCode kBadKey{"palm.bad-transform-key"};
constexpr ErrorCode kAlreadyKeyed{"palm.already-transformed"};
constexpr int kKeyBytes = 32;

/// SHA-256 in counter mode over the secret.
class Stream
{
public:
    Stream(const core::SecureBytes& secret, char purpose)
        : m_seed(secret.clone())
        , m_purpose(purpose)
    {
    }
    std::uint64_t word()
    {
        if (m_at + 8 > m_block.size()) {
            core::Hasher hasher(core::HashAlgorithm::Sha256);
            hasher.add(
                QByteArrayView(reinterpret_cast<const char*>(m_seed.data()), static_cast<qsizetype>(m_seed.size())));
            const std::array<char, 9> counter = [this] {
                std::array<char, 9> bytes{};
                bytes[0] = m_purpose;
                qToLittleEndian<quint64>(m_counter++, bytes.data() + 1);
                return bytes;
            }();
            hasher.add(QByteArrayView(counter.data(), 9));
            m_block = hasher.digest();
            m_at = 0;
        }
        const auto value = qFromLittleEndian<quint64>(m_block.constData() + m_at);
        m_at += 8;
        return value;
    }
    std::size_t below(std::size_t count)
    {
        // Rejection keeps every order equally likely.
        const std::uint64_t limit = ~std::uint64_t(0) - ~std::uint64_t(0) % count;
        for (;;) {
            if (const std::uint64_t value = word(); value < limit)
                return static_cast<std::size_t>(value % count);
        }
    }

private:
    core::SecureBytes m_seed;
    char m_purpose;
    quint64 m_counter = 0;
    QByteArray m_block;
    qsizetype m_at = 64;
};

template<std::size_t N>
std::array<std::uint8_t, N> shuffledOrder(Stream& stream)
{
    std::array<std::uint8_t, N> order{};
    std::iota(order.begin(), order.end(), std::uint8_t(0));
    for (std::size_t i = N - 1; i > 0; --i)
        std::swap(order[i], order[stream.below(i + 1)]);
    return order;
}

/// A permutation of 64 bits as eight tables, one a byte.
struct BitOrder
{
    std::array<std::array<std::uint64_t, 256>, 8> table{};

    explicit BitOrder(Stream& stream)
    {
        const auto order = shuffledOrder<64>(stream);
        for (std::size_t byte = 0; byte < 8; ++byte) {
            for (std::size_t value = 0; value < 256; ++value) {
                for (std::size_t bit = 0; bit < 8; ++bit) {
                    if ((value >> bit) & 1)
                        table[byte][value] |= std::uint64_t(1) << order[byte * 8 + bit];
                }
            }
        }
    }
    [[nodiscard]] std::uint64_t operator()(std::uint64_t word) const
    {
        std::uint64_t out = 0;
        for (std::size_t byte = 0; byte < 8; ++byte)
            out |= table[byte][(word >> (8 * byte)) & 0xff];
        return out;
    }
};

} // namespace

struct TransformKey::Plan
{
    std::uint64_t id = 1;
    std::vector<BitOrder> codeBits;
    std::vector<BitOrder> fineBits;
    std::array<std::uint8_t, kCodeBlocks> codeOrder{};
    std::array<std::uint8_t, kFineBlocks> fineOrder{};
    MatchingCode codeMask{};
    FineCode fineMask{};
};

TransformKey::TransformKey(std::unique_ptr<Plan> plan)
    : m_plan(std::move(plan))
{
}
TransformKey::~TransformKey() = default;
TransformKey::TransformKey(TransformKey&&) noexcept = default;
TransformKey& TransformKey::operator=(TransformKey&&) noexcept = default;

Result<TransformKey> TransformKey::make(const core::SecureBytes& secret)
{
    if (secret.size() != kKeyBytes)
        return failure(kBadKey, ErrorKind::Bug);
    auto plan = std::make_unique<Plan>();
    Stream name(secret, 'n');
    plan->id = std::max<std::uint64_t>(1, name.word());
    Stream stream(secret, 't');
    plan->codeOrder = shuffledOrder<kCodeBlocks>(stream);
    plan->fineOrder = shuffledOrder<kFineBlocks>(stream);
    for (std::size_t b = 0; b < kCodeBlocks; ++b) {
        plan->codeBits.emplace_back(stream);
        for (std::size_t p = 0; p + 1 < kCodePlanes; ++p)
            plan->codeMask[b * kCodePlanes + p] = stream.word();
    }
    for (std::size_t b = 0; b < kFineBlocks; ++b) {
        plan->fineBits.emplace_back(stream);
        for (std::size_t p = 0; p + 1 < kFinePlanes; ++p)
            plan->fineMask[p][b] = stream.word();
    }
    return TransformKey(std::move(plan));
}

std::uint64_t TransformKey::id() const
{
    return m_plan->id;
}

MatchingCode TransformKey::apply(const MatchingCode& plain) const
{
    MatchingCode out{};
    for (std::size_t b = 0; b < kCodeBlocks; ++b) {
        const std::size_t to = m_plan->codeOrder[b] * kCodePlanes;
        for (std::size_t p = 0; p < kCodePlanes; ++p)
            out[to + p] = m_plan->codeBits[b](plain[b * kCodePlanes + p]) ^ m_plan->codeMask[to + p];
    }
    return out;
}

FineCode TransformKey::apply(const FineCode& plain) const
{
    FineCode out{};
    for (std::size_t p = 0; p < kFinePlanes; ++p) {
        for (std::size_t b = 0; b < kFineBlocks; ++b) {
            const std::size_t to = m_plan->fineOrder[b];
            out[p][to] = m_plan->fineBits[b](plain[p][b]) ^ m_plan->fineMask[p][to];
        }
    }
    return out;
}

Result<PalmTemplate> TransformKey::apply(const PalmTemplate& plain) const
{
    if (plain.isKeyed())
        return failure(kAlreadyKeyed, ErrorKind::Bug);
    PalmTemplate keyed = plain;
    keyed.code = apply(plain.code);
    keyed.fine = apply(plain.fine);
    keyed.keyId = id();
    return keyed;
}

} // namespace tirkeu::palm
