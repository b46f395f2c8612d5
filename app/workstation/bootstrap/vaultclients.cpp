#include "vaultclients.h"

#include "evidencechecker.h"

#include <core/hashing.h>
#include <core/whendone.h>
#include <enrolment/confirmation.h>
#include <enrolment/documentshelf.h>

#include <QDir>
#include <QPromise>

#include <memory>

namespace tirkeu::workstation {

namespace shelf = enrolment::shelf;

namespace {
constexpr ErrorCode kCannotSign{"signin.cannot-sign"};
const QString kCard = QStringLiteral("client-card");

// The journal first: nothing is shown or leaves that it does not know of.
Result<QByteArray> printed(
    vault::Store& store, const casefile::ClientId& client, const core::Uuid& document, const QString& actor)
{
    auto pdf = shelf::newest(store, document);
    if (!pdf)
        return pdf;
    const auto entry = store.append({casefile::Kind::PrintMade, store.clock().wall(), actor, client, {},
        {{QStringLiteral("what"), document.toString()}, {QStringLiteral("copies"), 1}}});
    return entry ? pdf : failure(entry);
}

QString folderName(core::WallTime now, const casefile::ClientId& client)
{
    return QStringLiteral("originals-%1-%2")
        .arg(core::toQDateTime(now).toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss")), client.toString().right(8));
}
} // namespace

VaultClients::VaultClients(Ground ground)
    : m_ground(std::move(ground))
    , m_printer(m_ground.printsFolder)
{
}

QFuture<Result<QList<FoundClient>>> VaultClients::find(const enrolment::ClientQuery& query)
{
    return m_ground.vault.perform<QList<FoundClient>>([query](vault::Vault& vault) -> Result<QList<FoundClient>> {
        const auto ids = enrolment::findClients(vault.store(), query);
        if (!ids)
            return failure(ids);
        QList<FoundClient> found;
        for (const casefile::ClientId& id : *ids) {
            // A case that was broken off before the first form leaves a client without a name.
            if (const auto file = enrolment::clientFileOf(vault.store(), id))
                found.append({id, file->data.name.full(), file->iin.shownShort()});
        }
        return found;
    });
}

QFuture<Result<enrolment::ClientFile>> VaultClients::read(const casefile::ClientId& client)
{
    return m_ground.vault.perform<enrolment::ClientFile>(
        [client](vault::Vault& vault) { return enrolment::clientFileOf(vault.store(), client); });
}

QFuture<Result<CheckedDocument>> VaultClients::open(const core::Uuid& document)
{
    return m_ground.vault.perform<CheckedDocument>(
        [document, actor = m_ground.door.owner(), trust = m_ground.trust, now = m_ground.clock.wall()](
            vault::Vault& vault) -> Result<CheckedDocument> {
            const auto object = shelf::newestOf(vault.store(), document);
            const auto pdf = object ? vault.store().viewObject(*object, kCard, actor) : failure(object);
            if (!pdf)
                return failure(pdf);
            return checkedDocument(*pdf, trust, now);
        });
}

QFuture<Result<QString>> VaultClients::print(const casefile::ClientId& client, const core::Uuid& document)
{
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    const auto finish = [promise](const Result<QString>& result) {
        promise->addResult(result);
        promise->finish();
    };
    const auto read =
        m_ground.vault.perform<QByteArray>([client, document, actor = m_ground.door.owner()](vault::Vault& vault) {
            return printed(vault.store(), client, document, actor);
        });
    core::whenDone(read, this, [this, finish, document](const Result<QByteArray>& pdf) {
        if (!pdf)
            return finish(failure(pdf));
        core::whenDone(m_printer.print(QStringLiteral("document-%1").arg(document.toString().right(12)), *pdf), this,
            [finish](const Result<QString>& where) { finish(where); });
    });
    return promise->future();
}

QFuture<Result<QString>> VaultClients::exportOriginals(
    const casefile::ClientId& client, const QList<core::Uuid>& documents, const QString& to)
{
    const enrolment::ExportRequest request{client,
        QDir(m_ground.exportsFolder).filePath(folderName(m_ground.clock.wall(), client)), to, m_ground.door.owner(),
        documents};
    return m_ground.vault.perform<QString>([request](vault::Vault& vault) -> Result<QString> {
        const auto names = enrolment::exportOriginals(vault.store(), request);
        return names ? Result<QString>(QDir::toNativeSeparators(request.folder)) : failure(names);
    });
}

QFuture<Result<>> VaultClients::confirmDelivery(
    const casefile::ClientId& client, core::SecureBytes pin, LastTry lastTry)
{
    if (m_ground.signing == nullptr)
        return QtFuture::makeReadyFuture(
            Result<>(failure(kCannotSign, ErrorKind::OperatorCanFix, QStringLiteral("nobody signs here"))));
    const auto draw = [client, &criteria = m_ground.signing->criteria()](
                          vault::Vault& vault, const QByteArray& certificate) {
        return enrolment::drawConfirmation(vault.store(), criteria, client, certificate);
    };
    const auto keep = [client, actor = m_ground.door.owner()](
                          vault::Vault& vault, const enrolment::SignedPaper& paper, const QByteArray& certificate) {
        return enrolment::keepConfirmation(vault.store(), {client, paper, core::sha256(certificate), actor});
    };
    return m_ground.signing->sign({draw, keep}, std::move(pin), lastTry);
}

} // namespace tirkeu::workstation
