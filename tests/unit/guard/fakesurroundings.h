#pragma once

#include <guard/surroundings.h>

#include <core/hashing.h>

#include <QCryptographicHash>

namespace tirkeu::test {

/// A machine made of texts: an ordinary branch PC until something is changed.
class FakeSurroundings final : public guard::Surroundings
{
public:
    static constexpr auto kProgram = "/opt/tirkeu/bin/tirkeu";
    static constexpr auto kLibrary = "/usr/lib/x86_64-linux-gnu/libQt6Core.so.6.4.2";

    FakeSurroundings()
    {
        write(kProgram, "the program");
        write(kLibrary, "a library");
        write("/proc/self/status",
            "Name:\ttirkeu\nTracerPid:\t0\nUid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n");
        write("/proc/self/smaps", map("r-xp", kProgram) + map("r-xp", kLibrary) + map("rw-p", "/home/x/notes") +
                                      map("r-xp", "[vdso]") + map("rw-p", "[heap]"));
        write("/var/lib/dpkg/info/libqt6core6:amd64.md5sums", md5Line("usr/lib/x86_64-linux-gnu/libQt6Core.so.6.4.2"));
        write("/proc/self/cgroup", "0::/user.slice/user-1000.slice/session-2.scope\n");
        write("/proc/self/mountinfo", "22 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw\n");
        write("/sys/class/dmi/id/sys_vendor", "LENOVO\n");
        variables = {{QStringLiteral("DISPLAY"), QStringLiteral(":0")}};
        running = {{1, QStringLiteral("systemd"), QStringLiteral("/usr/lib/systemd/systemd")},
            {700, QStringLiteral("kesl"), QStringLiteral("/opt/kaspersky/kesl/libexec/kesl")}};
    }

    /// A mapping as smaps shows it.
    static QByteArray map(const char* rights, const QByteArray& path, const char* written = "0")
    {
        return QByteArray("7f0000000000-7f0000001000 ") + rights + " 00000000 08:02 1234   " + path +
               "\nSize:                  4 kB\nAnonymous:             " + written + " kB\nVmFlags: rd ex mr\n";
    }
    [[nodiscard]] QByteArray md5Line(const QByteArray& path) const
    {
        const QByteArray content = m_files.value(u'/' + QString::fromUtf8(path));
        return QCryptographicHash::hash(content, QCryptographicHash::Md5).toHex() + "  " + path + '\n';
    }
    void write(const QString& path, const QByteArray& bytes)
    {
        m_files.insert(path, bytes);
        m_times.insert(path, ++m_now);
    }
    void write(const char* path, const QByteArray& bytes) { write(QString::fromLatin1(path), bytes); }
    void append(const char* path, const QByteArray& bytes)
    {
        write(path, m_files.value(QLatin1StringView(path)) + bytes);
    }
    void remove(const char* path) { m_files.remove(QLatin1StringView(path)); }
    void run(const char* name, const char* program, const QByteArray& arguments = {})
    {
        running.append({4242, QString::fromLatin1(name), QString::fromLatin1(program)});
        write("/proc/4242/cmdline", arguments);
    }

    [[nodiscard]] std::optional<QByteArray> read(const QString& path, qint64 most = qint64(16) << 20) const override
    {
        const auto file = m_files.constFind(path);
        return file == m_files.constEnd() ? std::nullopt : std::optional(file->left(most));
    }
    [[nodiscard]] std::optional<guard::FileMark> mark(const QString& path) const override
    {
        const auto file = m_files.constFind(path);
        if (file == m_files.constEnd())
            return {};
        return guard::FileMark{.inode = qHash(path), .size = file->size(), .changed = m_times.value(path)};
    }
    [[nodiscard]] std::optional<QByteArray> digest(const QString& path, guard::DigestKind kind) const override
    {
        ++digests;
        const auto file = m_files.constFind(path);
        if (file == m_files.constEnd())
            return {};
        return QCryptographicHash::hash(
            *file, kind == guard::DigestKind::Md5 ? QCryptographicHash::Md5 : QCryptographicHash::Sha256);
    }
    [[nodiscard]] QStringList filesIn(const QString& folder, const QString& suffix) const override
    {
        QStringList found;
        for (auto file = m_files.constBegin(); file != m_files.constEnd(); ++file) {
            if (file.key().startsWith(folder + u'/') && file.key().endsWith(suffix))
                found.append(file.key());
        }
        return found;
    }
    [[nodiscard]] QMap<QString, QString> environment() const override { return variables; }
    [[nodiscard]] QList<guard::Process> processes() const override { return running; }
    [[nodiscard]] QList<int> listeningPorts() const override { return ports; }
    [[nodiscard]] QList<guard::DisplayClient> displayClients() const override { return clients; }
    [[nodiscard]] guard::Processor processor() const override { return cpu; }
    [[nodiscard]] QStringList groups() const override { return memberOf; }

    QMap<QString, QString> variables;
    QList<guard::Process> running;
    guard::Processor cpu;
    QList<int> ports{631};
    QList<guard::DisplayClient> clients;
    QStringList memberOf{QStringLiteral("tellers"), QStringLiteral("video")};
    mutable int digests = 0; ///< how many files were read through; tests of one thread only

private:
    QMap<QString, QByteArray> m_files;
    QMap<QString, qint64> m_times;
    qint64 m_now = 0;
};

} // namespace tirkeu::test
