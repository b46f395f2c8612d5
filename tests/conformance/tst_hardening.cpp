#include "support/testfiles.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace tirkeu;

// Reads the flags back from the programs as they were linked: what a build file asks for is not yet what a file holds.
class TestHardening : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theProgramIsHardened_data();
    void theProgramIsHardened();

private:
    static QString read(const QString& tool, const QStringList& arguments);
};

void TestHardening::initTestCase()
{
    if (qEnvironmentVariable("TIRKEU_HARDENED") != u"ON")
        QSKIP("this build was asked not to be hardened (a sanitizer takes its place)");
}

QString TestHardening::read(const QString& tool, const QStringList& arguments)
{
    QProcess process;
    process.start(tool, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

void TestHardening::theProgramIsHardened_data()
{
    QTest::addColumn<QString>("program");
    for (const char* program : {"tirkeu", "tirkeuctl", "tirkeu-gateway", "tirkeu-device-host"})
        QTest::newRow(program) << test::programPath(QLatin1StringView(program));
}

void TestHardening::theProgramIsHardened()
{
    QFETCH(QString, program);
    const QString header = read(QStringLiteral("readelf"), {QStringLiteral("-hlW"), program});
    QVERIFY2(header.contains(u"DYN (Position-Independent Executable file)"), "PIE");
    QVERIFY2(header.contains(u"GNU_RELRO"), "relocations become read-only");
    const qsizetype stack = header.indexOf(u"GNU_STACK");
    QVERIFY(stack > 0);
    QVERIFY2(!header.mid(stack, header.indexOf(u'\n', stack) - stack).contains(u"RWE"), "no executable stack");

    const QString dynamic = read(QStringLiteral("readelf"), {QStringLiteral("-dW"), program});
    QVERIFY2(dynamic.contains(u"BIND_NOW") || dynamic.contains(u"NOW"), "everything is bound at start");
    QVERIFY2(!dynamic.contains(u"(RPATH)") && !dynamic.contains(u"(RUNPATH)") && !dynamic.contains(u"TEXTREL"),
        "no search path of its own");

    const QString symbols =
        read(QStringLiteral("readelf"), {QStringLiteral("--dyn-syms"), QStringLiteral("-W"), program});
    QVERIFY2(symbols.contains(u"__stack_chk_fail"), "stack protector");
    // The printf family always has its checked twin called where the flag was on; others only where a size is unknown.
    static const QRegularExpression unchecked(QStringLiteral("\\s(v?f?printf|v?sn?printf)@"));
    const auto loose = unchecked.match(symbols);
    QVERIFY2(!loose.hasMatch(), qPrintable(QStringLiteral("_FORTIFY_SOURCE: ") + loose.captured()));

    // CET: indirect calls land on marked places. The mark in the file's notes would need every object of the system to
    // carry it; the instructions are what counts for ours.
    const QString code = read(QStringLiteral("objdump"),
        {QStringLiteral("-d"), QStringLiteral("--no-show-raw-insn"), QStringLiteral("--disassemble=main"), program});
    QVERIFY2(code.contains(u"endbr64"), "CET");
}

QTEST_GUILESS_MAIN(TestHardening)
#include "tst_hardening.moc"
