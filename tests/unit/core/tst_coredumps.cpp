#include <core/coredumps.h>

#include <QFile>
#include <QTest>

#include <csignal>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// A crash leaves no picture, key or PIN behind: BIO-28.
class TestCoreDumps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCrashLeavesNothing();
    void everyProgramForbidsThemFirst();
};

void TestCoreDumps::aCrashLeavesNothing()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("the sanitizers need to look into the process themselves");
#endif
    const pid_t child = fork();
    if (child == 0) {
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_CORE, &all);
        tirkeu::core::forbidCoreDumps();
        rlimit left{1, 1};
        getrlimit(RLIMIT_CORE, &left);
        if (prctl(PR_GET_DUMPABLE) != 0 || left.rlim_cur != 0 || left.rlim_max != 0)
            _exit(1);
        std::signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QVERIFY(!WCOREDUMP(status));
}

void TestCoreDumps::everyProgramForbidsThemFirst()
{
    for (const char* program : {"workstation", "ctl", "gateway"}) {
        QFile source(qEnvironmentVariable("TIRKEU_SOURCE") +
                     QStringLiteral("/app/%1/main.cpp").arg(QString::fromLatin1(program)));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray text = source.readAll();
        const qsizetype begins = text.indexOf("int main(");
        const qsizetype forbids = text.indexOf("forbidCoreDumps();", begins);
        QVERIFY2(begins >= 0 && forbids > begins && text.mid(begins, forbids - begins).count(';') == 0, program);
    }
}

QTEST_GUILESS_MAIN(TestCoreDumps)
#include "tst_coredumps.moc"
