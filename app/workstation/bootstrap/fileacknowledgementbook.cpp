#include "fileacknowledgementbook.h"

#include <core/encoding.h>
#include <core/json.h>
#include <pki/rawsignature.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"signin.logbook-not-written"};
const QString kEdition = QStringLiteral("edition");
const QString kWhen = QStringLiteral("when");
const QString kSignature = QStringLiteral("signature");

QByteArray digestOf(const QString& staffId, int edition, const QString& when)
{
    return core::sha256(QStringLiteral("tirkeu logbook|%1|%2|%3").arg(staffId).arg(edition).arg(when).toUtf8());
}
} // namespace

FileAcknowledgementBook::FileAcknowledgementBook(QString path, core::Signer* workstation)
    : m_path(std::move(path))
    , m_workstation(workstation)
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly)) {
        // An unreadable book counts as empty: the rules are then read once more, which does no harm.
        if (const Result<QJsonObject> read = core::readJson(file.readAll()))
            m_entries = *read;
    }
}

bool FileAcknowledgementBook::hasAcknowledged(const QString& staffId, int edition) const
{
    const QJsonObject entry = m_entries.value(staffId).toObject();
    const int read = entry.value(kEdition).toInt(-1);
    if (!m_workstation || read < edition)
        return false;
    const auto key = pki::Certificate::fromDer(m_workstation->certificate());
    const auto signature = core::fromBase64(entry.value(kSignature).toString().toLatin1());
    return key && signature &&
           pki::signatureFits(
               *key, core::HashAlgorithm::Sha256, digestOf(staffId, read, entry.value(kWhen).toString()), *signature);
}

Result<> FileAcknowledgementBook::acknowledge(const QString& staffId, int edition, core::WallTime when)
{
    if (!m_workstation)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, QStringLiteral("no key of the workstation"), {m_path});
    const QString time = core::toIsoText(when);
    const auto signature = m_workstation->sign(core::HashAlgorithm::Sha256, digestOf(staffId, edition, time));
    if (!signature)
        return failure(signature);
    QJsonObject entries = m_entries;
    entries.insert(staffId,
        QJsonObject{{kEdition, edition}, {kWhen, time}, {kSignature, QString::fromLatin1(core::toBase64(*signature))}});
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(core::writeJsonForPeople(entries)) < 0 || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {m_path});
    m_entries = entries;
    return {};
}

} // namespace tirkeu::workstation
