#include "vaultdocuments.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <vault/errors.h>

namespace tirkeu::workstation {

namespace {
constexpr qsizetype kIdBytes = 16;

QString nameFor(const QString& document)
{
    return QStringLiteral("document/") + document;
}

QByteArray bytesOf(const core::Uuid& id)
{
    return QByteArray(reinterpret_cast<const char*>(id.bytes().data()), kIdBytes);
}

Result<vault::ObjectId> newestOf(vault::Store& store, const QString& document)
{
    const Result<QByteArray> bytes = store.meta(nameFor(document));
    if (!bytes)
        return failure(bytes);
    if (bytes->size() != kIdBytes)
        return failure(vault::kUnknownRecord, ErrorKind::SecurityStop, document);
    std::array<std::uint8_t, kIdBytes> id{};
    std::copy(bytes->begin(), bytes->end(), id.begin());
    return vault::ObjectId(core::Uuid::fromBytes(id));
}

Result<> addRevision(vault::Store& store, const QString& document, const QByteArray& pdf, core::WallTime now)
{
    const auto id = core::Uuid::parse(document);
    const auto newest = newestOf(store, document);
    if (!id || !newest)
        return id ? failure(newest) : failure(id);
    const auto before = store.object(*newest);
    if (!before)
        return failure(before);
    return store.write([&](vault::Writer& writer) -> Result<> {
        if (const Result<> kept = VaultDocuments::keep(writer, *id, before->client, before->caseId, pdf); !kept)
            return kept;
        if (!before->caseId)
            return {};
        const auto entry = writer.append(
            {casefile::Kind::DocumentStamped, now, QStringLiteral("workstation"), before->client, before->caseId,
                {{QStringLiteral("document"), document},
                    {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(pdf)))}}});
        return entry ? Result<>() : failure(entry);
    });
}

template<typename T>
Result<T> waited(QFuture<Result<T>> future)
{
    Result<T> result = future.result();
    if (!result && result.error().code == vault::kClosed)
        result.error().kind = ErrorKind::Retry;
    return result;
}
} // namespace

Result<> VaultDocuments::keep(vault::Writer& writer, const core::Uuid& document, const casefile::ClientId& client,
    const std::optional<casefile::CaseId>& caseId, const QByteArray& pdf)
{
    const auto kept = writer.keep(vault::ObjectKind::Original, client, caseId, pdf);
    return kept ? writer.setMeta(nameFor(document.toString()), bytesOf(kept->id.uuid())) : failure(kept);
}

Result<QByteArray> VaultDocuments::load(const QString& document)
{
    return waited(m_thread.perform<QByteArray>([document](vault::Vault& opened) -> Result<QByteArray> {
        const auto newest = newestOf(opened.store(), document);
        return newest ? opened.store().readObject(*newest) : failure(newest);
    }));
}

Result<> VaultDocuments::store(const QString& document, const QByteArray& pdf)
{
    return waited(m_thread.perform<void>([document, pdf, now = m_clock.wall()](vault::Vault& opened) {
        return addRevision(opened.store(), document, pdf, now);
    }));
}

} // namespace tirkeu::workstation
