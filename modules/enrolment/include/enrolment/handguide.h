#pragma once

#include <casefile/results.h>
#include <devices/palmscanner.h>
#include <palm/region.h>

#include <QObject>

#include <memory>

namespace tirkeu::enrolment {

/// A hand as a screen may draw it for the client: where it is and what is wrong with it, and never a picture. Places
/// are shares of the scanner's window, 0 to 1, x to the right and y down.
struct HandView
{
    bool handPresent = false;            ///< the scanner's word
    std::vector<imaging::Point> outline; ///< closed; empty where no hand could be traced
    imaging::Point centre{};             ///< of the palm, where there is an outline
    double radius = 0;                   ///< of the palm, as a share of the window's shorter side: how near it is
    double aspect = 4.0 / 3;             ///< width of the window by its height
    std::vector<palm::Problem> problems; ///< the gravest first
    std::optional<devices::Hint> hint;   ///< the scanner's own word on it
};

/// How near a hand is right: `radius` between these. Outside of them the problems say TooFar and TooNear.
inline constexpr double kNearEnough = 0.148;
inline constexpr double kFarEnough = 0.385;

/// Follows a palm scanner while it works – a look or a capture, whoever asked for it – and says of its newest picture
/// what the client's screen shows. It never holds the scanner up: pictures that come while one is being read are left
/// out. The reading is done on a thread of its own, from which the signal comes.
class HandGuide final : public QObject
{
    Q_OBJECT
public:
    explicit HandGuide(devices::PalmScanner& scanner, QObject* parent = nullptr); ///< the scanner outlives it
    ~HandGuide() override;

    void expect(casefile::Hand hand); ///< the other one is then a problem; None: whichever comes. From any thread

Q_SIGNALS:
    void seen(const tirkeu::enrolment::HandView& view);

private:
    class Reader;
    std::shared_ptr<Reader> m_reader;
};

/// What one picture of guidance shows. A visible picture is read as well as an infra-red one, less surely.
[[nodiscard]] HandView viewOf(const devices::Guidance& guidance, casefile::Hand expected);

} // namespace tirkeu::enrolment
