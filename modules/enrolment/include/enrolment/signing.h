#pragma once

#include <enrolment/palmround.h>

#include <evidence/documentsigner.h>

namespace tirkeu::enrolment {

/// How the organisation certifies besides its employee, as the criteria ask (BIO-10, 14, 24, 27).
class Seal
{
public:
    /// No seal where the criteria count an employee's signature as the organisation's. Where they ask for one it is
    /// refused here, before anybody types a PIN, if the key is absent, ended or none of those they name.
    [[nodiscard]] static Result<Seal> of(const criteria::SigningRules& rules, core::Signer* key, core::WallTime now);
    [[nodiscard]] core::Signer* key() const { return m_key; } ///< none: nothing is sealed

private:
    explicit Seal(core::Signer* key)
        : m_key(key)
    {
    }
    core::Signer* m_key;
};

/// All documents of the case in one ceremony: all are signed, sealed where that is asked for, and kept, or none. Blocks
/// as long as the key does; where the key lives. Gives back which there were: their levels may rise now.
[[nodiscard]] Result<QList<core::Uuid>> signCase(const AtDesk& atDesk, const evidence::DocumentSigner& documents,
    const evidence::SigningKey& teller, const Seal& seal);
/// The same for documents that were shown before: what is signed is what was seen.
[[nodiscard]] Result<QList<core::Uuid>> signPapers(const AtDesk& atDesk, const QList<UnsignedPaper>& papers,
    const evidence::DocumentSigner& documents, const evidence::SigningKey& teller, const Seal& seal);

/// Refuses a client whose documents this certificate (DER) might not live to sign: it has to outlast the longest
/// session.
[[nodiscard]] Result<> checkLasts(
    const QByteArray& certificate, core::WallTime now, const criteria::SessionRules& session);

} // namespace tirkeu::enrolment
