#include <guard/systemsurroundings.h>

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <array>
#include <vector>

#if defined(__x86_64__)
#    include <cpuid.h>
#endif
#ifdef Q_OS_UNIX
#    include <grp.h>
#    include <sys/stat.h>
#    include <unistd.h>
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
    QCryptographicHash hash(kind == DigestKind::Md5 ? QCryptographicHash::Md5 : QCryptographicHash::Sha256);
    if (!hash.addData(&file))
        return {};
    return hash.result();
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

QList<Process> SystemSurroundings::processes() const
{
    QList<Process> all;
    QDirIterator it(QStringLiteral("/proc"), QDir::Dirs | QDir::NoDotAndDotDot);
    while (it.hasNext()) {
        const QString folder = it.next();
        bool isNumber = false;
        Process process;
        process.id = folder.mid(6).toLongLong(&isNumber);
        if (!isNumber || process.id == getpid())
            continue;
        const auto name = read(folder + QStringLiteral("/comm"), 64);
        if (!name)
            continue;
        process.name = QString::fromUtf8(name->trimmed());
        for (const QByteArray& word : read(folder + QStringLiteral("/cmdline"), 65536).value_or("").split('\0'))
            process.arguments.append(QString::fromUtf8(word));
        process.program = QFile::symLinkTarget(folder + QStringLiteral("/exe"));
        if (process.program.isEmpty())
            process.program = process.arguments.value(0).section(u' ', 0, 0);
        all.append(process);
    }
    return all;
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
        processor.hypervisor = QString::fromLatin1(name.constData(), qsizetype(qstrnlen(name.constData(), sizeof words)));
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
