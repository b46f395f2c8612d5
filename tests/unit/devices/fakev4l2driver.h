#pragma once

#include <devices/v4l2calls.h>

#include <QByteArray>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <mutex>
#include <vector>

#include <linux/videodev2.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tirkeu::test {

inline constexpr std::uint32_t kWidth = 64;
inline constexpr std::uint32_t kHeight = 48;

struct Shot
{
    std::uint32_t sequence;
    int milliseconds;
    QByteArray bytes;
    std::uint32_t flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
};

/// A driver as the kernel's documentation describes it, with memory of its own for the buffers.
class FakeDriver final : public devices::V4l2Calls
{
public:
    FakeDriver()
        : m_event(eventfd(0, EFD_NONBLOCK | EFD_SEMAPHORE | EFD_CLOEXEC))
        , m_memory(4, QByteArray(kWidth * kHeight * 3, '\0'))
    {
    }
    ~FakeDriver() override { ::close(m_event); }

    void show(const Shot& shot)
    {
        const std::lock_guard lock(m_mutex);
        m_shots.push_back(shot);
        wake();
    }
    void pull()
    {
        const std::lock_guard lock(m_mutex);
        m_gone = true;
        m_streams = false;
        wake();
    }
    /// Plugged in again, and gone from the call of this number on, counted from now; 0: it stays.
    void pullAt(int call)
    {
        const std::lock_guard lock(m_mutex);
        m_gone = false;
        m_calls = 0;
        m_pulledAt = call;
    }
    [[nodiscard]] int calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }
    /// The next call of this kind comes back at `letGo`, or after longer than anybody should have waited.
    enum class Hang { No, AtOpen, AtStreamOff };
    void hang(Hang where)
    {
        const std::lock_guard lock(m_mutex);
        m_hang = where;
    }
    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_hang = Hang::No;
        m_released.notify_all();
    }
    [[nodiscard]] bool isHanging() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hanging;
    }
    /// Stands still until so many frames have been taken and their buffers given back.
    [[nodiscard]] bool awaitTaken(quint64 frames)
    {
        std::unique_lock lock(m_mutex);
        return m_given.wait_for(lock, std::chrono::seconds(10), [&] { return m_taken >= frames; });
    }
    [[nodiscard]] QString opened() const
    {
        const std::lock_guard lock(m_mutex);
        return m_opened;
    }
    [[nodiscard]] bool isClean() const
    {
        const std::lock_guard lock(m_mutex);
        return m_open == 0 && m_mapped == 0 && !m_streams;
    }

    // What it is; set before it is opened.
    QByteArray driver = "uvcvideo";
    QByteArray busInfo = "usb-0000:00:14.0-4";
    std::uint32_t format = V4L2_PIX_FMT_YUYV;
    bool hasControls = true;
    bool isBusy = false;
    quint64 openedDevice = 42;
    int exposure = V4L2_EXPOSURE_APERTURE_PRIORITY;
    int balance = 1;

    [[nodiscard]] int open(const QString& path) override
    {
        std::unique_lock lock(m_mutex);
        m_opened = path;
        ++m_open;
        hangIn(lock, Hang::AtOpen);
        return dup(m_event);
    }
    int control(int, unsigned long request, void* argument) override
    {
        std::unique_lock lock(m_mutex);
        if (request == VIDIOC_STREAMOFF)
            hangIn(lock, Hang::AtStreamOff);
        errno = 0;
        if (++m_calls == m_pulledAt) {
            m_gone = true;
            m_streams = false;
        }
        if (m_gone)
            return failed(ENODEV);
        switch (request) {
        case VIDIOC_QUERYCAP: {
            auto& said = *static_cast<v4l2_capability*>(argument);
            std::memcpy(said.driver, driver.constData(), static_cast<std::size_t>(driver.size()));
            std::memcpy(said.bus_info, busInfo.constData(), static_cast<std::size_t>(busInfo.size()));
            said.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            return 0;
        }
        case VIDIOC_ENUM_FMT: {
            auto& kind = *static_cast<v4l2_fmtdesc*>(argument);
            const std::uint32_t kinds[] = {V4L2_PIX_FMT_H264, format};
            if (kind.index > 1)
                return failed(EINVAL);
            kind.pixelformat = kinds[kind.index];
            return 0;
        }
        case VIDIOC_ENUM_FRAMESIZES: {
            auto& size = *static_cast<v4l2_frmsizeenum*>(argument);
            if (size.index > 1)
                return failed(EINVAL);
            size.type = V4L2_FRMSIZE_TYPE_DISCRETE;
            size.discrete = {size.index == 0 ? kWidth * 8 : kWidth, size.index == 0 ? kHeight * 8 : kHeight};
            return 0;
        }
        case VIDIOC_S_FMT: {
            auto& pix = static_cast<v4l2_format*>(argument)->fmt.pix;
            pix.bytesperline = pix.width * (pix.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1);
            return isBusy ? failed(EBUSY) : 0;
        }
        case VIDIOC_S_PARM:
            static_cast<v4l2_streamparm*>(argument)->parm.capture.timeperframe = {1, 15};
            return 0;
        case VIDIOC_REQBUFS:
            return isBusy ? failed(EBUSY) : 0;
        case VIDIOC_QUERYBUF: {
            auto& buffer = *static_cast<v4l2_buffer*>(argument);
            buffer.length = static_cast<std::uint32_t>(m_memory[0].size());
            buffer.m.offset = buffer.index;
            return 0;
        }
        case VIDIOC_QBUF:
            m_queued.push_back(static_cast<v4l2_buffer*>(argument)->index);
            if (m_streams) {
                ++m_taken;
                m_given.notify_all();
            }
            return 0;
        case VIDIOC_DQBUF:
            return dequeue(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON:
            m_streams = true;
            return 0;
        case VIDIOC_STREAMOFF:
            m_streams = false;
            return 0;
        case VIDIOC_QUERYCTRL:
            return hasControls ? 0 : failed(EINVAL);
        case VIDIOC_G_CTRL:
        case VIDIOC_S_CTRL: {
            auto& value = *static_cast<v4l2_control*>(argument);
            int& kept = value.id == V4L2_CID_EXPOSURE_AUTO ? exposure : balance;
            (request == VIDIOC_S_CTRL ? kept : value.value) = request == VIDIOC_S_CTRL ? value.value : kept;
            return 0;
        }
        default:
            return failed(ENOTTY);
        }
    }
    [[nodiscard]] void* map(std::size_t, int, std::size_t offset) override
    {
        const std::lock_guard lock(m_mutex);
        ++m_mapped;
        return m_memory[offset].data();
    }
    void unmap(void*, std::size_t) override
    {
        const std::lock_guard lock(m_mutex);
        --m_mapped;
    }
    void close(int file) override
    {
        const std::lock_guard lock(m_mutex);
        --m_open;
        ::close(file);
    }
    [[nodiscard]] quint64 deviceOf(int) override { return openedDevice; }
    [[nodiscard]] quint64 deviceAt(const QString&) override { return 42; }

private:
    static int failed(int code)
    {
        errno = code;
        return -1;
    }
    void hangIn(std::unique_lock<std::mutex>& lock, Hang where)
    {
        m_hanging = m_hang == where;
        m_released.wait_for(lock, std::chrono::seconds(15), [&] { return m_hang != where; });
        m_hanging = false;
    }
    void wake() const
    {
        const std::uint64_t one = 1;
        if (::write(m_event, &one, sizeof one) < 0)
            std::abort();
    }
    int dequeue(v4l2_buffer& buffer)
    {
        std::uint64_t woken = 0;
        const bool wasWoken = ::read(m_event, &woken, sizeof woken) > 0;
        if (!wasWoken || m_shots.empty() || m_queued.empty())
            return failed(EAGAIN);
        const Shot shot = m_shots.front();
        m_shots.pop_front();
        buffer.index = m_queued.front();
        m_queued.pop_front();
        std::memcpy(m_memory[buffer.index].data(), shot.bytes.constData(), static_cast<std::size_t>(shot.bytes.size()));
        buffer.bytesused = static_cast<std::uint32_t>(shot.bytes.size());
        buffer.sequence = shot.sequence;
        buffer.flags = shot.flags;
        buffer.timestamp = {shot.milliseconds / 1000, (shot.milliseconds % 1000) * 1000};
        return 0;
    }

    mutable std::mutex m_mutex;
    int m_event;
    std::vector<QByteArray> m_memory;
    std::deque<Shot> m_shots;
    std::deque<std::uint32_t> m_queued;
    QString m_opened;
    int m_open = 0;
    int m_mapped = 0;
    bool m_streams = false;
    bool m_gone = false;
    int m_calls = 0;
    int m_pulledAt = 0;
    std::condition_variable m_released;
    std::condition_variable m_given;
    quint64 m_taken = 0;
    Hang m_hang = Hang::No;
    bool m_hanging = false;
};

/// Grey of one brightness, or one of BT.601's pure colours, as a raw frame.
inline QByteArray yuyv(int light, int u = 128, int v = 128)
{
    QByteArray bytes;
    for (std::uint32_t i = 0; i < kWidth * kHeight / 2; ++i)
        bytes.append(static_cast<char>(light))
            .append(static_cast<char>(u))
            .append(static_cast<char>(light))
            .append(static_cast<char>(v));
    return bytes;
}

} // namespace tirkeu::test
