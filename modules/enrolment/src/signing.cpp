#include <enrolment/signing.h>

namespace tirkeu::enrolment {

Result<int> signPapers(const AtDesk& atDesk, const QList<UnsignedPaper>& papers,
    const evidence::DocumentSigner& documents, core::Signer& signer)
{
    QList<QByteArray> pdfs;
    for (const UnsignedPaper& paper : papers)
        pdfs.append(paper.pdf);
    const auto keep = [&](const QList<QByteArray>& made) {
        QList<SignedPaper> all;
        for (qsizetype i = 0; i < made.size(); ++i)
            all.append({papers.at(i).id, made.at(i)});
        return atDesk([&all](CaseDesk& desk) { return desk.keepSigned(all); });
    };
    const auto signedOnes = documents.signAll(pdfs, signer, keep);
    if (!signedOnes)
        return failure(signedOnes);
    return static_cast<int>(signedOnes->size());
}

Result<int> signCase(const AtDesk& atDesk, const evidence::DocumentSigner& documents, core::Signer& signer)
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
    return papers.isEmpty() ? Result<int>(0) : signPapers(atDesk, papers, documents, signer);
}

} // namespace tirkeu::enrolment
