#include "vaultrestore.h"

#include <core/log.h>
#include <core/whendone.h>
#include <vault/backup.h>
#include <vault/errors.h>

#include <QDir>
#include <QtConcurrentRun>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logRestore, "tirkeu.upkeep")

constexpr ErrorCode kKeyUnreadable{"start.recovery-key-unreadable"};
constexpr ErrorCode kVaultGone{"storage.missing"};
constexpr ErrorCode kVolumeMissing{"vault.backup-volume-missing"};
constexpr qint64 kLargestKey = qint64(1) << 20;

Result<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestKey)
        return failure(kKeyUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return file.readAll();
}

Result<pki::SoftwareKey> keyFrom(const RestoreFiles& files, const core::SecureBytes& password)
{
    const Result<QByteArray> bytes = readFile(files.recoveryKey);
    if (!bytes)
        return failure(bytes);
    const auto unreadable = [&files](const Error& why) {
        return failure(kKeyUnreadable, ErrorKind::OperatorCanFix, why.detail, {files.recoveryKey});
    };
    if (files.recoveryCertificate.isEmpty()) {
        auto key = pki::SoftwareKey::readPkcs12(*bytes, password);
        return key ? std::move(key) : unreadable(key.error());
    }
    const Result<QByteArray> holder = readFile(files.recoveryCertificate);
    if (!holder)
        return failure(holder);
    const auto certificate =
        holder->contains("-----BEGIN") ? pki::Certificate::fromPem(*holder) : pki::Certificate::fromDer(*holder);
    if (!certificate)
        return unreadable(certificate.error());
    auto key = pki::SoftwareKey::read(*bytes, *certificate, password);
    return key ? std::move(key) : unreadable(key.error());
}

// What would not open is told before anything is moved. A closed volume that is lost keeps nobody from the rest.
Result<RestoreDone> restored(const vault::VaultOptions& options, const RestoreFiles& files, pki::SoftwareKey key,
    const QList<vault::Entitled>& entitled, core::AnchorCheck* anchor)
{
    for (const QString& file : {files.backup, files.keys}) {
        if (const auto whole = vault::verifyBackup(file, &key); !whole && whole.error().code != kVolumeMissing)
            return failure(whole);
    }
    if (const Result<> fits = vault::checkPair(files.backup, files.keys, key); !fits)
        return failure(fits);
    const Result<bool> provesStaff = vault::provesStaff(files.backup);
    if (!provesStaff)
        return failure(provesStaff);
    RestoreDone done;
    if (!*provesStaff)
        done.left = Error{vault::kStaffUnproven, ErrorKind::OperatorCanFix, files.backup};
    if (vault::Vault::liesIn(options.folder)) {
        const Result<QString> aside = vault::Vault::setAside(options.folder, options.clock);
        if (!aside)
            return failure(aside);
        done.aside = *aside;
    }
    const auto vault = vault::restoreBackup(options, files.backup, files.keys, key, entitled);
    if (!vault)
        return failure(vault);
    const core::JournalHead head = (*vault)->store().journal().head();
    done.entries = head.sequence;
    // What was permitted and is in the journal is no roll-back to the next who opens it.
    if (const Result<> anchored = anchor ? anchor->anchor(head) : Result<>(); !anchored)
        core::logWarning(logRestore()) << "this machine's anchor was not set" << anchored.error();
    if (const Result<> closed = (*vault)->close(options.actor); !closed)
        core::logWarning(logRestore()) << "not closed in good order" << closed.error();
    return done;
}

/// Which vault lies there, or lay there before it was set aside; none: its slots cannot be read.
std::optional<core::Uuid> vaultIn(const QString& folder)
{
    const QDir place(folder);
    QStringList places{folder};
    for (const QString& aside : place.entryList({QStringLiteral("aside-*")}, QDir::Dirs, QDir::Name | QDir::Reversed))
        places.append(place.filePath(aside));
    for (const QString& one : std::as_const(places)) {
        if (const auto people = vault::Vault::slotsOf(one))
            return people->vault;
    }
    return {};
}

// Without anybody's key only so much is seen: slots that cannot be read, or a vault that was set aside and has no
// successor yet.
std::optional<Error> seenFromOutside(const QString& folder)
{
    if (!VaultRestore::isKeptIn(folder))
        return {};
    if (!vault::Vault::liesIn(folder))
        return Error{kVaultGone, ErrorKind::OperatorCanFix, QStringLiteral("set aside")};
    const auto people = vault::Vault::slotsOf(folder);
    return people || !vault::isDamage(people.error()) ? std::nullopt : std::optional(people.error());
}
} // namespace

VaultRestore::VaultRestore(QString folder, QString backups, core::Signer& workstation, const core::Clock& clock,
    QList<vault::Entitled> entitled, core::AnchorCheck* anchor)
    : m_folder(std::move(folder))
    , m_backups(std::move(backups))
    , m_workstation(workstation)
    , m_entitled(std::move(entitled))
    , m_anchor(anchor)
    , m_clock(clock)
    , m_damage(seenFromOutside(m_folder))
{
    m_thread.setObjectName(QStringLiteral("Tirkeu restore"));
    m_thread.setMaxThreadCount(1);
}

bool VaultRestore::isKeptIn(const QString& folder)
{
    return vault::Vault::liesIn(folder) || !QDir(folder).entryList({QStringLiteral("aside-*")}, QDir::Dirs).isEmpty();
}

VaultRestore::~VaultRestore()
{
    m_thread.waitForDone();
}

RestoreFiles VaultRestore::newest() const
{
    const auto vault = vaultIn(m_folder);
    const QStringList backups = vault::backupsIn(m_backups, vault);
    RestoreFiles files;
    if (backups.isEmpty())
        return files;
    // Where nothing tells which of several workstations' is ours, a person chooses.
    const auto whose = vault::vaultOfBackup(backups.constLast());
    const bool isOnlyOnes = std::all_of(
        backups.begin(), backups.end(), [&whose](const QString& file) { return vault::vaultOfBackup(file) == whose; });
    if (!isOnlyOnes)
        return files;
    files.backup = backups.constLast();
    files.keys = vault::keysBeside(files.backup);
    return files;
}

void VaultRestore::find(const Error& damage)
{
    m_damage = damage;
    Q_EMIT damageChanged();
}

QFuture<Result<RestoreDone>> VaultRestore::restore(const RestoreFiles& files, core::SecureBytes password)
{
    const auto secret = std::make_shared<core::SecureBytes>(std::move(password));
    auto work = QtConcurrent::run(&m_thread, [files, secret, this]() -> Result<RestoreDone> {
        auto key = keyFrom(files, *secret);
        secret->clear();
        if (!key)
            return failure(key);
        return restored({.folder = m_folder, .clock = m_clock, .workstation = &m_workstation}, files, std::move(*key),
            m_entitled, m_anchor);
    });
    core::whenDone(work, this, [this](const Result<RestoreDone>& done) {
        if (!done) {
            core::logWarning(logRestore()) << "not restored" << done.error();
            return;
        }
        m_damage.reset();
        Q_EMIT damageChanged();
    });
    return work;
}

} // namespace tirkeu::workstation
