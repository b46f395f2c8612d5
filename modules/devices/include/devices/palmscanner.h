#pragma once

#include <casefile/results.h>
#include <devices/identity.h>
#include <devices/scannermachine.h>
#include <devices/trouble.h>
#include <imaging/frame.h>

#include <QFuture>
#include <QObject>

namespace tirkeu::devices {

/// What is seen right now, for the screens. Never enrolled.
struct Guidance
{
    bool handPresent = false;
    std::optional<Hint> hint = {};
    imaging::Frame preview = {}; ///< empty where this is a word without a picture
};

enum class CaptureMode {
    Guide, ///< pictures until cancelled: set-up, care of the window
    Enrol, ///< one presentation of a hand, attested
};

struct CaptureRequest
{
    CaptureMode mode = CaptureMode::Enrol;
    casefile::Hand hand = casefile::Hand::None; ///< None: whichever comes
    int pairs = 4;                              ///< 1 to kMostPairs
};
inline constexpr int kMostPairs = 16;

struct CapturedPair
{
    imaging::Frame visible;
    imaging::Frame infrared;
};

struct PalmCapture
{
    QList<CapturedPair> pairs; ///< as attested, the last is the hand at rest
    casefile::DeviceAttestation attestation;
    QByteArray proof; ///< SignedAttestation, to be kept with the evidence
};

/// A palm scanner, whoever made it. One action at a time, else `kBusy`; every action has a deadline, may be cancelled
/// and is answered exactly once. Functions may be called from any thread; signals come from the scanner's own.
class PalmScanner : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QFuture<Result<DeviceIdentity>> open(std::chrono::milliseconds deadline) = 0;
    [[nodiscard]] virtual QFuture<Result<PalmCapture>> capture(
        const CaptureRequest& request, std::chrono::milliseconds deadline) = 0;
    /// Ends whatever is under way and frees the claim.
    [[nodiscard]] virtual QFuture<Result<>> close() = 0;
    virtual void cancel() = 0;
    virtual void suspend() = 0; ///< frees the claim at once; until `resume` every action is refused
    virtual void resume() = 0;

Q_SIGNALS:
    void guided(const tirkeu::devices::Guidance& guidance);
    void lost(const tirkeu::Error& why); ///< an open scanner is no longer there, while nothing was under way
    void stateChanged(tirkeu::devices::ScannerState state);
};

} // namespace tirkeu::devices
