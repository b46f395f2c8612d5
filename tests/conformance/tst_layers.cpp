#include "support/testfiles.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;

// Configures small houses that break a rule and looks whether CMake stops.
class TestLayers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachBreachStopsTheConfigureStep_data();
    void eachBreachStopsTheConfigureStep();
};

void TestLayers::eachBreachStopsTheConfigureStep_data()
{
    QTest::addColumn<QString>("modules");
    QTest::addColumn<QString>("complaint"); // empty: has to configure
    const auto row = [](const char* name, const char* modules, const char* complaint) {
        QTest::newRow(name) << QString::fromLatin1(modules) << QString::fromLatin1(complaint);
    };
    row("downwards", "room(low LAYER 0)\nroom(high LAYER 1 DEPENDS low)", "");
    row("sideways", "room(one LAYER 1)\nroom(two LAYER 1 DEPENDS one)", "only lower layers may be named");
    row("upwards", "room(high LAYER 2)\nroom(low LAYER 1 DEPENDS high)", "only lower layers may be named");
    row("not yet built", "room(low LAYER 1 DEPENDS high)\nroom(high LAYER 2)", "stands above it or not at all");
    row("widgets", "room(low LAYER 1 LIBS Qt6::Widgets)", "windows live only under app");
    row("private widgets", "room(low LAYER 1 PRIVATE_LIBS Qt6::SvgWidgets)", "windows live only under app");
    row("no layer", "room(low)", "say LAYER n");
    const char* const gateway = "room(reference LAYER 4)\nroom(world LAYER 5 DEPENDS reference)\n";
    const char* const world = "room(core LAYER 0)\nroom(simulation_pki LAYER 5 DEPENDS core)\n";
    const auto program = [&row](const char* name, const char* rooms, const char* line, const char* complaint) {
        row(name, QByteArray(rooms).append(line).constData(), complaint);
    };
    program("gateway", gateway, "tirkeu_program(tirkeu-gateway ROOMS reference)", "");
    program("reference at the counter", gateway, "tirkeu_program(tirkeu ROOMS reference)", "the gateway alone");
    program("reference by a detour", gateway, "tirkeu_program(tirkeu ROOMS world)", "the gateway alone");
    program("demo", world, "set(TIRKEU_DEMO ON)\ntirkeu_program(tirkeu ROOMS simulation_pki)", "");
    program("simulation at a bank", world, "tirkeu_program(tirkeu ROOMS simulation_pki)", "no bank installs");
}

void TestLayers::eachBreachStopsTheConfigureStep()
{
    QFETCH(QString, modules);
    QFETCH(QString, complaint);
    QTemporaryDir folder;
    const QDir top(folder.path());
    top.mkpath(QStringLiteral("src"));
    for (const char* source : {"src/a.cpp", "b.cpp", "main.cpp"})
        test::writeFile(top.filePath(QString::fromLatin1(source)), "");
    const QString project = QStringLiteral("cmake_minimum_required(VERSION 3.25)\nproject(house LANGUAGES CXX)\n"
                                           "include(%1/modules/module.cmake)\n"
                                           "add_library(tirkeu_warnings INTERFACE)\n"
                                           "macro(room)\n  tirkeu_module(${ARGN})\nendmacro()\n"
                                           "%2\n")
                                .arg(test::sourcePath({}), modules);
    test::writeFile(top.filePath(QStringLiteral("CMakeLists.txt")), project.toUtf8());

    QProcess cmake;
    cmake.start(QStringLiteral("cmake"),
        {QStringLiteral("-S"), folder.path(), QStringLiteral("-B"), top.filePath(QStringLiteral("build"))});
    QVERIFY(cmake.waitForFinished(60'000));
    // CMake folds its messages; white space is not part of what is said.
    const QString said = QString::fromUtf8(cmake.readAllStandardError()).simplified();
    if (complaint.isEmpty())
        QVERIFY2(!said.contains(u"House rule"), qPrintable(said));
    else
        QVERIFY2(said.contains(complaint), qPrintable(said));
    QCOMPARE(cmake.exitCode() == 0, complaint.isEmpty());
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
