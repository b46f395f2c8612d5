#include <palm/record.h>

#include <imaging/codecs.h>

#include <QtEndian>

#include <cstring>

namespace tirkeu::palm {

namespace {

constexpr ErrorCode kNoPicture{"palm.record-without-picture"};
constexpr ErrorCode kBroken{"palm.broken-record"};

constexpr quint16 kOwner = 0x0101;  // ISO/IEC JTC 1/SC 37
constexpr quint16 kFormat = 0x0008; // vascular image
constexpr qsizetype kCbeff = 20;
constexpr qsizetype kGeneral = 16;
constexpr qsizetype kRepresentation = 40;
constexpr char kCbeffMagic[4] = {'C', 'B', 'E', 'F'};
constexpr char kFormatId[8] = {'V', 'I', 'R', '\0', '0', '2', '0', '\0'};
constexpr quint8 kPng = 3; // lossless

template<typename Number>
void put(QByteArray& out, Number value)
{
    std::array<char, sizeof(Number)> bytes{};
    qToBigEndian<Number>(value, bytes.data());
    out.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

template<typename Number>
Number get(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.data() + at);
}

Result<> putPicture(QByteArray& out, const ImageRecord& record, const QByteArray& png, imaging::Band band)
{
    const Result<imaging::ImageHeader> header = imaging::readImageHeader(png);
    if (!header)
        return failure(header);
    put<quint32>(out, static_cast<quint32>(kRepresentation + png.size()));
    put<quint64>(out, static_cast<quint64>(record.captured.time_since_epoch().count()));
    put<quint16>(out, record.deviceVendor);
    put<quint16>(out, record.deviceType);
    put<quint8>(out, record.quality);
    put<quint8>(out, record.side == Side::Left ? 2 : 1); // position: right palm, left palm
    put<quint8>(out, static_cast<quint8>(band));
    put<quint8>(out, kPng);
    put<quint16>(out, static_cast<quint16>(header->size.width));
    put<quint16>(out, static_cast<quint16>(header->size.height));
    put<quint8>(out, static_cast<quint8>(header->bitsPerSample));
    put<quint8>(out, static_cast<quint8>(header->channels));
    out.append(10, '\0'); // reserved
    put<quint32>(out, static_cast<quint32>(png.size()));
    out.append(png);
    return {};
}

} // namespace

Result<QByteArray> writeImageRecord(const ImageRecord& record)
{
    if (record.visiblePng.isEmpty() && record.infraredPng.isEmpty())
        return failure(kNoPicture, ErrorKind::Bug);
    QByteArray pictures;
    quint16 count = 0;
    for (const auto& [png, band] : {std::pair(&record.visiblePng, imaging::Band::Visible),
             std::pair(&record.infraredPng, imaging::Band::Infrared)}) {
        if (png->isEmpty())
            continue;
        if (const Result<> done = putPicture(pictures, record, *png, band); !done)
            return failure(done);
        ++count;
    }
    QByteArray out(kCbeffMagic, 4);
    put<quint16>(out, 0x0300); // header version
    put<quint16>(out, 0);      // security: none, integrity is the signed document's
    put<quint16>(out, kOwner);
    put<quint16>(out, kFormat);
    put<quint32>(out, 0x00000800); // biometric type: vein
    put<quint32>(out, static_cast<quint32>(kGeneral + pictures.size()));
    out.append(kFormatId, 8);
    put<quint32>(out, static_cast<quint32>(kGeneral + pictures.size()));
    put<quint16>(out, count);
    put<quint16>(out, 0); // no device certification block
    return out + pictures;
}

Result<ImageRecord> readImageRecord(QByteArrayView bytes)
{
    const auto broken = [](const QString& why) {
        return failure(kBroken, ErrorKind::ServiceFault, why);
    };
    if (bytes.size() < kCbeff + kGeneral || std::memcmp(bytes.data(), kCbeffMagic, 4) != 0)
        return broken(QStringLiteral("header"));
    if (get<quint16>(bytes, 4) != 0x0300 || get<quint16>(bytes, 6) != 0 || get<quint16>(bytes, 8) != kOwner ||
        get<quint16>(bytes, 10) != kFormat || get<quint32>(bytes, 12) != 0x00000800 ||
        get<quint32>(bytes, 16) != bytes.size() - kCbeff)
        return broken(QStringLiteral("cbeff"));
    const QByteArrayView block = bytes.sliced(kCbeff);
    if (std::memcmp(block.data(), kFormatId, 8) != 0 || get<quint32>(block, 8) != block.size() ||
        get<quint16>(block, 14) != 0)
        return broken(QStringLiteral("general header"));
    const int count = get<quint16>(block, 12);
    if (count < 1 || count > 2)
        return broken(QStringLiteral("count"));
    ImageRecord record;
    qsizetype at = kGeneral;
    for (int i = 0; i < count; ++i) {
        if (block.size() - at < kRepresentation)
            return broken(QStringLiteral("cut off"));
        const QByteArrayView head = block.sliced(at, kRepresentation);
        const qint64 whole = get<quint32>(head, 0);
        const qint64 length = get<quint32>(head, 36);
        if (length < 1 || whole != kRepresentation + length || whole > block.size() - at)
            return broken(QStringLiteral("length"));
        const auto time = get<quint64>(head, 4);
        const quint8 position = get<quint8>(head, 17);
        const quint8 band = get<quint8>(head, 18);
        if (time > 32503680000000ULL || position < 1 || position > 2 || band < 1 || band > 2 ||
            get<quint8>(head, 19) != kPng || get<quint8>(head, 16) > 100 ||
            head.sliced(26, 10) != QByteArrayView(QByteArray(10, '\0')))
            return broken(QStringLiteral("representation"));
        const QByteArray png = block.sliced(at + kRepresentation, static_cast<qsizetype>(length)).toByteArray();
        const Result<imaging::ImageHeader> header = imaging::readImageHeader(png);
        if (!header)
            return failure(header);
        if (header->size.width != get<quint16>(head, 20) || header->size.height != get<quint16>(head, 22) ||
            header->bitsPerSample != get<quint8>(head, 24) || header->channels != get<quint8>(head, 25))
            return broken(QStringLiteral("picture and header differ"));
        ImageRecord now;
        now.side = position == 2 ? Side::Left : Side::Right;
        now.captured = core::WallTime(std::chrono::milliseconds(static_cast<std::int64_t>(time)));
        now.deviceVendor = get<quint16>(head, 12);
        now.deviceType = get<quint16>(head, 14);
        now.quality = get<quint8>(head, 16);
        now.visiblePng = record.visiblePng;
        now.infraredPng = record.infraredPng;
        QByteArray& place = band == 1 ? now.visiblePng : now.infraredPng;
        if (!place.isEmpty() || (i > 0 && (now.side != record.side || now.captured != record.captured || band == 1 ||
                                              now.deviceVendor != record.deviceVendor ||
                                              now.deviceType != record.deviceType || now.quality != record.quality)))
            return broken(QStringLiteral("representations differ"));
        place = png;
        record = now;
        at += static_cast<qsizetype>(whole);
    }
    if (at != block.size())
        return broken(QStringLiteral("trailing bytes"));
    return record;
}

} // namespace tirkeu::palm
