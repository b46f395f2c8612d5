#pragma once

#include <devices/windowcare.h>

namespace tirkeu::workstation {

/// The histories of the devices' windows as files of this workstation, one a device. They show nobody and nothing but
/// how light falls on empty glass.
class FileCareStore final : public devices::CareStore
{
public:
    explicit FileCareStore(QString folder);
    [[nodiscard]] Result<devices::CareHistory> load(const QString& device) override;
    [[nodiscard]] Result<> save(const QString& device, const devices::CareHistory& history) override;

private:
    [[nodiscard]] QString fileOf(const QString& device) const;
    QString m_folder;
};

} // namespace tirkeu::workstation
