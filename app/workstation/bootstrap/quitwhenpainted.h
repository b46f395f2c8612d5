#pragma once

#include <QObject>

class QWidget;

namespace tirkeu::workstation {

/// Ends the program behind its first picture: what a start is measured to.
class QuitWhenPainted final : public QObject
{
public:
    static void follow(QWidget& window);
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace tirkeu::workstation
