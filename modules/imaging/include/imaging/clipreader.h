#pragma once

#include <imaging/frame.h>

#include <memory>
#include <optional>

namespace tirkeu::imaging {

struct ClipLimits
{
    qsizetype maxBytes = qsizetype(64) << 20;
    int maxSide = 1920;
    int maxFrames = 20'000;
};

/// Reads a clip of ours (WebM, VP8) from memory, frame by frame. Anything else is refused.
class ClipReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<ClipReader>> open(QByteArray bytes, const ClipLimits& limits = {});
    ~ClipReader();
    ClipReader(const ClipReader&) = delete;
    ClipReader& operator=(const ClipReader&) = delete;

    [[nodiscard]] Size size() const;
    /// Bgr8, with its time since the clip's beginning and its number; nothing at the end.
    [[nodiscard]] Result<std::optional<Frame>> next();

private:
    struct Inner;
    explicit ClipReader(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace tirkeu::imaging
