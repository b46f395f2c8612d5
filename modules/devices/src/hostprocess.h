#pragma once

#include <core/result.h>
#include <devices/pluginhost.h>
#include <devices/pluginmessage.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

#include <functional>

namespace tirkeu::devices {

/// One tirkeu-device-host with its plug-in, watched: it has to answer, to keep to the message form and to a rate. Lives
/// in the thread that made it.
class HostProcess : public QObject
{
public:
    struct Listener
    {
        std::function<void(const message::FromHost&)> heard;
        std::function<void(const Error&)> misbehaved; ///< once; the listener kills
        std::function<void(const Error&)> ended;      ///< once, last
    };

    explicit HostProcess(Listener listener);
    ~HostProcess() override; ///< kills; nothing is heard any more

    void start(const PluginHost& host);
    void send(const message::ToHost& message);
    void kill();

private:
    void read();
    void look();
    void end(const Error& error);
    void complain(const Error& error);

    Listener m_listener;
    QProcess m_process;
    message::Splitter m_splitter;
    QTimer m_look;
    QElapsedTimer m_heard;
    bool m_hasBegun = false; ///< has said a word since its start
    QElapsedTimer m_window;
    qint64 m_messages = 0;
    bool m_complained = false;
    bool m_over = false;
};

} // namespace tirkeu::devices
