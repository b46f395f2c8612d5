#pragma once

#include "bootstrap/vaultdoor.h"

#include <pki/softwarekey.h>

namespace tirkeu::test {

/// A reader whose token belongs to a software key.
class KeyStaff final : public workstation::StaffSource
{
public:
    explicit KeyStaff(workstation::VaultDoor& door)
        : m_door(door)
    {
    }
    pki::SoftwareKey* key = nullptr;
    Result<workstation::StaffMember> answer = workstation::StaffMember{};
    [[nodiscard]] workstation::TokenState tokenState() const override { return {.isPresent = true}; }
    [[nodiscard]] QFuture<Result<workstation::StaffMember>> signIn(core::SecureBytes, workstation::LastTry) override
    {
        m_door.useKey(*key);
        return QtFuture::makeReadyFuture(answer);
    }
    void signOut() override {}

private:
    workstation::VaultDoor& m_door;
};

} // namespace tirkeu::test
