#include "loudnesspicture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace tirkeu::workstation {

namespace {
constexpr qsizetype kSamplesInBar = imaging::Sound::kSamplesPerSecond / 15;
constexpr int kBarWidth = 8;
constexpr int kHeight = 160;
constexpr double kQuietest = -60; ///< decibels below the loudest there can be: no bar
constexpr int kLoudest = 32'768;

int heightOf(int loudest)
{
    const double decibels = 20 * std::log10(std::max(loudest, 1) / double(kLoudest));
    return static_cast<int>(std::lround(std::clamp(1 - decibels / kQuietest, 0.0, 1.0) * kHeight));
}
} // namespace

std::optional<QImage> LoudnessPicture::add(const imaging::Sound& piece)
{
    bool isDone = false;
    for (qsizetype i = 0; i < piece.count(); ++i) {
        std::int16_t sample = 0;
        std::memcpy(&sample, piece.samples.constData() + i * imaging::Sound::kBytes, sizeof sample);
        m_loudest = std::max(m_loudest, std::abs(int(sample)));
        if (++m_filled < kSamplesInBar)
            continue;
        m_bars.push_back(std::exchange(m_loudest, 0));
        m_filled = 0;
        if (m_bars.size() > kBars)
            m_bars.pop_front();
        isDone = true;
    }
    return isDone ? std::optional(drawn()) : std::nullopt;
}

QImage LoudnessPicture::drawn() const
{
    QImage picture(kBars * kBarWidth, kHeight, QImage::Format_RGB32);
    picture.fill(qRgb(28, 34, 40));
    int left = picture.width() - static_cast<int>(m_bars.size()) * kBarWidth;
    for (const int loudest : m_bars) {
        for (int y = kHeight - heightOf(loudest); y < kHeight; ++y) {
            for (int x = left + 1; x < left + kBarWidth - 1; ++x)
                picture.setPixel(x, y, qRgb(110, 190, 140));
        }
        left += kBarWidth;
    }
    return picture;
}

} // namespace tirkeu::workstation
