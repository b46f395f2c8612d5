#pragma once

#include "signin/staffsource.h"
#include "verifier/checkeddocument.h"

#include <enrolment/clientfile.h>

#include <QFuture>
#include <QObject>

namespace tirkeu::workstation {

struct FoundClient
{
    casefile::ClientId id;
    QString name;
    QString iinShort;
};

/// What is kept of known clients. Whatever is looked at, printed or given out stands in the journal before it is there.
/// Each question is answered once; none blocks the window.
class ClientFiles : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QFuture<Result<QList<FoundClient>>> find(const enrolment::ClientQuery& query) = 0;
    [[nodiscard]] virtual QFuture<Result<enrolment::ClientFile>> read(const casefile::ClientId& client) = 0;
    [[nodiscard]] virtual QFuture<Result<CheckedDocument>> open(const core::Uuid& document) = 0;
    /// On paper where there is a printer, else as a file; says which.
    [[nodiscard]] virtual QFuture<Result<QString>> print(
        const casefile::ClientId& client, const core::Uuid& document) = 0;
    /// Byte for byte, into a folder of their own; says which. No documents: all there are. `to` is who gets them.
    [[nodiscard]] virtual QFuture<Result<QString>> exportOriginals(
        const casefile::ClientId& client, const QList<core::Uuid>& documents, const QString& to) = 0;
    /// That their documents were sent and received, signed by whoever is here, one among the client's documents from
    /// then on (MFO-12).
    [[nodiscard]] virtual QFuture<Result<>> confirmDelivery(
        const casefile::ClientId& client, core::SecureBytes pin, LastTry lastTry) = 0;
};

} // namespace tirkeu::workstation
