#pragma once

#include <vault/spool.h>
#include <vault/store.h>

#include <QIODevice>

namespace tirkeu::sync {

/// One sealed package as it stands in a file of them.
struct ExportedPackage
{
    core::Uuid package;
    QByteArray fingerprint;
    QByteArray sha256; ///< of the sealed bytes
    qint64 size = 0;
    qint64 at = 0; ///< where its bytes begin
    bool operator==(const ExportedPackage&) const = default;
};

/// What a file of packages holds: what a branch without a network carries to the bank. All of it is sealed for the
/// bank or, the journal's lines, ciphertext already; whoever finds the file reads from whom it is and no more.
struct ExportIndex
{
    core::Uuid vault;
    QString workstation;
    core::WallTime made{};
    QList<ExportedPackage> packages;
    qint64 journalAt = 0;
    qint64 journalSize = 0;
    quint64 journalFirst = 0; ///< 0: none came along
    bool operator==(const ExportIndex&) const = default;
};

inline constexpr int kMostExported = 2000;
inline constexpr qint64 kLargestExported = qint64(256) << 20;

/// Writes all that lies in the spool and the journal behind `known`, whole or not at all, and says so in the journal.
/// On the vault's thread.
[[nodiscard]] Result<ExportIndex> writeExport(vault::Store& store, const vault::Spool& spool,
    const QString& workstation, const QString& path, quint64 known, const QString& actor);

/// Reads what stands where; nothing of the packages. Takes any bytes.
[[nodiscard]] Result<ExportIndex> readExport(QIODevice& file);
/// The sealed bytes of one, held against their digest.
[[nodiscard]] Result<QByteArray> packageFrom(QIODevice& file, const ExportedPackage& package);
/// The entries of the journal behind `known`, ready to be sent, at most so many bytes in each piece.
[[nodiscard]] Result<QList<QByteArray>> journalFrom(
    QIODevice& file, const ExportIndex& index, quint64 known, qint64 pieceBytes);

} // namespace tirkeu::sync
