#pragma once

#include "verifier/documentchecker.h"

namespace tirkeu::workstation {

/// Answers at once with an invented document: "valid", "invalid" or "undecided" by the file's name, an error otherwise.
class ShowroomChecker final : public DocumentChecker
{
public:
    explicit ShowroomChecker(const core::Clock& clock);
    [[nodiscard]] QFuture<Result<CheckedDocument>> check(const QString& file) override;

private:
    const core::Clock& m_clock;
};

} // namespace tirkeu::workstation
