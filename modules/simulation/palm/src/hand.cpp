#include <simulation_palm/hand.h>

#include "render.h"

namespace tirkeu::simulation_palm {

Hand::Hand(HandId id)
{
    auto identity = std::make_unique<Identity>();
    identity->id = id;
    identity->shape = growShape(id);
    identity->skin = growSkin(id);
    identity->surface = growSurface(id, identity->shape, identity->skin);
    identity->veins = growVeins(id, identity->shape);
    m_identity = std::move(identity);
}

Hand::~Hand() = default;
Hand::Hand(Hand&&) noexcept = default;
Hand& Hand::operator=(Hand&&) noexcept = default;

HandId Hand::id() const
{
    return m_identity->id;
}

Capture Hand::capture(const CaptureSpec& spec) const
{
    CaptureSpec asked = spec;
    if (spec.attack == Attack::ReplayedFrames)
        asked.frame = 0;
    Appearance look = appearanceFor(m_identity->id, asked);
    if (spec.attack != Attack::None && spec.attack != Attack::ReplayedFrames)
        return expose(attackScene(*m_identity, asked, look), look, asked);

    Scene scene = background(look);
    if (look.empty) {
        scene.truth.handVisible = false;
    } else if (look.back) {
        Identity hand = *m_identity;
        hand.dorsum = growDorsum(hand.id, hand.shape);
        paintHand(scene, hand, look, skinOf(hand.skin, look));
    } else {
        paintHand(scene, *m_identity, look, skinOf(m_identity->skin, look));
    }
    if (look.secondHand) {
        Appearance other = look;
        other.centre.x = 640 - look.centre.x;
        other.seed ^= 1;
        Identity hand = *m_identity;
        hand.id.side = hand.id.side == Side::Left ? Side::Right : Side::Left;
        paintHand(scene, hand, other, skinOf(hand.skin, look));
    }
    Capture capture = expose(std::move(scene), look, asked);
    if (spec.attack == Attack::ReplayedFrames && spec.frame > 0) {
        // The same pixels under a new number: what a recorder feeds in.
        imaging::FrameInfo info = capture.visible.info();
        info.sequence -= static_cast<std::uint64_t>(spec.frame);
        info.deviceTime -= std::chrono::microseconds(spec.frame * 33'333LL);
        capture.visible = capture.visible.withInfo(info);
        info.band = imaging::Band::Infrared;
        capture.infrared = capture.infrared.withInfo(info);
    }
    return capture;
}

std::vector<Capture> Hand::approach(CaptureSpec spec, int frames) const
{
    std::vector<Capture> captures;
    for (int frame = frames - 1; frame >= 0; --frame) {
        spec.frame = frame;
        captures.push_back(capture(spec));
    }
    return captures;
}

} // namespace tirkeu::simulation_palm
