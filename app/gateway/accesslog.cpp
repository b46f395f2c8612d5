#include "accesslog.h"

#include <core/encoding.h>
#include <core/json.h>

#include <cstdio>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kNotWritten{"gateway.log-not-written"};
} // namespace

Result<> AccessLog::open(const QString& path, FILE* standard)
{
    const std::lock_guard lock(m_mutex);
    m_file.close();
    bool opened = false;
    if (path == u"-") {
        opened = m_file.open(standard, QIODevice::WriteOnly);
    } else {
        m_file.setFileName(path);
        opened = m_file.open(QIODevice::Append | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner);
    }
    if (!opened)
        return failure(kNotWritten, ErrorKind::OperatorCanFix, m_file.errorString(), {path});
    return {};
}

void AccessLog::write(const wire::AccessLine& line)
{
    QJsonObject object{{QStringLiteral("event"), QStringLiteral("access")},
        {QStringLiteral("address"), line.caller.address}, {QStringLiteral("status"), line.status},
        {QStringLiteral("in"), line.bytesIn}, {QStringLiteral("out"), line.bytesOut},
        {QStringLiteral("microseconds"), qint64(line.took.count())}};
    if (!line.method.isEmpty()) {
        object.insert(QStringLiteral("method"), QString::fromLatin1(line.method));
        object.insert(QStringLiteral("path"), QString::fromLatin1(line.path));
    }
    if (line.caller.certificate) {
        object.insert(QStringLiteral("certificate"),
            QString::fromLatin1(core::toHex(line.caller.certificate->fingerprint().left(8))));
        object.insert(QStringLiteral("version"), line.caller.version);
    }
    if (!line.code.isEmpty())
        object.insert(QStringLiteral("code"), line.code);
    if (!line.detail.isEmpty())
        object.insert(QStringLiteral("detail"), line.detail);
    append(object);
}

void AccessLog::alarm(const reference::Alarm& alarm)
{
    append({{QStringLiteral("event"), QStringLiteral("alarm")}, {QStringLiteral("code"), alarm.what},
        {QStringLiteral("workstation"), alarm.workstation}, {QStringLiteral("about"), alarm.about}});
}

void AccessLog::append(QJsonObject object)
{
    object.insert(QStringLiteral("time"), core::toIsoText(m_clock.wall()));
    const QByteArray line = core::writeJson(object) + '\n';
    const std::lock_guard lock(m_mutex);
    m_file.write(line);
    m_file.flush();
}

} // namespace tirkeu::gateway
