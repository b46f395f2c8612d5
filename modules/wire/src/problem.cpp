#include <wire/problem.h>

#include <core/json.h>

#include <QRegularExpression>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kUnreadable{"wire.answer-unreadable"};
constexpr qsizetype kMostBytes = qsizetype(16) << 10;
constexpr qint64 kLongestWait = 86'400;
constexpr QLatin1StringView kTypePrefix("urn:tirkeu:problem:");

Problem::Kind kindOf(int status)
{
    switch (status) {
    case 401:
        return Problem::Kind::NotTrusted;
    case 409:
        return Problem::Kind::OutOfStep;
    case 408:
    case 429:
    case 503:
        return Problem::Kind::Later;
    default:
        return status >= 400 && status < 500 ? Problem::Kind::Refused : Problem::Kind::Fault;
    }
}
} // namespace

QString nameOf(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::NotReached:
        return QStringLiteral("not-reached");
    case Problem::Kind::NotTrusted:
        return QStringLiteral("not-trusted");
    case Problem::Kind::Later:
        return QStringLiteral("later");
    case Problem::Kind::OutOfStep:
        return QStringLiteral("out-of-step");
    case Problem::Kind::Refused:
        return QStringLiteral("refused");
    case Problem::Kind::Fault:
        return QStringLiteral("fault");
    }
    return {};
}

int statusOf(const Problem& problem)
{
    if (problem.status != 0)
        return problem.status;
    switch (problem.kind) {
    case Problem::Kind::NotTrusted:
        return 401;
    case Problem::Kind::Later:
        return 503;
    case Problem::Kind::OutOfStep:
        return 409;
    case Problem::Kind::Refused:
        return 422;
    case Problem::Kind::NotReached:
    case Problem::Kind::Fault:
        break;
    }
    return 500;
}

tl::unexpected<Problem> problem(Problem::Kind kind, const ErrorCode& code, QString detail)
{
    return tl::make_unexpected(Problem{.kind = kind, .code = code.toString(), .detail = std::move(detail)});
}

QByteArray encodeProblem(const Problem& problem)
{
    QJsonObject object{{QStringLiteral("type"), kTypePrefix + problem.code},
        {QStringLiteral("status"), statusOf(problem)}, {QStringLiteral("code"), problem.code}};
    if (problem.retryAfter)
        object.insert(QStringLiteral("retryAfter"), qint64(problem.retryAfter->count()));
    return core::writeJson(object);
}

Problem decodeProblem(int status, QByteArrayView body)
{
    static const QRegularExpression form(QStringLiteral("^[a-z]{1,32}\\.[a-z0-9-]{1,64}$"));
    Problem said{.kind = kindOf(status), .code = kUnreadable.toString(), .status = status};
    const Result<QJsonObject> object = core::readJson(body, {.maxBytes = kMostBytes, .maxDepth = 4, .maxValues = 64});
    if (!object) {
        said.detail = object.error().detail;
        return said;
    }
    core::JsonFields fields(*object);
    const QString type = fields.string(QLatin1StringView("type"), 256);
    const QString code = fields.string(QLatin1StringView("code"), 128);
    std::ignore = fields.integer(QLatin1StringView("status"), status, status);
    const qint64 wait = fields.integerOr(QLatin1StringView("retryAfter"), -1, 0, kLongestWait);
    if (type != kTypePrefix + code || !form.match(code).hasMatch())
        fields.refuse(QLatin1StringView("code"), QStringLiteral("not one of ours"));
    if (const Result<> finished = fields.finish(); !finished) {
        said.detail = finished.error().detail;
        return said;
    }
    said.code = code;
    if (wait >= 0)
        said.retryAfter = std::chrono::seconds(wait);
    return said;
}

} // namespace tirkeu::wire
