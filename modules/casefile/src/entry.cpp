#include <casefile/entry.h>

#include <openssl/evp.h>

#include <QtEndian>

#include <array>
#include <cstring>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kUnreadable{"casefile.entry-unreadable"};
constexpr char kLinkLabel[] = "tirkeu journal link 1";
constexpr char kGenesisLabel[] = "tirkeu journal genesis 1";
constexpr quint8 kHasClient = 1;
constexpr quint8 kHasCase = 2;

/// Appends fixed-size values, big-endian.
class Writer
{
public:
    explicit Writer(QByteArray& bytes)
        : m_bytes(bytes)
    {
    }
    template<std::integral T>
    Writer& number(T value)
    {
        const T big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char*>(&big), sizeof big);
        return *this;
    }
    Writer& raw(QByteArrayView view)
    {
        m_bytes.append(view);
        return *this;
    }
    Writer& uuid(const core::Uuid& id)
    {
        return raw(QByteArrayView(reinterpret_cast<const char*>(id.bytes().data()), 16));
    }
    template<std::integral L>
    Writer& sized(QByteArrayView view)
    {
        return number(static_cast<L>(view.size())).raw(view);
    }

private:
    QByteArray& m_bytes;
};

/// Reads them back; after the first thing missing, all that follows is empty and `good` stays false.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    QByteArrayView raw(qsizetype size)
    {
        if (!m_good || size > m_bytes.size()) {
            m_good = false;
            return {};
        }
        const QByteArrayView part = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return part;
    }
    template<std::integral T>
    T number()
    {
        const QByteArrayView part = raw(sizeof(T));
        return part.isEmpty() ? T{} : qFromBigEndian<T>(part.data());
    }
    core::Uuid uuid()
    {
        std::array<std::uint8_t, 16> bytes{};
        if (const QByteArrayView part = raw(16); !part.isEmpty())
            std::memcpy(bytes.data(), part.data(), bytes.size());
        return core::Uuid::fromBytes(bytes);
    }
    template<std::integral L>
    QByteArray sized()
    {
        return raw(static_cast<qsizetype>(number<L>())).toByteArray();
    }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
    bool m_good = true;
};

/// The clear part of an entry, as it is hashed and as it is sent.
void writeHead(Writer& writer, const Entry& entry)
{
    const quint8 flags = (entry.client ? kHasClient : quint8(0)) | (entry.caseId ? kHasCase : quint8(0));
    writer.number(entry.sequence).number(static_cast<qint64>(entry.time.time_since_epoch().count()));
    writer.number(entry.kind).number(flags);
    if (entry.client)
        writer.uuid(*entry.client);
    if (entry.caseId)
        writer.uuid(*entry.caseId);
    writer.sized<quint16>(entry.actor.toUtf8()).raw(entry.payloadDigest).raw(entry.previous);
}
} // namespace

QByteArray genesisHash(const core::Uuid& vault)
{
    QByteArray bytes(kGenesisLabel);
    Writer(bytes).uuid(vault);
    return core::sha256(bytes);
}

struct Linker::Private
{
    EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    QByteArray buffer;
};

Linker::Linker()
    : m_private(std::make_unique<Private>())
{
    m_private->buffer.reserve(512);
}

Linker::~Linker()
{
    EVP_MD_CTX_free(m_private->context);
    EVP_MD_free(m_private->sha256);
}

QByteArray Linker::digest(QByteArrayView bytes)
{
    QByteArray digest(kHashBytes, Qt::Uninitialized);
    unsigned size = 0;
    const bool good =
        EVP_DigestInit_ex2(m_private->context, m_private->sha256, nullptr) == 1 &&
        EVP_DigestUpdate(m_private->context, bytes.data(), static_cast<std::size_t>(bytes.size())) == 1 &&
        EVP_DigestFinal_ex(m_private->context, reinterpret_cast<unsigned char*>(digest.data()), &size) == 1;
    // Without a digest nothing may look linked.
    return good ? digest : QByteArray();
}

QByteArray Linker::linkHash(const Entry& entry)
{
    m_private->buffer.resize(0);
    Writer writer(m_private->buffer);
    writer.raw(QByteArrayView(kLinkLabel, sizeof kLinkLabel));
    writeHead(writer, entry);
    return digest(m_private->buffer);
}

void Linker::link(Entry& entry, const QByteArray& previous)
{
    entry.payloadDigest = digest(entry.payload);
    entry.previous = previous;
    entry.hash = linkHash(entry);
}

Linker::Fault Linker::check(const Entry& entry, quint64 expectedSequence, QByteArrayView previous)
{
    if (entry.sequence != expectedSequence)
        return Fault::Sequence;
    if (QByteArrayView(entry.previous) != previous)
        return Fault::Link;
    if (entry.hash.size() != kHashBytes || entry.payloadDigest.size() != kHashBytes || linkHash(entry) != entry.hash)
        return Fault::Hash;
    // A destroyed payload leaves its digest; the chain stands without it.
    if (!entry.payload.isEmpty() && digest(entry.payload) != entry.payloadDigest)
        return Fault::Payload;
    return Fault::None;
}

QString nameOf(Linker::Fault fault)
{
    switch (fault) {
    case Linker::Fault::None:
        return QStringLiteral("none");
    case Linker::Fault::Payload:
        return QStringLiteral("payload");
    case Linker::Fault::Link:
        return QStringLiteral("link");
    case Linker::Fault::Hash:
        return QStringLiteral("hash");
    case Linker::Fault::Sequence:
        return QStringLiteral("sequence");
    }
    return {};
}

QByteArray encode(const Entry& entry)
{
    QByteArray body;
    Writer writer(body);
    writeHead(writer, entry);
    writer.raw(entry.hash).sized<quint16>(entry.signature).sized<quint32>(entry.payload);
    QByteArray framed;
    framed.reserve(body.size() + 4);
    Writer(framed).sized<quint32>(body);
    return framed;
}

Result<Entry> decodeEntry(QByteArrayView& bytes)
{
    const auto unreadable = [](const char* what) {
        return failure(kUnreadable, ErrorKind::SecurityStop, QString::fromLatin1(what));
    };
    Reader frame(bytes);
    const auto size = frame.number<quint32>();
    if (!frame.good() || size > kLargestEntry || size > bytes.size() - qsizetype(sizeof size))
        return unreadable("length");
    Reader reader(bytes.sliced(sizeof size, size));
    Entry entry;
    entry.sequence = reader.number<quint64>();
    entry.time = core::WallTime(std::chrono::milliseconds(reader.number<qint64>()));
    entry.kind = reader.number<quint16>();
    const auto flags = reader.number<quint8>();
    if (flags & kHasClient)
        entry.client = reader.uuid();
    if (flags & kHasCase)
        entry.caseId = reader.uuid();
    const QByteArray actor = reader.sized<quint16>();
    entry.actor = QString::fromUtf8(actor);
    entry.payloadDigest = reader.raw(kHashBytes).toByteArray();
    entry.previous = reader.raw(kHashBytes).toByteArray();
    entry.hash = reader.raw(kHashBytes).toByteArray();
    entry.signature = reader.sized<quint16>();
    entry.payload = reader.sized<quint32>();
    // One spelling only: what is read is written again byte for byte.
    if (!reader.good() || !reader.atEnd() || flags > (kHasClient | kHasCase) || entry.actor.toUtf8() != actor)
        return unreadable("body");
    bytes = bytes.sliced(qsizetype(sizeof size) + size);
    return entry;
}

} // namespace tirkeu::casefile
