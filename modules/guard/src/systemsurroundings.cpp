#include <guard/systemsurroundings.h>

#include <core/streamdigest.h>

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QtEndian>

#include <array>
#include <cstring>
#include <memory>
#include <vector>

#if defined(__x86_64__)
#    include <cpuid.h>
#endif
#ifdef Q_OS_UNIX
#    include <dirent.h>
#    include <fcntl.h>
#    include <grp.h>
#    include <netinet/in.h>
#    include <netinet/tcp.h>
#    include <sys/socket.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#    include <linux/inet_diag.h>
#    include <linux/netlink.h>
#    include <linux/sock_diag.h>
#endif

namespace tirkeu::guard {

std::optional<QByteArray> SystemSurroundings::read(const QString& path, qint64 most) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    // Files of /proc give their text in pieces and say no size.
    QByteArray all;
    std::array<char, 65536> piece;
    while (all.size() < most) {
        const qint64 got = file.read(piece.data(), std::min<qint64>(qint64(piece.size()), most - all.size()));
        if (got <= 0)
            break;
        all.append(piece.data(), got);
    }
    return all;
}

std::optional<FileMark> SystemSurroundings::mark(const QString& path) const
{
    struct stat found = {};
    if (stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    constexpr qint64 kSecond = 1'000'000'000;
    return FileMark{found.st_dev, found.st_ino, found.st_size,
        qint64(found.st_mtim.tv_sec) * kSecond + found.st_mtim.tv_nsec,
        qint64(found.st_ctim.tv_sec) * kSecond + found.st_ctim.tv_nsec};
}

std::optional<QByteArray> SystemSurroundings::digest(const QString& path, DigestKind kind) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (kind == DigestKind::Md5) {
        QCryptographicHash hash(QCryptographicHash::Md5);
        return hash.addData(&file) ? std::optional(hash.result()) : std::nullopt;
    }
    return core::sha256(file);
}

QStringList SystemSurroundings::filesIn(const QString& folder, const QString& suffix) const
{
    QStringList all;
    QDirIterator it(folder, {u'*' + suffix}, QDir::Files);
    while (it.hasNext())
        all.append(it.next());
    return all;
}

QMap<QString, QString> SystemSurroundings::environment() const
{
    const QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> environment;
    for (const QString& key : all.keys())
        environment.insert(key, all.value(key));
    return environment;
}

// Asked before every capture, of some hundreds of processes: hence bare system calls.
QList<Process> SystemSurroundings::processes() const
{
    QList<Process> all;
#ifdef Q_OS_LINUX
    struct Close
    {
        void operator()(DIR* folder) const { closedir(folder); }
    };
    const std::unique_ptr<DIR, Close> folder(opendir("/proc"));
    if (!folder)
        return all;
    const int top = dirfd(folder.get());
    const QByteArray ourselves = QByteArray::number(getpid());
    std::array<char, 4096> buffer;
    const auto readAt = [&](const QByteArray& path) {
        const int file = openat(top, path.constData(), O_RDONLY | O_CLOEXEC);
        const ssize_t got = file < 0 ? -1 : ::read(file, buffer.data(), buffer.size());
        if (file >= 0)
            close(file);
        return QByteArray(buffer.data(), std::max<ssize_t>(got, 0));
    };
    while (const dirent* entry = readdir(folder.get())) {
        const QByteArray id(entry->d_name);
        if (id.at(0) < '0' || id.at(0) > '9' || id == ourselves)
            continue;
        Process process{
            .id = id.toLongLong(), .name = QString::fromUtf8(readAt(id + "/comm").trimmed()), .program = {}};
        if (process.name.isEmpty())
            continue; // ended meanwhile
        const ssize_t link = readlinkat(top, (id + "/exe").constData(), buffer.data(), buffer.size());
        if (link > 0)
            process.program = QString::fromUtf8(buffer.data(), link);
        else // another user's: what it was called by
            process.program = QString::fromUtf8(readAt(id + "/cmdline").split('\0').first().split(' ').first());
        all.append(process);
    }
#endif
    return all;
}

// The kernel's list of sockets that listen; /proc/net/tcp walks every connection there could be and takes a hundred
// times as long.
QList<int> SystemSurroundings::listeningPorts() const
{
    QList<int> ports;
#ifdef Q_OS_LINUX
    const int socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (socket < 0)
        return ports;
    for (const int family : {AF_INET, AF_INET6}) {
        struct
        {
            nlmsghdr head;
            inet_diag_req_v2 question;
        } request = {};
        request.head = {.nlmsg_len = sizeof request,
            .nlmsg_type = SOCK_DIAG_BY_FAMILY,
            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
            .nlmsg_seq = 1,
            .nlmsg_pid = 0};
        request.question.sdiag_family = static_cast<quint8>(family);
        request.question.sdiag_protocol = IPPROTO_TCP;
        request.question.idiag_states = 1U << TCP_LISTEN;
        if (send(socket, &request, sizeof request, 0) < 0)
            break;
        bool isWhole = false;
        std::array<char, 32768> answer;
        while (!isWhole) {
            const ssize_t got = recv(socket, answer.data(), answer.size(), 0);
            if (got <= 0)
                break;
            // Message after message, each told by its head; never past what was received.
            for (qsizetype at = 0; at + qsizetype(sizeof(nlmsghdr)) <= got && !isWhole;) {
                nlmsghdr head = {};
                std::memcpy(&head, answer.data() + at, sizeof head);
                isWhole = head.nlmsg_type == NLMSG_DONE || head.nlmsg_type == NLMSG_ERROR;
                inet_diag_msg found = {};
                if (head.nlmsg_len < sizeof head || at + qsizetype(head.nlmsg_len) > got)
                    break;
                if (!isWhole && head.nlmsg_len >= sizeof head + sizeof found) {
                    std::memcpy(&found, answer.data() + at + sizeof head, sizeof found);
                    ports.append(qFromBigEndian(found.id.idiag_sport));
                }
                at += qsizetype(NLMSG_ALIGN(head.nlmsg_len));
            }
        }
    }
    close(socket);
#endif
    return ports;
}

Processor SystemSurroundings::processor() const
{
    Processor processor;
#if defined(__x86_64__)
    constexpr unsigned kFeatures = 1;
    constexpr unsigned kHypervisorLeaf = 0x40000000;
    constexpr unsigned kHypervisorBit = 1U << 31;
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (__get_cpuid(kFeatures, &a, &b, &c, &d) != 0 && (c & kHypervisorBit) != 0) {
        processor.hasHypervisor = true;
        __cpuid(kHypervisorLeaf, a, b, c, d);
        const std::array<unsigned, 3> words{b, c, d};
        const QByteArray name(reinterpret_cast<const char*>(words.data()), sizeof words);
        processor.hypervisor =
            QString::fromLatin1(name.constData(), qsizetype(qstrnlen(name.constData(), sizeof words)));
    }
#endif
    return processor;
}

QStringList SystemSurroundings::groups() const
{
    QStringList names;
    const int count = getgroups(0, nullptr);
    std::vector<gid_t> ids(static_cast<std::size_t>(std::max(count, 0)));
    if (getgroups(count, ids.data()) < 0)
        return {};
    for (const gid_t id : ids) {
        group entry = {};
        group* found = nullptr;
        std::array<char, 16384> buffer;
        if (getgrgid_r(id, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
            names.append(QString::fromUtf8(found->gr_name));
    }
    return names;
}

} // namespace tirkeu::guard
