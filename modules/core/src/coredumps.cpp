#include <core/coredumps.h>

#include <QtGlobal>

#ifdef Q_OS_LINUX
#    include <sys/prctl.h>
#    include <sys/resource.h>
#endif

namespace tirkeu::core {

void forbidCoreDumps()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // A handler named in core_pattern would be given the memory whatever the limit says.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace tirkeu::core
