#pragma once

#include "vaultnotices.h"
#include "vaultround.h"

#include <enrolment/clientnotice.h>

namespace tirkeu::workstation {

/// Sends clients what they have to be told, one after the other, while the vault is open; each that went is an event.
/// What does not go is said, and tried again. The window's thread.
class NoticeSender final : public VaultRound
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes kLookEvery{1};
    struct Ground
    {
        vault::VaultThread& vault;
        const VaultDoor& door;
        VaultNotices& notices;
        const criteria::Criteria& criteria;
        enrolment::ClientMessages& service;
    };
    explicit NoticeSender(const Ground& ground); ///< all of it outlives it

Q_SIGNALS:
    void looked(int left); ///< so many could not be sent

private:
    struct Sent
    {
        enrolment::OwedNotice notice;
        QString means;
    };
    void begin() override;
    void sendNext();
    void note(const Sent& sent);
    void finish();

    Ground m_ground;
    QList<enrolment::OwedNotice> m_owed;
    QList<Sent> m_unnoted; ///< went, but could not be written down: that alone is tried again
    int m_left = 0;
};

} // namespace tirkeu::workstation
