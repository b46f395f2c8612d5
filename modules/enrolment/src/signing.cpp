#include <enrolment/signing.h>

#include <pki/certificate.h>
#include <token/credentials.h>

namespace tirkeu::enrolment {

namespace {
constexpr ErrorCode kSealAbsent{"enrolment.seal-absent"};
constexpr ErrorCode kSealForeign{"enrolment.seal-not-in-criteria"};
constexpr ErrorCode kSealEnded{"enrolment.seal-ended"};
} // namespace

Result<Seal> Seal::of(const criteria::SigningRules& rules, core::Signer* key, core::WallTime now)
{
    if (rules.by == criteria::SigningRules::By::Employee)
        return Seal(nullptr);
    if (!key)
        return failure(kSealAbsent, ErrorKind::OperatorCanFix, QStringLiteral("the criteria ask for a seal"));
    const auto certificate = pki::Certificate::fromDer(key->certificate());
    if (!certificate)
        return failure(certificate);
    if (!rules.seals.contains(certificate->fingerprint()))
        return failure(kSealForeign, ErrorKind::SecurityStop, certificate->subject().commonName);
    if (now < certificate->notBefore() || now > certificate->notAfter())
        return failure(kSealEnded, ErrorKind::OperatorCanFix, QStringLiteral("validity"),
            {core::shownDate(certificate->notAfter())});
    return Seal(key);
}

Result<QList<core::Uuid>> signPapers(const AtDesk& atDesk, const QList<UnsignedPaper>& papers,
    const evidence::DocumentSigner& documents, const evidence::SigningKey& teller, const Seal& seal)
{
    QList<core::Uuid> ids;
    QList<QByteArray> pdfs;
    for (const UnsignedPaper& paper : papers) {
        ids.append(paper.id);
        pdfs.append(paper.pdf);
    }
    const auto keep = [&](const QList<QByteArray>& made) {
        QList<SignedPaper> all;
        for (qsizetype i = 0; i < made.size(); ++i)
            all.append({ids.at(i), made.at(i)});
        return atDesk([&all](CaseDesk& desk) { return desk.keepSigned(all); });
    };
    QList<evidence::SigningKey> keys{teller};
    if (seal.key())
        keys.append(*seal.key());
    const auto signedOnes = documents.signAll(pdfs, keys, keep);
    return signedOnes ? Result<QList<core::Uuid>>(ids) : failure(signedOnes);
}

Result<QList<core::Uuid>> signCase(const AtDesk& atDesk, const evidence::DocumentSigner& documents,
    const evidence::SigningKey& teller, const Seal& seal)
{
    QList<UnsignedPaper> papers;
    const Result<> drawn = atDesk([&papers](CaseDesk& desk) -> Result<> {
        auto all = desk.unsignedPapers();
        if (!all)
            return failure(all);
        papers = std::move(*all);
        return {};
    });
    if (!drawn)
        return failure(drawn);
    return papers.isEmpty() ? Result<QList<core::Uuid>>({}) : signPapers(atDesk, papers, documents, teller, seal);
}

Result<> checkLasts(const QByteArray& certificate, core::WallTime now, const criteria::SessionRules& session)
{
    const auto read = pki::Certificate::fromDer(certificate);
    return read ? token::checkLasts(*read, now + session.longest) : failure(read);
}

} // namespace tirkeu::enrolment
