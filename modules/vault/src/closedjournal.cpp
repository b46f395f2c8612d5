#include "durablefile.h"
#include "publickey.h"

#include <vault/closedjournal.h>

#include <core/json.h>
#include <pki/certificate.h>

#include <QFile>

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

Result<std::vector<casefile::Entry>> ClosedJournal::entries(bool* isBroken) const
{
    const Result<QByteArray> bytes = readWhole(m_path, kMostBytes);
    if (!bytes)
        return failure(bytes);
    std::vector<casefile::Entry> entries;
    *isBroken = !bytes->startsWith(kMagic) || bytes->size() < kHeadBytes;
    if (*isBroken)
        return entries;
    QByteArrayView rest = QByteArrayView(*bytes).sliced(kHeadBytes);
    casefile::Linker linker;
    QByteArray previous = linker.digest(QByteArrayView(*bytes).first(kHeadBytes));
    while (!rest.isEmpty()) {
        Result<casefile::Entry> entry = casefile::decodeEntry(rest);
        if (!entry || linker.check(*entry, entries.size() + 1, previous) != casefile::Linker::Fault::None) {
            *isBroken = true;
            return entries;
        }
        previous = entry->hash;
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<> ClosedJournal::append(const casefile::Event& event)
{
    if (const Result<> checked = casefile::check(event); !checked)
        return checked;
    if (!QFile::exists(m_path)) {
        // Gone: a new one is begun, and the next opening sees that it is not the one it left behind.
        if (const Result<> started = startAnew(QByteArray(kIdBytes, '\0')); !started)
            return started;
    }
    bool isBroken = false;
    const auto before = entries(&isBroken);
    if (!before)
        return failure(before);
    const Result<PublicKey> key = PublicKey::fromInfo(m_sealingKey);
    if (!key)
        return failure(key);
    const Result<QByteArray> payload = key->seal(core::writeJson(event.fields));
    if (!payload)
        return failure(payload);
    casefile::Linker linker;
    const Result<QByteArray> head = readWhole(m_path, kMostBytes);
    if (!head)
        return failure(head);
    casefile::Entry entry;
    entry.sequence = before->size() + 1;
    entry.time = event.time;
    entry.kind = static_cast<quint16>(event.kind);
    entry.actor = event.actor;
    entry.payload = *payload;
    linker.link(entry, before->empty() ? linker.digest(QByteArrayView(*head).first(std::min(kHeadBytes, head->size())))
                                       : before->back().hash);
    if (m_workstation) {
        const Result<QByteArray> signature = m_workstation->sign(core::HashAlgorithm::Sha256, entry.hash);
        if (!signature)
            return failure(signature);
        entry.signature = *signature;
    }
    return appendDurably(m_path, casefile::encode(entry));
}

Result<ClosedJournal::Content> ClosedJournal::read(
    const core::SecureBytes& sealingKey, const QByteArray& certificate) const
{
    const Result<SealingKey> key = SealingKey::fromPkcs8(sealingKey);
    if (!key)
        return failure(key);
    std::optional<PublicKey> workstation;
    if (const auto read = pki::Certificate::fromDer(certificate)) {
        if (const auto publicKey = PublicKey::fromInfo(read->publicKey()))
            workstation = *publicKey;
    }
    Content content;
    const auto list = entries(&content.isBroken);
    if (!list)
        return failure(list);
    const Result<QByteArray> bytes = readWhole(m_path, kMostBytes);
    if (bytes && bytes->size() >= kHeadBytes)
        content.id = bytes->sliced(kHeadBytes - kIdBytes, kIdBytes);
    for (const casefile::Entry& entry : *list) {
        const Result<QByteArray> clear = key->open(entry.payload);
        const Result<QJsonObject> fields = clear ? core::readJson(*clear) : failure(clear);
        const bool isSigned = !workstation || workstation->fits(entry.hash, entry.signature);
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
