#include "staffsource.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kCannotSign{"signin.cannot-sign"};
constexpr ErrorCode kPinElsewhere{"signin.pin-not-changed-here"};
} // namespace

QFuture<Result<>> StaffSource::sign(core::SecureBytes, LastTry, KeyAct)
{
    return QtFuture::makeReadyFuture(
        Result<>(failure(kCannotSign, ErrorKind::OperatorCanFix, QStringLiteral("no keys for documents here"))));
}

QFuture<Result<>> StaffSource::changePin(core::SecureBytes, core::SecureBytes, LastTry, TokenUse)
{
    return QtFuture::makeReadyFuture(Result<>(
        failure(kPinElsewhere, ErrorKind::OperatorCanFix, QStringLiteral("no token whose PIN this could be"))));
}

} // namespace tirkeu::workstation
