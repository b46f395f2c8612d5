#include "evidencesigning.h"
#include "vaultaccess.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <criteria/signedcriteria.h>
#include <enrolment/destruction.h>
#include <vault/errors.h>
#include <vault/retention.h>

#include <QJsonArray>
#include <QSaveFile>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kSupervisorsOnly{"ctl.supervisors-only"};
constexpr ErrorCode kTimeUnreadable{"ctl.time-unreadable"};
constexpr ErrorCode kCriteriaNeeded{"ctl.retention-criteria-needed"};
constexpr ErrorCode kNotInForce{"ctl.criteria-not-in-force"};
constexpr ErrorCode kNotWritten{"ctl.file-not-written"};
constexpr qsizetype kIinDigits = 12;

QString reasonOf(const Arguments& arguments)
{
    return arguments.value(QStringLiteral("reason"));
}

/// A client's pseudonym as `list` shows it, or an IIN.
Result<casefile::ClientId> clientOf(vault::Store& store, const QString& text)
{
    if (text.size() == kIinDigits) {
        const auto found = store.find(vault::SearchField::Iin, text);
        if (!found)
            return failure(found);
        if (!found->empty())
            return found->front();
    }
    const auto id = core::Uuid::parse(text);
    if (!id)
        return failure(vault::kUnknownRecord, ErrorKind::OperatorCanFix, QStringLiteral("client"));
    const casefile::ClientId client(*id);
    const auto record = store.client(client);
    return record ? Result<casefile::ClientId>(client) : failure(record);
}

/// Keeping and destroying is a supervisor's; who may is what the slot says.
Result<> supervisorsOnly(const vault::Vault& vault, const pki::SoftwareKey& person)
{
    const vault::Slot* slot = vault.slotFile().find(person.holder());
    if (slot && slot->holder.role == vault::SlotRole::Supervisor)
        return {};
    return failure(kSupervisorsOnly, ErrorKind::OperatorCanFix, QStringLiteral("role"));
}

struct Opened
{
    VaultAccess& access;
    vault::Vault& vault;
    std::optional<criteria::Criteria> criteria; ///< where they were named
    [[nodiscard]] vault::Retention retention() const
    {
        const vault::RetentionRules rules =
            criteria ? enrolment::retentionRules(criteria->retention) : vault::RetentionRules();
        return {vault.store(), vault.volumeFolder(), rules};
    }
};

/// The criteria that this workstation loaded last, by their digest; where it never loaded any, those that are named.
/// Weaker than the law they cannot be.
Result<std::optional<criteria::Criteria>> criteriaFor(const Arguments& arguments, vault::Store& store)
{
    if (!arguments.has(QStringLiteral("criteria")))
        return std::nullopt;
    const QString file = arguments.value(QStringLiteral("criteria"));
    const auto bytes = arguments.read(file);
    if (!bytes)
        return failure(bytes);
    const auto loaded = store.journal().read({.kinds = {casefile::Kind::CriteriaLoaded}, .most = 1});
    if (!loaded)
        return failure(loaded);
    const QString digest = QString::fromLatin1(core::toHex(core::sha256(*bytes)));
    if (!loaded->empty() && loaded->front().fields && loaded->front().fields->value(u"digest").toString() != digest)
        return failure(kNotInForce, ErrorKind::OperatorCanFix, digest, {file});
    const auto content =
        bytes->trimmed().startsWith('{') ? Result<QByteArray>(*bytes) : criteria::criteriaContent(*bytes);
    const auto read = content ? criteria::readCriteria(*content) : failure(content);
    return read ? Result<std::optional<criteria::Criteria>>(*read) : failure(read);
}

using Action = std::function<Outcome(Opened&, vault::Retention&)>;

Outcome withRetention(const Arguments& arguments, const Action& action)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    return (*access)->within([&](vault::Vault& vault) {
        if (const Result<> may = supervisorsOnly(vault, (*access)->person()); !may)
            return negative(may.error());
        auto criteria = criteriaFor(arguments, vault.store());
        if (!criteria)
            return failed(criteria.error());
        Opened opened{**access, vault, std::move(*criteria)};
        vault::Retention retention = opened.retention();
        return action(opened, retention);
    });
}

QJsonObject shown(const vault::KeptClient& kept)
{
    QJsonObject one{{QStringLiteral("client"), kept.record.id.toString()},
        {QStringLiteral("erasable"), kept.isErasable}, {QStringLiteral("held"), kept.record.isHeld}};
    if (kept.until)
        one.insert(QStringLiteral("until"), core::toIsoText(*kept.until));
    if (kept.record.isHeld)
        one.insert(QStringLiteral("reason"), kept.holdReason);
    return one;
}

QJsonObject shown(const vault::DestructionAct& act)
{
    QJsonArray clients;
    for (const casefile::ClientId& client : act.clients)
        clients.append(client.toString());
    QJsonObject one{{QStringLiteral("act"), act.id.toString()}, {QStringLiteral("clients"), clients},
        {QStringLiteral("reason"), act.reason}, {QStringLiteral("proposedBy"), act.proposer},
        {QStringLiteral("proposed"), core::toIsoText(act.proposed)}};
    if (act.approved) {
        one.insert(QStringLiteral("signed"), act.isDocumented);
        one.insert(QStringLiteral("approvedBy"), act.approver);
        one.insert(QStringLiteral("approved"), core::toIsoText(*act.approved));
    }
    if (act.done)
        one.insert(QStringLiteral("done"), core::toIsoText(*act.done));
    return one;
}

Outcome list(const Arguments& arguments)
{
    return withRetention(arguments, [](Opened&, vault::Retention& retention) {
        const auto kept = retention.kept();
        const auto acts = kept ? retention.acts() : failure(kept);
        if (!acts)
            return failed(acts.error());
        QJsonArray clients;
        QString text;
        for (const vault::KeptClient& one : *kept) {
            clients.append(shown(one));
            text += QStringLiteral("%1  %2%3\n")
                        .arg(one.record.id.toString(), one.until ? core::shownDate(*one.until) : QStringLiteral("-"),
                            one.record.isHeld ? QStringLiteral("  held: ") + one.holdReason
                            : one.isErasable  ? QStringLiteral("  may be destroyed")
                                              : QString());
        }
        QJsonArray list;
        for (const vault::DestructionAct& act : *acts) {
            list.append(shown(act));
            text += QStringLiteral("act %1  %2 clients  %3\n")
                        .arg(act.id.toString())
                        .arg(act.clients.size())
                        .arg(act.isDocumented ? QStringLiteral("carried out and signed")
                             : act.done       ? QStringLiteral("carried out, not signed yet")
                             : act.approved   ? QStringLiteral("approved")
                                              : QStringLiteral("waits for a second person"));
        }
        return good({{QStringLiteral("clients"), clients}, {QStringLiteral("acts"), list}},
            text.isEmpty() ? QStringLiteral("Nobody is due and nobody is held.") : text.chopped(1));
    });
}

Outcome onClient(const Arguments& arguments,
    const std::function<Result<>(vault::Retention&, const casefile::ClientId&, const QString& actor)>& action,
    const QString& text)
{
    return withRetention(arguments, [&](Opened& opened, vault::Retention& retention) {
        const auto client = clientOf(opened.vault.store(), arguments.positional.at(1));
        if (!client)
            return failed(client.error());
        const Result<> done = action(retention, *client, opened.access.actor());
        return done ? good({{QStringLiteral("client"), client->toString()}}, text) : failed(done.error());
    });
}

Outcome ended(const Arguments& arguments)
{
    const auto at = core::fromIsoText(arguments.positional.at(2));
    if (!at)
        return failed({kTimeUnreadable, ErrorKind::OperatorCanFix, at.error().detail, {arguments.positional.at(2)}});
    return onClient(
        arguments,
        [&](vault::Retention& retention, const casefile::ClientId& client, const QString& actor) {
            return retention.relationEnded(
                client, *at, arguments.value(QStringLiteral("source"), QStringLiteral("bank")), actor);
        },
        QStringLiteral("The bank's word is kept; the time of keeping runs from it."));
}

Outcome hold(const Arguments& arguments)
{
    return onClient(
        arguments,
        [&](vault::Retention& retention, const casefile::ClientId& client, const QString& actor) {
            return retention.setHold(client, reasonOf(arguments), actor);
        },
        QStringLiteral("Held: nothing of this client is destroyed until it is released."));
}

Outcome release(const Arguments& arguments)
{
    return onClient(
        arguments,
        [&](vault::Retention& retention, const casefile::ClientId& client, const QString& actor) {
            return retention.liftHold(client, reasonOf(arguments), actor);
        },
        QStringLiteral("Released."));
}

Outcome propose(const Arguments& arguments)
{
    return withRetention(arguments, [&](Opened& opened, vault::Retention& retention) {
        QList<casefile::ClientId> clients;
        for (const QString& text : arguments.positional.mid(1)) {
            const auto client = clientOf(opened.vault.store(), text);
            if (!client)
                return failed(client.error());
            clients.append(*client);
        }
        const auto act = retention.propose(clients, reasonOf(arguments), opened.access.actor());
        if (!act)
            return act.error().code == vault::kNotErasable ? negative(act.error()) : failed(act.error());
        return good({{QStringLiteral("act"), act->toString()}}, QStringLiteral("Act: ") + act->toString());
    });
}

Outcome onAct(const Arguments& arguments,
    const std::function<Outcome(vault::Retention&, const core::Uuid&, const QString& actor)>& action)
{
    return withRetention(arguments, [&](Opened& opened, vault::Retention& retention) {
        const auto act = core::Uuid::parse(arguments.positional.at(1));
        return act ? action(retention, *act, opened.access.actor()) : failed(act.error());
    });
}

Outcome onOpened(
    const Arguments& arguments, const std::function<Outcome(Opened&, vault::Retention&, const core::Uuid&)>& action)
{
    return withRetention(arguments, [&](Opened& opened, vault::Retention& retention) {
        const auto act = core::Uuid::parse(arguments.positional.at(1));
        return act ? action(opened, retention, *act) : failed(act.error());
    });
}

Outcome approve(const Arguments& arguments)
{
    return onAct(arguments, [](vault::Retention& retention, const core::Uuid& act, const QString& actor) {
        const Result<> done = retention.approve(act, actor);
        return done ? good({{QStringLiteral("act"), act.toString()}}, QStringLiteral("Approved."))
                    : negative(done.error());
    });
}

Outcome destroy(const Arguments& arguments)
{
    return onAct(arguments, [](vault::Retention& retention, const core::Uuid& act, const QString& actor) {
        const Result<int> done = retention.carryOut(act, actor);
        if (!done)
            return negative(done.error());
        return good({{QStringLiteral("act"), act.toString()}, {QStringLiteral("clients"), *done}},
            QStringLiteral(
                "Destroyed: the keys of %1 clients. Make a backup now: it replaces that of the keys; then sign "
                "the act (retention sign).")
                .arg(*done));
    });
}

// The signer's pair goes by other names here, where --key opens the vault.
Arguments signingOf(const Arguments& arguments)
{
    Arguments signing = arguments;
    for (const QString& name : {QStringLiteral("key"), QStringLiteral("certificate")}) {
        signing.options.remove(name);
        if (arguments.has(QStringLiteral("sign-") + name))
            signing.options.insert(name, arguments.options.value(QStringLiteral("sign-") + name));
    }
    return signing;
}

Result<> written(const QString& file, const QByteArray& bytes)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, target.errorString(), {file});
    return {};
}

Outcome signAct(const Arguments& arguments)
{
    if (!arguments.has(QStringLiteral("criteria")))
        return misused({kCriteriaNeeded, ErrorKind::OperatorCanFix, QStringLiteral("--criteria")});
    return onOpened(arguments, [&](Opened& opened, vault::Retention& retention, const core::Uuid& act) -> Outcome {
        const Arguments signing = signingOf(arguments);
        const auto certificate = signerCertificate(signing);
        const auto page = certificate ? enrolment::drawDestruction(
                                            opened.vault.store(), retention, act, *opened.criteria, *certificate)
                                      : failure(certificate);
        const auto made = page ? signedByOptions(signing, *page) : Result<SignedDocument>(failure(page));
        if (!made)
            return failed(made.error());
        const QString level = evidence::nameOf(made->level);
        const Result<> kept =
            retention.keepDocument(act, made->pdf, core::sha256(*certificate), level, opened.access.actor());
        if (!kept)
            return failed(kept.error());
        Outcome outcome = good({{QStringLiteral("act"), act.toString()}, {QStringLiteral("level"), level}},
            QStringLiteral("Signed and kept, level %1.").arg(level));
        if (made->stopped) {
            outcome.code = ExitCode::CannotDecide;
            outcome.error = made->stopped;
        }
        return outcome;
    });
}

Outcome saveAct(const Arguments& arguments)
{
    return onOpened(arguments, [&](Opened& opened, vault::Retention& retention, const core::Uuid& act) -> Outcome {
        const QString file = arguments.positional.at(2);
        const auto pdf = retention.exportDocument(act, opened.access.actor());
        const Result<> saved = pdf ? written(file, *pdf) : failure(pdf);
        return saved ? good({{QStringLiteral("act"), act.toString()}, {QStringLiteral("bytes"), pdf->size()}},
                           QStringLiteral("%1: %2 bytes").arg(file).arg(pdf->size()))
                     : failed(saved.error());
    });
}

Outcome reference(const Arguments& arguments)
{
    return withRetention(arguments, [&](Opened&, vault::Retention& retention) {
        const QString digits = QString::fromLatin1(core::toHex(retention.referenceOf(arguments.positional.at(1))));
        return good({{QStringLiteral("reference"), digits}}, digits);
    });
}

Command command(const char* name, const char* operands, qsizetype least, const char* summary,
    Outcome (*run)(const Arguments&), const QList<Option>& more = {})
{
    return {.name = QString::fromLatin1(name),
        .operands = QString::fromLatin1(operands),
        .least = least,
        .most = least,
        .summary = QString::fromLatin1(summary),
        .details = QStringLiteral("For a supervisor's key. CLIENT is an IIN, or the id that the list shows."),
        .options = VaultAccess::options() +
                   QList<Option>{{QStringLiteral("criteria"), QStringLiteral("FILE"),
                       QStringLiteral("the bank's criteria, for how long to keep; the law's least without them")}} +
                   more,
        .run = run};
}
} // namespace

QList<Command> retentionCommands()
{
    constexpr qsizetype kMostClients = 100;
    const QList<Option> reason{
        {QStringLiteral("reason"), QStringLiteral("TEXT"), QStringLiteral("why; the journal keeps it")}};
    const QList<Option> source{
        {QStringLiteral("source"), QStringLiteral("TEXT"), QStringLiteral("who at the bank said so")}};
    const auto option = [](const char* name, const char* value, const char* text) {
        return Option{QString::fromLatin1(name), QString::fromLatin1(value), QString::fromLatin1(text)};
    };
    const QList<Option> signers{option("sign-key", "FILE", "sign with this EDS key ..."),
        option("sign-certificate", "FILE", "... and its certificate"),
        option("module", "FILE", "sign with the token of this PKCS#11 module; its PIN is a line of input"),
        option("label", "NAME", "the token; the first where it is not said"),
        option("final-try", "", "use the last try of the PIN"),
        option("trust", "DIR", "the authorities to trust, with crls/*.crl for who was revoked")};
    Command proposal =
        command("retention propose", "DIR CLIENT...", 2, "Proposes an act of destruction", propose, reason);
    proposal.most = kMostClients;
    return {command("retention list", "DIR", 1, "Lists who is due, who is held, and the acts of destruction", list),
        command("retention ended", "DIR CLIENT TIME", 3, "Keeps the bank's word that a relation ended", ended, source),
        command("retention hold", "DIR CLIENT", 2, "Forbids the destruction of a client's data", hold, reason),
        command("retention release", "DIR CLIENT", 2, "Lifts a hold", release, reason), proposal,
        command("retention approve", "DIR ACT", 2, "Approves an act that somebody else proposed", approve),
        command("retention destroy", "DIR ACT", 2, "Carries out an approved act", destroy),
        command("retention sign", "DIR ACT", 2, "Signs the document of an act that was carried out, and keeps it",
            signAct, signers),
        command("retention save", "DIR ACT FILE", 3, "Writes the signed document of an act to a file", saveAct),
        command("retention reference", "DIR IIN", 2, "What an act calls the client with this IIN by", reference)};
}

} // namespace tirkeu::ctl
