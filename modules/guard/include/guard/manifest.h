#pragma once

#include <core/clock.h>
#include <core/ports/signer.h>
#include <core/result.h>
#include <pki/certificate.h>

#include <QByteArray>
#include <QMap>

namespace tirkeu::guard {

class Surroundings;

struct ManifestEntry
{
    qint64 size = 0;
    QByteArray sha256;
    bool operator==(const ManifestEntry&) const = default;
};

/// The program's own files as its publisher delivered them. Paths are relative to the manifest's folder; one "../" at
/// the front is allowed, so that bin/ can speak for plugins/.
struct Manifest
{
    QString version; ///< of the program
    QMap<QString, ManifestEntry> files;

    [[nodiscard]] QByteArray toBytes() const; ///< the JSON that is signed
    [[nodiscard]] static Result<Manifest> fromBytes(QByteArrayView bytes);
    bool operator==(const Manifest&) const = default;
};

/// A step of packaging: reads the files and takes them down.
[[nodiscard]] Result<Manifest> manifestOf(
    const Surroundings& surroundings, const QString& folder, const QStringList& files, const QString& version);
[[nodiscard]] Result<QByteArray> signManifest(const Manifest& manifest, core::Signer& publisher, core::WallTime now);

/// Signed by exactly this certificate. Its dates are not looked at: a program outlives them, and is not renewed by
/// them.
[[nodiscard]] Result<Manifest> verifyManifest(QByteArrayView signedBytes, const pki::Certificate& publisher);

} // namespace tirkeu::guard
