#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace tirkeu::core {

/// Calls `use` with the future's result, in the thread of `context`, unless the context is gone by then. Qt 6.4's own
/// continuation with a context ends the program where its context went first. A future without a result calls nothing.
template<typename T, typename Use>
void whenDone(const QFuture<T>& future, QObject* context, Use use)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, use = std::move(use)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            use(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace tirkeu::core
