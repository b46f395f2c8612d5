#pragma once

#include <casefile/results.h>
#include <palm/region.h>

#include <optional>
#include <span>

namespace tirkeu::workstation {

/// The one thing to ask of the client with a hand above the scanner. The client's screen shows it with a picture, the
/// teller's says it in both languages.
enum class PalmAdvice {
    Place, ///< above the scanner
    HoldStill,
    Raise,
    Lower,
    Centre,
    Level,
    Spread,
    OtherHand,
    OneHand,
    TurnOver, ///< the palm looks down
    BareHand, ///< off with rings and gloves
    WipeDry,
    TakeAway,
    OnceMore,
};

/// What to ask for when the picture has these problems; none: only hold still. The employee sees to light and window.
[[nodiscard]] PalmAdvice adviceFor(std::span<const palm::Problem> problems);
[[nodiscard]] std::optional<PalmAdvice> adviceFor(const Error& hint); ///< none: the error is no hint of a scanner

/// A line of `ClientWords`, "Raise your palm a little": one sentence, the same on both screens.
[[nodiscard]] const char* sentenceOf(PalmAdvice advice, casefile::Hand hand);

} // namespace tirkeu::workstation
