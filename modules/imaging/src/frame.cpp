#include <imaging/frame.h>

#include <core/hashing.h>

#include <QtEndian>

namespace tirkeu::imaging {

namespace {
constexpr ErrorCode kWrongShape{"imaging.wrong-shape"};
} // namespace

int bytesPerPixel(PixelFormat format)
{
    return static_cast<int>(format);
}

Result<Frame> Frame::make(Size size, PixelFormat format, QByteArray pixels, FrameInfo info)
{
    if (size.width < 1 || size.height < 1 || size.width > kMaxSide || size.height > kMaxSide)
        return failure(kWrongShape, ErrorKind::DeviceFault, QStringLiteral("sides"));
    if (pixels.size() != qsizetype(size.width) * size.height * bytesPerPixel(format))
        return failure(kWrongShape, ErrorKind::DeviceFault, QStringLiteral("number of bytes"));
    Frame frame;
    frame.m_size = size;
    frame.m_format = format;
    frame.m_info = info;
    frame.m_pixels = std::move(pixels);
    return frame;
}

const std::uint8_t* Frame::row(int y) const
{
    return reinterpret_cast<const std::uint8_t*>(m_pixels.constData()) +
           qsizetype(y) * m_size.width * bytesPerPixel(m_format);
}

Frame Frame::withInfo(const FrameInfo& info) const
{
    Frame other = *this;
    other.m_info = info;
    return other;
}

QByteArray Frame::digest() const
{
    struct Head
    {
        quint32 width, height, format, band;
        quint64 time, sequence;
    };
    static_assert(sizeof(Head) == 32);
    const Head head{qToBigEndian(static_cast<quint32>(m_size.width)), qToBigEndian(static_cast<quint32>(m_size.height)),
        qToBigEndian(static_cast<quint32>(m_format)), qToBigEndian(static_cast<quint32>(m_info.band)),
        qToBigEndian(static_cast<quint64>(m_info.deviceTime.count())), qToBigEndian<quint64>(m_info.sequence)};
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    hasher.add(QByteArrayView(reinterpret_cast<const char*>(&head), sizeof head));
    if (m_format == PixelFormat::Grey16 && Q_BYTE_ORDER == Q_BIG_ENDIAN) {
        QByteArray little(m_pixels.size(), Qt::Uninitialized);
        qToLittleEndian<quint16>(m_pixels.constData(), m_pixels.size() / 2, little.data());
        hasher.add(little);
    } else {
        hasher.add(m_pixels);
    }
    return hasher.digest();
}

QString logMasked(const Frame& frame)
{
    return QStringLiteral("frame %1×%2×%3 #%4")
        .arg(frame.width())
        .arg(frame.height())
        .arg(bytesPerPixel(frame.format()))
        .arg(frame.info().sequence);
}

} // namespace tirkeu::imaging
