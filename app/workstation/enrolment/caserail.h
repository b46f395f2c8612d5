#pragma once

#include "casecontroller.h"
#include "theme/theme.h"

#include <QFrame>

class QGridLayout;
class QLabel;

namespace tirkeu::workstation {

/// The steps of the case at the left edge: what is done, what is now, how many attempts are spent, how long it may
/// still take.
class CaseRail : public QFrame
{
    Q_OBJECT
public:
    CaseRail(const Theme& theme, CaseController& controller);
    void refresh();
    /// Large letters leave no room for a rail; the client's card says the step instead.
    [[nodiscard]] static bool isCramped(const Theme& theme) { return theme.scalePercent() > 130; }

private:
    struct Row
    {
        QLabel* icon;
        QLabel* name;
        QLabel* attempts;
    };
    [[nodiscard]] QList<enrolment::PlannedStep> plan() const;
    [[nodiscard]] Row& row(int index);
    void showStep(Row& row, const enrolment::PlannedStep& step);

    const Theme& m_theme;
    CaseController& m_controller;
    QGridLayout* m_grid;
    QList<Row> m_rows;
    QLabel* m_minutes;
};

} // namespace tirkeu::workstation
