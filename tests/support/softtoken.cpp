#include "softtoken.h"

#include "testfiles.h"

#include <QDir>
#include <QProcess>

#include <dlfcn.h>

namespace tirkeu::test {

std::optional<QByteArray> runTool(const QString& program, const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return std::nullopt;
    }
    return process.readAllStandardOutput();
}

SoftToken::SoftToken()
{
    const QString configuration = m_folder.filePath(QStringLiteral("softhsm2.conf"));
    if (!QDir(m_folder.path()).mkdir(QStringLiteral("tokens")))
        return;
    writeFile(
        configuration, QStringLiteral("directories.tokendir = %1/tokens\nlog.level = ERROR\nslots.removable = true\n")
                           .arg(m_folder.path())
                           .toUtf8());
    qputenv("SOFTHSM2_CONF", configuration.toUtf8());
    m_good = addToken(QStringLiteral("TIRKEU"));
}

bool SoftToken::addToken(const QString& label) const
{
    return runTool(QStringLiteral("softhsm2-util"),
        {QStringLiteral("--init-token"), QStringLiteral("--free"), QStringLiteral("--label"), label,
            QStringLiteral("--so-pin"), QStringLiteral("87654321"), QStringLiteral("--pin"),
            QString::fromLatin1(pin())})
        .has_value();
}

QString SoftToken::scripted()
{
    return qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/tests/scripted_token.so");
}

QByteArray SoftToken::tool(const QStringList& arguments, const QString& token) const
{
    QStringList all{QStringLiteral("--module"), softHsm(), QStringLiteral("--token-label"), token};
    return runTool(QStringLiteral("pkcs11-tool"), all + arguments).value_or(QByteArray());
}

bool SoftToken::put(const QString& id, const QString& label, const QByteArray& key, const QByteArray& certificate,
    Use use, const QString& token) const
{
    const QString keyFile = m_folder.filePath(QStringLiteral("key.der"));
    const QString certificateFile = m_folder.filePath(QStringLiteral("certificate.der"));
    writeFile(keyFile, key);
    writeFile(certificateFile, certificate);
    const QStringList common{QStringLiteral("--login"), QStringLiteral("--pin"), QString::fromLatin1(pin()),
        QStringLiteral("--id"), id, QStringLiteral("--label"), label};
    QStringList keyArguments = common + QStringList{QStringLiteral("--write-object"), keyFile, QStringLiteral("--type"),
                                            QStringLiteral("privkey")};
    keyArguments += use == Use::Unwrap ? QStringList{QStringLiteral("--usage-sign"), QStringLiteral("--usage-decrypt"),
                                             QStringLiteral("--usage-derive")}
                                       : QStringList{QStringLiteral("--usage-sign")};
    if (use == Use::SignAlways)
        keyArguments.append(QStringLiteral("--always-auth"));
    return !tool(keyArguments, token).isEmpty() &&
           !tool(common + QStringList{QStringLiteral("--write-object"), certificateFile, QStringLiteral("--type"),
                              QStringLiteral("cert")},
               token)
                .isEmpty();
}

bool script(const char* command)
{
    void* handle = ::dlopen(SoftToken::scripted().toLocal8Bit().constData(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
        return false;
    const auto call = reinterpret_cast<int (*)(const char*)>(::dlsym(handle, "tirkeu_token_command"));
    const bool understood = call != nullptr && call(command) != 0;
    ::dlclose(handle); // the module under test keeps it loaded
    return understood;
}

} // namespace tirkeu::test
