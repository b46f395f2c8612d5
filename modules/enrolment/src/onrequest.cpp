#include <enrolment/onrequest.h>

#include <enrolment/confirmation.h>
#include <enrolment/documentshelf.h>

#include <QDir>
#include <QSaveFile>

namespace tirkeu::enrolment {

namespace {
constexpr ErrorCode kNotWritten{"enrolment.export-not-written"};
constexpr ErrorCode kNotEmpty{"enrolment.export-folder-not-empty"};
constexpr ErrorCode kNothing{"enrolment.nothing-to-export"};

Result<> writeWhole(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    QFile written(path);
    if (!written.open(QIODevice::ReadOnly) || written.readAll() != bytes)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, QStringLiteral("read back otherwise"), {path});
    return {};
}

Result<QStringList> writeAll(vault::Store& store, const QList<ClientDocument>& documents, const QDir& folder)
{
    QStringList names;
    for (const ClientDocument& document : documents) {
        const auto pdf = shelf::newest(store, document.id);
        const QString name =
            QStringLiteral("%1-%2.pdf").arg(names.size() + 1, 2, 10, QLatin1Char('0')).arg(document.kind);
        const Result<> written = pdf ? writeWhole(folder.filePath(name), *pdf) : failure(pdf);
        if (!written) {
            for (const QString& one : names)
                QFile::remove(folder.filePath(one));
            QFile::remove(folder.filePath(name));
            return failure(written);
        }
        names.append(name);
    }
    return names;
}
} // namespace

Result<QList<ClientDocument>> documentsOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto cases = store.casesOf(client);
    if (!cases)
        return failure(cases);
    QList<ClientDocument> documents;
    for (const vault::CaseLine& line : *cases) {
        const auto state = store.caseState(line.id);
        if (!state)
            return failure(state);
        for (auto it = state->documents.cbegin(); it != state->documents.cend(); ++it) {
            if (it->isSigned)
                documents.append({it.key(), line.id, it->kind, state->lastAt});
        }
    }
    const auto confirmations = confirmationsOf(store, client);
    if (!confirmations)
        return failure(confirmations);
    return documents + *confirmations;
}

Result<QStringList> exportOriginals(vault::Store& store, const ExportRequest& request)
{
    auto documents = documentsOf(store, request.client);
    if (!documents)
        return failure(documents);
    if (!request.documents.isEmpty())
        documents->removeIf([&](const ClientDocument& one) { return !request.documents.contains(one.id); });
    if (documents->isEmpty())
        return failure(kNothing, ErrorKind::OperatorCanFix, request.client.toString());
    const QDir folder(request.folder);
    if (!folder.mkpath(QStringLiteral(".")))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, request.folder, {request.folder});
    if (!folder.isEmpty())
        return failure(kNotEmpty, ErrorKind::OperatorCanFix, request.folder, {request.folder});
    auto names = writeAll(store, *documents, folder);
    if (!names)
        return names;
    const auto entry =
        store.append({casefile::Kind::ExportMade, store.clock().wall(), request.actor, request.client, {},
            {{QStringLiteral("what"), QStringLiteral("originals")}, {QStringLiteral("objects"), qint64(names->size())},
                {QStringLiteral("to"), request.to}}});
    if (!entry) {
        // Nothing leaves that the journal does not know of.
        for (const QString& name : *names)
            QFile::remove(folder.filePath(name));
        return failure(entry);
    }
    return names;
}

} // namespace tirkeu::enrolment
