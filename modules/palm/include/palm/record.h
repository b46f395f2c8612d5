#pragma once

#include <palm/region.h>

#include <core/clock.h>

#include <QByteArray>

namespace tirkeu::palm {

/// A palm's pictures for interchange, in the shape of ISO/IEC 19794-9:2011 (vascular image data) behind a CBEFF header.
struct ImageRecord
{
    Side side = Side::Left;
    core::WallTime captured{};
    std::uint16_t deviceVendor = 0;
    std::uint16_t deviceType = 0;
    std::uint8_t quality = 0; ///< 0 to 100
    QByteArray visiblePng;    ///< either may be empty, not both
    QByteArray infraredPng;
    bool operator==(const ImageRecord&) const = default;
};

[[nodiscard]] Result<QByteArray> writeImageRecord(const ImageRecord& record);
[[nodiscard]] Result<ImageRecord> readImageRecord(QByteArrayView bytes);

} // namespace tirkeu::palm
