#pragma once

#include "sealtoken.h"

#include <QObject>
#include <QThread>

#include <chrono>

namespace tirkeu::workstation {

/// Looks every few seconds, in a thread of its own, whether the organisation's seal could be used: who asks before a
/// client is served does not wait for a reader. A seal that was away at the start is taken when it comes.
class SealWatch final : public QObject
{
    Q_OBJECT
public:
    using Open = std::function<Result<std::unique_ptr<SealToken>>()>;

    static constexpr std::chrono::milliseconds kLook{2000};
    static constexpr std::chrono::milliseconds kLetsGo{1000};

    /// `open` is called in the watch's thread until it gives a token; it holds what it needs, for a reader that hangs
    /// may let go of it when everything else is gone.
    explicit SealWatch(Open open, std::chrono::milliseconds look = kLook);
    ~SealWatch() override;

    /// Ends its looks and waits for the last, `kLetsGo` at the most: before whoever else uses the same module goes.
    void stop();
    /// What the last look found, or that there was none yet; the key lives as long as the watch and is used on the
    /// thread that signs.
    [[nodiscard]] Result<core::Signer*> key() const;

private:
    class Work; ///< lives in the thread

    std::unique_ptr<QThread> m_thread; ///< none: stopped
    std::shared_ptr<Work> m_work;
};

} // namespace tirkeu::workstation
