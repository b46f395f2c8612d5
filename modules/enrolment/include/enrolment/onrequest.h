#pragma once

#include <vault/store.h>

#include <QStringList>

namespace tirkeu::enrolment {

/// One document as a client may ask for it (BIO-17, BIO-30).
struct ClientDocument
{
    core::Uuid id;
    std::optional<casefile::CaseId> from; ///< none: made on request, of several
    QString kind;
    core::WallTime at; ///< of its case's last event, or when it was made
};

/// The signed documents of a client, in the order of the journal, then what was made on request. On the vault's thread,
/// like everything here.
[[nodiscard]] Result<QList<ClientDocument>> documentsOf(vault::Store& store, const casefile::ClientId& client);

struct ExportRequest
{
    casefile::ClientId client;
    QString folder; ///< where to; made if it is not there, and empty if it is
    QString to;     ///< who gets them: "client", "court", …; printed in the journal
    QString actor;
    QList<core::Uuid> documents = {}; ///< which of them; empty: all
};
/// Writes the originals byte for byte, each with its signature as it stands, and says so in the journal. What was
/// written is read back before it counts; after an error nothing is left lying there. Gives back the files' names.
[[nodiscard]] Result<QStringList> exportOriginals(vault::Store& store, const ExportRequest& request);

} // namespace tirkeu::enrolment
