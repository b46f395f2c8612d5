#include <guard/manifest.h>

#include <core/encoding.h>
#include <core/json.h>
#include <guard/surroundings.h>
#include <pki/signeddata.h>
#include <pki/signing.h>

#include <QDir>

namespace tirkeu::guard {

namespace {
constexpr ErrorCode kUnreadable{"guard.manifest-unreadable"};
constexpr ErrorCode kNotSigned{"guard.manifest-signature-wrong"};
constexpr ErrorCode kFileNotRead{"guard.file-not-read"};

constexpr QLatin1StringView kFormat("tirkeu-manifest-1");
constexpr qsizetype kMostBytes = qsizetype(4) << 20;
constexpr int kMostFiles = 10'000;
constexpr qint64 kMostFileSize = qint64(1) << 34;
constexpr qsizetype kDigestBytes = 32;

tl::unexpected<Error> stop(ErrorCode code, const QString& detail)
{
    return failure(code, ErrorKind::SecurityStop, detail);
}

bool isInside(const QString& path)
{
    const QString below = path.startsWith(u"../") ? path.mid(3) : path;
    return !below.isEmpty() && !below.startsWith(u'/') && QDir::cleanPath(below) == below && !below.startsWith(u"..");
}
} // namespace

QByteArray Manifest::toBytes() const
{
    QJsonArray list;
    for (auto file = files.constBegin(); file != files.constEnd(); ++file)
        list.append(QJsonObject{{QStringLiteral("path"), file.key()}, {QStringLiteral("size"), file->size},
            {QStringLiteral("sha256"), QString::fromLatin1(core::toHex(file->sha256))}});
    return core::writeJson({{QStringLiteral("format"), QString(kFormat)}, {QStringLiteral("version"), version},
        {QStringLiteral("files"), list}});
}

Result<Manifest> Manifest::fromBytes(QByteArrayView bytes)
{
    const Result<QJsonObject> object = core::readJson(bytes, {.maxBytes = kMostBytes, .maxDepth = 4});
    if (!object)
        return stop(kUnreadable, object.error().detail);
    core::JsonFields fields(*object);
    Manifest manifest;
    if (fields.string(QLatin1StringView("format")) != kFormat)
        fields.refuse(QLatin1StringView("format"), QStringLiteral("another format"));
    manifest.version = fields.string(QLatin1StringView("version"), 64);
    fields.each(
        QLatin1StringView("files"),
        [&manifest](core::JsonFields& file) {
            const QString path = file.string(QLatin1StringView("path"), 1024);
            if (!isInside(path) || manifest.files.contains(path))
                file.refuse(QLatin1StringView("path"), QStringLiteral("leads outside, or stands there twice"));
            ManifestEntry entry;
            entry.size = file.integer(QLatin1StringView("size"), 0, kMostFileSize);
            const Result<QByteArray> digest = core::fromHex(file.string(QLatin1StringView("sha256"), 64).toLatin1());
            if (!digest || digest->size() != kDigestBytes)
                file.refuse(QLatin1StringView("sha256"), QStringLiteral("no SHA-256"));
            else
                entry.sha256 = *digest;
            manifest.files.insert(path, entry);
        },
        kMostFiles);
    if (const Result<> good = fields.finish(); !good)
        return stop(kUnreadable, good.error().detail);
    return manifest;
}

Result<Manifest> manifestOf(
    const Surroundings& surroundings, const QString& folder, const QStringList& files, const QString& version)
{
    Manifest manifest{version, {}};
    const QDir root(folder);
    for (const QString& file : files) {
        const QString path = root.relativeFilePath(QDir(file).absolutePath());
        const auto mark = surroundings.mark(file);
        const auto digest = surroundings.digest(file, DigestKind::Sha256);
        if (!mark || !digest || !isInside(path))
            return failure(kFileNotRead, ErrorKind::OperatorCanFix, path, {file});
        manifest.files.insert(path, {mark->size, *digest});
    }
    return manifest;
}

Result<QByteArray> signManifest(const Manifest& manifest, core::Signer& publisher, core::WallTime now)
{
    return pki::signContent(
        manifest.toBytes(), pki::ContentPlace::Attached, {&publisher}, pki::SignOptions{.signingTime = now});
}

Result<Manifest> verifyManifest(QByteArrayView signedBytes, const pki::Certificate& publisher)
{
    const auto read = pki::SignedData::read(signedBytes, {.maxBytes = kMostBytes, .maxSigners = 1});
    if (!read)
        return stop(kUnreadable, read.error().detail);
    const QList<pki::SignerResult> signers = read->verify(pki::CertificateBinding::Required, {publisher});
    if (signers.size() != 1 || !signers.first().isGood())
        return stop(kNotSigned, signers.isEmpty() ? QStringLiteral("unsigned") : pki::nameOf(signers.first().reason));
    if (!signers.first().certificate || *signers.first().certificate != publisher)
        return stop(kNotSigned, QStringLiteral("another signer"));
    // Nothing of the content is believed before this line.
    return Manifest::fromBytes(read->content());
}

} // namespace tirkeu::guard
