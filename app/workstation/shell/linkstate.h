#pragma once

#include <core/clock.h>

#include <QObject>

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
    [[nodiscard]] int outboxCount() const { return m_outbox; }
    void setOnline(bool online, core::WallTime since)
    {
        m_online = online;
        m_since = since;
        Q_EMIT changed();
    }
    void setOutboxCount(int count)
    {
        m_outbox = count;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    bool m_online = false;
    core::WallTime m_since;
    int m_outbox = 0;
};

} // namespace tirkeu::workstation
