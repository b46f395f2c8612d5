#include <sync/errors.h>
#include <sync/exportfile.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <storage/errors.h>
#include <vault/journalsegments.h>

#include <QSaveFile>
#include <QtEndian>

#include <cstring>

namespace tirkeu::sync {

namespace {
constexpr ErrorCode kUnreadable{"sync.export-unreadable"};
constexpr ErrorCode kNotWritten{"sync.export-not-written"};
constexpr ErrorCode kNothing{"sync.nothing-to-export"};
constexpr QByteArrayView kMagic("TKEXPORT1\n");
constexpr qsizetype kIdBytes = 16;
constexpr qsizetype kDigestBytes = 32;
constexpr quint32 kMostName = 256;
constexpr qint64 kLargestJournal = qint64(1) << 30;

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, why);
}

template<typename T>
void put(QByteArray& bytes, T value)
{
    char raw[sizeof(T)];
    qToBigEndian(value, raw);
    bytes.append(raw, sizeof raw);
}

void put(QByteArray& bytes, const core::Uuid& id)
{
    bytes.append(reinterpret_cast<const char*>(id.bytes().data()), kIdBytes);
}

/// Reads a field at a time; once something is missing all that follows is empty.
class Front
{
public:
    explicit Front(QIODevice& file)
        : m_file(file)
    {
    }
    [[nodiscard]] QByteArray bytes(qsizetype size)
    {
        QByteArray read = m_good ? m_file.read(size) : QByteArray();
        m_good = m_good && read.size() == size;
        return m_good ? read : QByteArray(size, '\0');
    }
    template<typename T>
    [[nodiscard]] T number()
    {
        return qFromBigEndian<T>(bytes(sizeof(T)).constData());
    }
    [[nodiscard]] core::Uuid id()
    {
        std::array<std::uint8_t, kIdBytes> raw{};
        std::memcpy(raw.data(), bytes(kIdBytes).constData(), raw.size());
        return core::Uuid::fromBytes(raw);
    }
    [[nodiscard]] bool isGood() const { return m_good; }

private:
    QIODevice& m_file;
    bool m_good = true;
};

QByteArray frontOf(const ExportIndex& index)
{
    QByteArray front(kMagic.data(), kMagic.size());
    put(front, index.vault);
    const QByteArray name = index.workstation.toUtf8();
    put(front, static_cast<quint32>(name.size()));
    front += name;
    put(front, static_cast<qint64>(index.made.time_since_epoch().count()));
    put(front, index.journalFirst);
    put(front, index.journalSize);
    put(front, static_cast<quint32>(index.packages.size()));
    for (const ExportedPackage& one : index.packages) {
        put(front, one.package);
        front += one.fingerprint + one.sha256;
        put(front, one.size);
    }
    return front;
}

/// The places follow from the sizes: nobody can name one that lies elsewhere.
void place(ExportIndex& index, qint64 behindFront)
{
    index.journalAt = behindFront;
    qint64 at = behindFront + index.journalSize;
    for (ExportedPackage& one : index.packages) {
        one.at = at;
        at += one.size;
    }
}

Result<QByteArray> journalBehind(vault::Store& store, quint64 known)
{
    QByteArray entries;
    const Result<> visited = store.journal().visit(known + 1, [&](const casefile::Entry& entry) -> Result<bool> {
        entries += casefile::encode(entry);
        if (entries.size() > kLargestJournal)
            return failure(kNotWritten, ErrorKind::OperatorCanFix, QStringLiteral("the journal is too long"));
        return true;
    });
    return visited ? Result<QByteArray>(entries) : failure(visited);
}

Result<> writeAll(const vault::Spool& spool, const ExportIndex& index, const QByteArray& journal, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    const auto write = [&file](const QByteArray& bytes) {
        return file.write(bytes) == bytes.size();
    };
    bool good = write(frontOf(index)) && write(journal);
    for (const ExportedPackage& one : index.packages) {
        const Result<QByteArray> sealed = spool.read(one.package);
        if (!sealed)
            return failure(sealed);
        good = good && write(*sealed);
    }
    if (!good || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}
} // namespace

Result<ExportIndex> writeExport(vault::Store& store, const vault::Spool& spool, const QString& workstation,
    const QString& path, quint64 known, const QString& actor)
{
    const auto there = spool.list();
    if (!there)
        return failure(there);
    if (there->empty())
        return failure(kNothing, ErrorKind::OperatorCanFix, path);
    const auto segments = vault::journalSegments(store);
    if (!segments)
        return failure(segments);
    // Of a vault that was put back its own stretch goes: what it continues is the bank's by then, or comes by the line.
    known = std::max(known, segments->constLast().after);
    ExportIndex index{segments->constLast().id, workstation, store.clock().wall(), {}, 0, 0, 0};
    for (const vault::SpooledPackage& one : *there)
        index.packages.append({one.about.package, one.about.fingerprint, one.digest, one.size, 0});
    const Result<QByteArray> journal = journalBehind(store, known);
    if (!journal)
        return failure(journal);
    index.journalSize = journal->size();
    index.journalFirst = journal->isEmpty() ? 0 : known + 1;
    place(index, frontOf(index).size());
    // What is handed out is said first: there is no export that the journal does not know.
    const auto last = static_cast<qint64>(store.journal().head().sequence);
    const Result<> said = store.write([&](vault::Writer& writer) -> Result<> {
        const auto entry = writer.append({casefile::Kind::JournalExported, index.made, actor, {}, {},
            {{QStringLiteral("first"), static_cast<qint64>(index.journalFirst)}, {QStringLiteral("last"), last},
                {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(*journal)))}}});
        if (!entry)
            return failure(entry);
        for (const ExportedPackage& one : std::as_const(index.packages)) {
            const auto row = store.outboxRow(one.package);
            if (!row)
                return failure(row);
            if (!*row)
                continue;
            const auto told = writer.append({casefile::Kind::ExportMade, index.made, actor, (*row)->client, {},
                {{QStringLiteral("what"), QStringLiteral("package")}, {QStringLiteral("objects"), 1},
                    {QStringLiteral("to"), path}}});
            if (!told)
                return failure(told);
        }
        return {};
    });
    const Result<> written = said ? writeAll(spool, index, *journal, path) : said;
    return written ? Result<ExportIndex>(index) : failure(written);
}

Result<ExportIndex> readExport(QIODevice& file)
{
    Front front(file);
    if (front.bytes(kMagic.size()) != kMagic.toByteArray())
        return unreadable(QStringLiteral("not a file of packages"));
    ExportIndex index;
    index.vault = front.id();
    const auto name = front.number<quint32>();
    if (name > kMostName)
        return unreadable(QStringLiteral("the workstation's name"));
    index.workstation = QString::fromUtf8(front.bytes(name));
    index.made = core::WallTime(std::chrono::milliseconds(front.number<qint64>()));
    index.journalFirst = front.number<quint64>();
    index.journalSize = front.number<qint64>();
    const auto count = front.number<quint32>();
    if (!front.isGood() || count > kMostExported || index.journalSize < 0 || index.journalSize > kLargestJournal ||
        (index.journalFirst == 0) != (index.journalSize == 0))
        return unreadable(QStringLiteral("its front"));
    for (quint32 i = 0; i < count; ++i) {
        ExportedPackage one{
            front.id(), front.bytes(kDigestBytes), front.bytes(kDigestBytes), front.number<qint64>(), 0};
        const bool isTwice = std::ranges::any_of(
            index.packages, [&one](const ExportedPackage& other) { return other.package == one.package; });
        if (!front.isGood() || one.size <= 0 || one.size > kLargestExported || isTwice)
            return unreadable(QStringLiteral("package %1").arg(i));
        index.packages.append(one);
    }
    place(index, file.pos());
    const qint64 end = index.packages.isEmpty() ? index.journalAt + index.journalSize
                                                : index.packages.constLast().at + index.packages.constLast().size;
    if (file.size() != end)
        return unreadable(QStringLiteral("%1 bytes instead of %2").arg(file.size()).arg(end));
    return index;
}

Result<QByteArray> packageFrom(QIODevice& file, const ExportedPackage& package)
{
    const QByteArray bytes = file.seek(package.at) ? file.read(package.size) : QByteArray();
    if (bytes.size() != package.size || core::sha256(bytes) != package.sha256)
        return unreadable(package.package.toString());
    return bytes;
}

Result<QList<QByteArray>> journalFrom(QIODevice& file, const ExportIndex& index, quint64 known, qint64 pieceBytes)
{
    QList<QByteArray> pieces;
    const QByteArray all = file.seek(index.journalAt) ? file.read(index.journalSize) : QByteArray();
    if (all.size() != index.journalSize)
        return unreadable(QStringLiteral("the journal"));
    QByteArrayView rest(all);
    QByteArray piece;
    while (!rest.isEmpty()) {
        const QByteArrayView before = rest;
        const auto entry = casefile::decodeEntry(rest);
        if (!entry)
            return failure(entry);
        if (entry->sequence <= known)
            continue;
        const QByteArrayView bytes = before.first(before.size() - rest.size());
        if (!piece.isEmpty() && piece.size() + bytes.size() > pieceBytes)
            pieces.append(std::exchange(piece, QByteArray()));
        piece += bytes;
    }
    if (!piece.isEmpty())
        pieces.append(piece);
    return pieces;
}

} // namespace tirkeu::sync
