#include "ncalayerfolder.h"

#include <core/encoding.h>
#include <pki/truststore.h>

#include <QDir>
#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kUnreadable{"settings.authority-unreadable"};
constexpr ErrorCode kNotKept{"settings.authority-not-kept"};
constexpr qint64 kLargest = qint64(1) << 16;

QDir anchorsIn(const QString& folder)
{
    return QDir(folder + QStringLiteral("/anchors"));
}

Result<pki::Certificate> readCertificate(const QString& file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly) || source.size() > kLargest)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, source.errorString(), {file});
    const QByteArray bytes = source.readAll();
    auto certificate =
        bytes.contains("-----BEGIN") ? pki::Certificate::fromPem(bytes) : pki::Certificate::fromDer(bytes);
    if (!certificate)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, certificate.error().detail, {file});
    return certificate;
}

AuthorityShown shown(const pki::Certificate& certificate)
{
    return {QString::fromLatin1(core::toHex(certificate.fingerprint())), certificate.subject().commonName,
        certificate.notAfter()};
}
} // namespace

QList<pki::Certificate> NcaLayerFolder::certificates() const
{
    const auto trust = pki::TrustStore::fromFolder(m_folder);
    return trust ? trust->anchors() : QList<pki::Certificate>();
}

QList<AuthorityShown> NcaLayerFolder::list() const
{
    QList<AuthorityShown> all;
    for (const pki::Certificate& certificate : certificates())
        all.append(shown(certificate));
    return all;
}

Result<AuthorityShown> NcaLayerFolder::add(const QString& file)
{
    const auto certificate = readCertificate(file);
    if (!certificate)
        return failure(certificate);
    pki::TrustStore trial;
    if (const Result<> fit = trial.addAnchor(*certificate); !fit)
        return failure(fit);
    const AuthorityShown authority = shown(*certificate);
    const QDir anchors = anchorsIn(m_folder);
    QSaveFile target(anchors.filePath(authority.id.left(32) + QStringLiteral(".pem")));
    if (!QDir().mkpath(anchors.path()) || !target.open(QIODevice::WriteOnly) ||
        target.write(certificate->toPem()) < 0 || !target.commit())
        return failure(kNotKept, ErrorKind::OperatorCanFix, target.errorString(), {target.fileName()});
    return authority;
}

Result<> NcaLayerFolder::remove(const QString& id)
{
    const QDir anchors = anchorsIn(m_folder);
    for (const QString& name : anchors.entryList(QDir::Files)) {
        const auto certificate = readCertificate(anchors.filePath(name));
        if (!certificate || shown(*certificate).id != id)
            continue;
        if (!QFile::remove(anchors.filePath(name)))
            return failure(kNotKept, ErrorKind::OperatorCanFix, QStringLiteral("remove"), {anchors.filePath(name)});
    }
    return {};
}

} // namespace tirkeu::workstation
