#pragma once

#include "sealtoken.h"

#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace tirkeu::workstation {

/// Looks every few seconds, in a thread of its own, whether the organisation's seal could be used: who asks before a
/// client is served does not wait for a reader. A seal that was away at the start is taken when it comes.
class SealWatch final : public QObject
{
    Q_OBJECT
public:
    using Open = std::function<Result<std::unique_ptr<SealToken>>()>;

    static constexpr std::chrono::milliseconds kLook{2000};

    /// `open` is called in the watch's thread until it gives a token.
    explicit SealWatch(Open open, std::chrono::milliseconds look = kLook);
    ~SealWatch() override;

    /// Ends its looks and waits for the last: before whoever else uses the same module goes.
    void stop();
    /// What the last look found; the key lives as long as the watch and is used on the thread that signs.
    [[nodiscard]] Result<core::Signer*> key() const;

private:
    void look();
    [[nodiscard]] Result<> find();

    Open m_open;
    std::unique_ptr<SealToken> m_token; ///< of the watch's thread until it is found, then it stays
    mutable QMutex m_lock;
    Result<core::Signer*> m_found; ///< under the lock
    std::atomic<bool> m_isLooking = false;
    QTimer m_timer;
    QThreadPool m_thread; ///< last: it ends before what it uses goes
};

} // namespace tirkeu::workstation
