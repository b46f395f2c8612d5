#pragma once

#include "equipment/devicesource.h"

#include <devices/carerun.h>

namespace tirkeu::workstation {

/// The looks at windows and lenses, as the devices page and the day's first look show them: one at a time, kept by the
/// device's name in the store.
class CareStation final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it, as does a scanner that is looked at.
    CareStation(devices::CareStore& store, const core::Clock& clock);
    ~CareStation() override; ///< lets go what is looked at

    using Purpose = devices::CareRun::Purpose;
    [[nodiscard]] bool isDue(const QString& name) const; ///< nobody has looked today
    [[nodiscard]] std::optional<CareTold> told(const QString& name, devices::CareSight sight) const;

    [[nodiscard]] bool wasShownClean(const QString& name) const;
    [[nodiscard]] QFuture<Result<CareShown>> look(const QString& name, devices::PalmScanner& scanner, Purpose purpose);
    [[nodiscard]] QFuture<Result<CareShown>> look(
        const QString& name, std::unique_ptr<devices::Camera> camera, Purpose purpose);
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    [[nodiscard]] bool isEnding() const { return m_isEnding; } ///< cancelled, and the device is not free yet
    void cancel();

Q_SIGNALS:
    void ended(); ///< the device is free again, and the history has grown

private:
    [[nodiscard]] QFuture<Result<CareShown>> follow(const QFuture<Result<devices::CareResult>>& look);

    devices::CareStore& m_store;
    const core::Clock& m_clock;
    std::unique_ptr<devices::Camera> m_camera; ///< that is looked through
    devices::CareRun m_run;
    bool m_isLooking = false;
    bool m_isEnding = false;
};

} // namespace tirkeu::workstation
