#include "shell.h"

#include <core/json.h>
#include <messages/catalogue.h>

#include <QCommandLineParser>
#include <QFileDevice>
#include <QJsonArray>

#include <exception>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kUnknownCommand{"ctl.command-unknown"};
constexpr ErrorCode kUnknownOption{"ctl.option-unknown"};
constexpr ErrorCode kOperands{"ctl.operands"};
constexpr ErrorCode kFault{"ctl.fault"};

const QString kJson = QStringLiteral("--json");
const QString kHelp = QStringLiteral("help");

QString usageLine(const Command& command)
{
    QString line = QStringLiteral("tirkeuctl ") + command.name;
    if (!command.operands.isEmpty())
        line += u' ' + command.operands;
    for (const Option& option : command.options) {
        const QString value = option.valueName.isEmpty() ? QString() : u' ' + option.valueName;
        line += QStringLiteral(" [--%1%2]").arg(option.name, value);
    }
    return line + QStringLiteral(" [--json]");
}

QString helpText(const Command& command)
{
    QString text = usageLine(command) + QStringLiteral("\n\n") + command.summary + QStringLiteral(".\n");
    if (!command.details.isEmpty())
        text += command.details + u'\n';
    text += u'\n';
    for (const Option& option : command.options) {
        const QString spelled = QStringLiteral("--%1 %2").arg(option.name, option.valueName);
        text += QStringLiteral("  %1 %2\n").arg(spelled.trimmed(), -24).arg(option.text);
    }
    text += QStringLiteral("  %1 %2\n").arg(QStringLiteral("--json"), -24).arg(u"the answer as one line of JSON");
    return text;
}

QString helpText(const QList<Command>& commands)
{
    QString text =
        QStringLiteral("tirkeuctl COMMAND …: provisioning, checks and scripts of the Tirkeu workstation\n\n");
    for (const Command& command : commands)
        text += QStringLiteral("  %1 %2\n").arg(command.name + u' ' + command.operands, -36).arg(command.summary);
    text += QStringLiteral("\nEvery command takes --json and --help. Exit codes: 0 good, 1 the answer is no,\n"
                           "2 cannot decide, 64 wrong usage, 70 a fault of the program.\n");
    return text;
}

QJsonObject helpJson(const QList<Command>& commands)
{
    QJsonArray list;
    for (const Command& command : commands)
        list.append(QJsonObject{{QStringLiteral("name"), command.name}, {QStringLiteral("usage"), usageLine(command)},
            {QStringLiteral("summary"), command.summary}});
    return {{QStringLiteral("commands"), list}};
}

QString kindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Retry:
        return QStringLiteral("retry");
    case ErrorKind::OperatorCanFix:
        return QStringLiteral("operator-can-fix");
    case ErrorKind::DeviceFault:
        return QStringLiteral("device-fault");
    case ErrorKind::ServiceFault:
        return QStringLiteral("service-fault");
    case ErrorKind::SecurityStop:
        return QStringLiteral("security-stop");
    case ErrorKind::Bug:
        break;
    }
    return QStringLiteral("bug");
}

QJsonObject toJson(const Error& error, const messages::Catalogue& catalogue)
{
    QJsonObject object{{QStringLiteral("code"), error.code.toString()}, {QStringLiteral("kind"), kindName(error.kind)},
        {QStringLiteral("values"), QJsonArray::fromStringList(error.values)}};
    QJsonObject sentences;
    for (const core::Language language : core::kLanguages)
        sentences.insert(core::languageCode(language), catalogue.sentence(error, language));
    object.insert(QStringLiteral("sentence"), sentences);
    return object;
}

/// An answer that could not be written out is none.
ExitCode delivered(QIODevice& out, const QByteArray& bytes, ExitCode code)
{
    auto* file = qobject_cast<QFileDevice*>(&out);
    const bool written = out.write(bytes) == bytes.size() && (file == nullptr || file->flush());
    return written ? code : ExitCode::CannotDecide;
}

ExitCode write(const QString& name, const Outcome& outcome, bool asJson, const Streams& streams)
{
    const messages::Catalogue catalogue = messages::Catalogue::embedded();
    if (asJson) {
        QJsonObject object{{QStringLiteral("command"), name}, {QStringLiteral("exit"), static_cast<int>(outcome.code)}};
        if (!outcome.result.isEmpty())
            object.insert(QStringLiteral("result"), outcome.result);
        if (outcome.error)
            object.insert(QStringLiteral("error"), toJson(*outcome.error, catalogue));
        return delivered(streams.output, core::writeJson(object) + '\n', outcome.code);
    }
    QString text = outcome.text;
    if (!text.isEmpty() && !text.endsWith(u'\n'))
        text += u'\n';
    if (outcome.error)
        text += catalogue.sentence(*outcome.error, core::Language::English) + u'\n';
    const bool answered = outcome.code == ExitCode::Good || outcome.code == ExitCode::Negative;
    return delivered(answered ? streams.output : streams.errors, text.toUtf8(), outcome.code);
}

const Command* find(const QList<Command>& commands, const QStringList& words, qsizetype* used)
{
    const Command* found = nullptr;
    *used = 0;
    for (const Command& command : commands) {
        const QStringList name = command.name.split(u' ');
        if (name.size() > *used && words.mid(0, name.size()) == name) {
            found = &command;
            *used = name.size();
        }
    }
    return found;
}

Outcome wrongUsage(ErrorCode code, const QString& value, const QString& help)
{
    return {ExitCode::Usage, {}, help, Error{code, ErrorKind::OperatorCanFix, {}, {value}}};
}

/// The commands whose name begins with the first word, or all.
QList<Command> related(const QList<Command>& commands, const QStringList& words)
{
    QList<Command> some;
    for (const Command& command : commands) {
        if (!words.isEmpty() && command.name.section(u' ', 0, 0) == words.first())
            some.append(command);
    }
    return some.isEmpty() ? commands : some;
}

ExitCode answered(const QList<Command>& commands, const QStringList& words, const Streams& streams)
{
    const bool asJson = words.contains(kJson);
    qsizetype used = 0;
    const Command* command = find(commands, words, &used);
    if (command == nullptr) {
        const QList<Command> some = related(commands, words);
        const QString first = words.isEmpty() ? QString() : words.first();
        if (first == u"--help" || first == u"-h" || first == kHelp || words.contains(u"--help"))
            return write(kHelp, good(helpJson(some), helpText(some)), asJson, streams);
        QStringList named;
        for (const QString& word : words.mid(0, 2)) {
            if (!word.startsWith(u'-'))
                named.append(word);
        }
        if (named.isEmpty()) // nothing was asked
            return write(kHelp, {ExitCode::Usage, {}, helpText(some)}, asJson, streams);
        return write(kHelp, wrongUsage(kUnknownCommand, named.join(u' '), helpText(some)), asJson, streams);
    }

    QCommandLineParser parser;
    for (const Option& option : command->options)
        parser.addOption({option.name, option.text, option.valueName});
    parser.addOption({{QStringLiteral("h"), kHelp}, {}});
    QStringList line = words.mid(used);
    // Taken out first, so that an option whose value was forgotten does not swallow it.
    line.removeAll(kJson);
    line.prepend(QStringLiteral("tirkeuctl"));
    if (!parser.parse(line)) {
        QString wrong = parser.unknownOptionNames().join(QStringLiteral(", "));
        if (wrong.isEmpty())
            wrong = parser.errorText();
        return write(command->name, wrongUsage(kUnknownOption, wrong, helpText(*command)), asJson, streams);
    }
    if (parser.isSet(kHelp))
        return write(kHelp, good(helpJson({*command}), helpText(*command)), asJson, streams);

    Arguments arguments;
    arguments.positional = parser.positionalArguments();
    for (const Option& option : command->options) {
        if (parser.isSet(option.name))
            arguments.options.insert(option.name, parser.values(option.name));
    }
    arguments.input = &streams.input;
    arguments.report = [&streams, asJson](const QString& progress) {
        if (!asJson)
            streams.output.write(progress.toUtf8() + '\n');
    };
    const qsizetype count = arguments.positional.size();
    if (count < command->least || count > command->most)
        return write(command->name, wrongUsage(kOperands, usageLine(*command), {}), asJson, streams);
    return write(command->name, command->run(arguments), asJson, streams);
}
} // namespace

ExitCode runShell(const QList<Command>& commands, const QStringList& words, const Streams& streams)
{
    try {
        return answered(commands, words, streams);
    } catch (const std::exception& fault) {
        // What a library says of itself is for whoever mends the program; a script reads the answer alone.
        streams.errors.write(QByteArray("tirkeuctl: a fault of the program: ") + fault.what() + '\n');
        qsizetype used = 0;
        const Command* command = find(commands, words, &used);
        return write(command != nullptr ? command->name : kHelp, failed({kFault, ErrorKind::Bug, {}}),
            words.contains(kJson), streams);
    }
}

} // namespace tirkeu::ctl
