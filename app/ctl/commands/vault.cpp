#include "vaultaccess.h"

#include <core/encoding.h>

#include <QJsonArray>

namespace tirkeu::ctl {

namespace {
QJsonObject shown(const vault::Slot& slot)
{
    return {{QStringLiteral("slot"), slot.id.toString()}, {QStringLiteral("role"), nameOf(slot.holder.role)},
        {QStringLiteral("holder"), slot.holder.name}, {QStringLiteral("added"), core::toIsoText(slot.added)},
        {QStringLiteral("certificate"), QString::fromLatin1(core::toHex(slot.holder.certificate.fingerprint()))}};
}

Outcome slotList(const vault::SlotFile& file)
{
    QJsonArray list;
    QString text = QStringLiteral("Vault %1, generation %2").arg(file.vault.toString()).arg(file.generation);
    for (const vault::Slot& slot : file.slots_) {
        list.append(shown(slot));
        text += QStringLiteral("\n%1  %2  %3").arg(slot.id.toString(), nameOf(slot.holder.role), slot.holder.name);
    }
    return good({{QStringLiteral("vault"), file.vault.toString()}, {QStringLiteral("generation"), file.generation},
                    {QStringLiteral("slots"), list}},
        text);
}

Outcome listSlots(const Arguments& arguments)
{
    const auto file = vault::Vault::slotsOf(arguments.positional.first());
    return file ? slotList(*file) : failed(file.error());
}

Outcome init(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    QList<vault::SlotHolder> people;
    for (const QString& text : arguments.options.value(QStringLiteral("slot"))) {
        const auto holder = readHolder(arguments, text);
        if (!holder)
            return failed(holder.error());
        people.append(*holder);
    }
    const auto made = vault::Vault::create((*access)->vaultOptions(), people, (*access)->person());
    return made ? (*access)->closed(**made, slotList((*made)->slotFile())) : failed(made.error());
}

/// Opens, does one thing, and shows the slots as they are then.
Outcome withVault(
    const Arguments& arguments, const std::function<Result<>(vault::Vault&, const QString& actor)>& action)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    return (*access)->within([&](vault::Vault& vault) {
        const Result<> done = action(vault, (*access)->actor());
        return done ? slotList(vault.slotFile()) : failed(done.error());
    });
}

Outcome add(const Arguments& arguments)
{
    return withVault(arguments, [&](vault::Vault& vault, const QString& actor) -> Result<> {
        const auto holder = readHolder(arguments, arguments.positional.at(1));
        return holder ? vault.addSlot(*holder, actor) : failure(holder);
    });
}

Outcome remove(const Arguments& arguments)
{
    return withVault(arguments, [&](vault::Vault& vault, const QString& actor) -> Result<> {
        const auto slot = core::Uuid::parse(arguments.positional.at(1));
        return slot ? vault.removeSlot(*slot, actor) : failure(slot);
    });
}

Outcome rekey(const Arguments& arguments)
{
    return withVault(arguments, [](vault::Vault& vault, const QString& actor) { return vault.rekey(actor); });
}

Outcome rebuild(const Arguments& arguments)
{
    return withVault(arguments, [](vault::Vault& vault, const QString&) { return vault.store().rebuild(); });
}

Command command(const char* name, const char* operands, qsizetype count, const char* summary,
    std::function<Outcome(const Arguments&)> run)
{
    return {.name = QString::fromLatin1(name),
        .operands = QString::fromLatin1(operands),
        .least = count,
        .most = count,
        .summary = QString::fromLatin1(summary),
        .options = VaultAccess::options(),
        .run = std::move(run)};
}
} // namespace

QList<Command> vaultCommands()
{
    Command initCommand = command("vault init", "DIR", 1, "Makes a vault with its first slots", init);
    initCommand.options.append({QStringLiteral("slot"), QStringLiteral("ROLE:NAME:FILE"),
        QStringLiteral("teller, supervisor or recovery, with a certificate; once for each person; \":pkcs1\" behind it "
                       "for a token that opens no OAEP")});
    Command slotsCommand =
        command("vault slots", "DIR", 1, "Lists who can open a vault, without opening it", listSlots);
    slotsCommand.options.clear();
    return {initCommand, slotsCommand,
        command("vault add", "DIR ROLE:NAME:FILE", 2, "Adds a slot for a certificate", add),
        command("vault remove", "DIR SLOT", 2, "Removes a slot and moves the data to a new key", remove),
        command("vault rekey", "DIR", 1, "Moves the data to a new key", rekey),
        command("vault recover", "DIR ROLE:NAME:FILE", 2, "Adds a slot with the recovery key", add),
        command("vault rebuild", "DIR", 1, "Makes cases and clients anew from the journal", rebuild)};
}

} // namespace tirkeu::ctl
