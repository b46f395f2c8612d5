#include <sync/carrying.h>
#include <sync/courier.h>
#include <sync/errors.h>

#include <core/json.h>
#include <wire/receipt.h>

#include <algorithm>

namespace tirkeu::sync {

namespace {
constexpr ErrorCode kReceiptsUnreadable{"sync.receipts-unreadable"};
constexpr qint64 kJournalPiece = qint64(1) << 20;
constexpr qint64 kChunk = qint64(256) << 10;
constexpr int kMostReceiptLetters = 128 * 1024;
constexpr int kTries = 3; ///< where the gateway stands elsewhere than was thought

bool endsAll(const wire::Problem& problem)
{
    using Kind = wire::Problem::Kind;
    return problem.kind == Kind::NotReached || problem.kind == Kind::NotTrusted || problem.kind == Kind::Later;
}

tl::unexpected<Error> failed(const wire::Problem& problem)
{
    using Kind = wire::Problem::Kind;
    const ErrorCode code = problem.kind == Kind::NotReached   ? kNotReached
                           : problem.kind == Kind::NotTrusted ? kNotTrusted
                           : problem.kind == Kind::Later      ? kBusy
                                                              : kFault;
    return failure(code, ErrorKind::ServiceFault, codeOf(problem) + u' ' + problem.detail);
}

Result<> sendJournal(wire::Gateway& gateway, QIODevice& file, const ExportIndex& index)
{
    if (index.journalFirst == 0)
        return {};
    const auto head = gateway.journalHead(index.vault);
    if (!head)
        return failed(head.error());
    const auto pieces = journalFrom(file, index, head->sequence, kJournalPiece);
    if (!pieces)
        return failure(pieces);
    for (const QByteArray& piece : *pieces) {
        const auto put = gateway.putJournal(index.vault, piece);
        // Ahead of what the gateway knows: the packages are kept and wait for the lines between.
        if (!put && put.error().kind == wire::Problem::Kind::OutOfStep)
            return {};
        if (!put)
            return failed(put.error());
    }
    return {};
}

wire::Reply<QByteArray> deliver(wire::Gateway& gateway, const ExportedPackage& package, const QByteArray& bytes)
{
    const wire::PackageId id(package.package);
    for (int tries = 1;; ++tries) {
        auto state = gateway.openUpload({id, package.fingerprint, package.size, package.sha256});
        while (state && state->receipt.isEmpty() && state->received < package.size) {
            const qint64 most = state->largestChunk > 0 ? std::min(state->largestChunk, kChunk) : kChunk;
            const qint64 at = state->received;
            state = gateway.putChunk(id, at, QByteArrayView(bytes).sliced(at, std::min(most, package.size - at)));
            if (state && state->receipt.isEmpty() && state->received <= at)
                return tl::make_unexpected(wire::Problem{wire::Problem::Kind::Fault, kFault.toString()});
        }
        if (state && !state->receipt.isEmpty())
            return state->receipt;
        auto receipt = state ? gateway.finishUpload(id) : wire::Reply<QByteArray>(tl::make_unexpected(state.error()));
        if (receipt || receipt.error().kind != wire::Problem::Kind::OutOfStep || tries == kTries)
            return receipt;
    }
}

/// A refusal is a receipt too, and nothing delivered.
CarriedReceipt carried(const ExportedPackage& package, const QByteArray& receipt)
{
    const auto read = wire::readReceipt(receipt);
    const Result<> fits =
        read ? wire::checkReceipt(read->receipt, wire::PackageId(package.package), package.fingerprint) : failure(read);
    if (!fits)
        return {package.package, {}, fits.error().code.toString()};
    const bool isRefused = read->receipt.verdict == wire::Verdict::Refused;
    return {package.package, receipt, isRefused ? read->receipt.reason : QString()};
}
} // namespace

Result<QList<CarriedReceipt>> deliverFile(wire::Gateway& gateway, QIODevice& file, const ExportIndex& index)
{
    if (const Result<> sent = sendJournal(gateway, file, index); !sent)
        return failure(sent);
    QList<CarriedReceipt> receipts;
    QString busy;
    for (const ExportedPackage& package : index.packages) {
        if (!busy.isEmpty()) {
            receipts.append({package.package, {}, busy});
            continue;
        }
        const Result<QByteArray> bytes = packageFrom(file, package);
        if (!bytes) {
            receipts.append({package.package, {}, bytes.error().code.toString()});
            continue;
        }
        const auto receipt = deliver(gateway, package, *bytes);
        // Who is busy has taken what came before, and those receipts go back.
        if (!receipt && receipt.error().kind == wire::Problem::Kind::Later && !receipts.isEmpty())
            busy = codeOf(receipt.error());
        else if (!receipt && endsAll(receipt.error()))
            return failed(receipt.error());
        receipts.append(
            receipt ? carried(package, *receipt) : CarriedReceipt{package.package, {}, codeOf(receipt.error())});
    }
    return receipts;
}

QByteArray encodeReceipts(const QList<CarriedReceipt>& receipts)
{
    QJsonArray list;
    for (const CarriedReceipt& one : receipts) {
        if (!one.receipt.isEmpty())
            list.append(QJsonObject{{QStringLiteral("package"), one.package.toString()},
                {QStringLiteral("receipt"), QString::fromLatin1(one.receipt.toBase64())}});
    }
    return core::writeJson({{QStringLiteral("format"), 1}, {QStringLiteral("receipts"), list}});
}

Result<QList<CarriedReceipt>> decodeReceipts(QByteArrayView text)
{
    const auto object = core::readJson(text, {.maxBytes = qsizetype(64) << 20});
    if (!object)
        return failure(kReceiptsUnreadable, ErrorKind::OperatorCanFix, object.error().detail);
    core::JsonFields fields(*object);
    QList<CarriedReceipt> receipts;
    std::ignore = fields.integer(QLatin1StringView("format"), 1, 1);
    fields.each(
        QLatin1StringView("receipts"),
        [&receipts](core::JsonFields& one) {
            const auto package = core::Uuid::parse(one.string(QLatin1StringView("package"), 36));
            const auto receipt =
                QByteArray::fromBase64Encoding(one.string(QLatin1StringView("receipt"), kMostReceiptLetters).toLatin1(),
                    QByteArray::AbortOnBase64DecodingErrors);
            if (!package)
                one.refuse(QLatin1StringView("package"), package.error());
            if (!receipt)
                one.refuse(QLatin1StringView("receipt"), QStringLiteral("not base64"));
            if (one.isGood())
                receipts.append({*package, *receipt, {}});
        },
        kMostExported);
    if (const Result<> finished = fields.finish(); !finished)
        return failure(kReceiptsUnreadable, ErrorKind::OperatorCanFix, finished.error().detail);
    return receipts;
}

} // namespace tirkeu::sync
