#pragma once

#include <core/result.h>

namespace tirkeu::core {

/// Asked before each capture whether this program, on this machine, may capture now (BIO-7, MFO-25).
class CaptureGate
{
public:
    virtual ~CaptureGate() = default;
    /// Nothing where it may; else why not, as ErrorKind::SecurityStop, or Retry while the first check is under way.
    /// Takes milliseconds; may be called from any thread.
    [[nodiscard]] virtual Result<> admit() = 0;
};

} // namespace tirkeu::core
