#pragma once

#include "widgets/page.h"

class QGridLayout;

namespace tirkeu::workstation {

/// Every key the program listens to, on one sheet (F1).
class KeysPage : public Page
{
    Q_OBJECT
public:
    explicit KeysPage(const Theme& theme);

Q_SIGNALS:
    void backRequested();

protected:
    void retranslate() override;

private:
    void addRow();
    QGridLayout* m_grid;
    QList<QPair<QLabel*, QLabel*>> m_rows;
};

} // namespace tirkeu::workstation
