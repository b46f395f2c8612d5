#include <demo/demogateway.h>

#include <casefile/cipher.h>
#include <core/encoding.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_LINUX
#    include <csignal>
#    include <sys/prctl.h>
#    include <unistd.h>
#endif

namespace tirkeu::demo {

namespace {
constexpr ErrorCode kNotWritten{"start.demo-not-written"};
constexpr ErrorCode kEnded{"start.demo-gateway-ended"};
constexpr int kStopWithinMs = 3000;
constexpr qsizetype kDataKeyBytes = 32;

Result<> write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

// A store under a key that is gone opens no more: both are made once and stay together.
Result<> makeDataKey(const QString& path)
{
    if (QFile::exists(path))
        return {};
    const Result<QByteArray> key = casefile::randomBytes(kDataKeyBytes);
    return key ? write(path, core::toHex(*key) + '\n') : failure(key);
}

QString line(const char* name, const QString& value)
{
    return QString::fromLatin1(name) + QStringLiteral(" = ") + value + u'\n';
}

/// Of each of the demo's authorities.
QString addressesOf(const QString& front)
{
    QStringList all;
    for (const char* authority : {"root", "national", "bank", "vendor"})
        all.append(front + QLatin1StringView(authority));
    return all.join(u' ');
}
} // namespace

QUrl DemoGateway::address(quint16 port)
{
    return QUrl(QStringLiteral("https://localhost:%1").arg(port));
}

Result<QString> DemoGateway::writeConfig(
    const DemoBranch& branch, quint16 port, quint16 adminPort, const QUrl& services)
{
    // With the criteria of one authority goes a store of its own.
    const QString folder = branch.criteriaFolder() + QStringLiteral(".gateway");
    const QString pki = branch.folder() + QStringLiteral("/pki/");
    if (!QDir().mkpath(folder + QStringLiteral("/uploads")))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, folder, {folder});
    if (const Result<> made = makeDataKey(folder + QStringLiteral("/data.key")); !made)
        return failure(made);
    const QByteArray officers = branch.pki().signature(simulation::DemoPerson::OfficerOne).holder().toPem() +
                                branch.pki().signature(simulation::DemoPerson::OfficerTwo).holder().toPem();
    if (const Result<> written = write(folder + QStringLiteral("/officers.pem"), officers); !written)
        return failure(written);
    QString text = QStringLiteral("# The demo's gateway; written anew at each start.\n");
    text += line("name", QStringLiteral("demo-gateway"));
    text += line("listen", QStringLiteral("127.0.0.1:%1").arg(port));
    text += line("admin_port", QString::number(adminPort));
    for (const char* use : {"tls", "package", "receipt"}) {
        text += QString::fromLatin1(use) + line("_certificate", pki + QStringLiteral("gateway.pem"));
        text += QString::fromLatin1(use) + line("_key", pki + QStringLiteral("gateway.key"));
    }
    text += line("issuer_certificate", pki + QStringLiteral("bank-root.pem"));
    text += line("issuer_key", pki + QStringLiteral("bank-root.key"));
    text += line("seal_certificate", pki + QStringLiteral("bank-seal.pem"));
    text += line("seal_key", pki + QStringLiteral("bank-seal.key"));
    text += line("data_key", QStringLiteral("data.key"));
    text += line("bank_trust", pki + QStringLiteral("bank"));
    text += line("document_trust", pki + QStringLiteral("national"));
    text += line("criteria", branch.criteriaFolder());
    text += line("officers", QStringLiteral("officers.pem"));
    text += line("demo", QStringLiteral("yes"));
#ifdef Q_OS_LINUX
    // Whoever tries the demo as root keeps its files where nobody else may look; a bank's gateway never runs so.
    if (::geteuid() == 0)
        text += line("demo_as_root", QStringLiteral("yes"));
#endif
    // `./run --postgres` says where its database is; the schema's owner is named for the demo to make it by itself.
    text += line("store", qEnvironmentVariable("TIRKEU_DEMO_STORE", QStringLiteral("embedded:reference.db")));
    if (const QString owner = qEnvironmentVariable("TIRKEU_DEMO_STORE_OWNER"); !owner.isEmpty())
        text += line("store_owner", owner);
    if (!services.isEmpty()) {
        const QString at = services.toString();
        text += line("time_stamps", at + QStringLiteral("/tsa"));
        text += line("statuses", addressesOf(at + QStringLiteral("/ocsp/")));
        text += line("revocation_lists", addressesOf(at + QStringLiteral("/crl/")));
    }
    text += line("uploads", QStringLiteral("uploads"));
    for (const char* service :
        {"phone_register", "code_service", "consent_register", "face_comparison", "suspicion_service"})
        text += line(service, QStringLiteral("simulated"));
    text += line("simulated_telephones", telephones(branch));
    text += line("palm_snapshot", QStringLiteral("palms.snapshot"));
    text += line("access_log", QStringLiteral("access.log"));
    const QString path = folder + QStringLiteral("/gateway.conf");
    const Result<> written = write(path, text.toUtf8());
    return written ? Result<QString>(path) : failure(written);
}

QString DemoGateway::telephones(const DemoBranch& branch)
{
    return QFileInfo(branch.vaultFolder()).absolutePath() + QStringLiteral("/telephones");
}

QString DemoGateway::codeOn(const DemoBranch& branch, const QString& phone)
{
    QFile file(telephones(branch) + u'/' + phone.mid(1));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(64)) : QString();
}

DemoGateway::DemoGateway(const DemoBranch& branch)
    : m_branch(branch)
{
}

DemoGateway::~DemoGateway()
{
    m_process.disconnect();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kStopWithinMs))
        m_process.kill();
    m_process.waitForFinished(kStopWithinMs);
}

void DemoGateway::whenEnded(const std::function<void(const Error&)>& tell)
{
    QObject::connect(&m_process, &QProcess::finished, &m_process, [tell](int code) {
        tell({kEnded, ErrorKind::OperatorCanFix, QString::number(code), {QString::number(code)}});
    });
    QObject::connect(&m_process, &QProcess::errorOccurred, &m_process, [this, tell](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tell({kEnded, ErrorKind::OperatorCanFix, m_process.errorString(), {m_process.errorString()}});
    });
}

Result<bool> DemoGateway::start(const QUrl& services)
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/tirkeu-gateway");
    if (!QFile::exists(program))
        return false;
    const auto config = writeConfig(m_branch, kPort, kAdminPort, services);
    if (!config)
        return failure(config);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
    // However this program ends, the gateway's port is free for the next.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    m_process.start(program, {QStringLiteral("--config"), *config, QStringLiteral("serve")});
    return true;
}

} // namespace tirkeu::demo
