#include <imaging/codecs.h>

#include <QtEndian>

namespace tirkeu::imaging {

namespace {

constexpr ErrorCode kUnknownKind{"imaging.unknown-kind"};
constexpr ErrorCode kBroken{"imaging.broken-picture"};
constexpr ErrorCode kAnimated{"imaging.animated"};
constexpr ErrorCode kTooLarge{"imaging.too-large"};

tl::unexpected<Error> broken(const QString& why)
{
    return failure(kBroken, ErrorKind::OperatorCanFix, why);
}

quint32 be32(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<quint8>(bytes.at(at));
}

Result<ImageHeader> pngHeader(QByteArrayView bytes)
{
    if (bytes.size() < 33 || be32(bytes, 8) != 13 || bytes.sliced(12, 4) != QByteArrayView("IHDR"))
        return broken(QStringLiteral("png: no header"));
    ImageHeader header;
    header.kind = ImageKind::Png;
    header.size = {static_cast<int>(be32(bytes, 16) & 0x7fffffff), static_cast<int>(be32(bytes, 20) & 0x7fffffff)};
    header.bitsPerSample = byteAt(bytes, 24);
    header.channels = (byteAt(bytes, 25) & 2) != 0 ? 3 : 1;
    // Chunks up to the first data tell of an animation; a picture cut off after it must not unpack to half a hand.
    bool ended = false;
    for (qsizetype at = 33; at + 12 <= bytes.size();) {
        const qint64 length = be32(bytes, at);
        const QByteArrayView type = bytes.sliced(at + 4, 4);
        if (length > bytes.size() - at - 12)
            return broken(QStringLiteral("png: cut off"));
        if (type == QByteArrayView("acTL"))
            return failure(kAnimated, ErrorKind::OperatorCanFix, QStringLiteral("png"));
        if (type == QByteArrayView("IEND")) {
            ended = true;
            break;
        }
        at += 12 + static_cast<qsizetype>(length);
    }
    if (!ended)
        return broken(QStringLiteral("png: no end"));
    return header;
}

Result<ImageHeader> jpegHeader(QByteArrayView bytes)
{
    qsizetype last = bytes.size();
    while (last > 2 && bytes.at(last - 1) == '\0')
        --last;
    if (last < 4 || byteAt(bytes, last - 2) != 0xff || byteAt(bytes, last - 1) != 0xd9)
        return broken(QStringLiteral("jpeg: cut off"));
    for (qsizetype at = 2; at + 9 < bytes.size();) {
        if (byteAt(bytes, at) != 0xff)
            return broken(QStringLiteral("jpeg: marker expected"));
        const quint8 marker = byteAt(bytes, at + 1);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const bool startOfFrame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (startOfFrame) {
            ImageHeader header;
            header.kind = ImageKind::Jpeg;
            header.bitsPerSample = byteAt(bytes, at + 4);
            header.size = {
                qFromBigEndian<quint16>(bytes.data() + at + 7), qFromBigEndian<quint16>(bytes.data() + at + 5)};
            header.channels = byteAt(bytes, at + 9);
            return header;
        }
        if (marker == 0xda || marker == 0xd9)
            break;
        at += 2 + qFromBigEndian<quint16>(bytes.data() + at + 2);
    }
    return broken(QStringLiteral("jpeg: no frame header"));
}

Result<ImageHeader> pnmHeader(QByteArrayView bytes)
{
    qsizetype at = 2;
    int numbers[3]{};
    for (int& number : numbers) {
        while (at < bytes.size() && (bytes.at(at) == ' ' || bytes.at(at) == '\n' || bytes.at(at) == '\r' ||
                                        bytes.at(at) == '\t' || bytes.at(at) == '#')) {
            if (bytes.at(at) == '#') {
                while (at < bytes.size() && bytes.at(at) != '\n')
                    ++at;
            } else {
                ++at;
            }
        }
        int digits = 0;
        for (; at < bytes.size() && bytes.at(at) >= '0' && bytes.at(at) <= '9' && digits < 7; ++at, ++digits)
            number = number * 10 + (bytes.at(at) - '0');
        if (digits == 0 || number == 0)
            return broken(QStringLiteral("pnm: number expected"));
    }
    ImageHeader header;
    header.kind = ImageKind::Pnm;
    header.size = {numbers[0], numbers[1]};
    header.bitsPerSample = numbers[2] > 255 ? 16 : 8;
    header.channels = bytes.at(1) == '6' ? 3 : 1;
    const qint64 wanted = qint64(numbers[0]) * numbers[1] * header.channels * header.bitsPerSample / 8;
    if (bytes.size() - at - 1 < wanted)
        return broken(QStringLiteral("pnm: cut off"));
    return header;
}

} // namespace

Result<ImageHeader> readImageHeader(QByteArrayView bytes, const DecodeLimits& limits)
{
    if (bytes.size() > limits.maxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("bytes"));
    Result<ImageHeader> header = [&]() -> Result<ImageHeader> {
        if (bytes.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
            return pngHeader(bytes);
        if (bytes.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
            return jpegHeader(bytes);
        if (bytes.size() > 10 && (bytes.startsWith(QByteArrayView("P5")) || bytes.startsWith(QByteArrayView("P6"))))
            return pnmHeader(bytes);
        if (bytes.startsWith(QByteArrayView("GIF8")) ||
            (bytes.size() > 16 && bytes.sliced(8, 4) == QByteArrayView("WEBP")))
            return failure(kAnimated, ErrorKind::OperatorCanFix, QStringLiteral("gif or webp"));
        return failure(kUnknownKind, ErrorKind::OperatorCanFix);
    }();
    if (!header)
        return header;
    const Size size = header->size;
    if (size.width < 1 || size.height < 1)
        return broken(QStringLiteral("empty"));
    if (size.width > limits.maxSide || size.height > limits.maxSide ||
        std::int64_t(size.width) * size.height > limits.maxPixels)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QStringLiteral("sides"));
    return header;
}

} // namespace tirkeu::imaging
