#pragma once

#include "outbox/outboxsource.h"

namespace tirkeu::workstation {

/// A package in every state it can be in; nothing is behind them.
class ShowroomOutbox final : public OutboxSource
{
    Q_OBJECT
public:
    explicit ShowroomOutbox(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    QStringList asked; ///< what was ordered, for tests
    bool isEmpty = false;
    void tell() { Q_EMIT changed(); }

    [[nodiscard]] QFuture<Result<OutboxShown>> read() override;
    [[nodiscard]] QFuture<Result<>> retry(const QString& id) override;
    void sendNow() override { asked.append(QStringLiteral("now")); }
    [[nodiscard]] QFuture<Result<QString>> exportAll(const QString& folder) override;
    [[nodiscard]] QString exportFolder() const override { return QStringLiteral("/media/usb"); }

private:
    const core::Clock& m_clock;
};

} // namespace tirkeu::workstation
