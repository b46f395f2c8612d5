#pragma once

#include "exitcode.h"

#include <core/result.h>

#include <QIODevice>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>
#include <optional>

namespace tirkeu::ctl {

/// What a command has to say: the same answer as one JSON object and as text for a person.
struct Outcome
{
    ExitCode code = ExitCode::Good;
    QJsonObject result = {};
    QString text = {};
    std::optional<Error> error = {}; ///< its sentence is added from the message catalogue
};

[[nodiscard]] Outcome good(QJsonObject result, QString text);
/// The question was answered: no, for this reason.
[[nodiscard]] Outcome negative(Error why, QJsonObject result = {});
/// A failure on the way to an answer; the exit code follows from the kind.
[[nodiscard]] Outcome failed(Error why);
/// An option was left out without which there is nothing to do; told before anything is read.
[[nodiscard]] Outcome misused(Error why);

struct Option
{
    QString name;      ///< without the dashes
    QString valueName; ///< empty: a switch
    QString text;
};

/// The words after the command's name, already held against its declared options.
class Arguments
{
public:
    QStringList positional;
    QMap<QString, QStringList> options;
    QIODevice* input = nullptr;                      ///< standard input
    std::function<void(const QString& line)> report; ///< a line of progress, at once; silent with --json

    [[nodiscard]] bool has(const QString& option) const { return options.contains(option); }
    [[nodiscard]] QString value(const QString& option, const QString& fallback = {}) const;
    /// The file named by an argument, or standard input for "-"; refuses what is larger than `limit`.
    [[nodiscard]] Result<QByteArray> read(const QString& file, qint64 limit = qint64(1) << 24) const;
};

/// One command, for instance "iin check". A file in commands/ offers a list of them.
struct Command
{
    QString name;         ///< one or two words
    QString operands;     ///< as in the usage line: "N", "FILE|-", "[DIR]"
    qsizetype least = 0;  ///< how many operands
    qsizetype most = 0;   ///<
    QString summary;      ///< half a line
    QString details = {}; ///< what the exit codes mean here, and the like
    QList<Option> options = {};
    std::function<Outcome(const Arguments&)> run;
};

} // namespace tirkeu::ctl
