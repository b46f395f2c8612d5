#include "viewedpictures.h"

#include <core/whendone.h>

#include <QPromise>

namespace tirkeu::workstation {

QFuture<Result<>> ViewedPictures::note(const CheckedDocument& document)
{
    const QString subject = document.record ? document.record->documentId : QString();
    return m_thread.perform<void>([iin = document.clientIin, subject, actor = m_door.owner()](
                                      vault::Vault& opened) -> Result<> {
        vault::Store& store = opened.store();
        const auto clients = store.find(vault::SearchField::Iin, iin);
        if (!clients)
            return failure(clients);
        for (const casefile::ClientId& client : *clients) {
            const auto entry = store.append({casefile::Kind::PictureViewed, store.clock().wall(), actor, client, {},
                {{QStringLiteral("object"), subject}, {QStringLiteral("why"), QStringLiteral("document-verified")}}});
            if (!entry)
                return failure(entry);
        }
        return {};
    });
}

QFuture<Result<CheckedDocument>> ViewedPictures::check(const QString& file)
{
    auto promise = std::make_shared<QPromise<Result<CheckedDocument>>>();
    promise->start();
    const auto complete = [promise](const Result<CheckedDocument>& result) {
        promise->addResult(result);
        promise->finish();
    };
    core::whenDone(m_plain.check(file), this, [this, complete](const Result<CheckedDocument>& checked) {
        if (!checked || checked->pictures.isEmpty() || checked->clientIin.isEmpty())
            return complete(checked);
        core::whenDone(note(*checked), this, [complete, checked = *checked](const Result<>& noted) {
            complete(noted ? Result<CheckedDocument>(checked) : failure(noted));
        });
    });
    return promise->future();
}

} // namespace tirkeu::workstation
