#pragma once

#include <core/log.h>

namespace tirkeu::sync {

Q_DECLARE_LOGGING_CATEGORY(logSync)

} // namespace tirkeu::sync
