#pragma once

#include "theme/language.h"
#include "theme/theme.h"

#include <enrolment/slip.h>

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// One consent that may be taken back, in three columns: what stops now, what is kept until when and why, to whom it
/// was passed. Whether it is to be taken back is one button, not pressed before.
class OutlookCard : public QFrame
{
    Q_OBJECT
public:
    OutlookCard(const Theme& theme, const enrolment::WithdrawalOutlook& outlook);

    [[nodiscard]] criteria::ConsentKind kind() const { return m_outlook.kind; }
    [[nodiscard]] const enrolment::WithdrawalOutlook& outlook() const { return m_outlook; }
    [[nodiscard]] bool isChosen() const;
    void choose(bool chosen);
    [[nodiscard]] QWidget* field() const;
    void retranslate(Language screen);

Q_SIGNALS:
    void changed();

private:
    void restyle();
    [[nodiscard]] QString keptText(Language screen) const;

    const Theme& m_theme;
    enrolment::WithdrawalOutlook m_outlook;
    QLabel* m_name;
    QPushButton* m_choose;
    QGridLayout* m_grid;
    QList<QLabel*> m_heads;
    QList<QLabel*> m_cells;
};

} // namespace tirkeu::workstation
