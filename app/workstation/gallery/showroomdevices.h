#pragma once

#include "equipment/devicesource.h"

#include <QPromise>

#include <memory>

namespace tirkeu::workstation {

/// Devices in every state; the live picture is drawn, and nobody's hand.
class ShowroomDevices final : public DeviceSource
{
public:
    [[nodiscard]] QList<ShownDevice> devices() const override { return m_devices; }
    [[nodiscard]] QFuture<Result<>> show(const QString& id) override;
    void stop() override;
    [[nodiscard]] QFuture<Result<>> permitPort(const QString& id, core::SecureBytes pin, LastTry lastTry) override;
    [[nodiscard]] QStringList careDue() const override { return m_due; }
    [[nodiscard]] QFuture<Result<CareShown>> care(const QString& id, CareAsk ask) override;
    [[nodiscard]] QFuture<Result<>> rest() override { return QtFuture::makeReadyFuture(Result<>()); }
    void wake() override {}

    void setDue(const QStringList& ids); ///< the day's first look has not been yet
    void setDevices(const QList<ShownDevice>& devices);
    [[nodiscard]] static QList<ShownDevice> everyState();
    [[nodiscard]] static QImage drawnHand(); ///< what a scanner would see

private:
    QList<ShownDevice> m_devices = everyState();
    QStringList m_due;
    std::shared_ptr<QPromise<Result<>>> m_showing;
};

} // namespace tirkeu::workstation
