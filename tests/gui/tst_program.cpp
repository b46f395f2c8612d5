#include "support/testfiles.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace tirkeu;

// The built program on a real X server, driven from outside by keys, read from outside by its window's title.
class TestProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aTellerSignsInWorksAndLocks();
    void aSecondStartRaisesTheFirst();
    void aNewcomerReadsTheRulesFirst();
    void aChangedProgramStopsAtTheStartPage();
    void aBadSecondVersionOfTheCriteriaStopsNobody();
    void withoutCriteriaNobodySignsIn();
    void brokenCriteriaStopAtTheStartPage();
    void missingCriteriaStopAtTheStartPage();

private:
    struct Running
    {
        QProcess process;
        QString window;
    };
    void start(Running& running, const QStringList& arguments,
        const QString& program = test::programPath(QStringLiteral("tirkeu")));
    static QString ask(const QStringList& arguments);
    void press(const Running& running, const QStringList& keys);
    static QString title(const Running& running) { return ask({QStringLiteral("getwindowname"), running.window}); }

    QString criteriaFile() const
    {
        QDirIterator files(
            m_folder.path(), {QStringLiteral("criteria-*.p7m")}, QDir::Files, QDirIterator::Subdirectories);
        return files.hasNext() ? files.next() : QString();
    }

    QTemporaryDir m_folder;
};

void TestProgram::initTestCase()
{
    if (QGuiApplication::platformName() != u"xcb")
        QSKIP("needs an X server");
    test::writeFile(
        m_folder.filePath(QStringLiteral("preferences.json")), R"({"language":"en","scheme":"light","scale":100})");
}

QString TestProgram::ask(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("xdotool"), arguments);
    process.waitForFinished(10'000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void TestProgram::start(Running& running, const QStringList& arguments, const QString& program)
{
    running.process.start(program, QStringList{QStringLiteral("--data"), m_folder.path()} + arguments);
    QVERIFY(running.process.waitForStarted());
    const QString process = QString::number(running.process.processId());
    const auto visible = [&] {
        return ask({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--pid"), process,
            QStringLiteral("--name"), QStringLiteral("Tirkeu")});
    };
    QTRY_VERIFY_WITH_TIMEOUT(!visible().isEmpty(), 20'000);
    running.window = visible().section(u'\n', 0, 0);
    (void)ask({QStringLiteral("windowfocus"), QStringLiteral("--sync"), running.window});
}

void TestProgram::press(const Running& running, const QStringList& keys)
{
    (void)ask({QStringLiteral("windowfocus"), QStringLiteral("--sync"), running.window});
    (void)ask(QStringList{QStringLiteral("key"), QStringLiteral("--delay"), QStringLiteral("40")} + keys);
}

void TestProgram::aTellerSignsInWorksAndLocks()
{
    Running program;
    start(program, {QStringLiteral("--demo")});
    QTRY_COMPARE(title(program), QStringLiteral("Sign in – Tirkeu"));
    const QStringList wrong{
        QStringLiteral("9"), QStringLiteral("9"), QStringLiteral("9"), QStringLiteral("9"), QStringLiteral("Return")};
    press(program, wrong);
    QTRY_COMPARE(title(program), QStringLiteral("Sign in – Tirkeu"));
    const QStringList pin{
        QStringLiteral("1"), QStringLiteral("1"), QStringLiteral("1"), QStringLiteral("1"), QStringLiteral("Return")};
    // The wrong PIN is being checked; the field takes the right one as soon as the refusal is said.
    QByteArray log;
    QTRY_VERIFY_WITH_TIMEOUT((log += program.process.readAllStandardError()).contains("tirkeu.signin"), 10'000);
    press(program, pin);
    QTRY_COMPARE_WITH_TIMEOUT(title(program), QStringLiteral("What would you like to do? – Tirkeu"), 10'000);
    press(program, {QStringLiteral("F3")});
    QTRY_COMPARE(title(program), QStringLiteral("Find client – Tirkeu"));
    press(program, {QStringLiteral("F12")});
    QTRY_COMPARE(title(program), QStringLiteral("The screen is locked – Tirkeu"));
    press(program, pin);
    QTRY_COMPARE_WITH_TIMEOUT(title(program), QStringLiteral("Find client – Tirkeu"), 10'000);
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
}

void TestProgram::aSecondStartRaisesTheFirst()
{
    Running first;
    start(first, {QStringLiteral("--demo")});
    // What stands above it is seen on the screen itself, where the two have to change places.
    QWidget above;
    above.setPalette(Qt::magenta);
    above.setGeometry(300, 300, 200, 200);
    above.show();
    above.raise();
    const auto isAbove = [] {
        const QImage seen = QGuiApplication::primaryScreen()->grabWindow(0, 400, 400, 1, 1).toImage();
        return seen.pixelColor(0, 0) == QColor(Qt::magenta);
    };
    QTRY_VERIFY(isAbove());
    QProcess second;
    QElapsedTimer time;
    time.start();
    second.start(test::programPath(QStringLiteral("tirkeu")),
        {QStringLiteral("--demo"), QStringLiteral("--data"), m_folder.path()});
    QVERIFY(second.waitForFinished(10'000));
    QCOMPARE(second.exitCode(), 0);
    QVERIFY(second.readAllStandardError().contains("running already"));
    QTRY_VERIFY(!isAbove());
    QCOMPARE(first.process.state(), QProcess::Running);
    first.process.terminate();
    QVERIFY(first.process.waitForFinished());
}

// NEWS-logbook: the criteria do not say that this person knows the rules.
void TestProgram::aNewcomerReadsTheRulesFirst()
{
    Running program;
    start(program, {QStringLiteral("--demo"), QStringLiteral("--token"), QStringLiteral("3")});
    QTRY_COMPARE(title(program), QStringLiteral("Sign in – Tirkeu"));
    const QString three = QStringLiteral("3");
    press(program, {three, three, three, three, QStringLiteral("Return")});
    QTRY_COMPARE_WITH_TIMEOUT(title(program), QStringLiteral("Read the security rules first – Tirkeu"), 10'000);
    for (int i = 0; i < 15; ++i)
        press(program, {QStringLiteral("Next")});
    press(program, {QStringLiteral("Tab"), QStringLiteral("space"), QStringLiteral("Return")});
    QTRY_COMPARE_WITH_TIMEOUT(title(program), QStringLiteral("What would you like to do? – Tirkeu"), 10'000);
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
}

// BIO-4: what does not hold is said, and the last good version stays in force.
void TestProgram::aBadSecondVersionOfTheCriteriaStopsNobody()
{
    const QString file = criteriaFile();
    QVERIFY(!file.isEmpty());
    const QString next = QFileInfo(file).path() + QStringLiteral("/criteria-0000000099.p7m");
    QByteArray bytes = test::readFile(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    test::writeFile(next, bytes);
    Running program;
    start(program, {QStringLiteral("--demo")});
    QTRY_COMPARE(title(program), QStringLiteral("Sign in – Tirkeu"));
    QVERIFY(program.process.readAllStandardError().contains("criteria."));
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
    QVERIFY(QFile::remove(next));
}

// BIO-4: what two officers did not sign is not in force.
void TestProgram::brokenCriteriaStopAtTheStartPage()
{
    const QString file = criteriaFile();
    QByteArray bytes = test::readFile(file);
    QVERIFY(!bytes.isEmpty());
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    test::writeFile(file, bytes);
    Running program;
    start(program, {QStringLiteral("--demo")});
    QTRY_COMPARE(title(program), QStringLiteral("Work cannot begin yet – Tirkeu"));
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
    QCOMPARE(test::readFile(file), bytes); // set nothing aside, wrote nothing over
}

// BIO-4: criteria taken away are not quietly made anew.
void TestProgram::missingCriteriaStopAtTheStartPage()
{
    QVERIFY(QFile::remove(criteriaFile()));
    Running program;
    start(program, {QStringLiteral("--demo")});
    QTRY_COMPARE(title(program), QStringLiteral("Work cannot begin yet – Tirkeu"));
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
    QVERIFY(criteriaFile().isEmpty());
}

// BIO-7: one byte behind its end, and the program refuses to work with itself.
void TestProgram::aChangedProgramStopsAtTheStartPage()
{
    QTemporaryDir place;
    const QString built = QFileInfo(test::programPath(QStringLiteral("tirkeu"))).path();
    QVERIFY(QDir(place.path()).mkdir(QStringLiteral("bin")) && QDir(place.path()).mkdir(QStringLiteral("plugins")));
    for (const char* name : {"bin/tirkeu", "bin/tirkeuctl", "bin/tirkeu-device-host", "bin/tirkeu.manifest",
             "plugins/tirkeu-virtual-scanner.so"})
        QVERIFY(QFile::copy(
            built + QStringLiteral("/../") + QString::fromLatin1(name), place.filePath(QString::fromLatin1(name))));
    const QString program = place.filePath(QStringLiteral("bin/tirkeu"));
    {
        Running copied;
        start(copied, {QStringLiteral("--demo")}, program);
        QByteArray log;
        QTRY_VERIFY_WITH_TIMEOUT(
            (log += copied.process.readAllStandardError()).contains("tirkeu.guard: looked at"), 30'000);
        QCOMPARE(title(copied), QStringLiteral("Sign in – Tirkeu"));
        copied.process.terminate();
        QVERIFY(copied.process.waitForFinished());
    }
    QFile file(program);
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write("!"), 1);
    file.close();
    Running changed;
    start(changed, {QStringLiteral("--demo")}, program);
    QTRY_COMPARE_WITH_TIMEOUT(title(changed), QStringLiteral("Work cannot begin yet – Tirkeu"), 30'000);
    changed.process.terminate();
    QVERIFY(changed.process.waitForFinished());
}

void TestProgram::withoutCriteriaNobodySignsIn()
{
    Running program;
    start(program, {});
    QTRY_COMPARE(title(program), QStringLiteral("Work cannot begin yet – Tirkeu"));
    program.process.terminate();
    QVERIFY(program.process.waitForFinished());
}

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
