#include "vaultaccess.h"

#include <QFile>
#include <QJsonArray>

namespace tirkeu::ctl {

namespace {
Outcome told(const vault::BackupHeader& header, const QString& text)
{
    return good(
        {{QStringLiteral("vault"), header.vault.toString()}, {QStringLiteral("made"), core::toIsoText(header.made)},
            {QStringLiteral("sequence"), static_cast<qint64>(header.head.sequence)},
            {QStringLiteral("size"), header.size}},
        text);
}

Outcome told(const vault::BackupMade& made, const QStringList& left)
{
    QString text = QStringLiteral("%1\n%2").arg(made.vaultFile, made.keysFile);
    for (const QString& folder : left)
        text +=
            QStringLiteral("\nNot reached: %1. An older file of the clients' keys may still lie there; it opens what"
                           " was destroyed since.")
                .arg(folder);
    Outcome outcome = told(made.header, text);
    outcome.result.insert(QStringLiteral("keysLeft"), QJsonArray::fromStringList(left));
    outcome.result.insert(QStringLiteral("vaultFile"), made.vaultFile);
    outcome.result.insert(QStringLiteral("keysFile"), made.keysFile);
    return outcome;
}

Outcome make(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    return (*access)->within([&](vault::Vault& vault) {
        const auto made = vault::makeBackup(vault, arguments.positional.at(1), (*access)->actor());
        const auto left = made ? vault::keyFilesLeft(vault.store()) : failure(made);
        return left ? told(*made, *left) : failed(left.error());
    });
}

Outcome verify(const Arguments& arguments)
{
    std::unique_ptr<VaultAccess> recovery;
    if (arguments.has(QStringLiteral("key"))) {
        auto access = VaultAccess::from(arguments, {});
        if (!access)
            return failed(access.error());
        recovery = std::move(*access);
    }
    const auto header = vault::verifyBackup(arguments.positional.first(), recovery ? &recovery->person() : nullptr);
    if (!header)
        return negative(header.error());
    return told(*header, recovery ? QStringLiteral("The backup is whole, opens, and its chain holds.")
                                  : QStringLiteral("The backup's bytes are whole. Name the recovery key to open it."));
}

Outcome restore(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.at(2));
    if (!access)
        return failed(access.error());
    const QString folder = arguments.positional.at(2);
    QString aside;
    const auto provesStaff = vault::provesStaff(arguments.positional.at(0));
    if (!provesStaff)
        return failed(provesStaff.error());
    if (arguments.has(QStringLiteral("aside")) && vault::Vault::liesIn(folder)) {
        // What would not open moves nothing.
        if (const Result<> fits =
                vault::checkPair(arguments.positional.at(0), arguments.positional.at(1), (*access)->person());
            !fits)
            return failed(fits.error());
        const auto moved = vault::Vault::setAside(folder, core::SystemClock());
        if (!moved)
            return failed(moved.error());
        aside = *moved;
    }
    const auto restored = vault::restoreBackup(
        (*access)->vaultOptions(), arguments.positional.at(0), arguments.positional.at(1), (*access)->person());
    if (!restored)
        return failed(restored.error());
    const core::JournalHead head = (*restored)->store().journal().head();
    const auto sequence = static_cast<qint64>(head.sequence);
    QString text = QStringLiteral("Restored up to entry %1.").arg(sequence);
    if (!aside.isEmpty())
        text += QStringLiteral(" What was there lies unchanged in: ") + aside;
    if (!*provesStaff)
        text +=
            QStringLiteral("\nAn earlier program made the backup; it does not prove who had access. Only the recovery"
                           " key opens the vault: add the staff anew with vault recover.");
    QJsonArray people;
    for (const vault::Slot& slot : (*restored)->slotFile().slots_) {
        people.append(QJsonObject{{QStringLiteral("slot"), slot.id.toString()},
            {QStringLiteral("role"), nameOf(slot.holder.role)}, {QStringLiteral("holder"), slot.holder.name}});
        text += QStringLiteral("\nOpened by: %1  %2  %3")
                    .arg(slot.id.toString(), nameOf(slot.holder.role), slot.holder.name);
    }
    Outcome outcome = good({{QStringLiteral("sequence"), sequence}, {QStringLiteral("aside"), aside},
                               {QStringLiteral("staffProven"), *provesStaff}, {QStringLiteral("slots"), people}},
        text);
    // What was permitted and is in the journal is no roll-back to the next who opens it.
    core::AnchorCheck* const anchors = (*access)->anchors();
    if (const Result<> anchored = anchors ? anchors->anchor(head) : Result<>(); !anchored)
        outcome = withWarning(std::move(outcome), anchored.error());
    return (*access)->closed(**restored, std::move(outcome));
}

Command command(
    const char* name, const char* operands, qsizetype count, const char* summary, Outcome (*run)(const Arguments&))
{
    return {.name = QString::fromLatin1(name),
        .operands = QString::fromLatin1(operands),
        .least = count,
        .most = count,
        .summary = QString::fromLatin1(summary),
        .options = VaultAccess::options(),
        .run = run};
}
} // namespace

QList<Command> backupCommands()
{
    Command restoreCommand =
        command("backup restore", "FILE KEYS DIR", 3, "Makes a working vault in an empty folder", restore);
    restoreCommand.options.append({QStringLiteral("aside"), QString(),
        QStringLiteral("a damaged vault that lies in DIR is set aside first, never deleted")});
    return {
        command("backup make", "DIR TO", 2, "Writes a backup of a vault and replaces that of its client keys", make),
        command("backup verify", "FILE", 1, "Checks a backup; with the recovery key, inside as well", verify),
        restoreCommand};
}

} // namespace tirkeu::ctl
