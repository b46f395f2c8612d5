#include "staffsource.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kCannotSign{"signin.cannot-sign"};
}

QFuture<Result<>> StaffSource::sign(core::SecureBytes, LastTry, KeyAct)
{
    return QtFuture::makeReadyFuture(
        Result<>(failure(kCannotSign, ErrorKind::OperatorCanFix, QStringLiteral("no keys for documents here"))));
}

} // namespace tirkeu::workstation
