#include "confinement.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tirkeu::devicehost {

using devices::message::NetworkGuard;

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0; // unknown: no filter, the namespace has to do
#endif

constexpr std::uint32_t kAllow = SECCOMP_RET_ALLOW;
constexpr std::uint32_t kDeny = SECCOMP_RET_ERRNO | EACCES;
constexpr std::uint32_t kAbsent = SECCOMP_RET_ERRNO | ENOSYS; // the C library then takes the older call

// Other programs, other processes, and the ways round this filter. A unix socket may be offered, never called: a
// display, a message bus or a proxy would be a way out.
constexpr std::array kDenied{
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_io_uring_setup,
    SYS_connect,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
};

constexpr sock_filter load(std::size_t offset)
{
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
constexpr sock_filter answer(std::uint32_t value)
{
    return BPF_STMT(BPF_RET | BPF_K, value);
}
constexpr sock_filter unlessEqual(std::uint32_t value, std::uint8_t skip)
{
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

std::vector<sock_filter> filterProgram()
{
    constexpr std::size_t kFirstArgument = offsetof(seccomp_data, args); // low half: both machines are little-endian
    std::vector<sock_filter> program{load(offsetof(seccomp_data, arch)), unlessEqual(kArchitecture, 1),
        BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0), answer(kDeny), load(offsetof(seccomp_data, nr))};
#if defined(__x86_64__)
    constexpr std::uint32_t kOtherNumbers = 0x40000000; // the x32 calls, numbered anew
    program.insert(program.end(), {BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kOtherNumbers, 0, 1), answer(kDeny)});
#endif
    for (const long call : kDenied)
        program.insert(program.end(), {unlessEqual(static_cast<std::uint32_t>(call), 1), answer(kDeny)});
    program.insert(program.end(), {unlessEqual(SYS_clone3, 1), answer(kAbsent)});
    // Threads yes, processes no.
    program.insert(
        program.end(), {unlessEqual(SYS_clone, 4), load(kFirstArgument),
                           BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1), answer(kAllow), answer(kDeny)});
    // Unix sockets for what lies on this machine, netlink for the news of the USB bus.
    program.insert(program.end(), {unlessEqual(SYS_socket, 5), load(kFirstArgument), unlessEqual(AF_UNIX, 1),
                                      answer(kAllow), unlessEqual(AF_NETLINK, 1), answer(kAllow)});
    program.insert(program.end(), {load(offsetof(seccomp_data, nr)), unlessEqual(SYS_socket, 1), answer(kDeny)});
    program.push_back(answer(kAllow));
    return program;
}

bool filterCalls()
{
    if (kArchitecture == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    std::vector<sock_filter> program = filterProgram();
    sock_fprog whole{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0) == 0;
}

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// Of the first version of Landlock: whatever a later kernel can forbid besides is of no matter here.
constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

void leave(int rules, const std::string& path, std::uint64_t rights)
{
    const int place = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (place < 0)
        return; // not on this machine
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access = rights;
    beneath.parent_fd = place;
    static_cast<void>(syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0));
    close(place);
}

// The system's libraries and settings, device nodes, the kernel's tree, the plug-in: and nothing of people's.
bool closeFiles(const Leave& given)
{
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = kAll;
    const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
    if (rules < 0)
        return false;
    for (const char* place : {"/usr", "/lib", "/lib64", "/etc", "/opt", "/sys", "/proc", "/run/udev"})
        leave(rules, place, kRead);
    leave(rules, "/dev", kRead | LANDLOCK_ACCESS_FS_WRITE_FILE);
    const std::filesystem::path besides = std::filesystem::path(given.plugin).parent_path();
    if (besides.has_relative_path()) // the root would be everything
        leave(rules, besides.string(), kRead);
    if (!given.folder.empty())
        leave(rules, given.folder,
            kRead | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_REG |
                LANDLOCK_ACCESS_FS_REMOVE_FILE);
    const bool closed =
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return closed;
}

bool limit(__rlimit_resource resource, std::uint64_t most)
{
    const rlimit both{most, most};
    return setrlimit(resource, &both) == 0;
}

} // namespace

Confinement confine(const Leave& given)
{
    Confinement confinement;
    limit(RLIMIT_CORE, 0);
    // A palm in clear never lies on a disk: whatever is written to a file fails.
    std::signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 128);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); // no claim outlives the program
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // The sanitizers' shadow takes terabytes of addresses.
    if (given.memory > 0 && limit(RLIMIT_AS, given.memory))
        confinement.memoryLimit = given.memory;
#endif
    confinement.filesClosed = closeFiles(given);
    if (filterCalls())
        confinement.network = NetworkGuard::Filter;
    else if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
        confinement.network = NetworkGuard::Namespace;
    return confinement;
}

} // namespace tirkeu::devicehost
