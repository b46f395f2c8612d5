#include <core/encoding.h>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kBadHex{"core.hex-unreadable"};
constexpr ErrorCode kBadBase64{"core.base64-unreadable"};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}
} // namespace

QByteArray toHex(QByteArrayView bytes)
{
    return bytes.toByteArray().toHex();
}

Result<QByteArray> fromHex(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() / 2);
    for (qsizetype i = 0; i + 1 < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return failure(kBadHex, ErrorKind::OperatorCanFix, QStringLiteral("not a hexadecimal digit"));
        bytes.append(static_cast<char>(high * 16 + low));
    }
    if (text.size() % 2 != 0)
        return failure(kBadHex, ErrorKind::OperatorCanFix, QStringLiteral("an odd number of hexadecimal digits"));
    return bytes;
}

QByteArray toBase64(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64();
}

Result<QByteArray> fromBase64(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    // Qt overlooks missing padding and stray bits; the canonical spelling is unique, so spell it again and compare.
    if (!decoded || decoded.decoded.toBase64() != text)
        return failure(kBadBase64, ErrorKind::OperatorCanFix, QStringLiteral("not canonical base64"));
    return decoded.decoded;
}

} // namespace tirkeu::core
