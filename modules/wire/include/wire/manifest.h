#pragma once

#include <casefile/event.h>
#include <core/ports/anchorcheck.h>

#include <QByteArray>
#include <QList>

namespace tirkeu::wire {

using PackageId = core::Id<struct PackageTag>;

enum class PartKind {
    Events,   ///< the case's events in clear, each with the key of its journal ciphertext
    Document, ///< signed here
    Original, ///< as received or made, byte for byte (MFO-34)
    Template,
    Clip,
};
[[nodiscard]] QString nameOf(PartKind kind);

/// One piece of a package as its signed list names it: by kind and id, never by a path.
struct PartInfo
{
    PartKind kind = PartKind::Document;
    core::Uuid id;
    qint64 size = 0;
    QByteArray sha256;
    bool operator==(const PartInfo&) const = default;
};

/// From whom, about what, for whom. Inside the signature, so that a package put into another's place is noticed.
struct PackageContext
{
    PackageId package;
    QString workstation; ///< as the criteria name it
    QString branch;
    casefile::ClientId client;
    casefile::CaseId caseId;
    quint64 number = 0;   ///< of this workstation's packages, from 1, without gaps
    QByteArray recipient; ///< SHA-256 of the certificate it is sealed for
    QString criteria;     ///< the version that was in force
    core::WallTime made{};
    core::Uuid vault; ///< whose journal the events stand in
    core::JournalHead journal;
};

/// What the workstation signs: the context and the digest of every part. Its own digest is the package's fingerprint,
/// the same however often it is sealed anew.
struct Manifest
{
    PackageContext context;
    QList<PartInfo> parts;

    [[nodiscard]] QByteArray encode() const;
    /// Strict: every field once, nothing else, no part twice, sizes within bounds.
    [[nodiscard]] static Result<Manifest> decode(QByteArrayView text);
};

inline constexpr int kMostParts = 512;
inline constexpr qint64 kLargestPart = qint64(128) << 20;
inline constexpr qint64 kLargestPackage = qint64(192) << 20;

} // namespace tirkeu::wire
