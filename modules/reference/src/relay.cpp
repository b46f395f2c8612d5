// Questions handed on to services outside the bank: where the bank says, as much as it says.
#include "place.h"
#include "referenceparts.h"

#include <algorithm>

namespace tirkeu::reference {

using wire::Problem;
using wire::RelayTo;

namespace {
constexpr ErrorCode kNotRelayed{"reference.not-relayed"};
constexpr ErrorCode kElsewhere{"reference.relay-elsewhere"};
constexpr ErrorCode kSilent{"reference.relay-silent"};
constexpr ErrorCode kBusy{"reference.relay-busy"};
constexpr int kOk = 200;
constexpr std::chrono::seconds kComeAgain{2};

const QList<QUrl>& addressesOf(const RelayServices& services, RelayTo to)
{
    switch (to) {
    case RelayTo::TimeStamp:
        return services.timeStamps;
    case RelayTo::Status:
        return services.statuses;
    case RelayTo::RevocationList:
        break;
    }
    return services.lists;
}

/// "http://host", "http://host/" and "http://host:80/" are one.
QUrl plain(const QUrl& url)
{
    QUrl same = url.adjusted(QUrl::NormalizePathSegments | QUrl::RemoveFragment);
    if (same.port() == 80)
        same.setPort(-1);
    if (same.path().isEmpty())
        same.setPath(QStringLiteral("/"));
    return same;
}

/// Of those that the configuration names: the one asked for, or the first where none is.
std::optional<QUrl> chosen(const QList<QUrl>& allowed, const QString& asked)
{
    if (asked.isEmpty())
        return allowed.isEmpty() ? std::nullopt : std::optional(allowed.constFirst());
    const QUrl url = plain(QUrl(asked, QUrl::StrictMode));
    const auto found =
        std::find_if(allowed.begin(), allowed.end(), [&url](const QUrl& one) { return plain(one) == url; });
    return found == allowed.end() ? std::nullopt : std::optional(*found);
}

core::HttpRequest requestOf(const RelayServices& services, const QUrl& url, const wire::RelayQuestion& question)
{
    core::HttpRequest request{.url = url, .deadline = services.deadline};
    request.maxAnswerBytes = static_cast<qsizetype>(wire::kLargestRelayed);
    if (question.to == RelayTo::RevocationList) {
        request.maxAnswerBytes = std::min(services.largestList, static_cast<qsizetype>(wire::kLargestRelayedList));
        return request;
    }
    request.method = "POST";
    request.contentType =
        question.to == RelayTo::TimeStamp ? "application/timestamp-query" : "application/ocsp-request";
    request.body = question.body;
    return request;
}
} // namespace

wire::Reply<QByteArray> Reference::relay(const wire::Asker& asker, const wire::RelayQuestion& question)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const RelayServices& services = m_parts->settings.relay;
    const QList<QUrl>& allowed = addressesOf(services, question.to);
    if (services.http == nullptr || allowed.isEmpty() || question.body.size() > wire::kLargestRelayed)
        return wire::problem(Problem::Kind::Refused, kNotRelayed);
    const auto url = chosen(allowed, question.address);
    if (!url) {
        m_parts->alarm(kElsewhere.toString(), sender->workstation->id, question.address.left(128));
        return wire::problem(Problem::Kind::Refused, kElsewhere, question.address);
    }
    const Place place(m_parts->relaying, services.mostAtOnce);
    if (!place.isFree())
        return tl::make_unexpected(
            Problem{.kind = Problem::Kind::Later, .code = kBusy.toString(), .retryAfter = kComeAgain});
    const auto answer = services.http->exchange(requestOf(services, *url, question));
    {
        const std::lock_guard lock(m_parts->mutex);
        ++(answer && answer->status == kOk ? m_parts->figures.relayed : m_parts->figures.relayedInVain);
    }
    if (!answer)
        return wire::problem(Problem::Kind::Later, kSilent, answer.error().detail);
    if (answer->status != kOk)
        return wire::problem(Problem::Kind::Later, kSilent, QString::number(answer->status));
    return answer->body;
}

} // namespace tirkeu::reference
