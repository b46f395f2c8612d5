#include "bytes.h"
#include "creation.h"
#include "durablefile.h"
#include "publickey.h"
#include "slotevents.h"
#include "workstationkeys.h"

#include <vault/errors.h>
#include <vault/retention.h>
#include <vault/vault.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <storage/errors.h>

#include <QDir>
#include <QFile>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kNotEmpty{"vault.folder-not-empty"};
constexpr ErrorCode kLastSlot{"vault.last-slot-stays"};

const QString kGenerations = QStringLiteral("g??????");
const QString kClosedFile = QStringLiteral("closed.events");
const QString kMetaAbsorbed = QStringLiteral("closed-absorbed"); // the last file taken in, and how much of it
const QString kMetaClosedId = QStringLiteral("closed-id");
constexpr qsizetype kClosedIdBytes = 16;
constexpr qsizetype kIdBytes = 16;

QString in(const QString& folder, const QString& name)
{
    return folder + u'/' + name;
}
} // namespace

QString digestText(const pki::Certificate& certificate)
{
    return QString::fromLatin1(core::toHex(certificate.fingerprint()));
}

QJsonObject slotFields(const Slot& slot)
{
    return {{QStringLiteral("slot"), slot.id.toString()}, {QStringLiteral("role"), nameOf(slot.holder.role)},
        {QStringLiteral("holder"), slot.holder.name},
        {QStringLiteral("certificate"), digestText(slot.holder.certificate)}};
}

Result<QString> currentGeneration(const QString& folder)
{
    const Result<QByteArray> name = readWhole(in(folder, kCurrent), 64);
    if (!name)
        return failure(name);
    const QString text = QString::fromLatin1(name->trimmed());
    // It is a folder's name and nothing that leads elsewhere.
    if (text.size() != 7 || text.at(0) != u'g' || text.mid(1).toInt() <= 0)
        return failure(kTampered, ErrorKind::SecurityStop, kCurrent);
    return in(folder, text);
}

QString Vault::generationFolder(const QString& folder, qint64 generation)
{
    return in(folder, QStringLiteral("g%1").arg(generation, 6, 10, QLatin1Char('0')));
}

Vault::Vault(const VaultOptions& options)
    : m_options(options)
{
}

Vault::~Vault() = default;

QString Vault::volumeFolder() const
{
    return in(m_options.folder, QStringLiteral("volumes"));
}

StoreFiles Vault::files() const
{
    const QString folder = generationFolder(m_options.folder, m_slots.generation);
    return {in(folder, QStringLiteral("vault.db")), in(folder, QStringLiteral("keys.db")), m_options.vfs};
}

Result<storage::Connection> Vault::reader() const
{
    return storage::Connection::open({.path = files().vault, .mode = storage::OpenMode::ReadOnly, .vfs = m_options.vfs},
        casefile::deriveKey(m_dataKey, "tirkeu vault file", {}));
}

Result<storage::Connection> Vault::keysReader() const
{
    return storage::Connection::open({.path = files().keys, .mode = storage::OpenMode::ReadOnly, .vfs = m_options.vfs},
        casefile::deriveKey(m_dataKey, "tirkeu client key file", {}));
}

Result<> Vault::lock()
{
    m_lock = std::make_unique<QLockFile>(in(m_options.folder, QStringLiteral("lock")));
    m_lock->setStaleLockTime(std::chrono::milliseconds(0));
    if (m_lock->tryLock(0))
        return {};
    if (m_lock->error() == QLockFile::PermissionError)
        return failure(storage::kReadOnly, ErrorKind::OperatorCanFix, m_options.folder);
    return failure(kInUse, ErrorKind::OperatorCanFix, m_options.folder);
}

Result<SlotFile> Vault::slotsOf(const QString& folder)
{
    const Result<QString> generation = currentGeneration(folder);
    if (!generation)
        return failure(generation);
    const Result<QByteArray> bytes = readWhole(in(*generation, QStringLiteral("slots.json")), SlotFile::kMostBytes);
    if (!bytes)
        return failure(bytes);
    return SlotFile::decode(*bytes);
}

bool Vault::liesIn(const QString& folder)
{
    const QDir::Filters folders = QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden;
    return QFile::exists(in(folder, kCurrent)) ||
           (!isUnfinished(folder) && !QDir(folder).entryList({kGenerations}, folders).isEmpty());
}

Result<QString> Vault::setAside(const QString& folder, const core::Clock& clock)
{
    QLockFile lock(in(folder, QStringLiteral("lock")));
    lock.setStaleLockTime(std::chrono::milliseconds(0));
    if (!lock.tryLock(0))
        return failure(kInUse, ErrorKind::OperatorCanFix, folder);
    const QString stamp = core::toIsoText(clock.wall()).remove(u':').remove(u'-').left(15);
    const QString aside = in(folder, QStringLiteral("aside-") + stamp);
    if (QFile::exists(aside) || !QDir().mkpath(aside))
        return failure(kNotEmpty, ErrorKind::OperatorCanFix, aside);
    // The pointer goes first: cut short after it, nothing opens here any more. The generations go last: until then
    // `liesIn` sees them, and nothing is restored over what is left.
    const QDir::Filters any = QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot;
    QStringList names{kCurrent};
    names += QDir(folder).entryList({kClosedFile + u'*', QStringLiteral("volumes")}, any);
    names += QDir(folder).entryList({kGenerations}, any);
    for (const QString& name : names) {
        if (QFile::exists(in(folder, name)) && !QFile::rename(in(folder, name), in(aside, name)))
            return failure(storage::kDiskFault, ErrorKind::Retry, name);
    }
    if (const Result<> synced = syncFolder(aside); !synced)
        return failure(synced);
    if (const Result<> synced = syncFolder(folder); !synced)
        return failure(synced);
    return aside;
}

Result<ClosedJournal> Vault::closedJournal(const QString& folder, core::Signer* workstation)
{
    const Result<SlotFile> file = slotsOf(folder);
    if (!file)
        return failure(file);
    return ClosedJournal(in(folder, kClosedFile), file->vault, file->sealingKey, workstation);
}

Result<OpenedSlot> Vault::unlock(const QString& folder, core::KeyUnwrapper& person)
{
    const Result<SlotFile> slotFile = slotsOf(folder);
    if (!slotFile)
        return failure(slotFile);
    auto certificate = pki::Certificate::fromDer(person.certificate());
    if (!certificate)
        return failure(certificate);
    Result<core::SecureBytes> dataKey = slotFile->open(person);
    if (!dataKey)
        return failure(dataKey);
    return OpenedSlot{std::move(*certificate), std::move(*dataKey)};
}

Result<std::unique_ptr<Vault>> Vault::open(const VaultOptions& options, core::KeyUnwrapper& person)
{
    Result<OpenedSlot> slot = unlock(options.folder, person);
    if (!slot)
        return failure(slot);
    return open(options, std::move(*slot));
}

Result<std::unique_ptr<Vault>> Vault::open(const VaultOptions& options, OpenedSlot slot)
{
    std::unique_ptr<Vault> vault(new Vault(options));
    if (const Result<> locked = vault->lock(); !locked)
        return failure(locked);
    Result<SlotFile> slotFile = slotsOf(options.folder);
    if (!slotFile)
        return failure(slotFile);
    if (const Result<> checked = slotFile->check(slot.dataKey); !checked)
        return failure(checked);
    vault->m_slots = std::move(*slotFile);
    const Slot* found = vault->m_slots.find(slot.certificate);
    if (!found)
        return failure(kNoSlot, ErrorKind::OperatorCanFix, QStringLiteral("slot"));
    const Slot used = *found;
    if (const Result<> started = vault->start(std::move(slot.dataKey), used); !started)
        return failure(started);
    return vault;
}

Result<> Vault::openStore()
{
    auto store = Store::open(files(), m_dataKey, m_options.clock, [](const QString& path, int version) -> Result<> {
        // The file as it was, still encrypted, stands beside the migrated one until somebody takes it away or a client
        // is destroyed.
        const QString copy = path + QStringLiteral(".before-%1").arg(version);
        // One that is there is of an attempt that changed nothing; what was written since is not in it.
        return copyDurably(path, copy);
    });
    // The slot file has proved the key: a file that it does not open is not what it was.
    if (!store && store.error().code == storage::kWrongKey)
        return failure(storage::kDamaged, ErrorKind::SecurityStop, store.error().detail);
    if (!store)
        return failure(store);
    if ((*store)->vault() != m_slots.vault)
        return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("another vault's database"));
    m_store = std::move(*store);
    m_store->journal().setSigner(m_options.workstation);
    m_store->journal().setVolumeReader(volumeReader(m_store->connection(), volumeFolder()));
    return m_store->settle();
}

Result<> Vault::checkOpen() const
{
    if (isOpen())
        return {};
    return failure(kClosed, ErrorKind::OperatorCanFix, QStringLiteral("the store is not open"));
}

Result<> Vault::start(core::SecureBytes dataKey, const Slot& slot)
{
    m_dataKey = std::move(dataKey);
    if (const Result<> opened = openStore(); !opened)
        return opened;
    // What a rekey that was cut short left behind.
    const QString current = QFileInfo(generationFolder(m_options.folder, m_slots.generation)).fileName();
    for (const QFileInfo& old :
        QDir(m_options.folder).entryInfoList({kGenerations}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (old.fileName() == current)
            continue;
        // Not before it is sure that the pointer stays where it is.
        if (const Result<> synced = syncFolder(m_options.folder); !synced)
            return synced;
        QDir(old.absoluteFilePath()).removeRecursively();
    }
    if (const Result<> finished = Retention(*m_store, volumeFolder()).finishInterrupted(); !finished)
        return finished;
    m_report.clockWentBack = m_options.clock.wall() < m_store->journal().lastTime();
    if (m_options.anchors) {
        m_report.hasAnchorCheck = true;
        const Result<core::JournalHead> anchor = m_options.anchors->lastAnchor();
        if (!anchor)
            return failure(anchor);
        const Result<core::AnchorVerdict> verdict = meetAnchor(*anchor, QStringLiteral("this-machine"));
        if (!verdict)
            return failure(verdict);
        m_report.anchor = *verdict;
    }
    if (const Result<> noted = noteWorkstation(); !noted)
        return noted;
    const core::WallTime before = m_store->journal().lastTime();
    m_report.newestBefore = before;
    const Result<> begun = m_store->write([&](Writer& writer) -> Result<> {
        if (m_report.clockWentBack) {
            const auto jumped =
                writer.append({casefile::Kind::ClockJumped, m_options.clock.wall(), m_options.actor, {}, {},
                    {{QStringLiteral("from"), core::toIsoText(before)},
                        {QStringLiteral("to"), core::toIsoText(m_options.clock.wall())}}});
            if (!jumped)
                return failure(jumped);
        }
        const auto entry = writer.append({casefile::Kind::VaultOpened, m_options.clock.wall(), slot.holder.name, {}, {},
            {{QStringLiteral("slot"), slot.id.toString()}, {QStringLiteral("role"), nameOf(slot.holder.role)}}});
        return entry ? Result<>() : failure(entry);
    });
    if (!begun)
        return begun;
    if (const Result<> absorbed = absorb(); !absorbed)
        return absorbed;
    const Result<int> discarded = m_store->discardUnfinished(m_options.actor);
    if (!discarded)
        return failure(discarded);
    m_report.discarded = *discarded;
    const Result<QByteArray> wanted = m_store->meta(QStringLiteral("rekey-wanted"));
    if (!wanted)
        return failure(wanted);
    if (wanted->isEmpty())
        return {};
    m_report.finishedRekey = true;
    for (qsizetype at = 0; at + kIdBytes <= wanted->size(); at += kIdBytes) {
        const core::Uuid leaving = uuidOf(QByteArrayView(*wanted).sliced(at, kIdBytes));
        m_slots.slots_.removeIf([&](const Slot& one) { return one.id == leaving; });
    }
    return moveToNewKey(m_options.actor);
}

// Before anything is signed by it: what earlier keys signed is theirs to answer for.
Result<> Vault::noteWorkstation()
{
    if (!m_options.workstation)
        return {};
    Result<WorkstationKeys> keys = WorkstationKeys::read(m_store->connection());
    if (!keys)
        return failure(keys);
    if (keys->isInForce(m_options.workstation->certificate()))
        return {};
    const quint64 last = m_store->journal().head().sequence;
    if (const Result<> taken = keys->takeOver(*m_options.workstation, m_slots.vault, last); !taken)
        return taken;
    return m_store->write([&](Writer& writer) { return writer.setMeta(WorkstationKeys::kMeta, keys->toBytes()); });
}

Result<> Vault::absorb()
{
    Result<QByteArray> secret = m_store->meta(kMetaSealing);
    const Result<QByteArray> expectedId = m_store->meta(kMetaClosedId);
    const Result<QByteArray> absorbedBefore = m_store->meta(kMetaAbsorbed);
    if (!secret || !expectedId || !absorbedBefore)
        return secret ? (expectedId ? failure(absorbedBefore) : failure(expectedId)) : failure(secret);
    const core::SecureBytes sealing = core::SecureBytes::takeFrom(*secret);
    ClosedJournal closed(in(m_options.folder, kClosedFile), m_slots.vault, m_slots.sealingKey, m_options.workstation);
    ClosedJournal::Content content;
    QString lost;
    if (!expectedId->isEmpty()) {
        const Result<WorkstationKeys> keys = WorkstationKeys::read(m_store->connection());
        if (!keys)
            return failure(keys);
        QList<PublicKey> signers;
        if (m_options.workstation) {
            for (const auto& reign : keys->reigns(m_slots.vault, m_options.workstation->certificate()))
                signers.append(reign.key);
        }
        auto read = closed.read(sealing, signers);
        // A disk that does not answer now may answer later: what is in the file is not given up for that.
        if (!read && (read.error().code == storage::kDiskFault || read.error().code == storage::kReadOnly))
            return failure(read);
        if (read)
            content = std::move(*read);
        if (!read && !closed.isThere())
            lost = QStringLiteral("missing");
        else if (!read)
            lost = QStringLiteral("broken");
        else if (content.id != *expectedId)
            lost = QStringLiteral("replaced");
        else if (content.isBroken)
            lost = QStringLiteral("broken");
        if (!lost.isEmpty() && closed.isThere()) {
            const core::WallTime now = m_options.clock.wall();
            if (const Result<> kept = read ? closed.keepAside(now) : closed.moveAside(now); !kept)
                return kept;
        }
    }
    // Taken in already where the last opening was cut short before it began a new file; what has been added since is
    // not.
    qsizetype taken = 0;
    if (!content.id.isEmpty() && absorbedBefore->startsWith(content.id))
        taken = absorbedBefore->sliced(content.id.size()).toLongLong();
    const auto inFile = static_cast<qsizetype>(content.events.size());
    content.events.erase(content.events.begin(), content.events.begin() + std::min(taken, inFile));
    const QByteArray absorbed = content.id + QByteArray::number(std::max(taken, inFile));
    const bool saysTorn = std::ranges::any_of(
        content.events, [](const auto& event) { return event.kind == casefile::Kind::SealedFileLost; });
    const Result<QByteArray> freshId = casefile::randomBytes(kClosedIdBytes);
    if (!freshId)
        return failure(freshId);
    const core::WallTime now = m_options.clock.wall();
    const auto count = static_cast<int>(content.events.size());
    const Result<> done = m_store->write([&](Writer& writer) -> Result<> {
        for (const casefile::Event& event : content.events) {
            if (const auto entry = writer.append(event); !entry)
                return failure(entry);
        }
        if (count > 0) {
            const auto entry = writer.append({casefile::Kind::SealedFileAbsorbed, now, m_options.actor, {}, {},
                {{QStringLiteral("events"), count}, {QStringLiteral("first"), 1}, {QStringLiteral("last"), count}}});
            if (!entry)
                return failure(entry);
        }
        if (!lost.isEmpty()) {
            const auto entry = writer.append({casefile::Kind::SealedFileLost, now, m_options.actor, {}, {},
                {{QStringLiteral("what"), lost}, {QStringLiteral("expected"), count}}});
            if (!entry)
                return failure(entry);
        }
        if (!content.id.isEmpty()) {
            if (const Result<> set = writer.setMeta(kMetaAbsorbed, absorbed); !set)
                return set;
        }
        return writer.setMeta(kMetaClosedId, *freshId);
    });
    if (!done)
        return done;
    m_report.absorbed = count;
    m_report.sealedFileLost = !lost.isEmpty() || saysTorn;
    // A crash right here leaves the old file under the old id: the next opening says "replaced"; it loses
    // nothing and takes nothing in twice.
    return closed.startAnew(*freshId);
}

Result<> Vault::close(const QString& actor)
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    const auto entry = m_store->append({casefile::Kind::VaultClosed, m_options.clock.wall(), actor, {}, {}, {}});
    if (!entry)
        return failure(entry);
    // An anchor that cannot be set, or a log that cannot be emptied, keeps no vault open.
    const Result<> anchored = m_options.anchors ? m_options.anchors->anchor(m_store->journal().head()) : Result<>();
    const Result<> checkpointed = m_store->checkpoint();
    m_store.reset();
    m_dataKey.clear();
    m_lock->unlock();
    return anchored ? checkpointed : anchored;
}

Result<core::AnchorVerdict> Vault::meetAnchor(const core::JournalHead& outside, const QString& source)
{
    if (const Result<> usable = checkOpen(); !usable)
        return failure(usable);
    const Result<core::AnchorVerdict> verdict = m_store->journal().compare(outside);
    if (!verdict || *verdict == core::AnchorVerdict::NoAnchorYet)
        return verdict;
    const QString hash = QString::fromLatin1(core::toHex(outside.hash));
    const auto sequence = static_cast<qint64>(outside.sequence);
    const bool continues = *verdict == core::AnchorVerdict::Continues;
    QJsonObject fields{
        {QStringLiteral("sequence"), sequence}, {QStringLiteral("hash"), hash}, {QStringLiteral("source"), source}};
    if (!continues)
        fields.insert(QStringLiteral("verdict"), nameOf(*verdict));
    const core::WallTime now = m_options.clock.wall();
    const Result<> done = m_store->write([&](Writer& writer) -> Result<> {
        const auto kind = continues ? casefile::Kind::AnchorReceived : casefile::Kind::RollbackFound;
        if (const auto entry = writer.append({kind, now, m_options.actor, {}, {}, fields}); !entry)
            return failure(entry);
        return continues ? m_store->journal().keepAnchor(outside, source, now) : Result<>();
    });
    return done ? verdict : failure(done);
}

Result<> Vault::anchorWhatIsSigned()
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    Journal& journal = m_store->journal();
    if (!m_options.anchors || !journal.wantsAnchor())
        return {};
    const Result<> anchored = m_options.anchors->anchor(journal.head());
    if (anchored)
        journal.noteAnchored();
    return anchored;
}

Result<> Vault::addSlot(const SlotHolder& holder, const QString& actor)
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    SlotFile next = m_slots;
    if (const Result<> added = next.add(m_dataKey, holder, m_options.clock); !added)
        return added;
    // The event first: a slot that the journal does not know of must not exist.
    const auto entry = m_store->append(
        {casefile::Kind::SlotAdded, m_options.clock.wall(), actor, {}, {}, slotFields(next.slots_.constLast())});
    if (!entry)
        return failure(entry);
    const QString path = in(generationFolder(m_options.folder, m_slots.generation), QStringLiteral("slots.json"));
    if (const Result<> written = writeDurably(path, next.encode(m_dataKey)); !written)
        return written;
    m_slots = std::move(next);
    return {};
}

Result<> Vault::removeSlot(const core::Uuid& slot, const QString& actor)
{
    return removeSlots({slot}, actor);
}

Result<> Vault::removeSlots(const QList<core::Uuid>& leaving, const QString& actor)
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    const Result<QByteArray> owed = m_store->meta(QStringLiteral("rekey-wanted"));
    if (!owed)
        return failure(owed);
    // What an earlier removal did not get done is owed as well: its slot still stands in the file.
    QByteArray ids = owed->size() % kIdBytes == 0 ? *owed : QByteArray();
    QList<QJsonObject> events;
    for (const core::Uuid& id : leaving) {
        const Slot* slot = m_slots.find(id);
        if (!slot)
            return failure(kUnknownRecord, ErrorKind::OperatorCanFix, QStringLiteral("slot"));
        const auto others = std::ranges::count_if(m_slots.slots_, [&](const Slot& one) {
            return !leaving.contains(one.id) &&
                   (one.holder.role == SlotRole::Recovery) == (slot->holder.role == SlotRole::Recovery);
        });
        if (others == 0)
            return failure(kLastSlot, ErrorKind::OperatorCanFix, QStringLiteral("last of its kind"));
        events.append(slotFields(*slot));
        ids += bytesOf(id);
    }
    const Result<> done = m_store->write([&](Writer& writer) -> Result<> {
        for (const QJsonObject& fields : events) {
            const auto entry =
                writer.append({casefile::Kind::SlotRemoved, m_options.clock.wall(), actor, {}, {}, fields});
            if (!entry)
                return failure(entry);
        }
        return writer.setMeta(QStringLiteral("rekey-wanted"), ids);
    });
    if (!done)
        return done;
    m_slots.slots_.removeIf([&](const Slot& one) { return leaving.contains(one.id); });
    return moveToNewKey(actor);
}

Result<> Vault::rekey(const QString& actor)
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    const Result<QByteArray> owed = m_store->meta(QStringLiteral("rekey-wanted"));
    if (!owed)
        return failure(owed);
    const Result<> wanted =
        owed->isEmpty()
            ? m_store->write([](Writer& writer) { return writer.setMeta(QStringLiteral("rekey-wanted"), "all"); })
            : Result<>();
    return wanted ? moveToNewKey(actor) : wanted;
}

} // namespace tirkeu::vault
