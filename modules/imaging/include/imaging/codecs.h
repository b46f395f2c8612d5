#pragma once

#include <imaging/frame.h>

namespace tirkeu::imaging {

struct DecodeLimits
{
    qsizetype maxBytes = qsizetype(32) << 20;
    int maxSide = Frame::kMaxSide;
    std::int64_t maxPixels = 24'000'000;
};

enum class ImageKind { Png, Jpeg, Pnm };

/// What the first bytes of a picture say, before anything is unpacked.
struct ImageHeader
{
    ImageKind kind = ImageKind::Png;
    Size size;
    int bitsPerSample = 8;
    int channels = 1;
};

/// Reads the header alone; refuses what is no PNG, JPEG or binary PGM/PPM, is animated, or is beyond the limits.
[[nodiscard]] Result<ImageHeader> readImageHeader(QByteArrayView bytes, const DecodeLimits& limits = {});
/// Unpacks to Grey8, Grey16 or Bgr8. Transparency is dropped; 16-bit colour becomes 8-bit colour.
[[nodiscard]] Result<Frame> decodeImage(
    QByteArrayView bytes, const FrameInfo& info = {}, const DecodeLimits& limits = {});

[[nodiscard]] Result<QByteArray> encodePng(const Frame& frame);
[[nodiscard]] Result<QByteArray> encodeJpeg(const Frame& frame, int quality); ///< 1 to 100; 8-bit frames only

} // namespace tirkeu::imaging
