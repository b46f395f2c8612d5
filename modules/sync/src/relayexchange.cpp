#include <sync/relayexchange.h>

#include <sync/courier.h>
#include <sync/errors.h>

namespace tirkeu::sync {

namespace {
constexpr ErrorCode kNotForRelay{"sync.question-not-relayed"};
constexpr int kOk = 200;

std::optional<wire::RelayTo> kindOf(const core::HttpRequest& request)
{
    if (request.method == "POST" && request.contentType == "application/timestamp-query")
        return wire::RelayTo::TimeStamp;
    if (request.method == "POST" && request.contentType == "application/ocsp-request")
        return wire::RelayTo::Status;
    if (request.method == "GET" && request.body.isEmpty())
        return wire::RelayTo::RevocationList;
    return {};
}

QByteArray answerTypeOf(wire::RelayTo to)
{
    switch (to) {
    case wire::RelayTo::TimeStamp:
        return "application/timestamp-reply";
    case wire::RelayTo::Status:
        return "application/ocsp-response";
    case wire::RelayTo::RevocationList:
        break;
    }
    return "application/pkix-crl";
}

ErrorKind kindOf(wire::Problem::Kind kind)
{
    using Kind = wire::Problem::Kind;
    return kind == Kind::NotReached || kind == Kind::Later ? ErrorKind::Retry : ErrorKind::ServiceFault;
}
} // namespace

Result<core::HttpAnswer> RelayExchange::exchange(const core::HttpRequest& request)
{
    const auto to = kindOf(request);
    if (!to)
        return failure(kNotForRelay, ErrorKind::Bug, QString::fromLatin1(request.method + ' ' + request.contentType));
    const auto end = std::chrono::steady_clock::now() + request.deadline;
    const std::unique_lock turn(m_turn, end);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (!turn.owns_lock() || left.count() <= 0)
        return failure(kBusy, ErrorKind::Retry, QStringLiteral("others are being answered"));
    const auto answer = m_gateway.relay({*to, request.url.toString(QUrl::FullyEncoded), request.body, left});
    if (!answer)
        return failure(answer.error().kind == wire::Problem::Kind::NotReached ? kNotReached : kFault,
            kindOf(answer.error().kind), codeOf(answer.error()) + u' ' + answer.error().detail);
    if (answer->size() > request.maxAnswerBytes)
        return failure(kFault, ErrorKind::ServiceFault, QStringLiteral("too long"));
    return core::HttpAnswer{kOk, answerTypeOf(*to), *answer};
}

} // namespace tirkeu::sync
