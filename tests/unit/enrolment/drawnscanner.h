#pragma once

#include <devices/palmscanner.h>
#include <simulation_palm/hand.h>

#include <deque>
#include <variant>

namespace tirkeu::test {

/// What the drawn scanner says of itself.
[[nodiscard]] casefile::DeviceAttestation drawnDevice();
/// Digests of what a check begins with where nothing is drawn.
[[nodiscard]] QList<QByteArray> drawnFrames();

/// Gives drawn hands, or errors, one after another, at once; what it attests is not signed. Without anything left it
/// waits in vain.
class DrawnScanner final : public devices::PalmScanner
{
    Q_OBJECT
public:
    struct Hand
    {
        simulation_palm::HandId hand;
        simulation_palm::CaptureSpec spec;
    };
    using Turn = std::variant<Hand, Error>;

    void then(Turn turn) { m_turns.push_back(std::move(turn)); }
    void thenSamples(simulation_palm::HandId hand, int count,
        simulation_palm::Attack attack = simulation_palm::Attack::None, int firstSample = 0);

    void drawAhead(); ///< so that no time of a measure goes into drawing
    void clear() { m_turns.clear(); }
    [[nodiscard]] int captures() const { return m_captures; }
    [[nodiscard]] QFuture<Result<devices::DeviceIdentity>> open(std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<devices::PalmCapture>> capture(
        const devices::CaptureRequest& request, std::chrono::milliseconds deadline) override;
    [[nodiscard]] QFuture<Result<>> close() override;
    void cancel() override {}
    void suspend() override { m_isAsleep = true; }
    void resume() override { m_isAsleep = false; }

private:
    std::deque<Turn> m_turns;
    int m_captures = 0;
    bool m_isAsleep = false;
};

} // namespace tirkeu::test
