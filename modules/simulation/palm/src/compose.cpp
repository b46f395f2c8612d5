#include "compose.h"

#include "identity.h"

namespace tirkeu::simulation_palm {

void composeVisible(cv::Mat3b& picture, const Planes& planes, const Paint& paint)
{
    const int width = picture.cols;
    std::vector<float> value(static_cast<std::size_t>(width));
    std::vector<float> change(value.size());
    for (int y = 0; y < picture.rows; ++y) {
        const std::uint8_t* mask = planes.mask[y];
        const std::uint8_t* surface = planes.surface[y];
        const int litY = std::clamp(y + paint.reliefStep.y, 0, picture.rows - 1);
        const int darkY = std::clamp(y - paint.reliefStep.y, 0, picture.rows - 1);
        const std::uint8_t* lit = planes.surface[litY];
        const std::uint8_t* dark = planes.surface[darkY];
        const std::uint8_t* rounding = planes.rounding[y];
        const float* light = planes.light[y];
        const float* clarity = planes.clarity[y];
        const float* mottle = planes.mottle[y];
        const int step = std::abs(paint.reliefStep.x);
        const int stepX = paint.reliefStep.x;
        for (int x = 0; x < width; ++x) {
            change[static_cast<std::size_t>(x)] = static_cast<float>(surface[x] - 128);
            value[static_cast<std::size_t>(x)] = light[x] * static_cast<float>(rounding[x]) * (1.F / 255);
        }
        for (int x = step; x < width - step; ++x)
            change[static_cast<std::size_t>(x)] += paint.relief * static_cast<float>(lit[x + stepX] - dark[x - stepX]);
        if (paint.weave > 0) {
            for (int x = 0; x < width; ++x) {
                const int cell = ((x + y) % 4 < 2 ? 1 : -1) * ((x - y + 4096) % 5 < 2 ? 1 : -1);
                change[static_cast<std::size_t>(x)] += paint.weave * kTextureScale * static_cast<float>(cell);
            }
        }
        std::uint8_t* out = picture.ptr<std::uint8_t>(y);
        for (int x = 0; x < width; ++x) {
            const auto i = static_cast<std::size_t>(x);
            const float alpha = static_cast<float>(mask[x]) * (1.F / 255);
            const float c = change[i] * clarity[x] * (1.F / kTextureScale);
            const float v = value[i];
            const float tint = mottle[x];
            // Blood shows in green and blue more than in red.
            const float b = paint.colour[0] * v * (1 + c * paint.lines[0]) * (1 - 1.3F * tint);
            const float g = paint.colour[1] * v * (1 + c * paint.lines[1]) * (1 - 1.5F * tint);
            const float r = paint.colour[2] * v * (1 + c * paint.lines[2]) * (1 - 0.3F * tint);
            const auto over = [alpha](std::uint8_t& under, float stroke) {
                under = static_cast<std::uint8_t>(
                    std::min(255.F, static_cast<float>(under) * (1 - alpha) + stroke * alpha));
            };
            over(out[3 * x], b);
            over(out[3 * x + 1], g);
            over(out[3 * x + 2], r);
        }
    }
}

void composeInfrared(cv::Mat1b& picture, const Planes& planes, const Paint& paint)
{
    for (int y = 0; y < picture.rows; ++y) {
        const std::uint8_t* mask = planes.mask[y];
        const std::uint8_t* lines = planes.deepLines[y];
        const std::uint8_t* veins = planes.veins[y];
        const std::uint8_t* rounding = planes.rounding[y];
        const float* light = planes.infrared[y];
        const float* clarity = planes.clarity[y];
        std::uint8_t* out = picture[y];
        for (int x = 0; x < picture.cols; ++x) {
            const float alpha = static_cast<float>(mask[x]) * (1.F / 255);
            float v = paint.infrared * light[x] * static_cast<float>(rounding[x]) * (1.F / 255);
            v *= 1 + static_cast<float>(lines[x] - 128) * clarity[x] * (paint.infraredLines / kTextureScale);
            v *= 1 - paint.vein * static_cast<float>(veins[x]) * (1.F / 255);
            const int cell = ((x + y) % 4 < 2 ? 1 : -1) * ((x - y + 4096) % 5 < 2 ? 1 : -1);
            v *= 1 + paint.weave * static_cast<float>(cell);
            out[x] =
                static_cast<std::uint8_t>(std::min(255.F, static_cast<float>(out[x]) * (1 - alpha) + v * alpha + 0.5F));
        }
    }
}

void addNoise(cv::Mat& picture, float deviation, std::uint64_t seed)
{
    constexpr std::size_t kTable = std::size_t(1) << 19;
    static const std::vector<float> table = [] {
        Random random({9});
        std::vector<float> values(kTable + 8192);
        for (float& value : values)
            value = static_cast<float>(random.normal());
        return values;
    }();
    Random random({10, seed});
    const int width = picture.cols * picture.channels();
    for (int y = 0; y < picture.rows; ++y) {
        // Every row starts elsewhere, so that no two pictures share more than chance.
        const float* noise = table.data() + random.bits() % kTable;
        std::uint8_t* out = picture.ptr<std::uint8_t>(y);
        for (int x = 0; x < width; ++x) {
            const auto level = static_cast<float>(out[x]);
            // Photon noise grows with the signal, read noise does not.
            const float v = level + noise[x] * deviation * (0.55F + 0.0035F * level);
            out[x] = static_cast<std::uint8_t>(std::clamp(v + 0.5F, 0.F, 255.F));
        }
    }
}

} // namespace tirkeu::simulation_palm
