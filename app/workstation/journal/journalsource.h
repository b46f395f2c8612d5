#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tirkeu::workstation {

struct JournalQuery
{
    std::optional<core::WallTime> from = {};
    QString kind = {};  ///< a kind's name; empty: all
    QString actor = {}; ///< as rows give it; empty: everybody
    QString caseId = {};
    quint64 before = 0; ///< only older ones than this; 0: from the newest on
};

struct JournalRow
{
    quint64 sequence = 0;
    core::WallTime time;
    QString kind;
    QString actor;
    QString caseId;    ///< empty: of no case
    QStringList said;  ///< what the event says, in short; empty where the client's key was destroyed
    QString code = {}; ///< of an error it tells of, to be said as its sentence
};

struct JournalChain
{
    bool isWhole = false;
    bool isStopped = false; ///< before its end; what was read fits, of the rest nothing is known
    quint64 checked = 0;
    quint64 last = 0;
    quint64 brokenAt = 0;
    bool isRolledBack = false;        ///< an anchor outside has seen more, or something else
    bool hasLocalAnchor = false;      ///< there is a TPM with an anchor
    bool closedFileLost = false;      ///< what happened while nobody was signed in is not all there
    std::optional<Error> beside = {}; ///< what is wrong with the volumes, or with the clients' keys
};

/// The journal as a supervisor reads it; nobody edits. Every question is answered once, in any thread.
class JournalSource
{
public:
    static constexpr int kPage = 100; ///< so many rows at a time

    virtual ~JournalSource() = default;
    [[nodiscard]] virtual QFuture<Result<QList<JournalRow>>> read(const JournalQuery& query) = 0;
    [[nodiscard]] virtual QFuture<Result<JournalChain>> check() = 0;
    /// Writes the whole journal as a signed file; payloads stay sealed. Gives back the file's path.
    [[nodiscard]] virtual QFuture<Result<QString>> exportAll() = 0;
    [[nodiscard]] virtual QStringList kinds() const = 0; ///< those that are offered as a filter
    /// Who the journal names by a certificate, as the header shows people; the name itself where nobody is known.
    [[nodiscard]] virtual QString shownName(const QString& actor) const = 0;
    [[nodiscard]] virtual QStringList actors() const = 0; ///< those that are offered as a filter
};

} // namespace tirkeu::workstation
