#pragma once

#include <core/clock.h>

namespace tirkeu::test {

/// Time that moves only when told.
class FakeClock final : public core::Clock
{
public:
    explicit FakeClock(QStringView isoText = u"2026-07-12T04:00:00Z")
        : m_wall(core::fromIsoText(isoText).value())
    {
    }
    [[nodiscard]] core::WallTime wall() const override { return m_wall; }
    [[nodiscard]] core::MonotonicTime monotonic() const override { return m_monotonic; }

    void advance(std::chrono::milliseconds by)
    {
        m_wall += by;
        m_monotonic += by;
    }
    void setWall(QStringView isoText) { m_wall = core::fromIsoText(isoText).value(); } ///< monotonic time stays

private:
    core::WallTime m_wall;
    core::MonotonicTime m_monotonic{};
};

} // namespace tirkeu::test
