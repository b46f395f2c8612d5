#pragma once

#include "confirmation.h"
#include "enrolment/papertray.h"

class QPushButton;

namespace tirkeu::workstation {

/// A sheet is printed, the client marks and signs it, the branch's scanner puts it into a folder that is watched.
class PaperConfirmation final : public Confirmation
{
    Q_OBJECT
public:
    PaperConfirmation(const StepTools& tools, PaperTray& tray);

    [[nodiscard]] criteria::ConsentMeans means() const override { return criteria::ConsentMeans::SignedPaper; }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool isOffered() const override { return true; }
    [[nodiscard]] QString sentence() const override;
    void retranslate() override;
    void ask(const Answers& answers) override;
    void drop() override;
    [[nodiscard]] bool isConfirmed() const override { return paper().has_value(); }
    void collect(const Taken& taken) override;
    void kept() override;

private:
    [[nodiscard]] std::optional<TrayPaper> paper() const; ///< that came since the case was opened
    void print();

    PaperTray& m_tray;
    QPushButton* m_print;
    QString m_where; ///< the sheet was put
    std::optional<TrayPaper> m_taken;
};

} // namespace tirkeu::workstation
