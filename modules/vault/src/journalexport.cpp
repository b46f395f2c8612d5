#include "publickey.h"

#include <vault/errors.h>
#include <vault/journalexport.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/json.h>
#include <pki/signeddata.h>
#include <pki/signing.h>

#include <QJsonArray>
#include <QtEndian>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kUnreadable{"vault.export-unreadable"};
constexpr ErrorCode kNothing{"vault.nothing-to-export"};
constexpr char kMagic[] = "TKJOURNAL1";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
constexpr quint32 kMostHeader = 4U << 20;
constexpr quint32 kMostSignature = 1U << 16;

void appendSized(QByteArray& to, QByteArrayView bytes)
{
    char size[4];
    qToBigEndian(static_cast<quint32>(bytes.size()), size);
    to.append(size, 4).append(bytes);
}

std::optional<QByteArrayView> takeSized(QByteArrayView& from, quint32 most)
{
    if (from.size() < 4)
        return {};
    const auto size = qFromBigEndian<quint32>(from.data());
    if (size > most || static_cast<qsizetype>(size) > from.size() - 4)
        return {};
    const QByteArrayView taken = from.sliced(4, size);
    from = from.sliced(4 + static_cast<qsizetype>(size));
    return taken;
}

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::SecurityStop, why);
}

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

struct Head
{
    ExportHeader header;
    std::vector<std::pair<quint64, core::SecureBytes>> shown;
};

Result<Head> readHead(QByteArrayView text)
{
    const Result<QJsonObject> object = core::readJson(text, {.maxBytes = kMostHeader});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    Head head;
    constexpr qint64 kMost = qint64(1) << 50;
    head.header.first = static_cast<quint64>(fields.integer(QLatin1StringView("first"), 1, kMost));
    head.header.last = static_cast<quint64>(fields.integer(QLatin1StringView("last"), 1, kMost));
    const auto vault = core::Uuid::parse(fields.string(QLatin1StringView("vault"), 36));
    const auto previous = core::fromHex(fields.string(QLatin1StringView("previous"), 64).toLatin1());
    const auto made = core::fromIsoText(fields.string(QLatin1StringView("made"), 32));
    std::ignore = fields.string(QLatin1StringView("about"), 500);
    bool keysGood = true;
    fields.each(QLatin1StringView("shown"), [&](core::JsonFields& inner) {
        const auto sequence = static_cast<quint64>(inner.integer(QLatin1StringView("sequence"), 1, kMost));
        auto key = core::fromHex(inner.string(QLatin1StringView("key"), 64).toLatin1());
        keysGood = keysGood && key && key->size() == static_cast<qsizetype>(casefile::kCipherKeyBytes);
        if (keysGood)
            head.shown.emplace_back(sequence, core::SecureBytes::takeFrom(*key));
    });
    const Result<> finished = fields.finish();
    if (!finished || !vault || !previous || !made || !keysGood || head.header.last < head.header.first)
        return unreadable(finished ? QStringLiteral("header") : finished.error().detail);
    head.header.vault = *vault;
    head.header.previous = *previous;
    head.header.made = *made;
    return head;
}
} // namespace

Result<QByteArray> exportJournal(Journal& journal, const core::Uuid& vault, quint64 first, quint64 last,
    core::Signer& workstation, const core::Clock& clock, const QList<quint64>& shown)
{
    QByteArray entries;
    QByteArray previous;
    QJsonArray keys;
    quint64 newest = 0;
    const Result<> visited = journal.visit(first, [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.sequence > last)
            return false;
        if (newest == 0)
            previous = entry.previous;
        newest = entry.sequence;
        entries += casefile::encode(entry);
        if (shown.contains(entry.sequence)) {
            const Result<core::SecureBytes> key = journal.keyFor(entry);
            if (!key)
                return failure(key);
            const QByteArray bytes(reinterpret_cast<const char*>(key->data()), static_cast<qsizetype>(key->size()));
            keys.append(QJsonObject{{QStringLiteral("sequence"), static_cast<qint64>(entry.sequence)},
                {QStringLiteral("key"), hex(bytes)}});
        }
        return true;
    });
    if (!visited)
        return failure(visited);
    if (newest == 0)
        return failure(kNothing, ErrorKind::OperatorCanFix, QStringLiteral("export"));
    QByteArray file(kMagic);
    appendSized(file,
        core::writeJson({{QStringLiteral("about"), QStringLiteral("Tirkeu journal: chained entries, payloads sealed, "
                                                                  "signed by the workstation")},
            {QStringLiteral("vault"), vault.toString()}, {QStringLiteral("first"), static_cast<qint64>(first)},
            {QStringLiteral("last"), static_cast<qint64>(newest)}, {QStringLiteral("previous"), hex(previous)},
            {QStringLiteral("made"), core::toIsoText(clock.wall())}, {QStringLiteral("shown"), keys}}));
    file += entries;
    const Result<QByteArray> signature =
        pki::signContent(file, pki::ContentPlace::Detached, {&workstation}, {.signingTime = clock.wall()});
    if (!signature)
        return signature;
    appendSized(file, *signature);
    return file;
}

Result<ExportReport> verifyExport(QByteArrayView file, const Journal::Visitor& visitor)
{
    if (file.size() > kLargestExport || file.size() < kMagicBytes || file.first(kMagicBytes) != QByteArrayView(kMagic))
        return unreadable(QStringLiteral("not a journal export"));
    QByteArrayView rest = file.sliced(kMagicBytes);
    const auto headText = takeSized(rest, kMostHeader);
    if (!headText)
        return unreadable(QStringLiteral("header"));
    Result<Head> head = readHead(*headText);
    if (!head)
        return failure(head);
    ExportReport report;
    report.header = head->header;
    casefile::Linker linker;
    QByteArray previous = report.header.previous;
    for (quint64 expected = report.header.first; expected <= report.header.last; ++expected) {
        const Result<casefile::Entry> entry = casefile::decodeEntry(rest);
        if (!entry)
            return failure(entry);
        if (report.brokenAt == 0) {
            report.fault = linker.check(*entry, expected, previous);
            if (report.fault != casefile::Linker::Fault::None)
                report.brokenAt = expected;
            else
                ++report.checked;
        }
        previous = entry->hash;
        for (const auto& [sequence, key] : head->shown) {
            if (sequence != entry->sequence)
                continue;
            const Result<QByteArray> clear = casefile::openPayload(key, entry->payload);
            const Result<QJsonObject> fields = clear ? core::readJson(*clear) : failure(clear);
            if (!fields)
                return failure(fields);
            report.shown.emplace_back(sequence, *fields);
        }
        if (visitor) {
            const Result<bool> goesOn = visitor(*entry);
            if (!goesOn)
                return failure(goesOn);
            if (!*goesOn)
                return report;
        }
    }
    const QByteArrayView content = file.first(file.size() - rest.size());
    const auto signature = takeSized(rest, kMostSignature);
    if (!signature || !rest.isEmpty())
        return unreadable(QStringLiteral("signature"));
    const auto data = pki::SignedData::read(*signature);
    if (!data)
        return failure(data);
    const QList<pki::SignerResult> results = data->verifyDetached(content);
    report.isSigned = results.size() == 1 && results.first().isGood();
    if (!results.isEmpty())
        report.signer = results.first().certificate;
    return report;
}

} // namespace tirkeu::vault
