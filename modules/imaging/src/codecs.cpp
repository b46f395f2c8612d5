#include <imaging/codecs.h>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

namespace tirkeu::imaging {

namespace {

constexpr ErrorCode kCannotUnpack{"imaging.cannot-unpack"};
constexpr ErrorCode kCannotPack{"imaging.cannot-pack"};

Result<Frame> toFrame(const cv::Mat& mat, const FrameInfo& info)
{
    PixelFormat format = PixelFormat::Bgr8;
    if (mat.type() == CV_8UC1)
        format = PixelFormat::Grey8;
    else if (mat.type() == CV_16UC1)
        format = PixelFormat::Grey16;
    else if (mat.type() != CV_8UC3)
        return failure(kCannotUnpack, ErrorKind::OperatorCanFix, QStringLiteral("pixel type"));
    const cv::Mat tight = mat.isContinuous() ? mat : mat.clone();
    return Frame::make({tight.cols, tight.rows}, format,
        QByteArray(reinterpret_cast<const char*>(tight.data), static_cast<qsizetype>(tight.total() * tight.elemSize())),
        info);
}

cv::Mat wrapped(const Frame& frame)
{
    const int type = frame.format() == PixelFormat::Grey8    ? CV_8UC1
                     : frame.format() == PixelFormat::Grey16 ? CV_16UC1
                                                             : CV_8UC3;
    return cv::Mat(frame.height(), frame.width(), type, const_cast<std::uint8_t*>(frame.row(0)));
}

Result<QByteArray> encode(const char* extension, const Frame& frame, const std::vector<int>& parameters)
{
    if (frame.isEmpty())
        return failure(kCannotPack, ErrorKind::Bug, QStringLiteral("empty frame"));
    try {
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(extension, wrapped(frame), bytes, parameters))
            return failure(kCannotPack, ErrorKind::Bug);
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    } catch (const cv::Exception& exception) {
        return failure(kCannotPack, ErrorKind::Bug, QString::fromUtf8(exception.what()));
    }
}

} // namespace

Result<Frame> decodeImage(QByteArrayView bytes, const FrameInfo& info, const DecodeLimits& limits)
{
    const Result<ImageHeader> header = readImageHeader(bytes, limits);
    if (!header)
        return failure(header);
    const bool deepGrey = header->channels == 1 && header->bitsPerSample == 16;
    const int mode = header->channels == 1
                         ? (deepGrey ? cv::IMREAD_GRAYSCALE | cv::IMREAD_ANYDEPTH : cv::IMREAD_GRAYSCALE)
                         : cv::IMREAD_COLOR;
    try {
        const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
        const cv::Mat mat = cv::imdecode(raw, mode | cv::IMREAD_IGNORE_ORIENTATION);
        if (mat.empty() || mat.cols != header->size.width || mat.rows != header->size.height)
            return failure(kCannotUnpack, ErrorKind::OperatorCanFix, QStringLiteral("nothing decoded"));
        return toFrame(mat, info);
    } catch (const cv::Exception& exception) {
        return failure(kCannotUnpack, ErrorKind::OperatorCanFix, QString::fromUtf8(exception.what()));
    }
}

Result<QByteArray> encodePng(const Frame& frame)
{
    // A sensor's noise packs no better for more trying: the higher levels take thrice the time for a few per cent.
    return encode(".png", frame, {cv::IMWRITE_PNG_COMPRESSION, 1});
}

Result<QByteArray> encodeJpeg(const Frame& frame, int quality)
{
    if (frame.format() == PixelFormat::Grey16)
        return failure(kCannotPack, ErrorKind::Bug, QStringLiteral("16-bit"));
    return encode(".jpg", frame, {cv::IMWRITE_JPEG_QUALITY, std::clamp(quality, 1, 100)});
}

} // namespace tirkeu::imaging
