#include "registry.h"
#include "shell.h"

#include <core/coredumps.h>
#include <core/log.h>

#include <QFile>
#include <QGuiApplication>

#include <cstdio>

#include <unistd.h>

int main(int argc, char** argv)
{
    tirkeu::core::forbidCoreDumps();
    qputenv("QT_ENABLE_REGEXP_JIT", "0"); // as in the workstation, whose guard it speaks for
    // Pages are drawn, but never on a screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    tirkeu::core::installLogHandler();
    // Qt takes options such as --plugin for its own wherever it sees them: it is shown the program's name alone.
    int shown = 1;
    const QGuiApplication application(shown, argv);
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    QFile input;
    QFile output;
    QFile errors;
    // Lines with PINs are read from it: neither Qt nor the C library keeps a copy of them in a buffer.
    static_cast<void>(input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered));
    static_cast<void>(output.open(stdout, QIODevice::WriteOnly));
    static_cast<void>(errors.open(stderr, QIODevice::WriteOnly));
    return static_cast<int>(tirkeu::ctl::runShell(tirkeu::ctl::allCommands(), words, {input, output, errors}));
}
