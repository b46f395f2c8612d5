#pragma once

#include <wire/manifest.h>

#include <core/ports/signer.h>
#include <pki/certificate.h>

#include <optional>

namespace tirkeu::wire {

enum class Verdict {
    Accepted,
    ChainPending, ///< kept; the journal has not come so far yet
    Refused,
};
[[nodiscard]] QString nameOf(Verdict verdict);

/// What the gateway says about one package, signed: the only thing that lets a workstation forget it.
struct Receipt
{
    PackageId package;
    QByteArray fingerprint = {};
    Verdict verdict = Verdict::Accepted;
    QString reason = {}; ///< an error's code where it was refused
    core::WallTime received{};
    core::JournalHead journal = {}; ///< as far as the gateway holds this workstation's journal without a gap
    QString gateway = {};
    bool operator==(const Receipt& other) const;
};

[[nodiscard]] Result<QByteArray> signReceipt(const Receipt& receipt, core::Signer& gateway);

struct ReadReceipt
{
    Receipt receipt;
    pki::Certificate signer; ///< whose signature fits; whether it is the bank's gateway is the caller's to judge
};
[[nodiscard]] Result<ReadReceipt> readReceipt(QByteArrayView signedReceipt);
/// Whether it speaks of this package with this content.
[[nodiscard]] Result<> checkReceipt(const Receipt& receipt, const PackageId& package, QByteArrayView fingerprint);

} // namespace tirkeu::wire
