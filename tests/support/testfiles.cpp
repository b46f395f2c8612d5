#include "support/testfiles.h"

#include <QDir>
#include <QFile>

namespace tirkeu::test {

QString sourcePath(const QString& relative)
{
    return qEnvironmentVariable("TIRKEU_SOURCE") + u'/' + relative;
}

QString programPath(const QString& program)
{
    return qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/bin/") + program;
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

std::optional<QString> samplesFolder()
{
    const QString folder = qEnvironmentVariable("TIRKEU_SAMPLES");
    if (folder.isEmpty() || !QDir(folder).exists())
        return std::nullopt;
    return folder;
}

} // namespace tirkeu::test
