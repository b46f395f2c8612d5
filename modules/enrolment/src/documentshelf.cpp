#include <enrolment/documentshelf.h>

#include <core/encoding.h>
#include <core/hashing.h>

namespace tirkeu::enrolment::shelf {

namespace {
constexpr ErrorCode kUnknown{"enrolment.document-unknown"};
constexpr qsizetype kIdBytes = 16;

QString nameFor(const core::Uuid& document)
{
    return QStringLiteral("document/") + document.toString();
}
} // namespace

Result<> keep(vault::Writer& writer, const core::Uuid& document, const casefile::ClientId& client,
    const std::optional<casefile::CaseId>& caseId, const QByteArray& pdf)
{
    const auto kept = writer.keep(vault::ObjectKind::Original, client, caseId, pdf);
    if (!kept)
        return failure(kept);
    const auto& id = kept->id.uuid().bytes();
    return writer.setMeta(nameFor(document), QByteArrayView(reinterpret_cast<const char*>(id.data()), kIdBytes));
}

Result<vault::ObjectId> newestOf(vault::Store& store, const core::Uuid& document)
{
    const Result<QByteArray> bytes = store.meta(nameFor(document));
    if (!bytes)
        return failure(bytes);
    if (bytes->size() != kIdBytes)
        return failure(kUnknown, ErrorKind::OperatorCanFix, document.toString());
    std::array<std::uint8_t, kIdBytes> id{};
    std::copy(bytes->begin(), bytes->end(), id.begin());
    return vault::ObjectId(core::Uuid::fromBytes(id));
}

Result<QByteArray> newest(vault::Store& store, const core::Uuid& document)
{
    const auto id = newestOf(store, document);
    return id ? store.readObject(*id) : failure(id);
}

Result<QList<core::Uuid>> notAsSigned(vault::Store& store)
{
    const auto lines = store.cases(vault::CaseList::All);
    if (!lines)
        return failure(lines);
    QList<core::Uuid> wrong;
    for (const vault::CaseLine& line : *lines) {
        const auto state = store.caseState(line.id);
        if (!state)
            return failure(state);
        for (auto document = state->documents.begin(); document != state->documents.end(); ++document) {
            if (!document->isSigned)
                continue;
            const Result<QByteArray> pdf = newest(store, document.key());
            // A disk that does not answer is no document that somebody took away.
            if (!pdf && pdf.error().kind == ErrorKind::Retry)
                return failure(pdf);
            if (!pdf || QString::fromLatin1(core::toHex(core::sha256(*pdf))) != document->digest)
                wrong.append(document.key());
        }
    }
    return wrong;
}

} // namespace tirkeu::enrolment::shelf
