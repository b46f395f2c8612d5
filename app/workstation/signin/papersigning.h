#pragma once

#include "staffsource.h"

#include <enrolment/palmround.h>

namespace tirkeu::workstation {

/// The end of a client's case: all its papers signed by the teller's EDS certificate and, where the criteria ask, by
/// the organisation's seal; all or none. Lives in the window's thread.
class PaperSigning : public QObject
{
    Q_OBJECT
public:
    /// Asked before a client is started: whether what this person does now could be signed, and sealed, in the end.
    [[nodiscard]] virtual Result<> mayBegin(const StaffMember& teller) const = 0;
    /// One login for all, then logged out; gives back how many there were. `papers` as they were shown, so that what is
    /// signed is what was seen; none: drawn now. Levels rise by themselves, without a PIN. `desk` has to last until
    /// this has ended.
    [[nodiscard]] virtual QFuture<Result<int>> sign(
        core::SecureBytes pin, LastTry lastTry, enrolment::AtDesk desk, QList<enrolment::UnsignedPaper> papers) = 0;
};

} // namespace tirkeu::workstation
