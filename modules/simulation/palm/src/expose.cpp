#include "compose.h"
#include "render.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

namespace {

cv::Mat1f motionKernel(double length, double angle)
{
    const int half = std::max(1, static_cast<int>(std::ceil(length / 2)));
    cv::Mat1f kernel(2 * half + 1, 2 * half + 1, 0.F);
    constexpr int kSteps = 64;
    for (int i = 0; i < kSteps; ++i) {
        const double t = (i + 0.5) / kSteps - 0.5;
        const int x = static_cast<int>(std::lround(half + t * length * std::cos(angle)));
        const int y = static_cast<int>(std::lround(half + t * length * std::sin(angle)));
        kernel(y, x) += 1.F / kSteps;
    }
    return kernel;
}

void cloud(cv::Mat& picture, const cv::Mat1f& where)
{
    cv::Mat soft;
    cv::resize(picture, soft, {}, 0.125, 0.125, cv::INTER_AREA);
    cv::GaussianBlur(soft, soft, {}, 2);
    cv::resize(soft, soft, picture.size());
    const int channels = picture.channels();
    for (int y = 0; y < picture.rows; ++y) {
        std::uint8_t* out = picture.ptr<std::uint8_t>(y);
        const std::uint8_t* scattered = soft.ptr<std::uint8_t>(y);
        const float* share = where[y];
        for (int x = 0; x < picture.cols * channels; ++x) {
            const float a = share[x / channels];
            out[x] = cv::saturate_cast<std::uint8_t>(
                static_cast<float>(out[x]) * (1 - a) + a * (0.85F * static_cast<float>(scattered[x]) + 28));
        }
    }
}

template<typename Pixel>
imaging::Frame toFrame(const cv::Mat_<Pixel>& mat, imaging::PixelFormat format, const imaging::FrameInfo& info)
{
    QByteArray pixels(reinterpret_cast<const char*>(mat.data), static_cast<qsizetype>(mat.total() * mat.elemSize()));
    return imaging::Frame::make({mat.cols, mat.rows}, format, std::move(pixels), info).value_or(imaging::Frame());
}

} // namespace

Scene background(const Appearance& look)
{
    Random random({15, look.seed});
    Scene scene;
    const double level = random.range(24, 46);
    scene.visible = cv::Mat3b(kPicture, cv::Vec3b(cv::saturate_cast<std::uint8_t>(level * 1.05 * look.visibleLight),
                                            cv::saturate_cast<std::uint8_t>(level * look.visibleLight),
                                            cv::saturate_cast<std::uint8_t>(level * 0.95 * look.visibleLight)));
    scene.infrared = cv::Mat1b(kPicture, cv::saturate_cast<std::uint8_t>(random.range(15, 21)));
    scene.mask = cv::Mat1b(kPicture, 0);
    if (look.clutter) {
        // A room seen past the hand: bright to the eye, far off for the infra-red lamps.
        const int things = 14 + random.below(14);
        for (int i = 0; i < things; ++i) {
            const int atY = random.below(kPicture.height);
            const cv::Point at(random.below(kPicture.width), atY);
            const int high = 15 + random.below(120);
            const cv::Size size(20 + random.below(170), high);
            const double red = random.range(15, 215);
            const double green = random.range(15, 210);
            const cv::Scalar colour(random.range(15, 220), green, red);
            const double infrared = random.range(10, 46);
            if (random.chance(0.6)) {
                cv::rectangle(scene.visible, cv::Rect(at - cv::Point(size) / 2, size), colour, cv::FILLED);
                cv::rectangle(scene.infrared, cv::Rect(at - cv::Point(size) / 2, size), infrared, cv::FILLED);
            } else {
                cv::ellipse(scene.visible, at, size / 2, random.range(0, 180), 0, 360, colour, cv::FILLED, cv::LINE_AA);
                cv::ellipse(
                    scene.infrared, at, size / 2, random.range(0, 180), 0, 360, infrared, cv::FILLED, cv::LINE_AA);
            }
        }
        cv::GaussianBlur(scene.visible, scene.visible, {}, 2.5);
        cv::GaussianBlur(scene.infrared, scene.infrared, {}, 2.5);
    }
    return scene;
}

Capture expose(Scene scene, const Appearance& look, const CaptureSpec& spec)
{
    Random random({16, look.seed, static_cast<std::uint64_t>(spec.frame)});
    if (look.haze > 0) {
        cv::Mat1f where = smoothNoise(random, kPicture, 9);
        where = look.haze * (0.75 + 0.5 * where);
        cv::threshold(where, where, 0, 0, cv::THRESH_TOZERO);
        cv::threshold(where, where, 0.85, 0, cv::THRESH_TRUNC);
        cloud(scene.visible, where);
        cloud(scene.infrared, where);
    }
    if (look.motion > 0.3) {
        const cv::Mat1f kernel = motionKernel(look.motion, look.motionAngle);
        cv::filter2D(scene.visible, scene.visible, -1, kernel);
        cv::filter2D(scene.infrared, scene.infrared, -1, kernel);
    }
    cv::GaussianBlur(scene.visible, scene.visible, {}, look.blur);
    cv::GaussianBlur(scene.infrared, scene.infrared, {}, look.blur + 0.15);
    const double gain = 1 / std::max(0.35, std::min(1., look.visibleLight));
    addNoise(scene.visible, static_cast<float>(look.noise * std::sqrt(gain)), random.bits());
    addNoise(scene.infrared, static_cast<float>(0.55 * look.noise), random.bits()); // a single band has larger pixels

    imaging::FrameInfo info;
    const int number = spec.sample * 100 - spec.frame + 50;
    info.deviceTime = std::chrono::microseconds(10'000'000 + number * 33'333LL);
    info.sequence = static_cast<std::uint64_t>(1000 + number);
    Capture capture;
    capture.visible = toFrame(scene.visible, imaging::PixelFormat::Bgr8, info);
    info.band = imaging::Band::Infrared;
    capture.infrared = toFrame(scene.infrared, imaging::PixelFormat::Grey8, info);
    capture.truth = scene.truth;
    return capture;
}

} // namespace tirkeu::simulation_palm
