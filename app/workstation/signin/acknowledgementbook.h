#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QString>

namespace tirkeu::workstation {

/// Who has read the security rules, in which edition (NEWS-logbook: no access without the entry).
class AcknowledgementBook
{
public:
    virtual ~AcknowledgementBook() = default;
    [[nodiscard]] virtual bool hasAcknowledged(const QString& staffId, int edition) const = 0;
    [[nodiscard]] virtual Result<> acknowledge(const QString& staffId, int edition, core::WallTime when) = 0;
};

} // namespace tirkeu::workstation
