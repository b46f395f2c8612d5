#include "registry.h"
#include "shell.h"

#include <core/json.h>

#include <QBuffer>
#include <QTest>

#include <stdexcept>

using namespace tirkeu;
using namespace tirkeu::ctl;

class TestShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerIsTextOrJson();
    void exitCodesFollowTheOutcome_data();
    void exitCodesFollowTheOutcome();
    void wrongUsageIsSixtyFour_data();
    void wrongUsageIsSixtyFour();
    void helpNamesEveryCommand();
    void theLongestNameWins();
    void filesAreReadWithinALimit();
    void versionNamesTheLibraries();
    void aFaultIsToldAsAskedFor();
};

namespace {

constexpr ErrorCode kNo{"core.hex-unreadable"};

struct Run
{
    ExitCode code;
    QByteArray output;
    QByteArray errors;
};

Run run(const QList<Command>& commands, const QStringList& words, const QByteArray& typed = {})
{
    QBuffer input;
    input.setData(typed);
    input.open(QIODevice::ReadOnly);
    QBuffer output;
    output.open(QIODevice::WriteOnly);
    QBuffer errors;
    errors.open(QIODevice::WriteOnly);
    const ExitCode code = runShell(commands, words, {input, output, errors});
    return {code, output.data(), errors.data()};
}

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QList<Command> sample(Outcome outcome = good({{QStringLiteral("n"), 1}}, QStringLiteral("one")))
{
    const auto answer = [outcome](const Arguments& arguments) {
        arguments.report(QStringLiteral("working"));
        return outcome;
    };
    const auto longer = [](const Arguments& arguments) {
        return good({}, QStringLiteral("longer ") + arguments.value(QStringLiteral("out"), QStringLiteral("none")));
    };
    const auto read = [](const Arguments& arguments) {
        const Result<QByteArray> bytes = arguments.read(arguments.positional.first(), 4);
        return bytes ? good({}, QString::fromUtf8(*bytes)) : failed(bytes.error());
    };
    return {{.name = QStringLiteral("count"),
                .operands = QStringLiteral("N"),
                .least = 1,
                .most = 1,
                .summary = QStringLiteral("Counts"),
                .run = answer},
        {.name = QStringLiteral("count twice"),
            .operands = {},
            .summary = QStringLiteral("Counts again"),
            .options = {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to")}},
            .run = longer},
        {.name = QStringLiteral("read"),
            .operands = QStringLiteral("FILE|-"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("Reads"),
            .run = read}};
}

} // namespace

void TestShell::anAnswerIsTextOrJson()
{
    const Run text = run(sample(), words("count 5"));
    QCOMPARE(text.output, QByteArray("working\none\n"));
    QVERIFY(text.errors.isEmpty());
    const Run json = run(sample(), words("count --json 5"));
    QCOMPARE(json.output, QByteArray("{\"command\":\"count\",\"exit\":0,\"result\":{\"n\":1}}\n"));
}

void TestShell::exitCodesFollowTheOutcome_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<int>("code");
    QTest::newRow("no") << static_cast<int>(ErrorKind::OperatorCanFix) << true << 1;
    QTest::newRow("no file") << static_cast<int>(ErrorKind::OperatorCanFix) << false << 2;
    QTest::newRow("no service") << static_cast<int>(ErrorKind::ServiceFault) << false << 2;
    QTest::newRow("ours") << static_cast<int>(ErrorKind::Bug) << false << 70;
}

void TestShell::exitCodesFollowTheOutcome()
{
    QFETCH(int, kind);
    QFETCH(bool, answered);
    QFETCH(int, code);
    const Error error{kNo, static_cast<ErrorKind>(kind), QStringLiteral("inner"), {QStringLiteral("v")}};
    const Outcome outcome = answered ? negative(error) : failed(error);
    const Run text = run(sample(outcome), words("count 5"));
    QCOMPARE(static_cast<int>(text.code), code);
    QVERIFY((answered ? text.output : text.errors).contains("A hexadecimal number cannot be read."));

    const Run json = run(sample(outcome), words("count 5 --json"));
    QCOMPARE(static_cast<int>(json.code), code);
    const Result<QJsonObject> object = core::readJson(json.output);
    QVERIFY(object);
    const QJsonObject said = object->value(u"error").toObject();
    QCOMPARE(said.value(u"code").toString(), QStringLiteral("core.hex-unreadable"));
    QCOMPARE(said.value(u"sentence").toObject().size(), 3);
    QVERIFY(!json.output.contains("inner"));
}

void TestShell::wrongUsageIsSixtyFour_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"", "nothing", "count", "count 1 2", "count 1 --deep", "count twice --out", "Count 1"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestShell::wrongUsageIsSixtyFour()
{
    QFETCH(QString, line);
    const QStringList said = line.split(u' ', Qt::SkipEmptyParts);
    const Run text = run(sample(), said);
    QCOMPARE(text.code, ExitCode::Usage);
    QVERIFY(text.output.isEmpty());
    QVERIFY(text.errors.contains("tirkeuctl"));
    const Run json = run(sample(), said + words("--json"));
    QCOMPARE(json.code, ExitCode::Usage);
    QVERIFY(core::readJson(json.output));
}

void TestShell::helpNamesEveryCommand()
{
    const Run all = run(allCommands(), words("--help"));
    QCOMPARE(all.code, ExitCode::Good);
    QStringList names;
    for (const Command& command : allCommands()) {
        QVERIFY2(all.output.contains(command.name.toUtf8()), qPrintable(command.name));
        QVERIFY2(!names.contains(command.name), qPrintable(command.name));
        names.append(command.name);
        const Run one = run(allCommands(), command.name.split(u' ') + words("--help"));
        QCOMPARE(one.code, ExitCode::Good);
        QVERIFY(one.output.startsWith("tirkeuctl " + command.name.toUtf8()));
        QVERIFY(core::readJson(run(allCommands(), command.name.split(u' ') + words("--help --json")).output));
    }
    QVERIFY(run(sample(), words("count --help")).output.contains("Counts."));
}

void TestShell::theLongestNameWins()
{
    QCOMPARE(run(sample(), words("count twice")).output, QByteArray("longer none\n"));
    QCOMPARE(run(sample(), words("count twice --out x")).output, QByteArray("longer x\n"));
}

void TestShell::filesAreReadWithinALimit()
{
    QCOMPARE(run(sample(), words("read -"), "abcd").output, QByteArray("abcd\n"));
    QCOMPARE(run(sample(), words("read -"), "abcde").code, ExitCode::CannotDecide);
    const Run missing = run(sample(), words("read /nonexistent/file"));
    QCOMPARE(missing.code, ExitCode::CannotDecide);
    QVERIFY(missing.errors.contains("/nonexistent/file"));
}

void TestShell::versionNamesTheLibraries()
{
    const Run json = run(allCommands(), words("version --json"));
    QCOMPARE(json.code, ExitCode::Good);
    const Result<QJsonObject> object = core::readJson(json.output);
    QVERIFY(object);
    const QJsonObject versions = object->value(u"result").toObject();
    for (const QString& library : words("tirkeu build openssl qt sqlcipher opencv"))
        QVERIFY2(!versions.value(library).toString().isEmpty(), qPrintable(library));
    QVERIFY(versions.value(u"sqlcipher").toString().startsWith(u"4."));
}

void TestShell::aFaultIsToldAsAskedFor()
{
    QList<Command> commands = sample();
    commands.first().run = [](const Arguments&) -> Outcome {
        throw std::runtime_error("inner");
    };
    const Run text = run(commands, words("count 5"));
    QCOMPARE(text.code, ExitCode::Bug);
    QVERIFY(text.output.isEmpty());
    QVERIFY(text.errors.contains("internal fault") && text.errors.contains("inner"));
    const Run json = run(commands, words("count --json 5"));
    QCOMPARE(json.code, ExitCode::Bug);
    const Result<QJsonObject> object = core::readJson(json.output);
    QVERIFY(object);
    QCOMPARE(object->value(u"command").toString(), QStringLiteral("count"));
    QCOMPARE(object->value(u"exit").toInt(), 70);
    QCOMPARE(object->value(u"error").toObject().value(u"code").toString(), QStringLiteral("ctl.fault"));
    QVERIFY(!json.output.contains("inner"));
}

QTEST_GUILESS_MAIN(TestShell)
#include "tst_shell.moc"
