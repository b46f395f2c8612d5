#pragma once

#include <sync/exportfile.h>

#include <wire/gateway.h>

namespace tirkeu::sync {

/// What the gateway said of a package that came in a file.
struct CarriedReceipt
{
    core::Uuid package;
    QByteArray receipt; ///< signed
    QString problem;    ///< a code, where there was no receipt, or it says that the bank will not have it
};

/// Delivers a file of packages, journal first. A problem with one package is told and holds no other up; without a
/// connection it ends, and may be begun again: what was delivered is not sent twice. Blocks.
[[nodiscard]] Result<QList<CarriedReceipt>> deliverFile(
    wire::Gateway& gateway, QIODevice& file, const ExportIndex& index);

/// The way back, to the vault that sent them.
[[nodiscard]] QByteArray encodeReceipts(const QList<CarriedReceipt>& receipts);
[[nodiscard]] Result<QList<CarriedReceipt>> decodeReceipts(QByteArrayView text);

} // namespace tirkeu::sync
