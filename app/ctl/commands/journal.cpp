#include "vaultaccess.h"

#include <vault/errors.h>
#include <vault/journalcheck.h>
#include <vault/journalexport.h>
#include <vault/retention.h>

#include <core/encoding.h>
#include <core/json.h>
#include <enrolment/documentshelf.h>
#include <pki/truststore.h>

#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

#include <algorithm>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kNotWritten{"ctl.file-not-written"};
constexpr ErrorCode kSignatureWrong{"ctl.journal-signature-wrong"};
constexpr ErrorCode kSignerUnproven{"ctl.journal-signer-unproven"};
constexpr ErrorCode kSignerOther{"ctl.journal-signer-other"};
constexpr ErrorCode kNumberUnclear{"ctl.journal-number-unclear"};
constexpr ErrorCode kNoFile{"ctl.file-unreadable"};
constexpr ErrorCode kDocumentWrong{"ctl.document-not-as-signed"};

Error broken(quint64 at, const QString& fault)
{
    return {vault::kChainBroken, ErrorKind::SecurityStop, fault, {QString::number(at)}};
}

/// Whole is one thing, by whom another: anybody can make a chain that fits itself and sign it.
enum class Signer { Proven, Other, Unproven };

Result<Signer> judgeSigner(const Arguments& arguments, const vault::ExportReport& report)
{
    if (arguments.has(QStringLiteral("certificate"))) {
        const auto named = readCertificate(arguments, arguments.value(QStringLiteral("certificate")));
        if (!named)
            return failure(named);
        return named->fingerprint() == report.signer->fingerprint() ? Signer::Proven : Signer::Other;
    }
    if (!arguments.has(QStringLiteral("trust")))
        return Signer::Unproven;
    const auto trust = pki::TrustStore::fromFolder(arguments.value(QStringLiteral("trust")));
    if (!trust)
        return failure(trust);
    return trust->check(*report.signer, report.header.made, pki::CertificateUse::Any).isTrusted() ? Signer::Proven
                                                                                                  : Signer::Other;
}

Result<QList<quint64>> numbersToShow(const Arguments& arguments)
{
    QList<quint64> numbers;
    for (const QString& text : arguments.options.value(QStringLiteral("show"))) {
        bool isNumber = false;
        const quint64 number = text.toULongLong(&isNumber);
        if (!isNumber || number == 0)
            return failure(kNumberUnclear, ErrorKind::OperatorCanFix, text, {text});
        numbers.append(number);
    }
    return numbers;
}

/// In turn: an export of years is larger than memory.
Result<vault::ExportReport> verifiedFile(const Arguments& arguments, const QString& name)
{
    QFile named(name);
    QIODevice* const source = name == u"-" ? arguments.input : &named;
    const auto unreadable = [&] {
        return failure(kNoFile, ErrorKind::OperatorCanFix, source->errorString(), {name});
    };
    if (source == &named && !named.open(QIODevice::ReadOnly))
        return unreadable();
    return vault::verifyExportFrom([&](qsizetype most) -> Result<QByteArray> {
        QByteArray piece(most, Qt::Uninitialized);
        const qint64 got = source->read(piece.data(), most);
        // A pipe may end like this.
        if (got < 0 && !source->isSequential())
            return unreadable();
        piece.truncate(std::max<qint64>(got, 0));
        return piece;
    });
}

Outcome verify(const Arguments& arguments)
{
    const auto report = verifiedFile(arguments, arguments.positional.first());
    if (!report)
        return report.error().code == kNoFile ? failed(report.error()) : negative(report.error());
    QJsonObject result{{QStringLiteral("first"), static_cast<qint64>(report->header.first)},
        {QStringLiteral("last"), static_cast<qint64>(report->header.last)},
        {QStringLiteral("signed"), report->isSigned}, {QStringLiteral("vault"), report->header.vault.toString()}};
    if (report->signer)
        result.insert(QStringLiteral("signer"), report->signer->subject().text);
    if (report->brokenAt) {
        result.insert(QStringLiteral("brokenAt"), static_cast<qint64>(report->brokenAt));
        return negative(broken(report->brokenAt, nameOf(report->fault)), result);
    }
    if (!report->isSigned)
        return negative({kSignatureWrong, ErrorKind::SecurityStop, QStringLiteral("signature")}, result);
    const Result<Signer> signer = judgeSigner(arguments, *report);
    if (!signer)
        return failed(signer.error());
    const bool isProven = *signer == Signer::Proven;
    result.insert(QStringLiteral("signerProven"), isProven);
    if (*signer == Signer::Other)
        return negative({kSignerOther, ErrorKind::SecurityStop, report->signer->subject().text}, result);
    QJsonArray shown;
    QStringList lines{QStringLiteral("Entries %1 to %2 are whole and signed by%3: %4")
                          .arg(report->header.first)
                          .arg(report->header.last)
                          .arg(isProven ? QString() : QStringLiteral(" an unproven signer"))
                          .arg(report->signer->subject().text)};
    for (const auto& [sequence, fields] : report->shown) {
        shown.append(QJsonObject{
            {QStringLiteral("sequence"), static_cast<qint64>(sequence)}, {QStringLiteral("fields"), fields}});
        lines.append(QStringLiteral("%1  %2").arg(sequence).arg(QString::fromUtf8(core::writeJson(fields))));
    }
    result.insert(QStringLiteral("shown"), shown);
    Outcome outcome = good(result, lines.join(u'\n'));
    if (!isProven) {
        outcome.code = ExitCode::CannotDecide;
        outcome.error = Error{kSignerUnproven, ErrorKind::OperatorCanFix, QStringLiteral("nobody was named to trust")};
    }
    return outcome;
}

Outcome putBack(core::AnchorVerdict verdict, const QString& where, QJsonObject result)
{
    const bool isForked = verdict == core::AnchorVerdict::Forked;
    result.insert(QStringLiteral("fault"), vault::nameOf(verdict));
    return negative({isForked ? vault::kForked : vault::kRolledBack, ErrorKind::SecurityStop, where}, result);
}

Outcome checked(vault::Vault& vault, const QByteArray& certificate)
{
    vault::Store& store = vault.store();
    const auto report = vault::checkJournal(store.connection(), store.vault(), vault.volumeFolder(), certificate,
        nullptr, &store.clientKeys().connection());
    if (!report)
        return failed(report.error());
    const vault::ChainReport& chain = report->chain;
    QJsonObject result{{QStringLiteral("first"), static_cast<qint64>(chain.first)},
        {QStringLiteral("last"), static_cast<qint64>(chain.last)},
        {QStringLiteral("checked"), static_cast<qint64>(chain.checked)}, {QStringLiteral("whole"), chain.isWhole}};
    if (!chain.isWhole) {
        result.insert(QStringLiteral("brokenAt"), static_cast<qint64>(chain.brokenAt));
        const QString fault = chain.signatureWrong ? QStringLiteral("signature") : nameOf(chain.fault);
        result.insert(QStringLiteral("fault"), fault);
        return negative(broken(chain.brokenAt, fault), result);
    }
    result.insert(QStringLiteral("anchors"), static_cast<qint64>(report->anchors));
    if (report->anchorAt) {
        result.insert(QStringLiteral("anchorAt"), static_cast<qint64>(report->anchorAt));
        return putBack(report->anchor, QStringLiteral("at %1").arg(report->anchorAt), result);
    }
    const core::AnchorVerdict machine = vault.opening().anchor;
    if (machine == core::AnchorVerdict::RolledBack || machine == core::AnchorVerdict::Forked)
        return putBack(machine, QStringLiteral("this machine's anchor"), result);
    const vault::VolumesReport& volumes = report->volumes;
    result.insert(QStringLiteral("volumes"), volumes.volumes);
    result.insert(QStringLiteral("inVolumes"), static_cast<qint64>(volumes.entries));
    if (volumes.brokenVolume) {
        result.insert(QStringLiteral("brokenVolume"), volumes.brokenVolume);
        result.insert(QStringLiteral("fault"), volumes.fault);
        return negative(
            {vault::kVolumeBroken, ErrorKind::SecurityStop, volumes.fault, {QString::number(volumes.brokenVolume)}},
            result);
    }
    if (report->areKeysMissing)
        return negative({vault::kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("keys")}, result);
    const auto fits = store.projectionFits();
    if (!fits)
        return failed(fits.error());
    result.insert(QStringLiteral("listsFit"), *fits);
    if (!*fits)
        return negative({vault::kProjectionDiffers, ErrorKind::SecurityStop, QStringLiteral("projection")}, result);
    const auto wrong = enrolment::shelf::notAsSigned(store);
    if (!wrong)
        return failed(wrong.error());
    if (!wrong->isEmpty()) {
        QStringList documents;
        for (const core::Uuid& document : *wrong)
            documents.append(document.toString());
        result.insert(QStringLiteral("documents"), QJsonArray::fromStringList(documents));
        return negative({kDocumentWrong, ErrorKind::SecurityStop, {}, {documents.join(QStringLiteral(", "))}}, result);
    }
    // What was found once is in the journal, whatever was anchored since.
    const auto earlier = store.journal().read({.kinds = {casefile::Kind::RollbackFound}});
    if (!earlier)
        return failed(earlier.error());
    QString text = QStringLiteral("%1 entries are whole, up to %2; %3 more in %4 volumes. They continue %5 anchors. "
                                  "Cases, clients, packages and signed documents are what the journal says.")
                       .arg(chain.checked)
                       .arg(chain.last)
                       .arg(volumes.entries)
                       .arg(volumes.volumes)
                       .arg(report->anchors);
    QJsonArray rollbacks;
    for (const vault::JournalLine& line : *earlier) {
        rollbacks.append(static_cast<qint64>(line.entry.sequence));
        text += QStringLiteral("\nEntry %1 says that a roll-back was found.").arg(line.entry.sequence);
    }
    result.insert(QStringLiteral("rollbacks"), rollbacks);
    return good(result, text);
}

Outcome check(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    const QByteArray certificate = (*access)->workstation() ? (*access)->workstation()->certificate() : QByteArray();
    return (*access)->within([&](vault::Vault& vault) { return checked(vault, certificate); });
}

Outcome seal(const Arguments& arguments)
{
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    return (*access)->within([&](vault::Vault& vault) {
        core::Signer* signer = (*access)->workstation() ? (*access)->workstation() : &(*access)->person();
        const auto volume = vault::Retention(vault.store(), vault.volumeFolder()).sealOld(*signer, (*access)->actor());
        if (!volume)
            return failed(volume.error());
        if (!*volume)
            return good({{QStringLiteral("volume"), 0}}, QStringLiteral("Nothing is old enough."));
        return good({{QStringLiteral("volume"), (*volume)->number}, {QStringLiteral("last"), qint64((*volume)->last)}},
            QStringLiteral("Entries %1 to %2: %3").arg((*volume)->first).arg((*volume)->last).arg((*volume)->file));
    });
}

Outcome written(VaultAccess& access, vault::Store& store, const QString& file, const QList<quint64>& shown)
{
    core::Signer* signer = access.workstation() ? access.workstation() : &access.person();
    const core::SystemClock clock;
    QSaveFile out(file);
    const auto notWritten = [&out] {
        return failure(kNotWritten, ErrorKind::OperatorCanFix, out.errorString(), {out.fileName()});
    };
    if (!out.open(QIODevice::WriteOnly))
        return failed(notWritten().value());
    const auto put = [&](QByteArrayView bytes) -> Result<> {
        return out.write(bytes.data(), bytes.size()) == bytes.size() ? Result<>() : notWritten();
    };
    const auto made = vault::exportJournalTo(
        put, store.journal(), store.vault(), 1, store.journal().head().sequence, *signer, clock, shown);
    if (!made)
        return failed(made.error());
    // The event first: an export that the journal does not know of must not lie there.
    const auto last = static_cast<qint64>(made->last);
    const QString digest = QString::fromLatin1(core::toHex(made->digest));
    const auto entry = store.append({casefile::Kind::JournalExported, clock.wall(), access.actor(), {}, {},
        {{QStringLiteral("first"), 1}, {QStringLiteral("last"), last}, {QStringLiteral("digest"), digest}}});
    if (!entry)
        return failed(entry.error());
    if (!out.commit())
        return failed(notWritten().value());
    return good({{QStringLiteral("last"), last}, {QStringLiteral("digest"), digest}},
        QStringLiteral("%1 entries written.").arg(last));
}

Outcome write(const Arguments& arguments)
{
    const auto shown = numbersToShow(arguments);
    if (!shown)
        return failed(shown.error());
    const auto access = VaultAccess::from(arguments, arguments.positional.first());
    if (!access)
        return failed(access.error());
    return (*access)->within(
        [&](vault::Vault& vault) { return written(**access, vault.store(), arguments.positional.at(1), *shown); });
}
} // namespace

QList<Command> journalCommands()
{
    return {
        {.name = QStringLiteral("journal verify"),
            .operands = QStringLiteral("FILE"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("Checks an exported journal or a volume, on any machine"),
            .details = QStringLiteral("0: whole, and signed by whom you trust. 1: not; names the first broken entry. "
                                      "2: whole, but you named nobody to trust, so the signer is unproven."),
            .options = {{QStringLiteral("certificate"), QStringLiteral("FILE"),
                            QStringLiteral("the workstation's certificate, kept since it was set up")},
                {QStringLiteral("trust"), QStringLiteral("DIR"),
                    QStringLiteral("the authorities that certify the bank's workstations")}},
            .run = verify},
        {.name = QStringLiteral("journal check"),
            .operands = QStringLiteral("DIR"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("Walks a vault's chain, opens its volumes, holds them against anchors and lists"),
            .details = QStringLiteral("0: whole. 1: not; names the first entry, anchor or volume that does not fit."),
            .options = VaultAccess::options(),
            .run = check},
        {.name = QStringLiteral("journal seal"),
            .operands = QStringLiteral("DIR"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("Moves entries older than three months into a signed volume"),
            .options = VaultAccess::options(),
            .run = seal},
        {.name = QStringLiteral("journal export"),
            .operands = QStringLiteral("DIR FILE"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Writes the journal as a signed file; what events say stays sealed"),
            .options = QList<Option>{{QStringLiteral("show"), QStringLiteral("N"),
                           QStringLiteral("hand along what this entry says; may be given again")}} +
                       VaultAccess::options(),
            .run = write}};
}

} // namespace tirkeu::ctl
