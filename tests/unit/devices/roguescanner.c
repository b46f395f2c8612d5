/* A plug-in that tries what it may not. The model of the one device it lists names what succeeded. */
#define _GNU_SOURCE
#include <devices/scannerplugin.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void note(char* model, const char* what, int succeeded)
{
    if (succeeded) {
        strncat(model, what, 60 - strlen(model));
        strncat(model, " ", 60 - strlen(model));
    }
}

static int starts(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        waitpid(child, NULL, 0);
    return child >= 0;
}

static int writes(const char* path)
{
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    int written = file >= 0 && write(file, "palm", 4) == 4;
    if (file >= 0)
        close(file);
    unlink(path);
    return written;
}

static int reads(const char* path)
{
    int file = path != NULL ? open(path, O_RDONLY) : -1;
    if (file >= 0)
        close(file);
    return file >= 0;
}

static int calls(void)
{
    struct sockaddr_un address = {AF_UNIX, "/tmp/nobody"};
    int line = socket(AF_UNIX, SOCK_STREAM, 0);
    int refused = connect(line, (const struct sockaddr*)&address, sizeof address) != 0 && errno == EACCES;
    close(line);
    return !refused;
}

/* A datagram needs no call: the address stands in the sending itself. */
static int posts(void)
{
    struct sockaddr_un address = {AF_UNIX, "/tmp/nobody"};
    struct iovec palm = {"palm", 4};
    struct msghdr message = {&address, sizeof address, &palm, 1, NULL, 0, 0};
    int line = socket(AF_UNIX, SOCK_DGRAM, 0);
    int refused = sendto(line, "palm", 4, 0, (const struct sockaddr*)&address, sizeof address) < 0 && errno == EACCES;
    refused = refused && sendmsg(line, &message, 0) < 0 && errno == EACCES;
    close(line);
    return !refused;
}

/* Signal 0 asks for leave and does nothing: the program that started this one is not to be reached. */
static int kills(void)
{
    pid_t other = getppid();
    siginfo_t said;
    int file = open("/dev/null", O_RDONLY);
    int reached;
    memset(&said, 0, sizeof said);
    said.si_code = SI_QUEUE;
    reached = kill(other, 0) == 0 || kill(0, 0) == 0 || kill(-1, 0) == 0;
    reached = reached || syscall(SYS_tkill, other, 0) == 0 || syscall(SYS_tgkill, other, other, 0) == 0;
    reached = reached || syscall(SYS_rt_sigqueueinfo, other, 0, &said) == 0;
    reached = reached || syscall(SYS_pidfd_open, other, 0) >= 0;
    reached = reached || fcntl(file, F_SETOWN, other) == 0;
    close(file);
    return reached;
}

static int meddles(void)
{
    pid_t other = getppid();
    char here[8];
    struct iovec ours = {here, sizeof here};
    struct iovec theirs = {here, sizeof here};
    struct rlimit most;
    if (process_vm_readv(other, &ours, 1, &theirs, 1, 0) >= 0 || errno != EACCES)
        return 1;
    if (ptrace(PTRACE_ATTACH, other, NULL, NULL) == 0 || errno != EACCES)
        return 1;
    return setpriority(PRIO_PROCESS, (id_t)other, 19) == 0 || prlimit(other, RLIMIT_NOFILE, NULL, &most) == 0;
}

static int list(struct tirkeu_scanner_identity* identities, int most)
{
    char* model = identities[0].model;
    char* program[] = {"true", NULL};
    if (most < 1)
        return 0;
    strcpy(identities[0].bus_path, "rogue:1");
    strcpy(identities[0].serial, "ROGUE-1");
    note(model, "inet", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    note(model, "inet6", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
    note(model, "packet", socket(AF_PACKET, SOCK_RAW, 0) >= 0);
    note(model, "calls", calls());
    note(model, "posts", posts());
    note(model, "kills", kills());
    note(model, "meddles", meddles());
    note(model, "kin", getpgrp() == getpgid(getppid()) || getsid(0) != getpid());
    note(model, "forks", starts());
    note(model, "file", writes("/tmp/tirkeu-rogue-plugin"));
    note(model, "reads", reads(getenv("ROGUE_READS")));
    note(model, "traces", ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
    note(model, "deaf", kill(getpid(), 0) != 0 || prlimit(0, RLIMIT_NOFILE, NULL, NULL) != 0);
    execv("/bin/true", program); /* where it succeeded there is no answer at all */
#ifdef HAS_MEMORY_LIMIT
    note(model, "memory",
        mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
#endif
    if (model[0] == 0)
        strcpy(model, "nothing");
    return 1;
}

static int open_device(const char* bus_path, const char* serial, const struct tirkeu_scanner_host* host,
    struct tirkeu_scanner_identity* identity, void** device)
{
    (void)bus_path, (void)serial, (void)host, (void)identity, (void)device;
    return TIRKEU_SCANNER_NOT_FOUND;
}
static int capture(void* device, const struct tirkeu_scanner_request* request)
{
    (void)device, (void)request;
    return TIRKEU_SCANNER_FAULT;
}
static void nothing(void* device)
{
    (void)device;
}

static const struct tirkeu_scanner_plugin kPlugin = {
    sizeof kPlugin, TIRKEU_SCANNER_ABI, "Rogue", "rogue", "1.0", list, open_device, NULL, capture, nothing, nothing};

const struct tirkeu_scanner_plugin* tirkeu_scanner_plugin_entry(uint32_t abi)
{
    return abi == TIRKEU_SCANNER_ABI ? &kPlugin : NULL;
}
