#pragma once

#include <algorithm>

namespace tirkeu::imaging {

struct Size
{
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

/// In pixels, x to the right and y down, the centre of the first pixel at (0, 0).
struct Point
{
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Rect
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Rect&) const = default;

    [[nodiscard]] Rect within(Size size) const
    {
        const int left = std::clamp(x, 0, size.width);
        const int top = std::clamp(y, 0, size.height);
        return {
            left, top, std::clamp(x + width, left, size.width) - left, std::clamp(y + height, top, size.height) - top};
    }
};

} // namespace tirkeu::imaging
