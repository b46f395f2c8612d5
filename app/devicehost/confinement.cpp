#include "confinement.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <sched.h>
#include <sys/ioctl.h>
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

// Other programs, other processes, and the ways round this filter. A unix socket may be offered, never called nor
// written to by address: a display, a message bus, the system's journal or a proxy would be a way out. `sendmsg` names
// its address where no filter can read it, and hands on open files besides.
constexpr std::array kDenied{
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_process_madvise,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_pidfd_send_signal,
    SYS_tkill,
    SYS_setpriority,
    SYS_ioprio_set,
    SYS_io_uring_setup,
    SYS_connect,
    SYS_sendmsg,
    SYS_sendmmsg,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
};

// To itself alone: the first argument is its own number or, where the kernel reads it so, none.
constexpr std::array kOwnOnly{SYS_kill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo};
constexpr std::array kOwnOrNone{SYS_prlimit64, SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_setattr};

// A file may not be told to send its signals to somebody.
constexpr std::array<std::uint32_t, 3> kFileOwners{F_SETOWN, F_SETOWN_EX, F_SETSIG};
constexpr std::array<std::uint32_t, 2> kSocketOwners{FIOSETOWN, SIOCSPGRP};

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

using Filter = std::vector<sock_filter>;

constexpr std::size_t argument(std::size_t number) // its low half: both machines are little-endian
{
    return offsetof(seccomp_data, args) + number * sizeof(std::uint64_t);
}

Filter allowIfOneOf(std::size_t number, std::initializer_list<std::uint32_t> values)
{
    Filter rule{load(argument(number))};
    for (const std::uint32_t value : values)
        rule.insert(rule.end(), {unlessEqual(value, 1), answer(kAllow)});
    rule.push_back(answer(kDeny));
    return rule;
}

template<std::size_t N>
Filter denyIfOneOf(std::size_t number, const std::array<std::uint32_t, N>& values)
{
    Filter rule{load(argument(number))};
    for (const std::uint32_t value : values)
        rule.insert(rule.end(), {unlessEqual(value, 1), answer(kDeny)});
    rule.push_back(answer(kAllow));
    return rule;
}

Filter filterProgram()
{
    Filter program{load(offsetof(seccomp_data, arch)), unlessEqual(kArchitecture, 1),
        BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0), answer(kDeny), load(offsetof(seccomp_data, nr))};
#if defined(__x86_64__)
    constexpr std::uint32_t kOtherNumbers = 0x40000000; // the x32 calls, numbered anew
    program.insert(program.end(), {BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kOtherNumbers, 0, 1), answer(kDeny)});
#endif
    // A rule ends in an answer always: the number of the call is read once.
    const auto on = [&program](long call, const Filter& rule) {
        program.push_back(unlessEqual(static_cast<std::uint32_t>(call), static_cast<std::uint8_t>(rule.size())));
        program.insert(program.end(), rule.begin(), rule.end());
    };
    for (const long call : kDenied)
        on(call, {answer(kDeny)});
    const auto self = static_cast<std::uint32_t>(getpid());
    for (const long call : kOwnOnly)
        on(call, allowIfOneOf(0, {self}));
    for (const long call : kOwnOrNone)
        on(call, allowIfOneOf(0, {0, self}));
    on(SYS_fcntl, denyIfOneOf(1, kFileOwners));
    on(SYS_ioctl, denyIfOneOf(1, kSocketOwners));
    on(SYS_clone3, {answer(kAbsent)});
    // Threads yes, processes no.
    on(SYS_clone,
        {load(argument(0)), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1), answer(kAllow), answer(kDeny)});
    // Unix sockets for what lies on this machine, netlink for the news of the USB bus.
    on(SYS_socket, allowIfOneOf(0, {AF_UNIX, AF_NETLINK}));
    // An answer to whoever called, never a word to an address.
    on(SYS_sendto, {load(argument(4)), unlessEqual(0, 3), load(argument(4) + sizeof(std::uint32_t)), unlessEqual(0, 1),
                       answer(kAllow), answer(kDeny)});
    program.push_back(answer(kAllow));
    return program;
}

bool filterCalls()
{
    if (kArchitecture == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    Filter program = filterProgram();
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
    setsid(); // no terminal, and no group in which a signal would reach the program
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
