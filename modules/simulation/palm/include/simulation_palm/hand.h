#pragma once

#include <imaging/frame.h>
#include <simulation_palm/scene.h>

#include <memory>

namespace tirkeu::simulation_palm {

/// What a test may know about a capture and a recogniser may not.
struct Truth
{
    bool handVisible = true;
    std::array<imaging::Point, 3> valleys{}; ///< index-middle, middle-ring, ring-little, in pixels
    double pixelsPerMillimetre = 0;
    double turnedDegrees = 0;
};

struct Capture
{
    imaging::Frame visible;  ///< Bgr8
    imaging::Frame infrared; ///< Grey8
    Truth truth;
};

/// One hand's lasting features. Costs some ten milliseconds to grow; captures of it are then cheap. Immutable, so that
/// several threads may capture one hand.
class Hand
{
public:
    explicit Hand(HandId id);
    ~Hand();
    Hand(Hand&&) noexcept;
    Hand& operator=(Hand&&) noexcept;

    [[nodiscard]] HandId id() const;
    [[nodiscard]] Capture capture(const CaptureSpec& spec) const;
    /// Frames of a hand coming to rest above the scanner; the last is `spec` itself.
    [[nodiscard]] std::vector<Capture> approach(CaptureSpec spec, int frames) const;

    struct Identity;

private:
    std::unique_ptr<const Identity> m_identity;
};

} // namespace tirkeu::simulation_palm
