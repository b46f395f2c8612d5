#include <wire/gatewayclient.h>

#include "httpsline.h"
#include "routes.h"

#include <wire/messages.h>
#include <wire/routelist.h>

namespace tirkeu::wire {

namespace http = boost::beast::http;

namespace {
constexpr ErrorCode kAddress{"wire.address-not-https"};
constexpr ErrorCode kUnreadable{"wire.answer-unreadable"};
constexpr ErrorCode kNoSuchPath{"wire.path-unknown"}; ///< the gateway is older
constexpr ErrorCode kOlder{"wire.gateway-older"};
constexpr int kOk = 200;
constexpr int kNothing = 204;
constexpr int kNotFound = 404;
constexpr qint64 kSlowestBytesPerSecond = 4096;  ///< a branch on its worst day; what is slower is cut off
constexpr std::chrono::minutes kLookForNewer(5); ///< at a gateway found to be older
constexpr qint64 kLargestCriteria = qint64(9) << 20;

/// Of a question that no contract of the gateway has a path for.
template<typename T>
Reply<T> orOlder(Reply<T> reply)
{
    if (!reply && reply.error().code == kNoSuchPath.toString())
        return problem(Problem::Kind::Refused, kOlder);
    return reply;
}

QByteArray pathOf(const char* front, const QString& id, const QByteArray& back = {})
{
    return front + id.toLatin1() + back;
}
} // namespace

struct GatewayClient::Parts
{
    Parts(const Settings& given, const core::Clock& clockGiven)
        : settings(given)
        , clock(clockGiven)
        , line(given, clockGiven)
    {
    }
    Settings settings;
    const core::Clock& clock;
    HttpsLine line;
    int contract = kNewestContract; ///< as far as it is known that the gateway speaks it
    core::MonotonicTime newerNext{};

    /// It may have been brought up to date; not every line greets.
    void lookForNewer()
    {
        if (contract < kNewestContract && clock.monotonic() >= newerNext)
            contract = kNewestContract;
    }

    [[nodiscard]] std::chrono::milliseconds deadlineFor(qint64 bytes) const
    {
        return settings.answerDeadline + std::chrono::seconds(bytes / kSlowestBytesPerSecond);
    }

    /// Under the newest contract that the gateway has a path for.
    [[nodiscard]] Reply<LineAnswer> askNewest(LineQuestion question)
    {
        const QByteArray path = question.target;
        lookForNewer();
        for (;;) {
            question.target = "/v" + QByteArray::number(contract) + path;
            auto answer = line.ask(question);
            if (!answer || answer->status != kNotFound || contract == kOldestContract ||
                decodeProblem(answer->status, answer->body).code != kNoSuchPath.toString())
                return answer;
            --contract;
            newerNext = clock.monotonic() + kLookForNewer;
        }
    }

    /// Asks; an answer that is none of those expected is a problem.
    [[nodiscard]] Reply<LineAnswer> ask(LineQuestion question, const char* type)
    {
        if (question.deadline.count() == 0)
            question.deadline = deadlineFor(question.body.size());
        auto answer = askNewest(std::move(question));
        if (!answer)
            return answer;
        if (answer->status == kNothing)
            return answer;
        if (answer->status != kOk)
            return tl::make_unexpected(decodeProblem(answer->status, answer->body));
        if (answer->contentType != type)
            return problem(Problem::Kind::Fault, kUnreadable, QString::fromLatin1(answer->contentType));
        return answer;
    }

    template<typename T, typename Decode>
    [[nodiscard]] Reply<T> askJson(LineQuestion question, Decode decode)
    {
        const auto answer = ask(std::move(question), kTypeJson);
        if (!answer)
            return tl::make_unexpected(answer.error());
        const Result<T> value = decode(answer->body);
        if (!value)
            return problem(Problem::Kind::Fault, kUnreadable, value.error().detail);
        return *value;
    }

    [[nodiscard]] Reply<QByteArray> askBytes(LineQuestion question, const char* type)
    {
        const auto answer = ask(std::move(question), type);
        if (!answer)
            return tl::make_unexpected(answer.error());
        return answer->body;
    }
};

Result<std::unique_ptr<GatewayClient>> GatewayClient::make(Settings settings, const core::Clock& clock)
{
    if (settings.address.scheme() != u"https" || settings.address.host().isEmpty())
        return failure(kAddress, ErrorKind::OperatorCanFix, settings.address.toString(QUrl::RemoveUserInfo));
    auto parts = std::make_unique<Parts>(settings, clock);
    if (const auto ready = parts->line.setUp(); !ready)
        return failure(ready);
    return std::unique_ptr<GatewayClient>(new GatewayClient(std::move(parts)));
}

GatewayClient::GatewayClient(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

GatewayClient::~GatewayClient() = default;

Reply<Hello> GatewayClient::hello()
{
    m_parts->contract = kNewestContract; // a greeting always looks
    return m_parts->askJson<Hello>({.method = http::verb::get, .target = kPathHello},
        [this](const QByteArray& body) { return decodeHello(body, m_parts->contract); });
}

Reply<UploadState> GatewayClient::openUpload(const UploadOffer& offer)
{
    const QByteArray body = encode(offer);
    return m_parts->askJson<UploadState>({.method = http::verb::put,
                                             .target = pathOf(kPathPackages, offer.package.toString()),
                                             .contentType = kTypeJson,
                                             .body = body},
        decodeState);
}

Reply<UploadState> GatewayClient::putChunk(const PackageId& package, qint64 offset, QByteArrayView bytes)
{
    return m_parts->askJson<UploadState>(
        {.method = http::verb::put,
            .target = pathOf(kPathPackages, package.toString(), "/bytes/" + QByteArray::number(offset)),
            .contentType = kTypeBytes,
            .body = bytes},
        decodeState);
}

Reply<QByteArray> GatewayClient::finishUpload(const PackageId& package)
{
    return m_parts->askBytes({.method = http::verb::post,
                                 .target = pathOf(kPathPackages, package.toString(), "/receipt"),
                                 .deadline = m_parts->settings.finishDeadline},
        kTypeCms);
}

Reply<core::JournalHead> GatewayClient::journalHead(const core::Uuid& vault)
{
    return m_parts->askJson<core::JournalHead>(
        {.method = http::verb::get, .target = pathOf(kPathJournals, vault.toString())}, decodeHead);
}

Reply<core::JournalHead> GatewayClient::putJournal(const core::Uuid& vault, QByteArrayView entries)
{
    return m_parts->askJson<core::JournalHead>({.method = http::verb::put,
                                                   .target = pathOf(kPathJournals, vault.toString()),
                                                   .contentType = kTypeBytes,
                                                   .body = entries},
        decodeHead);
}

Reply<QByteArray> GatewayClient::criteriaAfter(int version)
{
    return m_parts->askBytes({.method = http::verb::get,
                                 .target = kPathCriteria + QByteArray::number(version),
                                 .deadline = m_parts->deadlineFor(kLargestCriteria),
                                 .largestAnswer = kLargestCriteria},
        kTypeCms);
}

Reply<QList<Answer>> GatewayClient::answersAfter(quint64 number)
{
    return m_parts->askJson<QList<Answer>>(
        {.method = http::verb::get, .target = kPathAnswers + QByteArray::number(number)}, decodeAnswers);
}

Reply<QList<AttemptsElsewhere>> GatewayClient::attemptsOf(const QString& iin)
{
    const QByteArray body = encodeIin(iin);
    return m_parts->askJson<QList<AttemptsElsewhere>>(
        {.method = http::verb::post, .target = kPathAttempts, .contentType = kTypeJson, .body = body}, decodeAttempts);
}

Reply<QList<PalmGiven>> GatewayClient::palmsOf(const PalmsAsked& asked)
{
    const QByteArray body = encode(asked);
    return orOlder(m_parts->askJson<QList<PalmGiven>>(
        {.method = http::verb::post, .target = kPathPalms, .contentType = kTypeJson, .body = body}, decodePalms));
}

Reply<ServiceSaid> GatewayClient::callService(const ServiceCall& call)
{
    const QByteArray body = encode(call.asked);
    return orOlder(m_parts->askJson<ServiceSaid>(
        {.method = http::verb::post,
            .target = kPathServices + serviceOf(call.asked) + '/' + call.id.toString().toLatin1(),
            .contentType = kTypeJson,
            .body = body,
            .deadline = call.patience},
        [&call](const QByteArray& answer) { return decodeSaid(call.asked, answer); }));
}

Reply<QByteArray> GatewayClient::relay(const RelayQuestion& question)
{
    const qint64 largest = question.to == RelayTo::RevocationList ? kLargestRelayedList : kLargestRelayed;
    const auto patience = question.patience.count() > 0 ? question.patience : m_parts->deadlineFor(largest);
    m_parts->lookForNewer();
    if (m_parts->contract >= kContractOfRelay) {
        const QByteArray body = encode(question);
        auto answer = m_parts->askBytes({.method = http::verb::post,
                                            .target = kPathRelay,
                                            .contentType = kTypeJson,
                                            .body = body,
                                            .deadline = patience,
                                            .largestAnswer = largest},
            kTypeBytes);
        if (m_parts->contract >= kContractOfRelay)
            return answer;
    }
    if (question.to == RelayTo::RevocationList)
        return problem(Problem::Kind::Refused, kOlder);
    return m_parts->askBytes({.method = http::verb::post,
                                 .target = kPathRelay + ('/' + nameOf(question.to).toLatin1()),
                                 .contentType = kTypeBytes,
                                 .body = question.body,
                                 .deadline = patience,
                                 .largestAnswer = largest},
        kTypeBytes);
}

Reply<QByteArray> GatewayClient::renewCertificate(QByteArrayView request)
{
    auto answer = m_parts->askBytes(
        {.method = http::verb::post, .target = kPathCertificates, .contentType = kTypeCms, .body = request},
        kTypeBytes);
    if (m_parts->contract < kContractOfRelay) // one that never renewed
        return problem(Problem::Kind::Refused, kOlder);
    return answer;
}

void GatewayClient::cancel()
{
    m_parts->line.cancel();
}

} // namespace tirkeu::wire
