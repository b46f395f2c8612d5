#include <sync/gatewaytrust.h>

namespace tirkeu::sync {

namespace {
constexpr ErrorCode kNotBelieved{"sync.receipt-not-believed"};
}

GatewayTrust gatewayTrust(pki::TrustStore bank, const pki::Certificate& named)
{
    return [bank = std::move(bank), name = named.subject().der](
               const pki::Certificate& signer, core::WallTime at) -> Result<> {
        const auto refuse = [](const QString& why) {
            return failure(kNotBelieved, ErrorKind::SecurityStop, why);
        };
        if (signer.subject().der != name)
            return refuse(QStringLiteral("another name: ") + signer.subject().text);
        const auto uses = signer.keyUses();
        if (uses && !uses->testFlag(pki::KeyUse::DigitalSignature))
            return refuse(QStringLiteral("key usage"));
        // No extended use is asked for: what signs receipts need not be what serves TLS.
        const pki::ChainVerdict verdict = bank.check(signer, at, pki::CertificateUse::Any);
        if (!verdict.isTrusted())
            return refuse(pki::nameOf(verdict.reason));
        return {};
    };
}

} // namespace tirkeu::sync
