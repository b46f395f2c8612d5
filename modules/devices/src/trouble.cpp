#include <devices/trouble.h>

#include <devices/scannerplugin.h>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kTryAgain{"devices.retry"};
constexpr ErrorCode kTooNear{"devices.retry-too-near"};
constexpr ErrorCode kTooFar{"devices.retry-too-far"};
constexpr ErrorCode kTilted{"devices.retry-tilted"};
constexpr ErrorCode kMoved{"devices.retry-moved"};
constexpr ErrorCode kOffCentre{"devices.retry-off-centre"};
constexpr ErrorCode kWrongHand{"devices.retry-wrong-hand"};
constexpr ErrorCode kFingersClosed{"devices.retry-fingers-closed"};
constexpr ErrorCode kPlaceAgain{"devices.retry-place-again"};

constexpr ErrorCode kFault{"devices.fault"};
constexpr ErrorCode kNotFound{"devices.not-found"};
constexpr ErrorCode kInUse{"devices.in-use"};
constexpr ErrorCode kNoPermission{"devices.no-permission"};
constexpr ErrorCode kProtocol{"devices.protocol"};

ErrorCode codeOf(Hint hint)
{
    switch (hint) {
    case Hint::TryAgain:
        break;
    case Hint::TooNear:
        return kTooNear;
    case Hint::TooFar:
        return kTooFar;
    case Hint::Tilted:
        return kTilted;
    case Hint::Moved:
        return kMoved;
    case Hint::OffCentre:
        return kOffCentre;
    case Hint::WrongHand:
        return kWrongHand;
    case Hint::FingersClosed:
        return kFingersClosed;
    case Hint::PlaceAgain:
        return kPlaceAgain;
    }
    return kTryAgain;
}
} // namespace

Error retryWith(Hint hint)
{
    return {codeOf(hint), ErrorKind::Retry, QStringLiteral("hint of the scanner")};
}

Error errorOfCode(int code)
{
    const QString detail = QStringLiteral("plug-in's code %1").arg(code);
    if (code >= TIRKEU_SCANNER_RETRY && code <= TIRKEU_SCANNER_RETRY_PLACE_AGAIN)
        return retryWith(static_cast<Hint>(code));
    switch (code) {
    case TIRKEU_SCANNER_CANCELLED:
        return {kCancelled, ErrorKind::Retry, detail};
    case TIRKEU_SCANNER_NOT_FOUND:
        return {kNotFound, ErrorKind::OperatorCanFix, detail};
    case TIRKEU_SCANNER_IN_USE:
        return {kInUse, ErrorKind::OperatorCanFix, detail};
    case TIRKEU_SCANNER_NO_PERMISSION:
        return {kNoPermission, ErrorKind::OperatorCanFix, detail};
    case TIRKEU_SCANNER_PROTOCOL:
        return {kProtocol, ErrorKind::DeviceFault, detail};
    case TIRKEU_SCANNER_NOT_SUPPORTED:
        return {kCannotEnrol, ErrorKind::DeviceFault, detail};
    case TIRKEU_SCANNER_REMOVED:
        return {kRemoved, ErrorKind::DeviceFault, detail};
    default:
        return {kFault, ErrorKind::DeviceFault, detail};
    }
}

} // namespace tirkeu::devices
