#pragma once

#include "slip.h"
#include "stepview.h"

class QVBoxLayout;

namespace tirkeu::workstation {

class FactsList;
class MessageBar;

/// What the client takes home, printed or as a file; then the next one.
class SlipStep : public StepView
{
    Q_OBJECT
public:
    SlipStep(const StepTools& tools, QString teller);

    void setTeller(const QString& name) { m_teller = name; }
    void begin() override;
    void retranslate() override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

private:
    [[nodiscard]] SlipGround ground() const;
    void finished(const Result<QString>& printed);

    QString m_teller;
    QVBoxLayout* m_column;
    MessageBar* m_state;
    FactsList* m_slip;
    bool m_isPrinted = false;
    QString m_where;
};

} // namespace tirkeu::workstation
