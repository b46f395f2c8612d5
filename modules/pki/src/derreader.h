#pragma once

#include <QByteArrayView>

#include <optional>

namespace tirkeu::pki {

/// One element of DER: what it is, what it holds, and all of its bytes.
struct DerElement
{
    unsigned char tag = 0;
    QByteArrayView content;
    QByteArrayView whole;
};

/// Walks over DER without copying. Takes definite, minimal lengths and one-byte tags only; a wrong turn is remembered,
/// so a whole walk can be judged at its end.
class DerReader
{
public:
    static constexpr unsigned char kInteger = 0x02;
    static constexpr unsigned char kBitString = 0x03;
    static constexpr unsigned char kOctets = 0x04;
    static constexpr unsigned char kOid = 0x06;
    static constexpr unsigned char kSequence = 0x30;
    static constexpr unsigned char kSet = 0x31;
    /// [n] of the context: primitive, or constructed.
    static constexpr unsigned char context(unsigned n) { return static_cast<unsigned char>(0x80U | n); }
    static constexpr unsigned char nested(unsigned n) { return static_cast<unsigned char>(0xa0U | n); }

    explicit DerReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] DerElement take(unsigned char tag);
    [[nodiscard]] DerElement takeAny();
    [[nodiscard]] std::optional<DerElement> takeIf(unsigned char tag);
    [[nodiscard]] DerReader into(unsigned char tag) { return inside(take(tag)); }
    [[nodiscard]] DerReader inside(const DerElement& element) const;
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] bool finished() const { return m_good && m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_good = true;
};

} // namespace tirkeu::pki
