#pragma once

#include <reference/reference.h>
#include <wire/gatewayserver.h>

#include <QFile>

#include <cstdio>
#include <mutex>

namespace tirkeu::gateway {

/// One JSON object a line: when, who, what, how it went. No bodies, nothing of a client. Any thread.
class AccessLog
{
public:
    explicit AccessLog(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    /// Anew after a rotation; "-": what is `standard`.
    [[nodiscard]] Result<> open(const QString& path, FILE* standard = stdout);
    void write(const wire::AccessLine& line);
    void alarm(const reference::Alarm& alarm);

private:
    void append(QJsonObject object);

    const core::Clock& m_clock;
    std::mutex m_mutex;
    QFile m_file;
};

} // namespace tirkeu::gateway
