#pragma once

#include "clientscene.h"
#include "clientview.h"

class QGridLayout;
class QScrollArea;

namespace tirkeu::workstation {

class TouchButton;

/// Before a consent is taken back: what stops now, what is kept until when and why, to whom it was passed. One touch
/// withdraws, as one touch gave.
class WithdrawalView : public ClientView
{
    Q_OBJECT
public:
    explicit WithdrawalView(const ClientLook& look);
    void ask(const WithdrawalScene& scene);

Q_SIGNALS:
    void confirmed(const QList<tirkeu::criteria::ConsentKind>& kinds);
    void dropped();

private:
    void retell() override;
    [[nodiscard]] QString keptText(const Withdrawable& consent) const;

    WithdrawalScene m_scene;
    QLabel* m_title;
    QScrollArea* m_scroll;
    QWidget* m_table = nullptr;
    TouchButton* m_keep;
    TouchButton* m_withdraw;
};

} // namespace tirkeu::workstation
