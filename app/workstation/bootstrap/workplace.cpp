#include "workplace.h"

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kCriteriaAbsent{"start.criteria-absent"};
}

Workplace::Workplace()
    : m_absent(failure(kCriteriaAbsent, ErrorKind::OperatorCanFix, QStringLiteral("nothing is installed")))
{
}

} // namespace tirkeu::workstation
