#include "palmadvice.h"

#include <QtGlobal>

#include <array>

namespace tirkeu::workstation {

namespace {
std::optional<PalmAdvice> adviceFor(palm::Problem problem)
{
    switch (problem) {
    case palm::Problem::NoHand:
        return PalmAdvice::Place;
    case palm::Problem::TwoHands:
        return PalmAdvice::OneHand;
    case palm::Problem::WrongSide:
        return PalmAdvice::TurnOver;
    case palm::Problem::WrongHand:
        return PalmAdvice::OtherHand;
    case palm::Problem::TooNear:
        return PalmAdvice::Raise;
    case palm::Problem::TooFar:
        return PalmAdvice::Lower;
    case palm::Problem::OffSide:
        return PalmAdvice::Centre;
    case palm::Problem::Tilted:
        return PalmAdvice::Level;
    case palm::Problem::FingersClosed:
        return PalmAdvice::Spread;
    case palm::Problem::Moving:
        return PalmAdvice::HoldStill;
    case palm::Problem::Covered:
        return PalmAdvice::BareHand;
    case palm::Problem::TooDark:
    case palm::Problem::TooBright:
    case palm::Problem::Window:
        return {};
    }
    Q_UNREACHABLE();
}

// What a scanner itself asks for, by the code of its hint.
struct ScannersWord
{
    ErrorCode code;
    PalmAdvice advice;
};
constexpr std::array kScannersWords{
    ScannersWord{ErrorCode("devices.retry"), PalmAdvice::OnceMore},
    ScannersWord{ErrorCode("devices.retry-place-again"), PalmAdvice::OnceMore},
    ScannersWord{ErrorCode("devices.retry-too-near"), PalmAdvice::Raise},
    ScannersWord{ErrorCode("devices.retry-too-far"), PalmAdvice::Lower},
    ScannersWord{ErrorCode("devices.retry-tilted"), PalmAdvice::Level},
    ScannersWord{ErrorCode("devices.retry-moved"), PalmAdvice::HoldStill},
    ScannersWord{ErrorCode("devices.retry-off-centre"), PalmAdvice::Centre},
    ScannersWord{ErrorCode("devices.retry-wrong-hand"), PalmAdvice::OtherHand},
    ScannersWord{ErrorCode("devices.retry-fingers-closed"), PalmAdvice::Spread},
};

// In the order of PalmAdvice; what is said of one hand alone stands in `sentenceOf`.
constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("ClientWords", "Place your palm above the scanner"),
    QT_TRANSLATE_NOOP("ClientWords", "Hold still"),
    QT_TRANSLATE_NOOP("ClientWords", "Raise your palm a little"),
    QT_TRANSLATE_NOOP("ClientWords", "Lower your palm a little"),
    QT_TRANSLATE_NOOP("ClientWords", "Move your palm to the middle"),
    QT_TRANSLATE_NOOP("ClientWords", "Hold your palm level"),
    QT_TRANSLATE_NOOP("ClientWords", "Spread your fingers"),
    QT_TRANSLATE_NOOP("ClientWords", "Show the other hand"),
    QT_TRANSLATE_NOOP("ClientWords", "One hand only"),
    QT_TRANSLATE_NOOP("ClientWords", "Turn your palm down to the scanner"),
    QT_TRANSLATE_NOOP("ClientWords", "Take off rings and gloves"),
    QT_TRANSLATE_NOOP("ClientWords", "Wipe your palm dry"),
    QT_TRANSLATE_NOOP("ClientWords", "Remove your hand"),
    QT_TRANSLATE_NOOP("ClientWords", "Present the palm once more"),
};
static_assert(kSentences.size() == static_cast<std::size_t>(PalmAdvice::OnceMore) + 1);
constexpr const char* kRight = QT_TRANSLATE_NOOP("ClientWords", "Present your right palm");
constexpr const char* kLeft = QT_TRANSLATE_NOOP("ClientWords", "Present your left palm");
} // namespace

PalmAdvice adviceFor(std::span<const palm::Problem> problems)
{
    for (const palm::Problem problem : problems) {
        if (const auto advice = adviceFor(problem))
            return *advice;
    }
    return PalmAdvice::HoldStill;
}

std::optional<PalmAdvice> adviceFor(const Error& hint)
{
    for (const ScannersWord& word : kScannersWords) {
        if (word.code == hint.code)
            return word.advice;
    }
    return {};
}

const char* sentenceOf(PalmAdvice advice, casefile::Hand hand)
{
    if (hand != casefile::Hand::None && (advice == PalmAdvice::Place || advice == PalmAdvice::OtherHand))
        return hand == casefile::Hand::Right ? kRight : kLeft;
    return kSentences.at(static_cast<std::size_t>(advice));
}

} // namespace tirkeu::workstation
