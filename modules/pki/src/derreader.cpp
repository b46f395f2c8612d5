#include "derreader.h"

namespace tirkeu::pki {

DerElement DerReader::takeAny()
{
    const auto byteAt = [this](qsizetype i) {
        return static_cast<unsigned char>(m_rest[i]);
    };
    const auto wrong = [this] {
        m_good = false;
        m_rest = {};
        return DerElement();
    };
    if (!m_good || m_rest.size() < 2 || (byteAt(0) & 0x1fU) == 0x1fU)
        return wrong();
    qsizetype header = 2;
    qsizetype length = byteAt(1);
    if (length >= 0x80) {
        const qsizetype count = length - 0x80;
        if (count < 1 || count > 4 || m_rest.size() < 2 + count || byteAt(2) == 0)
            return wrong();
        length = 0;
        for (qsizetype i = 0; i < count; ++i)
            length = (length << 8) | byteAt(2 + i);
        if (length < 0x80)
            return wrong();
        header += count;
    }
    if (length > m_rest.size() - header)
        return wrong();
    const DerElement element{byteAt(0), m_rest.sliced(header, length), m_rest.first(header + length)};
    m_rest = m_rest.sliced(header + length);
    return element;
}

DerElement DerReader::take(unsigned char tag)
{
    const DerElement element = takeAny();
    if (element.tag != tag) {
        m_good = false;
        m_rest = {};
        return {};
    }
    return element;
}

std::optional<DerElement> DerReader::takeIf(unsigned char tag)
{
    if (!m_good || m_rest.isEmpty() || static_cast<unsigned char>(m_rest[0]) != tag)
        return std::nullopt;
    return take(tag);
}

DerReader DerReader::inside(const DerElement& element) const
{
    DerReader reader(element.content);
    reader.m_good = m_good;
    return reader;
}

} // namespace tirkeu::pki
