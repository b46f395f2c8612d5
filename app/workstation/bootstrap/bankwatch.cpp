#include "bankwatch.h"

#include <core/log.h>
#include <core/whendone.h>

#include <QtConcurrentRun>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logBank, "tirkeu.bank")
constexpr ErrorCode kSetAside{"enrolment.bank-files-set-aside"};
const QString kActor = QStringLiteral("workstation");

struct Looked
{
    int taken = 0;
    QStringList unreadable = {};
    std::optional<Error> failed = {};
};

// On the watch's thread; the journal is written on the vault's.
Looked lookInto(const QString& folder, vault::VaultThread& thread)
{
    enrolment::BankFileDrop bank(folder);
    const auto ends = bank.ends().result();
    if (!ends)
        return {.failed = ends.error()};
    Looked looked{.unreadable = ends->unreadable};
    if (ends->ends.isEmpty())
        return looked;
    const auto done = thread
                          .perform<QList<enrolment::RelationEnd>>([all = ends->ends](vault::Vault& vault) {
                              vault::Retention retention(vault.store(), vault.volumeFolder());
                              return enrolment::takeInEnds(vault.store(), retention, all, kActor);
                          })
                          .result();
    if (!done) {
        looked.failed = done.error(); // the files stay for the next look
        return looked;
    }
    looked.taken = static_cast<int>(done->size());
    for (const enrolment::RelationEnd& end : *done) {
        if (const Result<> removed = bank.takenIn(end).result(); !removed)
            looked.failed = removed.error();
    }
    return looked;
}
} // namespace

BankWatch::BankWatch(Ground ground)
    : VaultRound(ground.door, kLookEvery)
    , m_ground(std::move(ground))
{
    m_thread.setObjectName(QStringLiteral("bank folder"));
    m_thread.setMaxThreadCount(1);
}

BankWatch::~BankWatch()
{
    m_thread.waitForDone();
}

QFuture<Result<std::optional<enrolment::BankClient>>> BankWatch::find(const identity::Iin& iin)
{
    const QString folder = m_ground.folder();
    if (folder.isEmpty())
        return QtFuture::makeReadyFuture(Result<std::optional<enrolment::BankClient>>());
    return QtConcurrent::run(&m_thread, [folder, iin] { return enrolment::BankFileDrop(folder).find(iin).result(); });
}

void BankWatch::begin()
{
    const QString folder = m_ground.folder();
    if (folder.isEmpty())
        return over();
    core::whenDone(QtConcurrent::run(&m_thread, [folder, &vault = m_ground.vault] { return lookInto(folder, vault); }),
        this, [this](const Looked& looked) {
            if (looked.failed)
                core::logWarning(logBank()) << *looked.failed;
            if (!looked.unreadable.isEmpty())
                m_ground.notices.set({QStringLiteral("bank-files"), MessageKind::Warning,
                    {kSetAside, ErrorKind::OperatorCanFix, {}, {looked.unreadable.join(QStringLiteral(", "))}},
                    NoticeAction::Seen});
            Q_EMIT this->looked(looked.taken);
            over();
        });
}

} // namespace tirkeu::workstation
