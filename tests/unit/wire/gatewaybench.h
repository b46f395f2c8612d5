#pragma once

#include "support/fakeclock.h"
#include "support/testkeys.h"

#include <core/hashing.h>
#include <simulation_pki/demopki.h>
#include <wire/gatewayclient.h>
#include <wire/gatewayserver.h>

#include <QMap>

#include <mutex>

namespace tirkeu::test {

/// A question to each of the services outside the bank.
inline QList<wire::ServiceAsked> everyService(const core::Uuid& caseId)
{
    const QString iin = QStringLiteral("850712300011");
    const QString phone = QStringLiteral("+77011234561");
    return {wire::PhoneAsked{iin, phone}, wire::CodeWanted{iin, phone, QStringLiteral("kk"), core::sha256("statement")},
        wire::CodeTyped{QStringLiteral("c-1"), QStringLiteral("402718")},
        wire::ConsentWord{iin, QStringLiteral("idec"), true, QStringLiteral("one-time-code"), core::sha256("words"),
            caseId, core::WallTime()},
        wire::FaceAsked{iin, caseId, "picture"},
        wire::SuspicionAsked{iin, caseId, wire::SuspicionAsked::About::Decision, QStringLiteral("palm-enrolment"), {}}};
}

/// A gateway that keeps bytes and nothing else: enough to see the line work.
class Storeroom final : public wire::GatewayService
{
public:
    std::mutex mutex;
    QMap<QString, QByteArray> received;
    std::optional<wire::UploadOffer> offered;
    int calls = 0;
    QList<core::Uuid> called; ///< of services
    wire::FaceSaid face;
    QByteArray picture; ///< the last that was compared
    std::optional<wire::Pace> pace = {};
    std::function<void()> before = [] {
    };

    [[nodiscard]] wire::Reply<wire::Hello> hello(const wire::Asker& asker) override
    {
        note();
        return wire::Hello{.gateway = QStringLiteral("g-1"),
            .packageCertificate = "der",
            .workstation = asker.certificate.subject().commonName,
            .lowestVersion = asker.version,
            .criteria = 3,
            .answers = 2,
            .pace = pace};
    }
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(const wire::Asker&, const wire::UploadOffer& offer) override
    {
        note();
        const std::lock_guard lock(mutex);
        offered = offer;
        return wire::UploadState{
            .received = received[offer.package.toString()].size(), .largestChunk = wire::kLargestChunk};
    }
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::Asker&, const wire::PackageId& package, qint64 offset, QByteArrayView bytes) override
    {
        note();
        const std::lock_guard lock(mutex);
        QByteArray& so = received[package.toString()];
        if (offset != so.size())
            return wire::problem(wire::Problem::Kind::OutOfStep, ErrorCode("wire.upload-elsewhere"));
        so.append(bytes.data(), bytes.size());
        return wire::UploadState{.received = so.size(), .largestChunk = wire::kLargestChunk};
    }
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(const wire::Asker&, const wire::PackageId& package) override
    {
        note();
        const std::lock_guard lock(mutex);
        return core::sha256(received.value(package.toString()));
    }
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(const wire::Asker&, const core::Uuid&) override
    {
        note();
        return core::JournalHead{7, core::sha256("seven")};
    }
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(
        const wire::Asker&, const core::Uuid&, QByteArrayView entries) override
    {
        note();
        return core::JournalHead{static_cast<std::uint64_t>(entries.size()), core::sha256(entries)};
    }
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(const wire::Asker&, int version) override
    {
        note();
        return version < 3 ? QByteArray("criteria") : QByteArray();
    }
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(const wire::Asker&, quint64 number) override
    {
        note();
        QList<wire::Answer> answers;
        for (quint64 i = number + 1; i <= 2; ++i)
            answers.append({.number = i,
                .kind = wire::Answer::Kind::Decision,
                .fields = {{QStringLiteral("outcome"), QStringLiteral("accepted")}}});
        return answers;
    }
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(
        const wire::Asker&, const QString& iin) override
    {
        note();
        return QList<wire::AttemptsElsewhere>{{QStringLiteral("palm"), QStringLiteral("right"), iin.size() == 12, 0}};
    }
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(
        const wire::Asker&, const wire::PalmsAsked& asked) override
    {
        note();
        return QList<wire::PalmGiven>{{asked.caseId, QStringLiteral("left"), "palm of " + asked.iin.toLatin1()}};
    }
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(const wire::Asker&, const wire::ServiceCall& call) override
    {
        note();
        const std::lock_guard lock(mutex);
        called.append(call.id);
        if (const auto* asked = std::get_if<wire::FaceAsked>(&call.asked)) {
            picture = asked->picture;
            return wire::ServiceSaid(face);
        }
        return std::visit(
            [](const auto& asked) -> wire::ServiceSaid { return typename std::decay_t<decltype(asked)>::Said(); },
            call.asked);
    }
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::Asker&, const wire::RelayQuestion& question) override
    {
        note();
        return wire::nameOf(question.to).toLatin1() + question.address.toLatin1() + question.body;
    }
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(const wire::Asker&, QByteArrayView) override
    {
        note();
        throw std::runtime_error("a secret of the inside");
    }

private:
    void note()
    {
        before();
        const std::lock_guard lock(mutex);
        ++calls;
    }
};

/// A demo bank's keys, a gateway on loopback, and clients of it.
struct GatewayBench
{
    FakeClock clock;
    simulation::DemoPki pki = *simulation::DemoPki::make({.now = clock.wall()});
    Storeroom room;
    std::mutex mutex;
    QList<wire::AccessLine> log;
    std::unique_ptr<wire::GatewayServer> server;

    [[nodiscard]] Result<> start(wire::ServerLimits limits = {}, const std::optional<pki::SoftwareKey>& key = {})
    {
        auto started = wire::GatewayServer::start(
            {.keys = wire::GatewayServer::Keys{key.value_or(pki.gateway()), pki.bankTrust()}, .limits = limits},
            [this](const wire::Caller& caller, const wire::HttpQuestion& question) {
                return wire::answerQuestion(room, {*caller.certificate, caller.version}, question);
            },
            [this](const wire::AccessLine& line) {
                const std::lock_guard lock(mutex);
                log.append(line);
            },
            clock);
        if (!started)
            return failure(started);
        server = std::move(*started);
        return {};
    }
    [[nodiscard]] wire::GatewayClient::Settings settings(quint16 port = 0)
    {
        QUrl address(QStringLiteral("https://127.0.0.1"));
        address.setPort(port != 0 ? port : server->port());
        return {.address = address,
            .bank = pki.bankTrust(),
            .workstation = pki.workstation(),
            .version = QStringLiteral("0.1.0"),
            .connectDeadline = std::chrono::seconds(20),
            .answerDeadline = std::chrono::seconds(20)};
    }
    [[nodiscard]] std::unique_ptr<wire::GatewayClient> client()
    {
        return *wire::GatewayClient::make(settings(), clock);
    }
};

} // namespace tirkeu::test
