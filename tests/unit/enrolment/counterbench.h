#pragma once

#include "drawnscanner.h"

#include "criteria/democriteria.h"
#include "support/vaultbench.h"

#include <enrolment/signing.h>

namespace tirkeu::test {

/// A counter without a window: a vault, the demo's criteria and people, a scanner that draws.
struct CounterBench
{
    CounterBench();

    VaultBench vault;
    criteria::Criteria criteria;
    pki::SoftwareKey tellerKey;
    std::optional<pki::SoftwareKey> sealKey; ///< the organisation's, where a test puts it
    enrolment::Teller teller;
    QString supervisor; ///< as staff are named
    DrawnScanner scanner;
    std::optional<enrolment::CaseDesk> desk;

    [[nodiscard]] vault::Store& store() { return vault.vault->store(); }
    [[nodiscard]] enrolment::AtDesk atDesk();
    /// A new desk over the same vault: what a program that was killed finds.
    [[nodiscard]] Result<> restart();
    /// A case with its client seen, recorded and asked for all consents.
    [[nodiscard]] Result<> openCase(
        const QString& purpose = QStringLiteral("palm-enrolment"), QStringView iin = u"951231600025");
    [[nodiscard]] Result<> recordClient();
    [[nodiscard]] Result<> consent(bool given = true);
    [[nodiscard]] Result<enrolment::PalmRoundEnd> palm(casefile::Hand hand);
    [[nodiscard]] Result<enrolment::PalmRoundEnd> palm(casefile::Hand hand, core::CaptureGate& gate);
    /// Both hands of a person, one after the other.
    [[nodiscard]] Result<> showHands(std::uint64_t person, int firstSample = 0);
    /// A whole enrolment, signed.
    [[nodiscard]] Result<> enrol(std::uint64_t person, QStringView iin = u"951231600025");
    [[nodiscard]] Result<> finish(); ///< decides, ends as decided, signs
    [[nodiscard]] Result<QList<core::Uuid>> sign();
    [[nodiscard]] Result<QList<core::Uuid>> sign(core::Signer& teller);
};

[[nodiscard]] QByteArray signedPaper(); ///< as a branch's scanner gives one
[[nodiscard]] enrolment::ClientData someClient();
[[nodiscard]] simulation_palm::HandId handOf(std::uint64_t person, casefile::Hand hand);

} // namespace tirkeu::test
