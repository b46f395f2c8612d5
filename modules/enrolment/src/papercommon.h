#pragma once

#include "papers.h"

#include <enrolment/clientdata.h>

namespace tirkeu::enrolment {

/// What all documents of a case have in common, read once.
struct Common
{
    [[nodiscard]] static Result<Common> of(const PaperGround& ground);

    const PaperGround& ground;
    std::optional<ClientData> client; ///< as this case recorded them last
    evidence::Party provider;
    evidence::Party customer;
    evidence::Client person;
    evidence::Text edition;
    evidence::Text criteria;
    evidence::Text program;
    evidence::Text checkSystem;
    evidence::Text comparisonSystem;
    evidence::SignerPanel signer;

    [[nodiscard]] evidence::Heading heading(
        const core::Uuid& id, core::WallTime at, const evidence::Text& system) const;
    /// The same document has the same id however often it is made.
    [[nodiscard]] core::Uuid paperId(QByteArrayView kind, const QString& subject = {}) const;
};

[[nodiscard]] Result<evidence::Party> partyOf(const criteria::Organisation& organisation);
/// Who will sign with this certificate (DER), as the criteria name them.
[[nodiscard]] Result<evidence::SignerPanel> signerOf(
    const criteria::Criteria& criteria, const QByteArray& signer, core::WallTime at);

using MaybePaper = Result<std::optional<Paper>>;
[[nodiscard]] MaybePaper presencePaper(const Common& common);
[[nodiscard]] MaybePaper consentPaper(const Common& common, const casefile::Event& answered);
[[nodiscard]] MaybePaper withdrawalPaper(const Common& common, const casefile::Event& withdrawn);
[[nodiscard]] MaybePaper checkPaper(const Common& common, const casefile::Event& finished);
[[nodiscard]] MaybePaper comparisonPaper(const Common& common, const casefile::Event& made);
/// `basis`: checks and comparisons, or whatever else there is.
[[nodiscard]] MaybePaper decisionPaper(const Common& common, const QList<core::Uuid>& basis);

[[nodiscard]] Result<evidence::LocalText> localText(const criteria::Texts& texts);
[[nodiscard]] QString fieldOf(const casefile::Event& event, const char* name);

/// The first error among results that are all needed.
template<typename... T>
[[nodiscard]] std::optional<Error> firstError(const Result<T>&... results)
{
    std::optional<Error> found;
    ((!found && !results ? void(found = results.error()) : void()), ...);
    return found;
}

} // namespace tirkeu::enrolment
