#pragma once

#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <core/encoding.h>
#include <core/json.h>
#include <criteria/draft.h>
#include <reference/embeddedengine.h>
#include <reference/reference.h>
#include <simulation_pki/demopki.h>
#include <wire/gatewayclient.h>
#include <wire/gatewayserver.h>
#include <wire/package.h>
#include <wire/shownevents.h>

namespace tirkeu::test {

inline const QString kClientIin = QStringLiteral("900101300017");
inline const QString kOtherIin = QStringLiteral("900101300027");

/// Criteria that were found good elsewhere.
class FixedBook final : public reference::CriteriaBook
{
public:
    std::shared_ptr<const criteria::Criteria> criteria;
    [[nodiscard]] std::shared_ptr<const criteria::Criteria> current() const override { return criteria; }
    [[nodiscard]] std::shared_ptr<const criteria::Criteria> version(int version) const override
    {
        return criteria && version == criteria->version ? criteria : nullptr;
    }
    [[nodiscard]] QByteArray signedAfter(int version) const override
    {
        return criteria && version < criteria->version ? QByteArray("signed") : QByteArray();
    }
};

/// A case as a workstation holds it: in its vault and journal, ready to be packed.
struct PlayedCase
{
    std::vector<casefile::Event> events;
    QList<wire::Part> parts; ///< but the events
    casefile::ClientId client;
    casefile::CaseId id;
};

/// The demo's criteria over these people, asking for what the scripts play.
[[nodiscard]] inline Result<criteria::Criteria> criteriaAsPlayed(const simulation::DemoPki& pki)
{
    const auto draft = core::readJson(readFile(sourcePath(QLatin1StringView("resources/criteria/demo.json"))));
    if (!draft)
        return failure(draft);
    QList<pki::Certificate> known{pki.vendor().certificate(), pki.workstation().holder(), pki.bankSeal().holder()};
    using Person = simulation::DemoPerson;
    for (const Person person : {Person::Teller, Person::SecondTeller, Person::Supervisor, Person::BranchIt,
             Person::OfficerOne, Person::OfficerTwo})
        known += {pki.authentication(person).holder(), pki.signature(person).holder()};
    const auto read = criteria::readCriteria(core::writeJson(criteria::withCertificates(*draft, known)));
    if (!read)
        return failure(read);
    criteria::Criteria asPlayed = *read;
    for (criteria::Purpose& purpose : asPlayed.purposes) {
        if (purpose.id != u"palm-enrolment")
            continue; // what the scripts play
        purpose.steps = {criteria::Step::Client, criteria::Step::PalmRight};
        purpose.consents.clear();
    }
    return asPlayed;
}

/// A bank of one branch: keys, criteria, a vault that journals, the reference database behind a line.
struct ReferenceBench
{
    VaultBench vault;
    simulation::DemoPki pki;
    pki::SoftwareKey workstation;
    pki::SoftwareKey gatewayKey;
    FixedBook book;
    QTemporaryDir dir;
    std::unique_ptr<reference::Engine> engine;
    std::unique_ptr<reference::Reference> reference;
    std::unique_ptr<wire::GatewayServer> server;
    std::mutex mutex;
    QStringList alarms;
    QString lowestVersion = QStringLiteral("0");
    core::WallTime lowestSince{};
    reference::RelayServices relay;
    reference::RenewalRules renewal;
    reference::DocumentJudge documents; ///< none: by how they begin
    reference::DocumentSeal sealing;
    bool areSealed = true; ///< as the workstation delivers them
    int threads = 0;
    int spareWorkers = 0;
    quint64 number = 0;
    QByteArray palm; ///< the template of the cases to come; empty: something that is none
    std::function<void()> handsChanged = [] {
    };
    std::function<Result<wire::ServiceSaid>(const QString&, const wire::ServiceCall&)> services;
    int servicesAtOnce = 4;

    ReferenceBench()
        : pki(*simulation::DemoPki::make({.now = vault.clock.wall()}))
        , workstation(pki.workstation())
        , gatewayKey(pki.gateway())
    {
        vault.workstation = workstation;
    }

    [[nodiscard]] QString idOf(simulation::DemoPerson person) const
    {
        return QString::fromLatin1(core::toHex(pki.authentication(person).holder().fingerprint()));
    }
    [[nodiscard]] QString teller() const { return idOf(simulation::DemoPerson::Teller); }
    [[nodiscard]] static core::SecureBytes dataKey()
    {
        QByteArray bytes(32, '\x21');
        return core::SecureBytes::takeFrom(bytes);
    }

    [[nodiscard]] Result<> start()
    {
        if (const Result<> made = vault.create(); !made)
            return made;
        auto asPlayed = criteriaAsPlayed(pki);
        if (!asPlayed)
            return failure(asPlayed);
        book.criteria = std::make_shared<criteria::Criteria>(*std::move(asPlayed));
        if (!engine) {
            auto opened =
                reference::EmbeddedEngine::open({.path = dir.filePath(QStringLiteral("reference.db"))}, dataKey());
            if (!opened)
                return failure(opened);
            engine = std::move(*opened);
        }
        return serve();
    }

    [[nodiscard]] reference::DocumentJudge documentsByTheirFront()
    {
        return [this](const QByteArray& pdf, const casefile::CaseState&,
                   const core::Uuid&) -> Result<reference::DocumentFacts> {
            if (pdf.startsWith("%PDF"))
                return reference::DocumentFacts{.isSealed = areSealed};
            return failure(ErrorCode("evidence.not-a-document"), ErrorKind::SecurityStop);
        };
    }

    [[nodiscard]] Result<> serve(quint16 port = 0)
    {
        server.reset();
        reference::Reference::Settings settings{.name = QStringLiteral("gateway-1"),
            .bank = pki.bankTrust(),
            .dataKey = dataKey(),
            .uploadFolder = dir.filePath(QStringLiteral("uploads")),
            .lowestVersion = lowestVersion,
            .lowestSince = lowestSince,
            .documents = documents ? documents : documentsByTheirFront(),
            .seal = sealing,
            .relay = relay,
            .renewal = renewal,
            .services = services,
            .servicesAtOnce = servicesAtOnce,
            .alarm =
                [this](const reference::Alarm& alarm) {
                    const std::lock_guard lock(mutex);
                    alarms.append(alarm.what);
                },
            .handsChanged = handsChanged};
        auto made = reference::Reference::make(std::move(settings), *engine, gatewayKey, gatewayKey, book, vault.clock);
        if (!made)
            return failure(made);
        reference = std::move(*made);
        auto started = wire::GatewayServer::start(
            {.port = port,
                .keys = wire::GatewayServer::Keys{gatewayKey, pki.bankTrust()},
                .threads = threads,
                .spareWorkers = spareWorkers},
            [this](const wire::Caller& caller, const wire::HttpQuestion& question) {
                return wire::answerQuestion(*reference, {*caller.certificate, caller.version}, question);
            },
            [](const wire::AccessLine&) {}, vault.clock);
        if (!started)
            return failure(started);
        server = std::move(*started);
        return {};
    }

    [[nodiscard]] std::unique_ptr<wire::GatewayClient> client(
        const std::optional<pki::SoftwareKey>& key = {}, const QString& version = QStringLiteral("0.1.0"))
    {
        QUrl address(QStringLiteral("https://127.0.0.1"));
        address.setPort(server->port());
        return *wire::GatewayClient::make(
            {.address = address, .bank = pki.bankTrust(), .workstation = key.value_or(workstation), .version = version},
            vault.clock);
    }

    /// The purpose asks for both palms, and so says the opening.
    void askForBothHands(std::vector<casefile::Event>& events)
    {
        criteria::Criteria more = *book.criteria;
        for (criteria::Purpose& purpose : more.purposes)
            purpose.steps = {criteria::Step::Client, criteria::Step::PalmRight, criteria::Step::PalmLeft};
        book.criteria = std::make_shared<criteria::Criteria>(more);
        events.front().fields.insert(QStringLiteral("steps"),
            QJsonArray{QStringLiteral("client"), QStringLiteral("palm-right"), QStringLiteral("palm-left")});
    }

    /// Makes the events of a script say what a real case's would: by the teller, of documents that are there.
    [[nodiscard]] PlayedCase prepared(const CaseScript& script, std::vector<casefile::Event> events)
    {
        PlayedCase played{std::move(events), {}, script.client, script.id};
        for (casefile::Event& event : played.events) {
            if (event.actor == u"teller-17")
                event.actor = teller();
            if (event.kind == casefile::Kind::CaseOpened)
                event.fields.insert(QStringLiteral("workstation"), QStringLiteral("ws-almaty-3-07"));
            if (event.kind == casefile::Kind::DocumentMade)
                addPart(played, wire::PartKind::Document, event.fields.value(u"document").toString(), "%PDF signed ");
            if (event.kind == casefile::Kind::DocumentMade || event.kind == casefile::Kind::DocumentSigned)
                setDigest(played, event, event.fields.value(u"document").toString());
            if (event.kind == casefile::Kind::TemplateFormed) {
                const QString id = event.fields.value(u"template").toString();
                if (palm.isEmpty())
                    addPart(played, wire::PartKind::Template, id, "template ");
                else
                    played.parts.append({wire::PartKind::Template, core::Uuid::parse(id).value(), palm});
                setDigest(played, event, event.fields.value(u"template").toString());
            }
        }
        return played;
    }
    [[nodiscard]] Result<PlayedCase> play(const CaseScript& script, std::vector<casefile::Event> events)
    {
        PlayedCase played = prepared(script, std::move(events));
        if (const Result<> done = vault.play(played.events); !done)
            return failure(done);
        return played;
    }
    [[nodiscard]] Result<PlayedCase> ordinary(const QString& iin = kClientIin)
    {
        CaseScript script(vault.clock, iin);
        std::vector<casefile::Event> events = script.ordinary();
        events.pop_back(); // it is packed here
        return play(script, std::move(events));
    }

    [[nodiscard]] Result<std::vector<wire::ShownEvent>> shown(const PlayedCase& played)
    {
        std::vector<wire::ShownEvent> all;
        vault::Journal& journal = vault.vault->store().journal();
        std::size_t at = 0;
        const Result<> visited = journal.visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
            if (entry.caseId != played.id.uuid())
                return true;
            auto key = journal.keyFor(entry);
            if (!key)
                return failure(key);
            all.push_back({entry.sequence, played.events.at(at++), std::move(*key)});
            return true;
        });
        if (!visited)
            return failure(visited);
        return all;
    }

    [[nodiscard]] wire::PackageContext context(const PlayedCase& played)
    {
        return {wire::PackageId::make(vault.clock), QStringLiteral("ws-almaty-3-07"), QStringLiteral("almaty-3"),
            played.client, played.id, ++number, {}, QStringLiteral("1"), vault.clock.wall(),
            vault.vault->store().vault(), vault.vault->store().journal().head()};
    }
    struct Sealed
    {
        wire::PackageContext context;
        wire::SealedPackage package;
    };
    [[nodiscard]] Result<Sealed> seal(const wire::PackageContext& context, const QList<wire::Part>& parts,
        const std::vector<wire::ShownEvent>& events, const std::optional<pki::SoftwareKey>& signer = {})
    {
        pki::SoftwareKey key = signer.value_or(workstation);
        QList<wire::Part> all{{wire::PartKind::Events, context.caseId.uuid(), wire::encodeEvents(events)}};
        auto sealed = wire::sealPackage(context, all + parts, key, gatewayKey.holder());
        if (!sealed)
            return failure(sealed);
        return Sealed{context, *sealed};
    }
    [[nodiscard]] Result<Sealed> seal(const PlayedCase& played)
    {
        const auto events = shown(played);
        if (!events)
            return failure(events);
        return seal(context(played), played.parts, *events);
    }

    [[nodiscard]] static wire::UploadOffer offerOf(const Sealed& sealed)
    {
        return {sealed.context.package, sealed.package.fingerprint, sealed.package.bytes.size(),
            core::sha256(sealed.package.bytes)};
    }
    /// The whole way; the receipt as read, or the problem.
    [[nodiscard]] wire::Reply<wire::Receipt> deliver(wire::Gateway& gateway, const Sealed& sealed, qint64 piece = 1000)
    {
        const auto state = gateway.openUpload(offerOf(sealed));
        if (!state)
            return tl::make_unexpected(state.error());
        if (!state->receipt.isEmpty())
            return receiptIn(state->receipt, sealed);
        for (qint64 at = state->received; at < sealed.package.bytes.size();) {
            const qint64 size = std::min(piece, sealed.package.bytes.size() - at);
            const auto put =
                gateway.putChunk(sealed.context.package, at, QByteArrayView(sealed.package.bytes).sliced(at, size));
            if (!put)
                return tl::make_unexpected(put.error());
            at = put->received;
        }
        const auto receipt = gateway.finishUpload(sealed.context.package);
        if (!receipt)
            return tl::make_unexpected(receipt.error());
        return receiptIn(*receipt, sealed);
    }
    [[nodiscard]] wire::Reply<wire::Receipt> receiptIn(const QByteArray& bytes, const Sealed& sealed)
    {
        const auto read = wire::readReceipt(bytes);
        if (!read || !(read->signer == gatewayKey.holder()) ||
            !wire::checkReceipt(read->receipt, sealed.context.package, sealed.package.fingerprint))
            return wire::problem(wire::Problem::Kind::Fault, ErrorCode("wire.receipt-of-another"));
        return read->receipt;
    }
    /// All of the journal that the gateway has not, in one piece.
    [[nodiscard]] wire::Reply<core::JournalHead> sendJournal(wire::Gateway& gateway)
    {
        const auto head = gateway.journalHead(vault.vault->store().vault());
        if (!head)
            return head;
        QByteArray entries;
        const Result<> visited = vault.vault->store().journal().visit(
            head->sequence + 1, [&entries](const casefile::Entry& entry) -> Result<bool> {
                entries += casefile::encode(entry);
                return true;
            });
        if (!visited)
            return wire::problem(wire::Problem::Kind::Fault, visited.error().code);
        return entries.isEmpty() ? head : gateway.putJournal(vault.vault->store().vault(), entries);
    }

private:
    static void addPart(PlayedCase& played, wire::PartKind kind, const QString& id, const QByteArray& front)
    {
        played.parts.append({kind, core::Uuid::parse(id).value(), front + id.toLatin1()});
    }
    static void setDigest(const PlayedCase& played, casefile::Event& event, const QString& id)
    {
        for (const wire::Part& part : played.parts) {
            if (part.id.toString() == id)
                event.fields.insert(
                    QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(part.bytes))));
        }
    }
};

} // namespace tirkeu::test
