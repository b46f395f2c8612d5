#include "routes.h"

#include <wire/gatewayservice.h>
#include <wire/messages.h>
#include <wire/routelist.h>

#include <array>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kNoSuchPath{"wire.path-unknown"};
constexpr ErrorCode kBadQuestion{"wire.question-unreadable"};
constexpr int kNotFound = 404;
constexpr int kMethodRefused = 405;
constexpr int kUnsupported = 415;
constexpr int kBadRequest = 400;
constexpr int kNothing = 204;

struct Call
{
    GatewayService& service;
    const Asker& asker;
    const HttpQuestion& question;
    int contract = kNewestContract;
    QByteArrayList variables; ///< what stood in the path's open places
};

HttpReply bad(const QString& why, int status = kBadRequest)
{
    return replyOf({.kind = Problem::Kind::Refused, .code = kBadQuestion.toString(), .status = status, .detail = why});
}

HttpReply json(const QByteArray& body)
{
    return {.contentType = kTypeJson, .body = body};
}

template<typename T>
HttpReply jsonOf(const Reply<T>& reply)
{
    return reply ? json(encode(*reply)) : replyOf(reply.error());
}

HttpReply bytesOf(const Reply<QByteArray>& reply, const char* type)
{
    return reply ? HttpReply{.contentType = type, .body = *reply} : replyOf(reply.error());
}

std::optional<core::Uuid> idOf(const QByteArray& text)
{
    const auto id = core::Uuid::parse(QString::fromLatin1(text));
    return id ? std::optional(*id) : std::nullopt;
}

/// A number of decimal digits without a sign or a leading zero.
std::optional<qint64> numberOf(const QByteArray& text)
{
    if (text.isEmpty() || text.size() > 15 || (text.size() > 1 && text.front() == '0'))
        return {};
    for (const char c : text) {
        if (c < '0' || c > '9')
            return {};
    }
    return text.toLongLong();
}

HttpReply hello(const Call& call)
{
    const Reply<Hello> said = call.service.hello(call.asker);
    return said ? json(encode(*said, call.contract)) : replyOf(said.error());
}

HttpReply openUpload(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    if (!id)
        return bad(QStringLiteral("package"));
    const auto offer = decodeOffer(PackageId(*id), call.question.body);
    if (!offer)
        return bad(offer.error().detail);
    return jsonOf(call.service.openUpload(call.asker, *offer));
}

HttpReply putChunk(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    const auto offset = numberOf(call.variables.at(1));
    if (!id || !offset || call.question.body.isEmpty() || call.question.body.size() > kLargestChunk)
        return bad(QStringLiteral("chunk"));
    return jsonOf(call.service.putChunk(call.asker, PackageId(*id), *offset, call.question.body));
}

HttpReply finishUpload(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    if (!id)
        return bad(QStringLiteral("package"));
    return bytesOf(call.service.finishUpload(call.asker, PackageId(*id)), kTypeCms);
}

HttpReply journalHead(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    if (!id)
        return bad(QStringLiteral("vault"));
    return jsonOf(call.service.journalHead(call.asker, *id));
}

HttpReply putJournal(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    if (!id || call.question.body.isEmpty())
        return bad(QStringLiteral("journal"));
    return jsonOf(call.service.putJournal(call.asker, *id, call.question.body));
}

HttpReply criteria(const Call& call)
{
    const auto version = numberOf(call.variables.at(0));
    if (!version || *version > 1'000'000)
        return bad(QStringLiteral("version"));
    const Reply<QByteArray> found = call.service.criteriaAfter(call.asker, static_cast<int>(*version));
    if (found && found->isEmpty())
        return {.status = kNothing};
    return bytesOf(found, kTypeCms);
}

HttpReply answers(const Call& call)
{
    const auto number = numberOf(call.variables.at(0));
    if (!number)
        return bad(QStringLiteral("number"));
    return jsonOf(call.service.answersAfter(call.asker, static_cast<quint64>(*number)));
}

HttpReply attempts(const Call& call)
{
    const auto iin = decodeIin(call.question.body);
    if (!iin)
        return bad(iin.error().detail);
    return jsonOf(call.service.attemptsOf(call.asker, *iin));
}

HttpReply relay(const Call& call)
{
    const auto question = decodeRelay(call.question.body);
    if (!question)
        return bad(question.error().detail);
    return bytesOf(call.service.relay(call.asker, *question), kTypeBytes);
}

HttpReply palms(const Call& call)
{
    const auto asked = decodePalmsAsked(call.question.body);
    if (!asked)
        return bad(asked.error().detail);
    return jsonOf(call.service.palmsOf(call.asker, *asked));
}

template<typename Asked>
HttpReply service(const Call& call)
{
    const auto id = idOf(call.variables.at(0));
    if (!id)
        return bad(QStringLiteral("call"));
    auto asked = decodeService<Asked>(call.question.body);
    if (!asked)
        return bad(asked.error().detail);
    return jsonOf(call.service.callService(call.asker, {*id, std::move(*asked)}));
}

HttpReply relayTime(const Call& call)
{
    return bytesOf(call.service.relay(call.asker, {.to = RelayTo::TimeStamp, .body = call.question.body.toByteArray()}),
        kTypeBytes);
}

HttpReply relayStatus(const Call& call)
{
    return bytesOf(
        call.service.relay(call.asker, {.to = RelayTo::Status, .body = call.question.body.toByteArray()}), kTypeBytes);
}

HttpReply certificates(const Call& call)
{
    return bytesOf(call.service.renewCertificate(call.asker, call.question.body), kTypeBytes);
}

struct Route
{
    const char* method;
    const char* path; ///< {…} is one open place
    const char* type; ///< of the body; null: none may be given
    HttpReply (*answer)(const Call&);
    int oldest = kOldestContract;
    int newest = kNewestContract;
    [[nodiscard]] bool isOf(int contract) const { return oldest <= contract && contract <= newest; }
};
constexpr std::array kRoutes{
    Route{"GET", "/hello", nullptr, hello},
    Route{"PUT", "/packages/{package}", kTypeJson, openUpload},
    Route{"PUT", "/packages/{package}/bytes/{offset}", kTypeBytes, putChunk},
    Route{"POST", "/packages/{package}/receipt", nullptr, finishUpload},
    Route{"GET", "/journals/{vault}", nullptr, journalHead},
    Route{"PUT", "/journals/{vault}", kTypeBytes, putJournal},
    Route{"GET", "/criteria/after/{version}", nullptr, criteria},
    Route{"GET", "/answers/after/{number}", nullptr, answers},
    Route{"POST", "/attempts", kTypeJson, attempts},
    Route{"POST", "/palms", kTypeJson, palms, kContractOfPalms},
    Route{"POST", "/services/phone-owner/{call}", kTypeJson, service<PhoneAsked>, kContractOfPalms},
    Route{"POST", "/services/one-time-code/{call}", kTypeJson, service<CodeWanted>, kContractOfPalms},
    Route{"POST", "/services/typed-code/{call}", kTypeJson, service<CodeTyped>, kContractOfPalms},
    Route{"POST", "/services/consent/{call}", kTypeJson, service<ConsentWord>, kContractOfPalms},
    Route{"POST", "/services/face-comparison/{call}", kTypeJson, service<FaceAsked>, kContractOfPalms},
    Route{"POST", "/services/suspicion/{call}", kTypeJson, service<SuspicionAsked>, kContractOfPalms},
    Route{"POST", "/relay", kTypeJson, relay, kContractOfRelay},
    Route{"POST", "/relay/time-stamp", kTypeBytes, relayTime, kOldestContract, kContractOfRelay - 1},
    Route{"POST", "/relay/status", kTypeBytes, relayStatus, kOldestContract, kContractOfRelay - 1},
    Route{"POST", "/certificates", kTypeCms, certificates, kContractOfRelay},
    Route{"POST", "/certificates", kTypeBytes, certificates, kOldestContract, kContractOfRelay - 1},
};

QByteArray frontOf(int contract)
{
    return "/v" + QByteArray::number(contract);
}

/// Of a path that begins with it, which is taken off; 0: of none that is served.
int takeContract(QByteArray& path)
{
    for (int contract = kOldestContract; contract <= kNewestContract; ++contract) {
        const QByteArray front = frontOf(contract);
        if (!path.startsWith(front + '/'))
            continue;
        path.remove(0, front.size());
        return contract;
    }
    return 0;
}

std::optional<QByteArrayList> match(const QByteArrayList& pattern, const QByteArrayList& path)
{
    if (pattern.size() != path.size())
        return {};
    QByteArrayList variables;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (pattern.at(i).startsWith('{'))
            variables.append(path.at(i));
        else if (pattern.at(i) != path.at(i))
            return {};
    }
    return variables;
}

HttpReply answerAt(const Route& route, const Call& call)
{
    if (route.type == nullptr ? !call.question.body.isEmpty() : call.question.contentType != route.type)
        return bad(QStringLiteral("content type"), kUnsupported);
    return route.answer(call);
}
} // namespace

QList<RouteName> allRoutes(int contract)
{
    QList<RouteName> all;
    for (const Route& route : kRoutes) {
        if (route.isOf(contract))
            all.append(RouteName{route.method, frontOf(contract) + route.path});
    }
    return all;
}

HttpReply replyOf(const Problem& problem)
{
    return {.status = statusOf(problem),
        .contentType = kTypeProblem,
        .body = encodeProblem(problem),
        .retryAfter = problem.retryAfter,
        .code = problem.code};
}

HttpReply answerQuestion(GatewayService& service, const Asker& asker, const HttpQuestion& question)
{
    constexpr qsizetype kLongestPath = 256;
    QByteArray rest = question.path.left(kLongestPath);
    const int contract = takeContract(rest);
    const QByteArrayList path = rest.split('/');
    const Route* otherMethod = nullptr;
    for (const Route& route : kRoutes) {
        const auto variables = route.isOf(contract) ? match(QByteArray(route.path).split('/'), path) : std::nullopt;
        if (!variables)
            continue;
        otherMethod = &route;
        if (question.method != route.method)
            continue;
        HttpReply reply = answerAt(route, {service, asker, question, contract, *variables});
        reply.route = frontOf(contract) + route.path;
        return reply;
    }
    HttpReply reply = replyOf({.kind = Problem::Kind::Refused,
        .code = kNoSuchPath.toString(),
        .status = otherMethod != nullptr ? kMethodRefused : kNotFound});
    reply.route = otherMethod != nullptr ? frontOf(contract) + otherMethod->path : QByteArray("-");
    return reply;
}

} // namespace tirkeu::wire
