#include <palm/picture.h>

#include "mat.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::palm {

namespace {
constexpr ErrorCode kNoPicture{"palm.no-picture"};
}

Result<imaging::Frame> drawn(const imaging::Frame& frame, const Assessment& assessment)
{
    if (frame.isEmpty())
        return failure(kNoPicture, ErrorKind::Retry);
    cv::Mat canvas = wrapped(frame).clone();
    if (canvas.depth() == CV_16U)
        canvas.convertTo(canvas, CV_8U, 1 / 256.);
    if (canvas.channels() == 1)
        cv::cvtColor(canvas, canvas, cv::COLOR_GRAY2BGR);
    const int thick = std::max(1, canvas.cols / 400);
    const auto pixel = [](imaging::Point p) {
        return cv::Point(static_cast<int>(p.x), static_cast<int>(p.y));
    };
    QString text = QStringLiteral("no region");
    if (assessment.region) {
        const Region& region = *assessment.region;
        for (const imaging::Point& p : region.outline)
            cv::circle(canvas, pixel(p), thick, {0, 200, 0}, cv::FILLED);
        for (std::size_t i = 0; i < 3; ++i)
            cv::circle(canvas, pixel(region.valleys[i]), 4 * thick, {0, i == 0 ? 255. : 120., 255}, 2 * thick);
        for (std::size_t i = 0; i < 4; ++i)
            cv::line(canvas, pixel(region.corners[i]), pixel(region.corners[(i + 1) % 4]), {0, 230, 255}, 2 * thick);
        // The palm's dark lines, put back where they lie.
        const cv::Mat1b source(kRegionSide, kRegionSide,
            const_cast<std::uint8_t*>(region.hasVisible ? region.visible.data() : region.infrared.data()));
        cv::Mat1b smooth;
        cv::Mat1b closed;
        cv::GaussianBlur(source, smooth, {}, 1.2);
        cv::morphologyEx(smooth, closed, cv::MORPH_CLOSE, cv::Mat1b::ones(9, 9));
        const cv::Point2d origin = toCv(region.corners[0]);
        const cv::Point2d right = (toCv(region.corners[1]) - origin) * (1. / kRegionSide);
        const cv::Point2d down = (toCv(region.corners[3]) - origin) * (1. / kRegionSide);
        for (int y = 0; y < kRegionSide; ++y) {
            for (int x = 0; x < kRegionSide; ++x) {
                if (closed(y, x) - smooth(y, x) > 0.055 * closed(y, x) &&
                    region.valid[static_cast<std::size_t>(y * kRegionSide + x)] != 0)
                    cv::circle(canvas, cv::Point(origin + right * x + down * y), thick, {255, 90, 0}, cv::FILLED);
            }
        }
        text = QStringLiteral("%1, quality %2, %3")
                   .arg(QString(nameOf(region.side)))
                   .arg(assessment.quality.overall)
                   .arg(QString(nameOf(assessment.artefact.verdict)));
    }
    for (const Problem problem : assessment.problems)
        text += QStringLiteral(", ") + nameOf(problem);
    for (const Notice notice : assessment.notices)
        text += QStringLiteral(" (") + nameOf(notice) + QStringLiteral(")");
    const double size = canvas.cols / 1000.;
    const cv::Point place(8 * thick, canvas.rows - 10 * thick);
    cv::putText(canvas, text.toStdString(), place, cv::FONT_HERSHEY_SIMPLEX, size, {0, 0, 0}, 4 * thick, cv::LINE_AA);
    cv::putText(
        canvas, text.toStdString(), place, cv::FONT_HERSHEY_SIMPLEX, size, {255, 255, 255}, 2 * thick, cv::LINE_AA);
    return imaging::Frame::make({canvas.cols, canvas.rows}, imaging::PixelFormat::Bgr8,
        QByteArray(reinterpret_cast<const char*>(canvas.data), static_cast<qsizetype>(canvas.total() * 3)),
        frame.info());
}

} // namespace tirkeu::palm
