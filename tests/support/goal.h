#pragma once

#include <QtGlobal>

namespace tirkeu::test {

/// A goal in milliseconds. It is asked of the program as it is shipped: under a sanitizer all takes several times as
/// long.
constexpr int goal(int milliseconds)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 8 * milliseconds;
#else
    return milliseconds;
#endif
}

} // namespace tirkeu::test
