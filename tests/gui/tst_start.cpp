#include "support/testfiles.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace tirkeu;

// How long a teller waits for the sign-in page: of the program by itself, and by ./run where nothing has changed. Of
// some starts the best counts: the machine may have other things to do.
class TestStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theSignInPageStandsWithinASecond();
    void aSecondRunStandsWithinThree();

private:
    [[nodiscard]] qint64 toSignIn(const QString& program, const QStringList& arguments, qint64 patience) const;
    [[nodiscard]] qint64 best(const QString& program, const QStringList& arguments, qint64 enough) const;
    [[nodiscard]] QStringList inFolder() const { return {QStringLiteral("--data"), m_folder.path()}; }

    QTemporaryDir m_folder;
};

void TestStart::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("SKIP WHOLE TEST: time is no figure of a sanitizer's");
#endif
    if (QGuiApplication::platformName() != u"xcb")
        QSKIP("SKIP WHOLE TEST: needs an X server");
    test::writeFile(
        m_folder.filePath(QStringLiteral("preferences.json")), R"({"language":"en","scheme":"light","scale":100})");
}

// Milliseconds until the page is on the screen under its title, asked from outside; the patience where it never is.
qint64 TestStart::toSignIn(const QString& program, const QStringList& arguments, qint64 patience) const
{
    QProcess process;
    QElapsedTimer time;
    time.start();
    process.start(program, arguments);
    bool isThere = false;
    while (process.waitForStarted() && !isThere && time.elapsed() < patience) {
        QProcess look;
        look.start(QStringLiteral("xdotool"),
            {QStringLiteral("search"), QStringLiteral("--all"), QStringLiteral("--onlyvisible"),
                QStringLiteral("--pid"), QString::number(process.processId()), QStringLiteral("--name"),
                QStringLiteral("^Sign in")});
        isThere = look.waitForFinished(10'000) && !look.readAllStandardOutput().trimmed().isEmpty();
    }
    const qint64 took = isThere ? time.elapsed() : patience;
    process.terminate();
    process.waitForFinished(10'000);
    return took;
}

qint64 TestStart::best(const QString& program, const QStringList& arguments, qint64 enough) const
{
    qint64 least = std::numeric_limits<qint64>::max();
    for (int start = 0; start < 8 && least > enough; ++start)
        least = std::min(least, toSignIn(program, arguments, 4 * enough));
    qInfo("%s: %lld ms", qPrintable(QFileInfo(program).fileName()), static_cast<long long>(least));
    return least;
}

void TestStart::theSignInPageStandsWithinASecond()
{
    const QString program = test::programPath(QStringLiteral("tirkeu"));
    const QStringList arguments = QStringList{QStringLiteral("--demo")} + inFolder();
    constexpr qint64 kFirst = 60'000; // the first start of all makes the demo's authority
    QVERIFY(toSignIn(program, arguments, kFirst) < kFirst);
    QVERIFY(best(program, arguments, 1000) <= 1000);
}

void TestStart::aSecondRunStandsWithinThree()
{
    if (QDir(qEnvironmentVariable("TIRKEU_BUILD")) != QDir(test::sourcePath(QStringLiteral("build"))))
        QSKIP("./run builds and starts the developer's build");
    const QString run = test::sourcePath(QStringLiteral("run"));
    const QStringList arguments = QStringList{QStringLiteral("--")} + inFolder();
    constexpr qint64 kFirst = 120'000;
    QVERIFY(toSignIn(run, arguments, kFirst) < kFirst);
    QVERIFY(best(run, arguments, 3000) <= 3000);
}

QTEST_MAIN(TestStart)
#include "tst_start.moc"
