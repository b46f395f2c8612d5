#pragma once

#include <core/result.h>
#include <imaging/geometry.h>

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <cstdint>

namespace tirkeu::imaging {

enum class PixelFormat : std::uint8_t { Grey8 = 1, Grey16 = 2, Bgr8 = 3 };
enum class Band : std::uint8_t { Visible = 1, Infrared = 2 };

[[nodiscard]] int bytesPerPixel(PixelFormat format);

/// What the device says about a frame.
struct FrameInfo
{
    Band band = Band::Visible;
    std::chrono::microseconds deviceTime{0}; ///< since the device started
    std::uint64_t sequence = 0;              ///< counts without gaps within one stream of the device
    bool operator==(const FrameInfo&) const = default;
};

/// One picture as a device gave it, and what the device said about it. A value; pixels are shared until changed.
/// Rows are tight, top to bottom; 16-bit samples are in the byte order of this machine.
class Frame
{
public:
    static constexpr int kMaxSide = 8192;

    Frame() = default; ///< empty
    [[nodiscard]] static Result<Frame> make(Size size, PixelFormat format, QByteArray pixels, FrameInfo info = {});

    [[nodiscard]] bool isEmpty() const { return m_pixels.isEmpty(); }
    [[nodiscard]] Size size() const { return m_size; }
    [[nodiscard]] int width() const { return m_size.width; }
    [[nodiscard]] int height() const { return m_size.height; }
    [[nodiscard]] PixelFormat format() const { return m_format; }
    [[nodiscard]] const FrameInfo& info() const { return m_info; }
    [[nodiscard]] Band band() const { return m_info.band; }
    [[nodiscard]] QByteArrayView pixels() const { return m_pixels; }
    [[nodiscard]] const std::uint8_t* row(int y) const;
    [[nodiscard]] Frame withInfo(const FrameInfo& info) const;

    /// SHA-256 over size, format, band, time, sequence and pixels, in one fixed byte order: what a device attests.
    [[nodiscard]] QByteArray digest() const;
    bool operator==(const Frame&) const = default;

private:
    Size m_size;
    PixelFormat m_format = PixelFormat::Grey8;
    FrameInfo m_info;
    QByteArray m_pixels;
};

/// Size, format and sequence; never a pixel.
[[nodiscard]] QString logMasked(const Frame& frame);

} // namespace tirkeu::imaging
