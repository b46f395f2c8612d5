#pragma once

#include "signin/acknowledgementbook.h"

#include <core/ports/signer.h>

#include <QJsonObject>

namespace tirkeu::workstation {

/// The logbook as a file of this workstation, replaced as a whole with each entry. Each entry is signed by the
/// workstation's key: a line that somebody typed in is none.
class FileAcknowledgementBook final : public AcknowledgementBook
{
public:
    /// The key outlives it. Without one nothing can be entered, and nothing counts.
    FileAcknowledgementBook(QString path, core::Signer* workstation);
    [[nodiscard]] bool hasAcknowledged(const QString& staffId, int edition) const override;
    [[nodiscard]] Result<> acknowledge(const QString& staffId, int edition, core::WallTime when) override;

private:
    QString m_path;
    core::Signer* m_workstation;
    QJsonObject m_entries; ///< staff -> {edition, when, signature}
};

} // namespace tirkeu::workstation
