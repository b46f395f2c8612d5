#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace tirkeu::workstation {

/// Stripes around a whole window, so that nobody takes practice for work. Neither mouse nor keyboard notices it.
class StripedFrame : public QWidget
{
    Q_OBJECT
public:
    StripedFrame(const Theme& theme, QWidget& window);
    ~StripedFrame() override;
    [[nodiscard]] int thickness() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void cover();

    const Theme& m_theme;
};

} // namespace tirkeu::workstation
