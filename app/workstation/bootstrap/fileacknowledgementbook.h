#pragma once

#include "signin/acknowledgementbook.h"

#include <QJsonObject>

namespace tirkeu::workstation {

/// The logbook as a file of this workstation, replaced as a whole with each entry.
class FileAcknowledgementBook final : public AcknowledgementBook
{
public:
    explicit FileAcknowledgementBook(QString path);
    [[nodiscard]] bool hasAcknowledged(const QString& staffId, int edition) const override;
    [[nodiscard]] Result<> acknowledge(const QString& staffId, int edition, core::WallTime when) override;

private:
    QString m_path;
    QJsonObject m_entries; ///< staff -> {edition, when}
};

} // namespace tirkeu::workstation
