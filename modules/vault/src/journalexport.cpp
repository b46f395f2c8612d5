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

#include <algorithm>
#include <memory>
#include <utility>

#include <openssl/evp.h>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kUnreadable{"vault.export-unreadable"};
constexpr ErrorCode kNothing{"vault.nothing-to-export"};
constexpr char kMagic[] = "TKJOURNAL1";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
constexpr quint32 kMostHeader = 4U << 20;
constexpr quint32 kMostSignature = 1U << 16;
constexpr qsizetype kSizeBytes = 4;
constexpr qsizetype kPiece = qsizetype(1) << 20;

void appendSized(QByteArray& to, QByteArrayView bytes)
{
    char size[kSizeBytes];
    qToBigEndian(static_cast<quint32>(bytes.size()), size);
    to.append(size, kSizeBytes).append(bytes);
}

/// SHA-256 over pieces, with what the processor has for it. What could not be made is empty: no signature fits that.
class Digest
{
public:
    Digest() { note(EVP_DigestInit_ex2(m_context.get(), EVP_sha256(), nullptr)); }
    void add(QByteArrayView bytes)
    {
        note(EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())));
    }
    /// Of what has been added so far; more may follow.
    [[nodiscard]] QByteArray soFar() const
    {
        QByteArray digest(casefile::kHashBytes, Qt::Uninitialized);
        const Context copy(EVP_MD_CTX_new());
        const bool isMade =
            m_isGood && EVP_MD_CTX_copy_ex(copy.get(), m_context.get()) == 1 &&
            EVP_DigestFinal_ex(copy.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
        return isMade ? digest : QByteArray();
    }

private:
    struct Free
    {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    using Context = std::unique_ptr<EVP_MD_CTX, Free>;
    void note(int done) { m_isGood = m_isGood && done == 1; }

    Context m_context{EVP_MD_CTX_new()};
    bool m_isGood = true;
};

/// The bytes of a file in turn. What was taken counts among what is signed; what was only looked at does not yet.
class Pieces
{
public:
    explicit Pieces(const PieceGiver& give)
        : m_give(give)
    {
    }

    /// The next `size` bytes, fewer where the file ends before. Good until the next call.
    [[nodiscard]] Result<QByteArrayView> look(qsizetype size)
    {
        while (m_buffer.size() - m_at < size) {
            m_buffer.remove(0, std::exchange(m_at, 0));
            const Result<QByteArray> more = m_give(kPiece);
            if (!more)
                return failure(more);
            if (more->isEmpty())
                break;
            m_buffer += *more;
        }
        return QByteArrayView(m_buffer).sliced(m_at, std::min(size, m_buffer.size() - m_at));
    }
    void take(qsizetype size)
    {
        m_taken.add(QByteArrayView(m_buffer).sliced(m_at, size));
        m_at += size;
    }
    /// SHA-256 of all that was taken.
    [[nodiscard]] QByteArray digest() const { return m_taken.soFar(); }

private:
    const PieceGiver& m_give;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    Digest m_taken;
};

/// None: the length is more than may be, or more than there is.
Result<std::optional<QByteArray>> takeSized(Pieces& from, quint32 most)
{
    const Result<QByteArrayView> front = from.look(kSizeBytes);
    if (!front)
        return failure(front);
    if (front->size() < kSizeBytes)
        return std::optional<QByteArray>();
    const auto size = qFromBigEndian<quint32>(front->data());
    if (size > most)
        return std::optional<QByteArray>();
    const qsizetype wanted = kSizeBytes + static_cast<qsizetype>(size);
    const Result<QByteArrayView> whole = from.look(wanted);
    if (!whole)
        return failure(whole);
    if (whole->size() < wanted)
        return std::optional<QByteArray>();
    std::optional<QByteArray> taken = whole->sliced(kSizeBytes).toByteArray();
    from.take(wanted);
    return taken;
}

Result<casefile::Entry> takeEntry(Pieces& from)
{
    const Result<QByteArrayView> front = from.look(kSizeBytes);
    if (!front)
        return failure(front);
    const quint32 size = front->size() < kSizeBytes ? 0 : qFromBigEndian<quint32>(front->data());
    // A length that no entry has is the decoder's to refuse; so much is not read for that.
    const Result<QByteArrayView> whole =
        from.look(kSizeBytes + static_cast<qsizetype>(std::min(size, casefile::kLargestEntry)));
    if (!whole)
        return failure(whole);
    QByteArrayView rest = *whole;
    Result<casefile::Entry> entry = casefile::decodeEntry(rest);
    if (entry)
        from.take(whole->size() - rest.size());
    return entry;
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

/// The first entry at or behind a number, where there is one.
Result<std::optional<casefile::Entry>> entryFrom(Journal& journal, quint64 sequence)
{
    std::optional<casefile::Entry> found;
    const Result<> visited = journal.visit(sequence, [&found](const casefile::Entry& entry) -> Result<bool> {
        found = entry;
        return false;
    });
    return visited ? Result<std::optional<casefile::Entry>>(std::move(found)) : failure(visited);
}

Result<QJsonArray> keysOf(Journal& journal, const QList<quint64>& shown, quint64 first, quint64 last)
{
    QJsonArray keys;
    for (const quint64 sequence : shown) {
        if (sequence < first || sequence > last)
            continue;
        const auto entry = entryFrom(journal, sequence);
        if (!entry)
            return failure(entry);
        if (!*entry || (*entry)->sequence != sequence)
            continue;
        const Result<core::SecureBytes> key = journal.keyFor(**entry);
        if (!key)
            return failure(key);
        const QByteArray bytes(reinterpret_cast<const char*>(key->data()), static_cast<qsizetype>(key->size()));
        keys.append(QJsonObject{
            {QStringLiteral("sequence"), static_cast<qint64>(sequence)}, {QStringLiteral("key"), hex(bytes)}});
    }
    return keys;
}

/// What stands in front of the entries.
Result<QByteArray> headOf(Journal& journal, const ExportHeader& header, const QList<quint64>& shown)
{
    const Result<QJsonArray> keys = keysOf(journal, shown, header.first, header.last);
    if (!keys)
        return failure(keys);
    QByteArray head(kMagic);
    appendSized(head,
        core::writeJson({{QStringLiteral("about"), QStringLiteral("Tirkeu journal: chained entries, payloads sealed, "
                                                                  "signed by the workstation")},
            {QStringLiteral("vault"), header.vault.toString()},
            {QStringLiteral("first"), static_cast<qint64>(header.first)},
            {QStringLiteral("last"), static_cast<qint64>(header.last)},
            {QStringLiteral("previous"), hex(header.previous)}, {QStringLiteral("made"), core::toIsoText(header.made)},
            {QStringLiteral("shown"), *keys}}));
    return head;
}
} // namespace

Result<ExportMade> exportJournalTo(const PieceTaker& take, Journal& journal, const core::Uuid& vault, quint64 first,
    quint64 last, core::Signer& workstation, const core::Clock& clock, const QList<quint64>& shown)
{
    const auto begins = entryFrom(journal, first);
    if (!begins)
        return failure(begins);
    const quint64 newest = std::min<quint64>(last, journal.head().sequence);
    if (!*begins || (*begins)->sequence > newest)
        return failure(kNothing, ErrorKind::OperatorCanFix, QStringLiteral("export"));
    const ExportHeader header{vault, first, newest, (*begins)->previous, clock.wall()};
    const Result<QByteArray> head = headOf(journal, header, shown);
    if (!head)
        return failure(head);
    Digest digest;
    const auto put = [&](QByteArrayView bytes) {
        digest.add(bytes);
        return take(bytes);
    };
    QByteArray piece = *head;
    const Result<> visited = journal.visit(first, [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.sequence > newest)
            return false;
        piece += casefile::encode(entry);
        if (piece.size() < kPiece)
            return true;
        const Result<> written = put(piece);
        piece.resize(0);
        return written ? Result<bool>(true) : failure(written);
    });
    const Result<> written = visited ? put(piece) : visited;
    if (!written)
        return failure(written);
    const Result<QByteArray> signature = pki::signDigest(digest.soFar(), workstation, {.signingTime = header.made});
    if (!signature)
        return failure(signature);
    QByteArray end;
    appendSized(end, *signature);
    if (const Result<> ended = put(end); !ended)
        return failure(ended);
    return ExportMade{newest, digest.soFar()};
}

Result<QByteArray> exportJournal(Journal& journal, const core::Uuid& vault, quint64 first, quint64 last,
    core::Signer& workstation, const core::Clock& clock, const QList<quint64>& shown)
{
    QByteArray file;
    const auto made = exportJournalTo(
        [&file](QByteArrayView bytes) -> Result<> {
            file.append(bytes);
            return {};
        },
        journal, vault, first, last, workstation, clock, shown);
    return made ? Result<QByteArray>(std::move(file)) : failure(made);
}

Result<ExportReport> verifyExport(QByteArrayView file, const Journal::Visitor& visitor)
{
    return verifyExportFrom(
        [&file](qsizetype most) -> Result<QByteArray> {
            const QByteArrayView given = file.first(std::min(most, file.size()));
            file = file.sliced(given.size());
            return given.toByteArray();
        },
        visitor);
}

Result<ExportReport> verifyExportFrom(const PieceGiver& give, const Journal::Visitor& visitor)
{
    Pieces file(give);
    const Result<QByteArrayView> magic = file.look(kMagicBytes);
    if (!magic)
        return failure(magic);
    if (*magic != QByteArrayView(kMagic))
        return unreadable(QStringLiteral("not a journal export"));
    file.take(kMagicBytes);
    const auto headText = takeSized(file, kMostHeader);
    if (!headText)
        return failure(headText);
    if (!*headText)
        return unreadable(QStringLiteral("header"));
    Result<Head> head = readHead(**headText);
    if (!head)
        return failure(head);
    ExportReport report;
    report.header = head->header;
    casefile::Linker linker;
    QByteArray previous = report.header.previous;
    for (quint64 expected = report.header.first; expected <= report.header.last; ++expected) {
        const Result<casefile::Entry> entry = takeEntry(file);
        // Where entries are missing there are fewer than the front says; the first that does not fit is known then.
        if (!entry && report.brokenAt != 0)
            return report;
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
    const QByteArray content = file.digest();
    const auto signature = takeSized(file, kMostSignature);
    const auto behind = signature ? file.look(1) : failure(signature);
    if (!behind)
        return failure(behind);
    if (!*signature || !behind->isEmpty())
        return unreadable(QStringLiteral("signature"));
    const auto data = pki::SignedData::read(**signature);
    if (!data)
        return failure(data);
    // A workstation signs a SHA-256; another digest is of no file of ours.
    const QList<pki::SignerResult> results = data->verifyDigest([&content](core::HashAlgorithm algorithm) {
        return algorithm == core::HashAlgorithm::Sha256 ? content : QByteArray();
    });
    report.isSigned = results.size() == 1 && results.first().isGood();
    if (!results.isEmpty())
        report.signer = results.first().certificate;
    return report;
}

} // namespace tirkeu::vault
