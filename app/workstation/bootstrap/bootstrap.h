#pragma once

#include <core/result.h>

#include <QString>

class QApplication;

namespace tirkeu::workstation {

struct StartOptions
{
    bool demo = false;
    QString screensFolder;      ///< write the gallery there instead of opening a window
    QString dataFolder;         ///< empty: the usual place of the system
    QString moduleFile;         ///< a PKCS#11 module with a real token instead of the demo's key files
    QString tpm;                ///< a TPM's address; empty: the demo leaves the machine's own alone
    int persona = 1;            ///< of the demo: which virtual client sits there at the start
    QString clientDisplay;      ///< of the demo: the client's display, or "window" where there is only one
    int token = 1;              ///< which of the demo's tokens is in the reader; 0: none
    bool quitWhenShown = false; ///< for measuring the start
};

/// Names the concrete classes, wires them, and runs the program to its end. The exit code is the program's.
[[nodiscard]] int runWorkstation(QApplication& application, const StartOptions& options);

} // namespace tirkeu::workstation
