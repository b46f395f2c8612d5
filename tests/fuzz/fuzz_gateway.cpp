// What comes over the line: questions to the gateway, and answers and problems to a workstation.
#include "support/testkeys.h"

#include <casefile/entry.h>
#include <wire/gatewayservice.h>
#include <wire/messages.h>
#include <wire/routelist.h>

using namespace tirkeu;

namespace {
/// Answers everything; what counts is how it was asked.
class Answering final : public wire::GatewayService
{
public:
    [[nodiscard]] wire::Reply<wire::Hello> hello(const wire::Asker&) override { return wire::Hello{}; }
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(const wire::Asker&, const wire::UploadOffer& offer) override
    {
        if (offer.size <= 0 || offer.fingerprint.size() != 32 || offer.sha256.size() != 32)
            std::abort();
        return wire::UploadState{.received = 0, .largestChunk = 1};
    }
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::Asker&, const wire::PackageId&, qint64 offset, QByteArrayView bytes) override
    {
        if (offset < 0 || bytes.isEmpty() || bytes.size() > wire::kLargestChunk)
            std::abort();
        return wire::UploadState{.received = offset, .largestChunk = 1};
    }
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(const wire::Asker&, const wire::PackageId&) override
    {
        return QByteArray("receipt");
    }
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(const wire::Asker&, const core::Uuid&) override
    {
        return core::JournalHead{0, QByteArray(32, '\0')};
    }
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(
        const wire::Asker&, const core::Uuid&, QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            if (!casefile::decodeEntry(bytes))
                return wire::problem(wire::Problem::Kind::Refused, ErrorCode("wire.question-unreadable"));
        }
        return core::JournalHead{1, QByteArray(32, '\0')};
    }
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(const wire::Asker&, int) override { return QByteArray(); }
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(const wire::Asker&, quint64) override
    {
        return QList<wire::Answer>();
    }
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(
        const wire::Asker&, const QString& iin) override
    {
        if (iin.size() > 12)
            std::abort();
        return QList<wire::AttemptsElsewhere>();
    }
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(
        const wire::Asker&, const wire::PalmsAsked& asked) override
    {
        if (asked.iin.size() > 12)
            std::abort();
        return QList<wire::PalmGiven>();
    }
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(const wire::Asker&, const wire::ServiceCall& call) override
    {
        if (wire::encode(call.asked).size() > (1 << 20))
            std::abort();
        return std::visit(
            [](const auto& asked) -> wire::ServiceSaid { return typename std::decay_t<decltype(asked)>::Said(); },
            call.asked);
    }
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::Asker&, const wire::RelayQuestion& question) override
    {
        if (wire::nameOf(question.to).isEmpty())
            std::abort();
        return QByteArray("answer");
    }
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(const wire::Asker&, QByteArrayView) override
    {
        return wire::problem(wire::Problem::Kind::Refused, ErrorCode("wire.path-unknown"));
    }
};

void ask(QByteArrayView input, int contract)
{
    static const wire::Asker asker{test::testKey(QStringLiteral("ws")).holder(), QStringLiteral("0.1.0")};
    const QList<wire::RouteName> routes = wire::allRoutes(contract);
    static const QByteArrayList types{"application/json", "application/octet-stream", "", "application/pkcs7-mime"};
    const auto first = static_cast<unsigned char>(input.front());
    input = input.sliced(1);
    const wire::RouteName& route = routes.at(first % routes.size());
    // Either the route's own path with an id in its place, or a path of the input's making.
    QByteArray path = route.path;
    if ((first & 0x80) != 0) {
        const qsizetype end = std::max<qsizetype>(0, input.indexOf('\n'));
        path = input.first(end).toByteArray();
        input = input.sliced(end);
    } else {
        path.replace("{package}", "01890f3e-0000-7000-8000-000000000000");
        path.replace("{vault}", "01890f3e-0000-7000-8000-000000000000");
        path.replace("{call}", "01890f3e-0000-7000-8000-000000000000");
    }
    Answering service;
    const wire::HttpReply reply =
        wire::answerQuestion(service, asker, {route.method, path, types.at((first >> 5) & 3), input});
    if (reply.status < 200 || reply.status > 500)
        std::abort();
}

template<typename T>
void readBack(QByteArrayView input)
{
    if (const auto read = wire::decodeService<T>(input);
        read && !(wire::decodeService<T>(wire::encode(*read)) == *read))
        std::abort();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    for (int contract = wire::kOldestContract; !input.isEmpty() && contract <= wire::kNewestContract; ++contract)
        ask(input, contract);
    std::ignore = wire::decodeProblem(503, input);
    if (const auto hello = wire::decodeHello(input); hello && !(wire::decodeHello(wire::encode(*hello)) == *hello))
        std::abort();
    std::ignore = wire::decodeHello(input, wire::kOldestContract);
    if (const auto relay = wire::decodeRelay(input); relay && !(wire::decodeRelay(wire::encode(*relay)) == *relay))
        std::abort();
    if (const auto state = wire::decodeState(input); state && !(wire::decodeState(wire::encode(*state)) == *state))
        std::abort();
    std::ignore = wire::decodeHead(input);
    if (const auto answers = wire::decodeAnswers(input);
        answers && !(wire::decodeAnswers(wire::encode(*answers)) == *answers))
        std::abort();
    std::ignore = wire::decodeAttempts(input);
    if (const auto asked = wire::decodePalmsAsked(input);
        asked && !(wire::decodePalmsAsked(wire::encode(*asked)) == *asked))
        std::abort();
    readBack<wire::PhoneSaid>(input);
    readBack<wire::CodeSent>(input);
    readBack<wire::CodeJudged>(input);
    readBack<wire::ConsentNoted>(input);
    readBack<wire::FaceSaid>(input);
    readBack<wire::SuspicionSaid>(input);
    if (const auto palms = wire::decodePalms(input); palms && !(wire::decodePalms(wire::encode(*palms)) == *palms))
        std::abort();
    return 0;
}
