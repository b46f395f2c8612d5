#include "programissuer.h"

#include <QProcess>

#include <csignal>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kFailed{"gateway.issuer-program-failed"};
constexpr qsizetype kMostAnswer = qsizetype(64) << 10;
constexpr qsizetype kMostComplaint = 512;
constexpr qsizetype kPemLine = 64;

QByteArray pemOf(QByteArrayView request)
{
    QByteArray pem = "-----BEGIN CERTIFICATE REQUEST-----\n";
    const QByteArray letters = request.toByteArray().toBase64();
    for (qsizetype at = 0; at < letters.size(); at += kPemLine)
        pem += letters.mid(at, kPemLine) + '\n';
    return pem + "-----END CERTIFICATE REQUEST-----\n";
}
} // namespace

Result<pki::Certificate> ProgramIssuer::issue(const pki::Certificate& present, QByteArrayView request)
{
    const auto failed = [this](const QString& why) {
        return failure(kFailed, ErrorKind::ServiceFault, why, {m_program});
    };
    const auto patience = static_cast<int>(m_patience.count());
    QProcess program;
    // The gateway's own threads hear no signals; what it starts does.
    program.setChildProcessModifier([] {
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
    });
    program.start(m_program, QStringList());
    if (!program.waitForStarted(patience))
        return failed(program.errorString());
    program.write(pemOf(request) + present.toPem());
    program.closeWriteChannel();
    if (!program.waitForFinished(patience)) {
        program.kill();
        program.waitForFinished(patience);
        return failed(QStringLiteral("silent"));
    }
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        return failed(QString::fromUtf8(program.readAllStandardError().trimmed().left(kMostComplaint)));
    const QByteArray said = program.readAllStandardOutput();
    if (said.size() > kMostAnswer)
        return failed(QStringLiteral("too long"));
    auto issued = said.startsWith("-----") ? pki::Certificate::fromPem(said) : pki::Certificate::fromDer(said);
    return issued ? issued : Result<pki::Certificate>(failed(issued.error().detail));
}

} // namespace tirkeu::gateway
