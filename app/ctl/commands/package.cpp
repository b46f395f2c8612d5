#include "vaultaccess.h"

#include <sync/carrying.h>
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

Outcome exportPackages(const Arguments& arguments)
{
    const QString folder = arguments.positional.at(0);
    const QString path = arguments.positional.at(1);
    const auto access = VaultAccess::from(arguments, folder);
    if (!access)
        return failed(access.error());
    const auto bank = certificateOf(arguments, QStringLiteral("bank"));
    if (!bank)
        return failed(bank.error());
    auto opened = (*access)->open();
    if (!opened)
        return failed(opened.error());
    vault::Store& store = (*opened)->store();
    vault::Spool spool(arguments.value(QStringLiteral("spool"), folder + QStringLiteral(".spool")), *bank);
    const QString station = arguments.value(QStringLiteral("station"));
    // With the workstation's key what is owed is packed as well; without it goes what lies there.
    if (core::Signer* key = (*access)->workstation()) {
        const sync::Sender sender{station, arguments.value(QStringLiteral("branch")), *bank, *key};
        if (const auto packed = sync::packOwed(store, sender, spool); !packed)
            return failed(packed.error());
        if (const Result<> matched = sync::matchSpool(store, sender, spool); !matched)
            return failed(matched.error());
    }
    const auto known = sync::knownToGateway(store);
    if (!known)
        return failed(known.error());
    const auto made = sync::writeExport(store, spool, station, path, *known, (*access)->actor());
    return made ? told(*made, path) : failed(made.error());
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
    auto opened = (*access)->open();
    if (!opened)
        return failed(opened.error());
    const sync::GatewayTrust trust = [&bank](const pki::Certificate& signer, core::WallTime at) -> Result<> {
        const auto verdict = bank->check(signer, at, pki::CertificateUse::TlsServer);
        return verdict.isTrusted() ? Result<>()
                                   : failure(ErrorCode("sync.receipt-not-believed"), ErrorKind::SecurityStop,
                                         pki::nameOf(verdict.reason));
    };
    int taken = 0;
    std::optional<Error> wrong;
    for (const sync::CarriedReceipt& one : *receipts) {
        const auto received = sync::receive(**opened, one.package, one.receipt, trust);
        if (received)
            ++taken;
        else
            wrong = received.error();
    }
    const QJsonObject result{{QStringLiteral("taken"), taken}, {QStringLiteral("of"), receipts->size()}};
    return wrong ? negative(*wrong, result) : good(result, QStringLiteral("Receipts taken in: %1").arg(taken));
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
    QList<Option> receiving = keys;
    receiving.append({QStringLiteral("trust"), QStringLiteral("DIR"), QStringLiteral("the bank's authority")});
    return {
        {.name = QStringLiteral("package export"),
            .operands = QStringLiteral("DIR FILE"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Writes all that waits for the bank into one file of sealed packages"),
            .details = QStringLiteral("With the workstation's key, what is signed and not packed yet is packed first."),
            .options = exporting,
            .run = exportPackages},
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
