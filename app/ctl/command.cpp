#include "command.h"

#include <QFile>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kNoFile{"ctl.file-unreadable"};
constexpr ErrorCode kTooLarge{"ctl.file-too-large"};
} // namespace

Outcome good(QJsonObject result, QString text)
{
    return {ExitCode::Good, std::move(result), std::move(text)};
}

Outcome negative(Error why, QJsonObject result)
{
    return {ExitCode::Negative, std::move(result), {}, std::move(why)};
}

Outcome failed(Error why)
{
    const ExitCode code = why.kind == ErrorKind::Bug ? ExitCode::Bug : ExitCode::CannotDecide;
    return {code, {}, {}, std::move(why)};
}

Outcome misused(Error why)
{
    return {ExitCode::Usage, {}, {}, std::move(why)};
}

QString Arguments::value(const QString& option, const QString& fallback) const
{
    const QStringList given = options.value(option);
    return given.isEmpty() ? fallback : given.last();
}

Result<QByteArray> Arguments::read(const QString& file, qint64 limit) const
{
    QFile named(file);
    QIODevice* source = input;
    if (file != u"-") {
        if (!named.open(QIODevice::ReadOnly))
            return failure(kNoFile, ErrorKind::OperatorCanFix, named.errorString(), {file});
        source = &named;
    }
    const QByteArray bytes = source->read(limit + 1);
    if (bytes.size() > limit)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, {}, {file});
    return bytes;
}

} // namespace tirkeu::ctl
