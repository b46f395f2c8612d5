#include "programissuer.h"

#include <QProcess>

#include <csignal>

#include <linux/close_range.h>
#include <unistd.h>

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
    QByteArray said;
    QByteArray complaint;
    bool isTooLong = false;
    QProcess program;
    // The gateway's own threads hear no signals; what it starts does. It holds none of the gateway's files and lines,
    // and stands at the head of a group, so that what it starts in its turn ends with it.
    program.setChildProcessModifier([] {
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::setpgid(0, 0);
        ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    });
    const auto end = [&program] {
        if (const auto id = static_cast<pid_t>(program.processId()); id > 0)
            ::kill(-id, SIGKILL);
        program.kill();
    };
    QObject::connect(&program, &QProcess::readyReadStandardOutput, &program, [&] {
        said += program.readAllStandardOutput();
        if (said.size() <= kMostAnswer)
            return;
        said.clear();
        isTooLong = true;
        end();
    });
    QObject::connect(&program, &QProcess::readyReadStandardError, &program,
        [&] { complaint = (complaint + program.readAllStandardError()).left(kMostComplaint); });
    program.start(m_program, QStringList());
    if (!program.waitForStarted(patience))
        return failed(program.errorString());
    program.write(pemOf(request) + present.toPem());
    program.closeWriteChannel();
    if (!program.waitForFinished(patience)) {
        end();
        program.waitForFinished(patience);
        return failed(QStringLiteral("silent"));
    }
    if (isTooLong)
        return failed(QStringLiteral("too long"));
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        return failed(QString::fromUtf8(complaint.trimmed()));
    auto issued = said.startsWith("-----") ? pki::Certificate::fromPem(said) : pki::Certificate::fromDer(said);
    return issued ? issued : Result<pki::Certificate>(failed(issued.error().detail));
}

} // namespace tirkeu::gateway
