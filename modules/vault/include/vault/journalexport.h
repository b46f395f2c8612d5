#pragma once

#include <vault/journal.h>

#include <pki/certificate.h>

namespace tirkeu::vault {

/// What an export says of itself.
struct ExportHeader
{
    core::Uuid vault;
    quint64 first = 0;
    quint64 last = 0;
    QByteArray previous; ///< link hash of the entry before the first
    core::WallTime made{};
};

struct ExportReport
{
    ExportHeader header;
    bool isSigned = false;                       ///< the signature fits the bytes
    std::optional<pki::Certificate> signer = {}; ///< whether to trust it is for the caller to say
    quint64 checked = 0;
    quint64 brokenAt = 0; ///< 0: none
    casefile::Linker::Fault fault = casefile::Linker::Fault::None;
    std::vector<std::pair<quint64, QJsonObject>> shown; ///< events whose key was handed along

    [[nodiscard]] bool isGood() const { return isSigned && brokenAt == 0; }
};

/// Takes the bytes of a file in turn.
using PieceTaker = std::function<Result<>(QByteArrayView)>;
/// Gives some of the bytes that follow, at most so many; none: the file ends here.
using PieceGiver = std::function<Result<QByteArray>(qsizetype most)>;

struct ExportMade
{
    quint64 last = 0;  ///< the newest entry in it
    QByteArray digest; ///< SHA-256 of the file
};

/// A stretch of the journal as one signed file that describes itself; payloads stay sealed but for the entries whose
/// numbers are in `shown`, whose own keys go along. Of any length: nothing is held in memory but a piece.
[[nodiscard]] Result<ExportMade> exportJournalTo(const PieceTaker& take, Journal& journal, const core::Uuid& vault,
    quint64 first, quint64 last, core::Signer& workstation, const core::Clock& clock, const QList<quint64>& shown = {});
/// The same in memory.
[[nodiscard]] Result<QByteArray> exportJournal(Journal& journal, const core::Uuid& vault, quint64 first, quint64 last,
    core::Signer& workstation, const core::Clock& clock, const QList<quint64>& shown = {});

/// Reads and checks such a file, on any machine and of any length. A broken chain is a value; a file that is none is an
/// error.
[[nodiscard]] Result<ExportReport> verifyExportFrom(const PieceGiver& give, const Journal::Visitor& visitor = {});
[[nodiscard]] Result<ExportReport> verifyExport(QByteArrayView file, const Journal::Visitor& visitor = {});

} // namespace tirkeu::vault
