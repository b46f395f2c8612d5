#include "vaultaccess.h"

#include <vault/errors.h>
#include <vault/retention.h>

#include <QJsonArray>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kSupervisorsOnly{"ctl.supervisors-only"};
constexpr ErrorCode kTimeUnreadable{"ctl.time-unreadable"};
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
    std::unique_ptr<VaultAccess> access;
    std::unique_ptr<vault::Vault> vault;
    [[nodiscard]] vault::Retention retention() const { return {vault->store(), vault->volumeFolder()}; }
};

using Action = std::function<Outcome(Opened&, vault::Retention&)>;

Outcome withRetention(const Arguments& arguments, const Action& action)
{
    Opened opened;
    auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    opened.access = std::move(*access);
    auto vault = opened.access->open();
    if (!vault)
        return failed(vault.error());
    opened.vault = std::move(*vault);
    if (const Result<> may = supervisorsOnly(*opened.vault, opened.access->person()); !may)
        return negative(may.error());
    vault::Retention retention = opened.retention();
    return action(opened, retention);
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
                        .arg(act.done       ? QStringLiteral("carried out")
                             : act.approved ? QStringLiteral("approved")
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
        const auto client = clientOf(opened.vault->store(), arguments.positional.at(1));
        if (!client)
            return failed(client.error());
        const Result<> done = action(retention, *client, opened.access->actor());
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
            const auto client = clientOf(opened.vault->store(), text);
            if (!client)
                return failed(client.error());
            clients.append(*client);
        }
        const auto act = retention.propose(clients, reasonOf(arguments), opened.access->actor());
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
        return act ? action(retention, *act, opened.access->actor()) : failed(act.error());
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
            QStringLiteral("Destroyed: the keys of %1 clients. Make a backup now: it replaces that of the keys.")
                .arg(*done));
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
        .options = VaultAccess::options() + more,
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
    Command proposal =
        command("retention propose", "DIR CLIENT...", 2, "Proposes an act of destruction", propose, reason);
    proposal.most = kMostClients;
    return {command("retention list", "DIR", 1, "Lists who is due, who is held, and the acts of destruction", list),
        command("retention ended", "DIR CLIENT TIME", 3, "Keeps the bank's word that a relation ended", ended, source),
        command("retention hold", "DIR CLIENT", 2, "Forbids the destruction of a client's data", hold, reason),
        command("retention release", "DIR CLIENT", 2, "Lifts a hold", release, reason), proposal,
        command("retention approve", "DIR ACT", 2, "Approves an act that somebody else proposed", approve),
        command("retention destroy", "DIR ACT", 2, "Carries out an approved act", destroy)};
}

} // namespace tirkeu::ctl
