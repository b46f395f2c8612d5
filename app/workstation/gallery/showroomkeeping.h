#pragma once

#include "retention/retentionsource.h"
#include "shell/noticesource.h"

namespace tirkeu::workstation {

/// Clients of three kinds, acts of three states, a backup; nothing is behind them.
class ShowroomRetention final : public RetentionSource
{
public:
    explicit ShowroomRetention(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    QStringList asked; ///< what was ordered, for tests

    [[nodiscard]] QFuture<Result<RetentionShown>> read() override;
    [[nodiscard]] QFuture<Result<>> hold(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> release(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> propose(const QStringList& clients, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> approve(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> carryOut(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> backUp(const QString& folder) override;

private:
    const core::Clock& m_clock;
};

class ShowroomNotices final : public NoticeSource
{
    Q_OBJECT
public:
    [[nodiscard]] QList<Notice> notices() const override { return m_notices; }
    void act(const QString& id) override { acted.append(id); }
    void show(const QList<Notice>& notices);
    QStringList acted;

private:
    QList<Notice> m_notices;
};

} // namespace tirkeu::workstation
