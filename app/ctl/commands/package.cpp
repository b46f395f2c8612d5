#include "gatewayaccess.h"
#include "vaultaccess.h"

#include <sync/carrying.h>
#include <sync/gatewaytrust.h>
#include <sync/packing.h>
#include <sync/receiving.h>

#include <core/encoding.h>
#include <pki/truststore.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kMissing{"ctl.file-unreadable"};

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

Result<pki::Certificate> certificateIn(const QByteArray& bytes)
{
    return bytes.startsWith("-----") ? pki::Certificate::fromPem(bytes) : pki::Certificate::fromDer(bytes);
}

Result<pki::Certificate> certificateOf(const Arguments& arguments, const QString& option)
{
    const Result<QByteArray> bytes = arguments.read(arguments.value(option));
    return bytes ? certificateIn(*bytes) : failure(bytes);
}

struct ReadFile
{
    std::unique_ptr<QFile> file;
    sync::ExportIndex index;
};

Result<ReadFile> readFile(const QString& path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return failure(kMissing, ErrorKind::OperatorCanFix, file->errorString(), {path});
    auto index = sync::readExport(*file);
    if (!index)
        return failure(index);
    return ReadFile{std::move(file), std::move(*index)};
}

Outcome told(const sync::ExportIndex& index, QString text)
{
    QJsonArray packages;
    for (const sync::ExportedPackage& one : index.packages) {
        packages.append(QJsonObject{{QStringLiteral("package"), one.package.toString()},
            {QStringLiteral("fingerprint"), hex(one.fingerprint)}, {QStringLiteral("size"), one.size}});
        text += QStringLiteral("\n%1  %2 bytes").arg(one.package.toString()).arg(one.size);
    }
    return good({{QStringLiteral("vault"), index.vault.toString()}, {QStringLiteral("workstation"), index.workstation},
                    {QStringLiteral("made"), core::toIsoText(index.made)}, {QStringLiteral("packages"), packages},
                    {QStringLiteral("journalFirst"), static_cast<qint64>(index.journalFirst)},
                    {QStringLiteral("journalBytes"), index.journalSize}},
        text);
}

Outcome show(const Arguments& arguments)
{
    auto read = readFile(arguments.positional.first());
    if (!read)
        return failed(read.error());
    // What the front says of each is held against its bytes, one at a time.
    for (const sync::ExportedPackage& one : std::as_const(read->index.packages)) {
        if (const auto bytes = sync::packageFrom(*read->file, one); !bytes)
            return negative(bytes.error());
    }
    return told(read->index, QStringLiteral("From %1, %2. Whole; only the bank can open it.")
                                 .arg(read->index.workstation, core::shownDateTime(read->index.made)));
}

Outcome exported(const Arguments& arguments, VaultAccess& access, vault::Store& store, vault::Spool& spool,
    const pki::Certificate& bank)
{
    const QString station = arguments.value(QStringLiteral("station"));
    const QString path = arguments.positional.at(1);
    // With the workstation's key what is owed is packed as well; without it goes what lies there.
    if (core::Signer* key = access.workstation()) {
        const sync::Sender sender{station, arguments.value(QStringLiteral("branch")), bank, *key};
        if (const auto packed = sync::packOwed(store, sender, spool); !packed)
            return failed(packed.error());
        if (const Result<> matched = sync::matchSpool(store, sender, spool); !matched)
            return failed(matched.error());
    }
    const auto known = sync::knownToGateway(store);
    if (!known)
        return failed(known.error());
    const auto made = sync::writeExport(store, spool, station, path, *known, access.actor());
    return made ? told(*made, path) : failed(made.error());
}

Outcome exportPackages(const Arguments& arguments)
{
    const QString folder = arguments.positional.at(0);
    const auto access = VaultAccess::from(arguments, folder);
    if (!access)
        return failed(access.error());
    const auto bank = certificateOf(arguments, QStringLiteral("bank"));
    if (!bank)
        return failed(bank.error());
    vault::Spool spool(arguments.value(QStringLiteral("spool"), folder + QStringLiteral(".spool")), *bank);
    return (*access)->within(
        [&](vault::Vault& vault) { return exported(arguments, **access, vault.store(), spool, *bank); });
}

Outcome importPackages(const Arguments& arguments)
{
    auto read = readFile(arguments.positional.at(0));
    if (!read)
        return failed(read.error());
    const core::SystemClock clock;
    const auto gateway = gatewayFrom(arguments, clock);
    if (!gateway)
        return failed(gateway.error());
    const auto receipts = sync::deliverFile(**gateway, *read->file, read->index);
    if (!receipts)
        return failed(receipts.error());
    const QString path = arguments.positional.at(1);
    QSaveFile file(path);
    const QByteArray bytes = sync::encodeReceipts(*receipts);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed({ErrorCode("sync.export-not-written"), ErrorKind::OperatorCanFix, file.errorString(), {path}});
    QJsonArray problems;
    QString text = QStringLiteral("Receipts: ") + path;
    for (const sync::CarriedReceipt& one : *receipts) {
        if (one.problem.isEmpty())
            continue;
        problems.append(
            QJsonObject{{QStringLiteral("package"), one.package.toString()}, {QStringLiteral("problem"), one.problem}});
        text += QStringLiteral("\n%1  %2").arg(one.package.toString(), one.problem);
    }
    Outcome outcome = good({{QStringLiteral("delivered"), receipts->size() - problems.size()},
                               {QStringLiteral("of"), receipts->size()}, {QStringLiteral("problems"), problems}},
        text);
    if (!problems.isEmpty())
        outcome.code = ExitCode::Negative;
    return outcome;
}

Outcome taken(vault::Vault& vault, const QList<sync::CarriedReceipt>& receipts, const sync::GatewayTrust& trust)
{
    int count = 0;
    std::optional<Error> wrong;
    for (const sync::CarriedReceipt& one : receipts) {
        const auto received = sync::receive(vault, one.package, one.receipt, trust);
        if (received)
            ++count;
        else
            wrong = received.error();
    }
    const QJsonObject result{{QStringLiteral("taken"), count}, {QStringLiteral("of"), receipts.size()}};
    return wrong ? negative(*wrong, result) : good(result, QStringLiteral("Receipts taken in: %1").arg(count));
}

Outcome takeReceipts(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.at(0));
    if (!access)
        return failed(access.error());
    const auto text = arguments.read(arguments.positional.at(1), qint64(64) << 20);
    const auto receipts = text ? sync::decodeReceipts(*text) : failure(text);
    if (!receipts)
        return failed(receipts.error());
    const auto bank = pki::TrustStore::fromFolder(arguments.value(QStringLiteral("trust")));
    if (!bank)
        return failed(bank.error());
    const auto named = certificateOf(arguments, QStringLiteral("gateway-certificate"));
    if (!named)
        return failed(named.error());
    const sync::GatewayTrust trust = sync::gatewayTrust(*bank, *named);
    return (*access)->within([&](vault::Vault& vault) { return taken(vault, *receipts, trust); });
}
} // namespace

QList<Command> packageCommands()
{
    QList<Option> keys = VaultAccess::options();
    QList<Option> exporting = keys;
    exporting.append({{QStringLiteral("bank"), QStringLiteral("FILE"),
                          QStringLiteral("the bank's package certificate")},
        {QStringLiteral("station"), QStringLiteral("ID"), QStringLiteral("this workstation, as the criteria name it")},
        {QStringLiteral("branch"), QStringLiteral("ID"), QStringLiteral("its branch")},
        {QStringLiteral("spool"), QStringLiteral("DIR"), QStringLiteral("where sealed packages lie; else DIR.spool")}});
    const QList<Option> importing{
        {QStringLiteral("gateway"), QStringLiteral("URL"), QStringLiteral("https://gateway.bank.kz:8443")},
        {QStringLiteral("trust"), QStringLiteral("DIR"), QStringLiteral("the bank's authority")},
        {QStringLiteral("key"), QStringLiteral("FILE"), QStringLiteral("the workstation's")},
        {QStringLiteral("certificate"), QStringLiteral("FILE"), QStringLiteral("the workstation's")}};
    QList<Option> receiving = keys;
    receiving.append({{QStringLiteral("trust"), QStringLiteral("DIR"), QStringLiteral("the bank's authority")},
        {QStringLiteral("gateway-certificate"), QStringLiteral("FILE"),
            QStringLiteral("what the gateway signs receipts with, or an earlier one of that name")}});
    return {
        {.name = QStringLiteral("package export"),
            .operands = QStringLiteral("DIR FILE"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Writes all that waits for the bank into one file of sealed packages"),
            .details = QStringLiteral("With the workstation's key, what is signed and not packed yet is packed first."),
            .options = exporting,
            .run = exportPackages},
        {.name = QStringLiteral("package import"),
            .operands = QStringLiteral("FILE RECEIPTS"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Delivers such a file to the gateway and keeps the receipts"),
            .details =
                QStringLiteral("From any machine that reaches it, with the key of the workstation that made the file. "
                               "1: one package was not taken. Cut off, it may be begun again."),
            .options = importing,
            .run = importPackages},
        {.name = QStringLiteral("package show"),
            .operands = QStringLiteral("FILE"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("From whom a file of packages is, what it holds, and whether it is whole"),
            .run = show},
        {.name = QStringLiteral("package receipts"),
            .operands = QStringLiteral("DIR FILE"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Takes the receipts that came back into the vault"),
            .details =
                QStringLiteral("1: one of them did not hold, or speaks of another package; the others are taken."),
            .options = receiving,
            .run = takeReceipts}};
}

} // namespace tirkeu::ctl
