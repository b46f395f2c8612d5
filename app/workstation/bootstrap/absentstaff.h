#pragma once

#include "signin/staffsource.h"

namespace tirkeu::workstation {

/// A workstation nobody has provisioned: there is no reader to ask, and nobody can sign in.
class AbsentStaff final : public StaffSource
{
    Q_OBJECT
public:
    [[nodiscard]] TokenState tokenState() const override { return {}; }
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes, LastTry) override
    {
        return QtFuture::makeReadyFuture(Result<StaffMember>(
            failure(ErrorCode("signin.token-absent"), ErrorKind::OperatorCanFix, QStringLiteral("not provisioned"))));
    }
    void signOut() override {}
};

} // namespace tirkeu::workstation
