#pragma once

#include "registry.h"
#include "shell.h"

#include <core/json.h>

#include <QBuffer>

namespace tirkeu::test {

struct CommandRun
{
    int code;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] QJsonObject json() const { return core::readJson(output).value_or(QJsonObject()); }
};

/// Runs a command of the real program in this process; words are parted by spaces.
[[nodiscard]] inline CommandRun runCommand(const QStringList& words, const QByteArray& typed = {})
{
    QBuffer input;
    input.setData(typed);
    input.open(QIODevice::ReadOnly);
    QBuffer output;
    output.open(QIODevice::WriteOnly);
    QBuffer errors;
    errors.open(QIODevice::WriteOnly);
    const ctl::ExitCode code = ctl::runShell(ctl::allCommands(), words, {input, output, errors});
    return {static_cast<int>(code), output.data(), errors.data()};
}

[[nodiscard]] inline CommandRun runCommand(const char* line, const QByteArray& typed = {})
{
    return runCommand(QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts), typed);
}

} // namespace tirkeu::test
