#pragma once

#include <imaging/sound.h>

#include <QImage>

#include <deque>
#include <optional>

namespace tirkeu::workstation {

/// The last seconds of a sound as bars: how loud each moment was. No word can be read out of it.
class LoudnessPicture
{
public:
    static constexpr int kBars = 64;

    /// A new picture, some fifteen times a second.
    [[nodiscard]] std::optional<QImage> add(const imaging::Sound& piece);

private:
    [[nodiscard]] QImage drawn() const;

    std::deque<int> m_bars; ///< the loudest sample of each
    int m_loudest = 0;      ///< of the bar that is being filled
    qsizetype m_filled = 0; ///< samples of it
};

} // namespace tirkeu::workstation
