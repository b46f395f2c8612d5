#pragma once

#include "mailbox.h"
#include "streamdriver.h"

#include <devices/v4l2camera.h>

#include <QSocketNotifier>
#include <QTimer>

#include <mutex>
#include <optional>
#include <vector>

#include <linux/videodev2.h>

namespace tirkeu::devices {

/// The work of a V4l2Camera, all of it in the camera's thread.
class V4l2Camera::Stream final : public StreamWork
{
public:
    Stream(CameraFacts facts, QString dev, std::shared_ptr<V4l2Calls> calls);
    ~Stream() override;

    [[nodiscard]] Result<CameraFormat> open(const CameraFormat& wanted);
    [[nodiscard]] Result<CameraHolds> hold(HoldWish wish);
    void letGo() override;

    // From any thread.
    [[nodiscard]] CameraCounts counts() const;
    [[nodiscard]] std::deque<imaging::Frame> takeFrames() { return m_frames.take(); }

private:
    struct Buffer
    {
        void* place;
        std::size_t size;
    };
    [[nodiscard]] Result<QString> lastingName() const;
    [[nodiscard]] Result<> openNode();
    [[nodiscard]] Result<> choose(const CameraFormat& wanted);
    [[nodiscard]] QList<v4l2_pix_format> offered(const CameraFormat& wanted) const;
    [[nodiscard]] Result<> begin();
    void take();
    void unpack(const v4l2_buffer& buffer);
    void lose(const Error& why);
    [[nodiscard]] Hold set(
        std::uint32_t control, std::int32_t held, HoldWish wish, std::optional<std::int32_t>& before);
    template<typename T>
    bool ask(unsigned long request, T& argument) const
    {
        return m_calls->control(m_file, request, &argument) == 0;
    }

    Mailbox<imaging::Frame> m_frames{kMostWaiting};
    const CameraFacts m_facts;
    const QString m_dev;
    const std::shared_ptr<V4l2Calls> m_calls;
    int m_file = -1;
    bool m_streams = false;
    v4l2_pix_format m_format{};
    CameraFormat m_shown;
    std::vector<Buffer> m_buffers;
    std::unique_ptr<QSocketNotifier> m_ready;
    QTimer m_silence{this};
    std::optional<std::int32_t> m_exposureBefore;
    std::optional<std::int32_t> m_balanceBefore;
    mutable std::mutex m_ledgerMutex;
    FrameLedger m_ledger;  ///< guarded
    quint64 m_skipped = 0; ///< guarded
};

} // namespace tirkeu::devices
