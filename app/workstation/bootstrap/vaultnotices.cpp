#include "vaultnotices.h"

#include <vault/errors.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr auto kLookEvery = std::chrono::milliseconds(500);
constexpr auto kSlow = std::chrono::seconds(2);

const QString kUnwritten = QStringLiteral("not-recorded");
const QString kWhyUnwritten = QStringLiteral("not-recorded-why");
const QString kRefused = QStringLiteral("event-refused");
const QString kSlowDisk = QStringLiteral("disk-slow");
const QString kAnchor = QStringLiteral("anchor");
const QString kClock = QStringLiteral("clock");
const QString kLost = QStringLiteral("closed-file-lost");
const QString kUnreadable = QStringLiteral("waiting-unreadable");
const QString kLevels = QStringLiteral("document-levels");
const QString kRising = QStringLiteral("document-levels-rising");
constexpr ErrorCode kLevelsRising{"verifier.levels-rising"};
constexpr ErrorCode kLevelsRisingSince{"verifier.levels-rising-since"};
constexpr ErrorCode kLevelsStopped{"verifier.levels-stopped"};
} // namespace

VaultNotices::VaultNotices(vault::VaultThread& thread, const VaultDoor& door, const core::Clock& clock)
    : m_thread(thread)
    , m_door(door)
    , m_clock(clock)
{
    connect(&thread, &vault::VaultThread::notRecorded, this, &VaultNotices::tellNotRecorded);
    connect(&thread, &vault::VaultThread::recordedAgain, this, [this] {
        remove(kUnwritten);
        remove(kWhyUnwritten);
    });
    connect(&thread, &vault::VaultThread::notAnchored, this, [this](const Error& error) {
        set({kAnchor, MessageKind::Warning, {vault::kNotAnchored, error.kind, error.detail}, NoticeAction::Seen});
    });
    connect(&thread, &vault::VaultThread::clockJumped, this, [this](core::WallTime from, core::WallTime to) {
        set({kClock, MessageKind::Warning,
            {vault::kClockJumped, ErrorKind::OperatorCanFix, {}, {core::shownDateTime(from), core::shownDateTime(to)}},
            NoticeAction::Seen});
    });
    connect(&door, &VaultDoor::openChanged, this, [this](bool open) {
        if (open)
            tellOpening(m_door.report());
    });
    connect(&door, &VaultDoor::setCertificatesAside, this, [this](int count) {
        set({kUnreadable, MessageKind::Warning,
            {vault::kWaitingUnreadable, ErrorKind::OperatorCanFix, {}, {QString::number(count)}}, NoticeAction::Seen});
    });
    m_look.setInterval(kLookEvery);
    connect(&m_look, &QTimer::timeout, this, &VaultNotices::lookAtDisk);
    m_look.start();
}

void VaultNotices::tellOpening(const vault::OpeningReport& report)
{
    remove(kAnchor);
    remove(kClock);
    remove(kLost);
    if (report.anchor == core::AnchorVerdict::RolledBack || report.anchor == core::AnchorVerdict::Forked) {
        const bool isForked = report.anchor == core::AnchorVerdict::Forked;
        set({kAnchor, MessageKind::Error,
            {isForked ? vault::kForked : vault::kRolledBack, ErrorKind::SecurityStop, {}}});
    }
    if (report.clockWentBack) {
        set({kClock, MessageKind::Warning,
            {vault::kClockBack, ErrorKind::OperatorCanFix, {},
                {core::shownDateTime(report.newestBefore), core::shownDateTime(m_clock.wall())}},
            NoticeAction::Seen});
    }
    if (report.sealedFileLost)
        set({kLost, MessageKind::Warning, {vault::kClosedFileLost, ErrorKind::SecurityStop, {}}, NoticeAction::Seen});
}

void VaultNotices::tellNotRecorded(const Error& error, int waiting)
{
    if (waiting == 0) {
        set({kRefused, MessageKind::Error, {vault::kEventRefused, error.kind, error.detail}, NoticeAction::Seen});
        return;
    }
    set({kUnwritten, MessageKind::Error,
        {vault::kNotRecorded, ErrorKind::OperatorCanFix, {}, {QString::number(waiting)}}, NoticeAction::TryAgain});
    set({kWhyUnwritten, MessageKind::Error, error}); // the cause, with its own remedy
}

// Offline is a normal state, so it is said calmly: the documents are signed, and nobody has to do anything yet.
void VaultNotices::tellRising(int documents, std::optional<core::WallTime> since)
{
    if (documents == 0) {
        m_isRisingSeen = false;
        return remove(kRising);
    }
    if (m_isRisingSeen)
        return;
    QStringList values{QString::number(documents)};
    if (since)
        values.append(core::shownDateTime(*since));
    set({kRising, MessageKind::Info, {since ? kLevelsRisingSince : kLevelsRising, ErrorKind::ServiceFault, {}, values},
        NoticeAction::Seen});
}

void VaultNotices::tellStopped(int documents)
{
    if (documents == 0)
        remove(kLevels);
    else if (documents > m_stopped)
        set({kLevels, MessageKind::Warning,
            {kLevelsStopped, ErrorKind::OperatorCanFix, {}, {QString::number(documents)}}, NoticeAction::Seen});
    m_stopped = documents;
}

void VaultNotices::lookAtDisk()
{
    if (m_thread.writingFor() >= kSlow)
        set({kSlowDisk, MessageKind::Warning, {vault::kDiskSlow, ErrorKind::Retry, {}}});
    else
        remove(kSlowDisk);
}

void VaultNotices::act(const QString& id)
{
    if (id == kUnwritten)
        return m_thread.tryAgain();
    m_isRisingSeen = m_isRisingSeen || id == kRising;
    remove(id);
}

void VaultNotices::set(const Notice& notice)
{
    const auto found = std::ranges::find(m_notices, notice.id, &Notice::id);
    if (found == m_notices.end()) {
        m_notices.append(notice);
    } else {
        if (found->error.code == notice.error.code && found->error.values == notice.error.values)
            return;
        *found = notice;
    }
    std::ranges::stable_sort(m_notices, std::ranges::greater(), [](const Notice& one) { return int(one.kind); });
    Q_EMIT changed();
}

void VaultNotices::remove(const QString& id)
{
    if (m_notices.removeIf([&](const Notice& one) { return one.id == id; }) > 0)
        Q_EMIT changed();
}

} // namespace tirkeu::workstation
