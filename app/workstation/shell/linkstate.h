#pragma once

#include <core/clock.h>

#include <QObject>
#include <QString>

namespace tirkeu::workstation {

/// What the header says of the world outside: the gateway and the outbox. Whoever carries packages keeps it true.
class LinkState : public QObject
{
    Q_OBJECT
public:
    explicit LinkState(core::WallTime offlineSince)
        : m_since(offlineSince)
    {
    }
    [[nodiscard]] bool isOnline() const { return m_online; }
    [[nodiscard]] core::WallTime since() const { return m_since; }
    [[nodiscard]] const QString& why() const { return m_why; } ///< an error's code; empty: nothing is wrong
    [[nodiscard]] bool isQuiet() const { return m_quiet; }     ///< only what is urgent is sent
    [[nodiscard]] int outboxCount() const { return m_outbox; }
    [[nodiscard]] int withdrawals() const { return m_withdrawals; } ///< not told outside the bank yet
    [[nodiscard]] int clientsToday() const { return m_clients; }
    [[nodiscard]] int deliveredToday() const { return m_delivered; }
    void setOnline(bool online, core::WallTime since, const QString& why = {}, bool quiet = false)
    {
        m_online = online;
        m_since = since;
        m_why = why;
        m_quiet = quiet;
        Q_EMIT changed();
    }
    void setOutboxCount(int count)
    {
        m_outbox = count;
        Q_EMIT changed();
    }
    void setWithdrawals(int count)
    {
        m_withdrawals = count;
        Q_EMIT changed();
    }
    void setToday(int clients, int delivered)
    {
        m_clients = clients;
        m_delivered = delivered;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    bool m_online = false;
    core::WallTime m_since;
    QString m_why;
    bool m_quiet = false;
    int m_outbox = 0;
    int m_withdrawals = 0;
    int m_clients = 0;
    int m_delivered = 0;
};

} // namespace tirkeu::workstation
