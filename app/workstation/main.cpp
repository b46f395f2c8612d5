#include "bootstrap/bootstrap.h"

#include <core/coredumps.h>
#include <core/log.h>

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char** argv)
{
    tirkeu::core::forbidCoreDumps();
    // Code that no file holds is foreign to the guard: expressions are interpreted, not compiled.
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tirkeu"));
    QApplication::setApplicationVersion(QStringLiteral(TIRKEU_VERSION));
    QApplication::setApplicationDisplayName(QStringLiteral("Tirkeu"));
    tirkeu::core::installLogHandler();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("The teller's workstation for enrolling a client's palm and face."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("Open the demo branch."));
    const QCommandLineOption screens(
        QStringLiteral("screens"), QStringLiteral("Write a picture of every page and end."), QStringLiteral("folder"));
    const QCommandLineOption data(
        QStringLiteral("data"), QStringLiteral("Keep everything in this folder."), QStringLiteral("folder"));
    const QCommandLineOption token(QStringLiteral("token"),
        QStringLiteral("Which of the demo's tokens is in the reader: 0 none, 1 teller, 2 supervisor, 3 new teller."),
        QStringLiteral("number"), QStringLiteral("1"));
    const QCommandLineOption module(QStringLiteral("module"),
        QStringLiteral(
            "Read tokens by this PKCS#11 module instead of the one of the settings, or the demo's key files."),
        QStringLiteral("file"));
    const QCommandLineOption quit(
        QStringLiteral("quit-when-shown"), QStringLiteral("End as soon as the first page stands; for measuring."));
    const QCommandLineOption tpm(QStringLiteral("tpm"),
        QStringLiteral("Take the workstation's key from this TPM and keep the journal's anchor there: its address, or "
                       "\"machine\" for the machine's own, which only the demo leaves alone unless told."),
        QStringLiteral("address"));
    const QCommandLineOption client(QStringLiteral("client"),
        QStringLiteral("The demo's display for the client: the maker, model and serial of its EDID, or \"window\"."),
        QStringLiteral("display"));
    const QCommandLineOption persona(QStringLiteral("persona"),
        QStringLiteral(
            "Which of the demo's virtual clients sits at the counter: 1 to 10; the strip at the top changes it."),
        QStringLiteral("number"), QStringLiteral("1"));
    parser.addOptions({demo, screens, data, token, module, tpm, client, persona, quit});
    parser.process(application);

    return tirkeu::workstation::runWorkstation(application, {.demo = parser.isSet(demo),
                                                                .screensFolder = parser.value(screens),
                                                                .dataFolder = parser.value(data),
                                                                .moduleFile = parser.value(module),
                                                                .tpm = parser.value(tpm),
                                                                .persona = parser.value(persona).toInt(),
                                                                .clientDisplay = parser.value(client),
                                                                .token = parser.value(token).toInt(),
                                                                .quitWhenShown = parser.isSet(quit)});
}
