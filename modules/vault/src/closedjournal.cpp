#include "durablefile.h"
#include "publickey.h"

#include <vault/closedjournal.h>
#include <vault/errors.h>

#include <casefile/cipher.h>
#include <core/json.h>

#include <storage/errors.h>

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr qint64 kMostBytes = qint64(64) << 20;
constexpr qsizetype kIdBytes = 16;
constexpr char kMagic[] = "TKCLOSED1";
constexpr qsizetype kHeadBytes = sizeof kMagic - 1 + kIdBytes;
} // namespace

ClosedJournal::ClosedJournal(QString path, const core::Uuid& vault, QByteArray sealingKey, core::Signer* workstation)
    : m_path(std::move(path))
    , m_vault(vault)
    , m_sealingKey(std::move(sealingKey))
    , m_workstation(workstation)
{
}

Result<> ClosedJournal::startAnew(const QByteArray& id)
{
    return writeDurably(m_path, QByteArray(kMagic) + id);
}

Result<ClosedJournal::Chain> ClosedJournal::chain() const
{
    Result<QByteArray> bytes = readWhole(m_path, kMostBytes);
    if (!bytes)
        return failure(bytes);
    Chain chain;
    chain.bytes = std::move(*bytes);
    if (!chain.bytes.startsWith(kMagic) || chain.bytes.size() < kHeadBytes) {
        chain.isBroken = true;
        return chain;
    }
    chain.id = chain.bytes.sliced(kHeadBytes - kIdBytes, kIdBytes);
    chain.goodBytes = kHeadBytes;
    chain.last = casefile::Linker().digest(QByteArrayView(chain.bytes).first(kHeadBytes));
    QByteArrayView rest = QByteArrayView(chain.bytes).sliced(kHeadBytes);
    casefile::Linker linker;
    while (!rest.isEmpty()) {
        Result<casefile::Entry> entry = casefile::decodeEntry(rest);
        if (!entry || linker.check(*entry, chain.entries.size() + 1, chain.last) != casefile::Linker::Fault::None) {
            chain.isBroken = true;
            return chain;
        }
        chain.last = entry->hash;
        chain.goodBytes = chain.bytes.size() - rest.size();
        chain.entries.push_back(std::move(*entry));
    }
    return chain;
}

Result<casefile::Entry> ClosedJournal::sealed(
    const casefile::Event& event, std::uint64_t sequence, const QByteArray& previous) const
{
    const Result<PublicKey> key = PublicKey::fromInfo(m_sealingKey);
    if (!key)
        return failure(key);
    const Result<QByteArray> payload = key->seal(core::writeJson(event.fields));
    if (!payload)
        return failure(payload);
    casefile::Entry entry;
    entry.sequence = sequence;
    entry.time = event.time;
    entry.kind = static_cast<quint16>(event.kind);
    entry.actor = event.actor;
    entry.payload = *payload;
    casefile::Linker().link(entry, previous);
    if (m_workstation) {
        const Result<QByteArray> signature = m_workstation->sign(core::HashAlgorithm::Sha256, entry.hash);
        if (!signature)
            return failure(signature);
        entry.signature = *signature;
    }
    return entry;
}

QString ClosedJournal::besideName(core::WallTime now) const
{
    const QString stamp = core::toIsoText(now).remove(u':').remove(u'-').left(15);
    QString path = m_path + QStringLiteral(".torn-") + stamp;
    for (int number = 2; QFile::exists(path); ++number)
        path = m_path + QStringLiteral(".torn-%1-%2").arg(stamp).arg(number);
    return path;
}

Result<> ClosedJournal::keepAside(QByteArrayView bytes, core::WallTime now) const
{
    return writeDurably(besideName(now), bytes);
}

bool ClosedJournal::isThere() const
{
    return QFileInfo::exists(m_path);
}

Result<> ClosedJournal::moveAside(core::WallTime now) const
{
    QFile file(m_path);
    if (!file.rename(besideName(now)))
        return failure(
            storage::kDiskFault, ErrorKind::OperatorCanFix, m_path + QStringLiteral(": ") + file.errorString());
    return syncFolder(QFileInfo(m_path).absolutePath());
}

Result<> ClosedJournal::keepAside(core::WallTime now) const
{
    const Result<QByteArray> bytes = readWhole(m_path, kMostBytes);
    return bytes ? keepAside(*bytes, now) : failure(bytes);
}

/// What a power cut or somebody left behind the last whole entry goes beside; in its place stands an entry that says
/// so, put there by one rename.
Result<> ClosedJournal::cutTorn(Chain& chain, core::WallTime now)
{
    if (const Result<> kept = keepAside(QByteArrayView(chain.bytes).sliced(chain.goodBytes), now); !kept)
        return kept;
    if (chain.id.isEmpty()) {
        const Result<QByteArray> id = casefile::randomBytes(kIdBytes);
        if (!id)
            return failure(id);
        chain = {};
        chain.id = *id;
        chain.bytes = QByteArray(kMagic) + *id;
        chain.goodBytes = kHeadBytes;
        chain.last = casefile::Linker().digest(chain.bytes);
    }
    const auto number = chain.entries.size();
    const auto entry = sealed(
        {casefile::Kind::SealedFileLost, now, QStringLiteral("workstation"), {}, {},
            {{QStringLiteral("what"), QStringLiteral("torn")}, {QStringLiteral("expected"), static_cast<int>(number)}}},
        number + 1, chain.last);
    if (!entry)
        return failure(entry);
    chain.bytes = chain.bytes.first(chain.goodBytes) + casefile::encode(*entry);
    if (const Result<> written = writeDurably(m_path, chain.bytes); !written)
        return written;
    chain.goodBytes = chain.bytes.size();
    chain.last = entry->hash;
    chain.entries.push_back(*entry);
    chain.isBroken = false;
    return {};
}

Result<> ClosedJournal::append(const casefile::Event& event)
{
    if (const Result<> checked = casefile::check(event); !checked)
        return checked;
    // Only what has no client fits: without them it would be refused when it is read, and all that follows with it.
    if (event.client)
        return failure(kClosed, ErrorKind::OperatorCanFix, QStringLiteral("an event of a client"));
    if (!QFile::exists(m_path)) {
        // Gone: a new one is begun, and the next opening sees that it is not the one it left behind.
        const Result<QByteArray> id = casefile::randomBytes(kIdBytes);
        if (!id)
            return failure(id);
        if (const Result<> started = startAnew(*id); !started)
            return started;
    }
    Result<Chain> before = chain();
    if (!before)
        return failure(before);
    if (before->isBroken) {
        if (const Result<> cut = cutTorn(*before, event.time); !cut)
            return cut;
    }
    const auto entry = sealed(event, before->entries.size() + 1, before->last);
    if (!entry)
        return failure(entry);
    return appendDurably(m_path, casefile::encode(*entry));
}

Result<ClosedJournal::Content> ClosedJournal::read(
    const core::SecureBytes& sealingKey, const QList<PublicKey>& signers) const
{
    const Result<SealingKey> key = SealingKey::fromPkcs8(sealingKey);
    if (!key)
        return failure(key);
    Result<Chain> list = chain();
    if (!list)
        return failure(list);
    Content content{std::move(list->id), {}, list->isBroken};
    for (const casefile::Entry& entry : list->entries) {
        const Result<QByteArray> clear = key->open(entry.payload);
        const Result<QJsonObject> fields = clear ? core::readJson(*clear) : failure(clear);
        const bool isSigned = signers.isEmpty() || std::ranges::any_of(signers, [&entry](const PublicKey& one) {
            return one.fits(entry.hash, entry.signature);
        });
        casefile::Event event{static_cast<casefile::Kind>(entry.kind), entry.time, entry.actor, {}, {}, {}};
        if (fields)
            event.fields = *fields;
        if (!fields || !isSigned || !casefile::check(event)) {
            content.isBroken = true;
            break;
        }
        content.events.push_back(std::move(event));
    }
    return content;
}

} // namespace tirkeu::vault
