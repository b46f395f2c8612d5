#pragma once

#include "confinement.h"

#include <devices/scannerplugin.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace tirkeu::devicehost {

/// One plug-in, one device, two threads: this one hears the program and watches the clock, the other alone enters the
/// plug-in. Ends the process by itself when the plug-in stays away too long or the program is gone.
class HostSession
{
public:
    HostSession(int in, int out, Confinement confinement);
    /// Never returns: `_exit` is the only way past a plug-in that hangs.
    [[noreturn]] void run(const std::string& plugin);

private:
    using Clock = std::chrono::steady_clock;

    void work(const std::string& plugin);
    void load(const std::string& plugin);
    void act(const devices::message::ToHost& message);
    void list();
    void open(const devices::message::Open& open);
    void secure(const devices::message::Secure& secure);
    void capture(const devices::message::Capture& capture);
    [[noreturn]] void close();
    void hear(const devices::message::ToHost& message);
    void watch();

    /// While one lives, the plug-in has the thread and has to show a sign within `patience`.
    class Entered
    {
    public:
        Entered(HostSession& session, std::chrono::milliseconds patience);
        ~Entered();

    private:
        HostSession& m_session;
    };
    void sign();
    void send(const devices::message::FromHost& message);
    void pass(const devices::message::FromHost& message);

    static HostSession& of(void* context) { return *static_cast<HostSession*>(context); }
    static void onGuidance(void* context, int present, int hint);
    static void onRecord(void* context, const std::uint8_t* bytes, std::size_t size);
    static void onFrame(void* context, const tirkeu_scanner_frame* frame);
    static void onRemoved(void* context);
    static void onLog(void* context, const char* utf8);

    const int m_in;
    const int m_out;
    const Confinement m_confinement;
    const tirkeu_scanner_plugin* m_plugin = nullptr;
    void* m_device = nullptr;
    tirkeu_scanner_host m_host{};

    std::mutex m_queueMutex;
    std::condition_variable m_queued;
    std::deque<devices::message::ToHost> m_queue;

    std::mutex m_outMutex;
    std::atomic<Clock::rep> m_lastSign{0};
    std::atomic<std::int64_t> m_patience{0}; ///< milliseconds; 0: the plug-in is not entered
    std::atomic<int> m_writing{0};           ///< waiting for the program to read is not the plug-in's fault
    std::mutex m_cancelMutex;
    std::atomic<bool> m_capturing{false};
    std::atomic<bool> m_cancelWanted{false};
};

} // namespace tirkeu::devicehost
