#pragma once

#include "clientlook.h"

#include <QWidget>

namespace tirkeu::workstation {

/// ●●○: the second attempt of three.
class TryDots : public QWidget
{
    Q_OBJECT
public:
    explicit TryDots(const ClientLook& look);
    void set(int attempt, int attempts);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ClientLook& m_look;
    int m_attempt = 1;
    int m_attempts = 3;
};

} // namespace tirkeu::workstation
