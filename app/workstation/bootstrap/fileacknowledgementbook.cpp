#include "fileacknowledgementbook.h"

#include <core/json.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"signin.logbook-not-written"};
const QString kEdition = QStringLiteral("edition");
} // namespace

FileAcknowledgementBook::FileAcknowledgementBook(QString path)
    : m_path(std::move(path))
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
    return m_entries.value(staffId).toObject().value(kEdition).toInt(-1) >= edition;
}

Result<> FileAcknowledgementBook::acknowledge(const QString& staffId, int edition, core::WallTime when)
{
    QJsonObject entries = m_entries;
    entries.insert(staffId, QJsonObject{{kEdition, edition}, {QStringLiteral("when"), core::toIsoText(when)}});
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(core::writeJsonForPeople(entries)) < 0 || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {m_path});
    m_entries = entries;
    return {};
}

} // namespace tirkeu::workstation
