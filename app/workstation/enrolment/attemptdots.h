#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace tirkeu::workstation {

/// How many attempts there are and how many are spent: a dot for each, and the same in words for whoever cannot see it.
class AttemptDots : public QWidget
{
    Q_OBJECT
public:
    explicit AttemptDots(const Theme& theme);
    void set(int spent, int most, const QString& words);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    int m_spent = 0;
    int m_most = 0;
};

} // namespace tirkeu::workstation
