#pragma once

#include "stepview.h"

#include <enrolment/slip.h>

class QLabel;
class QVBoxLayout;

namespace tirkeu::workstation {

class MessageBar;

/// What the client takes home, printed or as a file; then the next one.
class SlipStep : public StepView
{
    Q_OBJECT
public:
    explicit SlipStep(const StepTools& tools);

    void setTeller(const QString& name) { m_teller = name; }
    void begin() override;
    void retranslate() override;
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] QString primaryText() const override;
    void submit() override;
    [[nodiscard]] const char* sayLine() const override;

private:
    [[nodiscard]] Language clientLanguage() const;
    [[nodiscard]] enrolment::Slip slip() const;
    void finished(const Result<QString>& printed);

    QString m_teller;
    QVBoxLayout* m_column;
    MessageBar* m_state;
    QLabel* m_title;
    QLabel* m_lines;
    bool m_isPrinted = false;
    QString m_where;
};

} // namespace tirkeu::workstation
