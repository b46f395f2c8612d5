#pragma once

#include <imaging/frame.h>

#include <opencv2/core.hpp>

namespace tirkeu::palm {

[[nodiscard]] inline cv::Mat wrapped(const imaging::Frame& frame)
{
    const int type = frame.format() == imaging::PixelFormat::Grey8    ? CV_8UC1
                     : frame.format() == imaging::PixelFormat::Grey16 ? CV_16UC1
                                                                      : CV_8UC3;
    return {frame.height(), frame.width(), type, const_cast<std::uint8_t*>(frame.row(0))};
}

[[nodiscard]] inline imaging::Point toPoint(cv::Point2d p)
{
    return {p.x, p.y};
}
[[nodiscard]] inline cv::Point2d toCv(imaging::Point p)
{
    return {p.x, p.y};
}

} // namespace tirkeu::palm
