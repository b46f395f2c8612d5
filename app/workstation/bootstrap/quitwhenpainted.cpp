#include "quitwhenpainted.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace tirkeu::workstation {

void QuitWhenPainted::follow(QWidget& window)
{
    auto* watcher = new QuitWhenPainted;
    watcher->setParent(&window);
    window.installEventFilter(watcher);
}

bool QuitWhenPainted::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
    return QObject::eventFilter(watched, event);
}

} // namespace tirkeu::workstation
