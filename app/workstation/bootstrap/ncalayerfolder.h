#pragma once

#include "settings/authoritysource.h"

#include <pki/certificate.h>

namespace tirkeu::workstation {

/// The authorities for NCALayer as files of a folder, anchors/, one certificate each; what is there already counts
/// whatever its name. Read anew for every connection.
class NcaLayerFolder final : public AuthoritySource
{
public:
    explicit NcaLayerFolder(QString folder)
        : m_folder(std::move(folder))
    {
    }
    [[nodiscard]] QList<AuthorityShown> list() const override;
    [[nodiscard]] Result<AuthorityShown> add(const QString& file) override;
    [[nodiscard]] Result<> remove(const QString& id) override;
    [[nodiscard]] QList<pki::Certificate> certificates() const;

private:
    QString m_folder;
};

} // namespace tirkeu::workstation
