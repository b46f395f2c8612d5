#pragma once

#include "verifier/documentchecker.h"

#include <pki/truststore.h>

#include <QThreadPool>

namespace tirkeu::workstation {

/// The verifier of the evidence room on a thread of its own. Nothing leaves this machine.
class EvidenceChecker final : public DocumentChecker
{
public:
    EvidenceChecker(pki::TrustStore trust, const core::Clock& clock);
    ~EvidenceChecker() override;
    [[nodiscard]] QFuture<Result<CheckedDocument>> check(const QString& file) override;

private:
    pki::TrustStore m_trust;
    const core::Clock& m_clock;
    QThreadPool m_thread;
};

/// Judges a document that is at hand; one that is not signed yet shows what it says all the same.
[[nodiscard]] CheckedDocument checkedDocument(const QByteArray& pdf, const pki::TrustStore& trust, core::WallTime at);
/// Reads and judges one file.
[[nodiscard]] Result<CheckedDocument> checkedDocument(
    const QString& file, const pki::TrustStore& trust, core::WallTime at);

} // namespace tirkeu::workstation
