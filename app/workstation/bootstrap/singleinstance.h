#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace tirkeu::workstation {

/// One workstation program per person and data folder; a second start raises the window of the first and ends.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString& dataFolder);
    /// False where another program of ours answered; it has been asked to come forward.
    [[nodiscard]] bool claim();

Q_SIGNALS:
    void secondStarted();

private:
    QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace tirkeu::workstation
