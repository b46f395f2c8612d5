#pragma once

#include <core/error.h>

namespace tirkeu::vault {

// What callers tell apart.
inline constexpr ErrorCode kNoSlot{"vault.no-slot-for-this-person"};
inline constexpr ErrorCode kInUse{"vault.in-use-elsewhere"};
inline constexpr ErrorCode kVaultThere{"vault.folder-holds-a-vault"};
inline constexpr ErrorCode kChainBroken{"vault.chain-broken"};
inline constexpr ErrorCode kTampered{"vault.file-tampered"};
inline constexpr ErrorCode kNotErasable{"vault.not-yet-erasable"};
inline constexpr ErrorCode kUnknownRecord{"vault.no-such-record"};
inline constexpr ErrorCode kClosed{"vault.closed"};
inline constexpr ErrorCode kClientDestroyed{"vault.client-destroyed"};
inline constexpr ErrorCode kSamePerson{"vault.act-needs-second-person"};
inline constexpr ErrorCode kReasonMissing{"vault.reason-missing"};
inline constexpr ErrorCode kActApproved{"vault.act-approved-already"};

// What a check of everything finds.
inline constexpr ErrorCode kVolumeBroken{"vault.volume-broken"};
inline constexpr ErrorCode kProjectionDiffers{"vault.projection-differs"};
/// A client's key is not among the keys, and nothing says that it was destroyed.
inline constexpr ErrorCode kClientKeysMissing{"vault.client-keys-missing"};

// What the person at the screen is told while the work goes on.
inline constexpr ErrorCode kRolledBack{"vault.rolled-back"};
inline constexpr ErrorCode kForked{"vault.forked"};
inline constexpr ErrorCode kClockBack{"vault.clock-back"};
inline constexpr ErrorCode kClockJumped{"vault.clock-jumped"};
inline constexpr ErrorCode kDiskSlow{"vault.disk-slow"};
inline constexpr ErrorCode kNotRecorded{"vault.not-recorded"};
inline constexpr ErrorCode kEventRefused{"vault.event-refused"};
inline constexpr ErrorCode kNotAnchored{"vault.not-anchored"};
inline constexpr ErrorCode kClosedFileLost{"vault.closed-file-lost"};
inline constexpr ErrorCode kBackupOverdue{"vault.backup-overdue"};
inline constexpr ErrorCode kKeyFilesLeft{"vault.key-files-left"};
inline constexpr ErrorCode kWaitingUnreadable{"vault.waiting-unreadable"};
inline constexpr ErrorCode kStaffUnproven{"vault.backup-staff-unproven"};

/// What lies there opens for nobody, whatever key they have: a backup has to be restored in its place.
[[nodiscard]] inline bool isDamage(const Error& error)
{
    constexpr ErrorCode kDamage[] = {ErrorCode("storage.damaged"), ErrorCode("storage.wrong-key"),
        ErrorCode("storage.missing"), ErrorCode("vault.slots-unreadable"), kTampered, kChainBroken};
    for (const ErrorCode& one : kDamage) {
        if (error.code == one)
            return true;
    }
    return false;
}

} // namespace tirkeu::vault
