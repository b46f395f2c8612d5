#pragma once

#include <demo/demobranch.h>

#include <devices/camera.h>
#include <devices/registeredscanner.h>

namespace tirkeu::demo {

/// The demo's virtual palm scanner: a folder with its key, the socket at which it is told what stands before it
/// (simulation_devices::ScannerPuppet), and how it is run. The programs lie beside this one.
class DemoScanner
{
public:
    [[nodiscard]] static Result<DemoScanner> open(const DemoBranch& branch);

    [[nodiscard]] devices::RegisteredSetup setup(const criteria::Criteria& criteria, const QString& workstation) const;
    /// A card that moves, where a client's face will be.
    [[nodiscard]] static std::unique_ptr<devices::Camera> camera(const criteria::Camera& registered);
    [[nodiscard]] QString socket() const { return m_folder + QStringLiteral("/script"); }

private:
    explicit DemoScanner(QString folder)
        : m_folder(std::move(folder))
    {
    }
    QString m_folder;
};

} // namespace tirkeu::demo
