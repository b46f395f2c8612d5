#include "durablefile.h"

#include <vault/slotkeeping.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <storage/errors.h>

#include <QDir>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kTooManyWaiting{"vault.too-many-wait-for-a-slot"};
constexpr qint64 kLargestCertificate = 65'536;
constexpr int kMostWaiting = 50;
constexpr qsizetype kProbeBytes = 32;
constexpr qsizetype kMostSealed = 4096;
const QString kOldPadding = QStringLiteral(".pkcs1"); // at the end of the name of who needs it

QDir waitingFolder(const QString& folder)
{
    return QDir(folder + QStringLiteral("/waiting"));
}

/// What cannot be read may be somebody's all the same: it is kept, where it is not come upon again.
Result<> setAside(const QString& folder, const QString& name)
{
    const QDir aside(folder + QStringLiteral("/waiting-unreadable"));
    QDir().mkpath(aside.path());
    QString path = aside.filePath(name);
    for (int number = 2; QFile::exists(path); ++number)
        path = aside.filePath(QStringLiteral("%1-%2").arg(name).arg(number));
    if (!QFile::rename(waitingFolder(folder).filePath(name), path))
        return failure(storage::kDiskFault, ErrorKind::Retry, path);
    return syncFolder(aside.path());
}

/// That the disk does not answer now says nothing of what is on it.
bool mayBeReadLater(const Error& error)
{
    return error.code == storage::kDiskFault || error.code == storage::kReadOnly;
}

const Entitled* findEntitled(const QList<Entitled>& entitled, const pki::Certificate& certificate)
{
    const auto found = std::ranges::find(entitled, certificate.fingerprint(), &Entitled::fingerprint);
    return found != entitled.end() ? &*found : nullptr;
}
} // namespace

bool isEntitled(const QList<Entitled>& entitled, const pki::Certificate& certificate)
{
    return findEntitled(entitled, certificate) != nullptr;
}

Result<pki::RsaWrap> wrapOf(core::KeyUnwrapper& key)
{
    const auto certificate = pki::Certificate::fromDer(key.certificate());
    if (!certificate)
        return failure(certificate);
    if (certificate->keyKind() != pki::KeyKind::Rsa)
        return pki::RsaWrap::OaepSha256; // of no matter
    const auto opens = [&](pki::RsaWrap wrap) -> Result<> {
        const Result<QByteArray> probe = casefile::randomBytes(kProbeBytes);
        const auto sealed = probe ? pki::seal(*probe, {*certificate}, wrap) : failure(probe);
        const auto opened =
            sealed ? pki::openSecret(*sealed, key, {.maxBytes = kMostSealed, .weakestRsa = wrap}) : failure(sealed);
        return opened ? Result<>() : failure(opened);
    };
    if (opens(pki::RsaWrap::OaepSha256))
        return pki::RsaWrap::OaepSha256;
    const Result<> old = opens(pki::RsaWrap::Pkcs1);
    return old ? Result<pki::RsaWrap>(pki::RsaWrap::Pkcs1) : failure(old);
}

Result<> leaveCertificate(const QString& folder, const pki::Certificate& certificate, pki::RsaWrap wrap)
{
    const QDir waiting = waitingFolder(folder);
    QDir().mkpath(waiting.path());
    const QString plain = waiting.filePath(QString::fromLatin1(core::toHex(certificate.fingerprint())));
    const QString old = plain + kOldPadding;
    const QString& path = wrap == pki::RsaWrap::Pkcs1 ? old : plain;
    if (QFile::exists(path))
        return {};
    QFile::remove(wrap == pki::RsaWrap::Pkcs1 ? plain : old);
    if (waiting.entryList(QDir::Files).size() >= kMostWaiting)
        return failure(kTooManyWaiting, ErrorKind::OperatorCanFix, waiting.path());
    return writeDurably(path, certificate.der());
}

Result<SlotChanges> keepSlots(Vault& vault, const QList<Entitled>& entitled, const QString& actor)
{
    SlotChanges changes;
    if (entitled.isEmpty())
        return changes;
    const QDir waiting = waitingFolder(vault.folder());
    for (const QString& name : waiting.entryList(QDir::Files, QDir::Name)) {
        const Result<QByteArray> bytes = readWhole(waiting.filePath(name), kLargestCertificate);
        if (!bytes && mayBeReadLater(bytes.error()))
            continue;
        const auto certificate = bytes ? pki::Certificate::fromDer(*bytes) : failure(bytes);
        if (!certificate) {
            if (const Result<> kept = setAside(vault.folder(), name); !kept)
                return failure(kept);
            ++changes.setAside;
            continue;
        }
        const Entitled* person = findEntitled(entitled, *certificate);
        if (person && !vault.slotFile().find(*certificate)) {
            const auto wrap = name.endsWith(kOldPadding) ? pki::RsaWrap::Pkcs1 : pki::RsaWrap::OaepSha256;
            const Result<> added = vault.addSlot({person->role, person->name, *certificate, wrap}, actor);
            if (!added)
                return failure(added);
            ++changes.added;
        }
        QFile::remove(waiting.filePath(name));
    }
    QList<core::Uuid> leaving;
    for (const Slot& slot : vault.slotFile().slots_) {
        if (slot.holder.role != SlotRole::Recovery && !isEntitled(entitled, slot.holder.certificate))
            leaving.append(slot.id);
    }
    if (leaving.isEmpty())
        return changes;
    if (const Result<> removed = vault.removeSlots(leaving, actor); !removed)
        return failure(removed);
    changes.removed = static_cast<int>(leaving.size());
    return changes;
}

} // namespace tirkeu::vault
