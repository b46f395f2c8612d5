#include "guardbench.h"

#include <guard/guardjournal.h>
#include <messages/catalogue.h>

#include <QJsonObject>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::guard;
using criteria::GuardFinding;
using test::FakeSurroundings;
using test::GuardBench;

Q_DECLARE_METATYPE(tirkeu::criteria::GuardFinding)

namespace {
using Change = std::function<void(GuardBench&)>;

QStringList shown(const Report& report)
{
    QStringList all;
    for (const JudgedFinding& judged : report.findings)
        all.append(criteria::code(judged.finding.kind) + u' ' + judged.finding.name + u' ' + nameOf(judged.action));
    return all;
}

class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        QString line = QString::fromLatin1(kind.data(), qsizetype(kind.size()));
        for (const QJsonValue& value : fields)
            line += u' ' + value.toString();
        lines.append(line);
        return {};
    }
    QStringList lines;
};
} // namespace

Q_DECLARE_METATYPE(Change)

class TestGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOrdinaryWorkstationIsClean();
    void eachConditionIsFound_data();
    void eachConditionIsFound();
    void eachConditionIsJudgedByTheCriteria_data() { eachConditionIsFound_data(); }
    void eachConditionIsJudgedByTheCriteria();
    void whatLooksAlikeIsNotFound_data();
    void whatLooksAlikeIsNotFound();
    void inAnOrdinaryVirtualMachineWarnNeverBlocks();
    void leakPreventionAndScreenReadersAreAllowedByName();
    void anExceptionWithADigestIsForThatFileOnly();
    void aQuickCheckReadsOnlyWhatChanged();
    void aQuickCheckSeesAChangedFile();
    void whatWasClosedBlocksNobody();
    void supportModeLetsAHelperIn();
    void everyFindingHasASentence();
    void theJournalHearsWhatCameAndWhatWent();
};

void TestGuard::anOrdinaryWorkstationIsClean()
{
    GuardBench bench(criteria::GuardReaction::Block);
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    const Report report = guard.check(Depth::Full);
    QCOMPARE(shown(report), QStringList());
    QCOMPARE(report.files, 2);
    QVERIFY(!report.blocks());
}

// BIO-7, MFO-25, MFO-33, NEWS-admin, NEWS-antivirus: one row for each condition the guard claims to see.
void TestGuard::eachConditionIsFound_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<GuardFinding>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, GuardFinding kind, const char* name, Change change) {
        QTest::newRow(title) << change << kind << QString::fromLatin1(name);
    };
    using enum GuardFinding;
    using F = FakeSurroundings;
    row("own file changed", Integrity, "tirkeu", [](auto& b) { b.machine.write(F::kProgram, "another one"); });
    row("own file changed, same size", Integrity, "tirkeu",
        [](auto& b) { b.machine.write(F::kProgram, "the pr0gram"); });
    row("own file gone", Integrity, "tirkeu", [](auto& b) { b.machine.remove(F::kProgram); });
    row("no manifest", Integrity, "tirkeu.manifest", [](auto& b) { b.machine.remove(GuardBench::kManifest); });
    row("manifest garbled", Integrity, "tirkeu.manifest",
        [](auto& b) { b.machine.write(GuardBench::kManifest, "garbage"); });
    row("manifest of another signer", Integrity, "tirkeu.manifest", [](auto& b) {
        const auto old = b.publisher;
        b.publisher = test::testKey(QStringLiteral("Somebody"));
        b.sign();
        b.publisher = old;
    });
    row("system library changed", Integrity, "libQt6Core.so.6.4.2",
        [](auto& b) { b.machine.write(F::kLibrary, "a l1brary"); });
    row("code changed in memory", Integrity, "libQt6Core.so.6.4.2",
        [](auto& b) { b.machine.append("/proc/self/smaps", F::map("r-xp", F::kLibrary, "4")); });
    row("foreign library", ForeignLibrary, "libhook.so", [](auto& b) {
        b.machine.write("/tmp/libhook.so", "hook");
        b.machine.append("/proc/self/smaps", F::map("r-xp", "/tmp/libhook.so"));
    });
    row("foreign library with a space", ForeignLibrary, "lib hook.so", [](auto& b) {
        b.machine.write("/tmp/lib hook.so", "hook");
        b.machine.append("/proc/self/smaps", F::map("rwxp", "/tmp/lib hook.so"));
    });
    row("deleted library", ForeignLibrary, "libgone.so",
        [](auto& b) { b.machine.append("/proc/self/smaps", F::map("r-xp", "/tmp/libgone.so (deleted)")); });
    row("memory file", ForeignLibrary, "memfd:x",
        [](auto& b) { b.machine.append("/proc/self/smaps", F::map("r-xp", "/memfd:x (deleted)")); });
    row("anonymous code", ForeignLibrary, "anonymous memory",
        [](auto& b) { b.machine.append("/proc/self/smaps", F::map("rwxp", "")); });
    row("executable heap", ForeignLibrary, "anonymous memory",
        [](auto& b) { b.machine.append("/proc/self/smaps", F::map("rwxp", "[heap]")); });
    const auto variable = [](const char* name, const char* value) {
        return [=](GuardBench& b) {
            b.machine.variables.insert(QLatin1StringView(name), QLatin1StringView(value));
        };
    };
    row("LD_PRELOAD", ForeignLibrary, "libp.so", variable("LD_PRELOAD", "/tmp/liba.so:/tmp/libp.so"));
    row("LD_AUDIT", ForeignLibrary, "liba.so", variable("LD_AUDIT", "/tmp/liba.so"));
    row("ld.so.preload", ForeignLibrary, "libsys.so",
        [](auto& b) { b.machine.write("/etc/ld.so.preload", "/usr/local/lib/libsys.so\n"); });
    row("ptrace", Debugger, "gdb", [](auto& b) {
        b.machine.write("/proc/self/status", "TracerPid:\t4711\nUid:\t1000\t1000\t1000\t1000\n");
        b.machine.write("/proc/4711/comm", "gdb\n");
    });
    row("hypervisor", EmulatedEnvironment, "KVM", [](auto& b) { b.machine.cpu = {true, QStringLiteral("KVMKVMKVM")}; });
    row("unknown hypervisor", EmulatedEnvironment, "hypervisor", [](auto& b) {
        b.machine.cpu = {true, QStringLiteral("NobodyKnows!")};
    });
    row("virtual board", EmulatedEnvironment, "VirtualBox",
        [](auto& b) { b.machine.write("/sys/class/dmi/id/product_name", "VirtualBox\n"); });
    row("xen guest", EmulatedEnvironment, "xen", [](auto& b) { b.machine.write("/sys/hypervisor/type", "xen\n"); });
    row("docker", EmulatedEnvironment, "docker",
        [](auto& b) { b.machine.write("/proc/self/cgroup", "0::/docker/0123abcd\n"); });
    row("podman", EmulatedEnvironment, "container", [](auto& b) { b.machine.write("/run/.containerenv", ""); });
    row("lxc", EmulatedEnvironment, "lxc", variable("container", "lxc"));
    row("nspawn", EmulatedEnvironment, "systemd-nspawn",
        [](auto& b) { b.machine.write("/run/systemd/container", "systemd-nspawn\n"); });
    row("overlay root", EmulatedEnvironment, "container",
        [](auto& b) { b.machine.write("/proc/self/mountinfo", "22 1 0:30 / / rw shared:1 - overlay overlay rw\n"); });
    const auto runs = [](const char* name, const char* program, const QByteArray& arguments = {}) {
        return [=](GuardBench& b) {
            b.machine.run(name, program, arguments);
        };
    };
    row("TeamViewer", RemoteControl, "teamviewerd", runs("teamviewerd", "/opt/teamviewer/tv_bin/teamviewerd"));
    row("AnyDesk", RemoteControl, "anydesk", runs("anydesk", "/usr/bin/anydesk"));
    row("RustDesk", RemoteControl, "rustdesk", runs("rustdesk", "/usr/bin/rustdesk"));
    row("VNC", RemoteControl, "x11vnc", runs("x11vnc", "/usr/bin/x11vnc"));
    row("long name, cut by the kernel", RemoteControl, "x0tigervncserver", runs("x0tigervncserve", ""));
    row("renamed thread, known file", RemoteControl, "anydesk", runs("main", "/usr/bin/anydesk"));
    row("RDP service", RemoteControl, "xrdp", runs("xrdp", "/usr/sbin/xrdp"));
    row("RDP port", RemoteControl, "rdp", [](auto& b) { b.machine.ports.append(3389); });
    row("VNC port", RemoteControl, "vnc", [](auto& b) { b.machine.ports.append(5901); });
    row("ssh session", RemoteControl, "ssh", variable("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22"));
    row("X over ssh", RemoteControl, "x11", variable("DISPLAY", "localhost:10.0"));
    row("RDP session", RemoteControl, "session", variable("XRDP_SESSION", "1"));
    row("remote login session", RemoteControl, "session", [](auto& b) {
        b.machine.variables.insert(QStringLiteral("XDG_SESSION_ID"), QStringLiteral("c7"));
        b.machine.write("/run/systemd/sessions/c7", "UID=1000\nREMOTE=1\nSERVICE=xrdp-sesman\n");
    });
    row("screen recorder", ScreenCapture, "obs", runs("obs", "/usr/bin/obs"));
    row("ffmpeg from the screen", ScreenCapture, "ffmpeg",
        runs("ffmpeg", "/usr/bin/ffmpeg", QByteArray("ffmpeg -f x11grab").replace(' ', '\0')));
    row("portal through gstreamer", ScreenCapture, "gst-launch-1.0",
        runs("gst-launch-1.0", "/usr/bin/gst-launch-1.0", "gst-launch-1.0 pipewiresrc !"));
    row("input player", ScreenCapture, "xdotool", runs("xdotool", "/usr/bin/xdotool"));
    row("input library", ScreenCapture, "macro", [](auto& b) {
        b.machine.run("macro", "/usr/local/bin/macro");
        b.machine.write("/proc/4242/maps", "7f00-7f01 r-xp 0 08:02 5 /usr/lib/x86_64-linux-gnu/libXtst.so.6\n");
    });
    row("PipeWire's pictures", ScreenCapture, "recorder", [](auto& b) {
        b.machine.run("recorder", "/usr/local/bin/recorder");
        b.machine.write(
            "/proc/4242/maps", "7f0000000000-7f0000800000 rw-s 0 00:01 5 /memfd:pipewire-memfd (deleted)\n");
    });
    const auto holds = [](const char* program, const char* kind) {
        return [=](GuardBench& b) {
            b.machine.run("client", program);
            b.machine.clients.append({4242, {QStringLiteral("WINDOW"), QLatin1StringView(kind)}});
        };
    };
    row("X records input", ScreenCapture, "keys", holds("/usr/local/bin/keys", "RecordContext"));
    row("even the desktop's own", ScreenCapture, "xfwm4", holds("/usr/bin/xfwm4", "RecordContext"));
    row("X, others' windows", ScreenCapture, "grab", holds("/usr/local/bin/grab", "CompositeClientWindow"));
    row("X, others' changes", ScreenCapture, "grab", holds("/usr/local/bin/grab", "DamageExt"));
    row("X, a client nobody knows", ScreenCapture, "unknown X client", [](auto& b) {
        b.machine.clients.append({999'999, {QStringLiteral("DamageExt")}});
    });
    row("root", Administrator, "root",
        [](auto& b) { b.machine.write("/proc/self/status", "Uid:\t1000\t0\t0\t0\nCapEff:\t0\n"); });
    row("capabilities", Administrator, "capabilities", [](auto& b) {
        b.machine.write("/proc/self/status", "Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000200000\n");
    });
    row("sudo", Administrator, "sudo", [](auto& b) { b.machine.memberOf.append(QStringLiteral("sudo")); });
    row("no anti-virus", NoAntivirus, "none", [](auto& b) { b.machine.running.removeLast(); });
}

void TestGuard::eachConditionIsFound()
{
    QFETCH(Change, change);
    QFETCH(GuardFinding, kind);
    QFETCH(QString, name);
    for (const Depth depth : {Depth::Full, Depth::Quick}) {
        GuardBench bench;
        Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
        if (depth == Depth::Quick)
            QVERIFY(guard.check(Depth::Full).findings.isEmpty());
        change(bench);
        const Report report = guard.check(depth);
        // What lies in other programs' memory is asked by a full check alone.
        const QLatin1StringView row(QTest::currentDataTag());
        if (depth == Depth::Quick && (row == u"input library" || row == u"PipeWire's pictures")) {
            QVERIFY(report.findings.isEmpty());
            continue;
        }
        QVERIFY2(report.names(kind).contains(name), qPrintable(shown(report).join(u'\n')));
        for (const JudgedFinding& judged : report.findings) {
            QCOMPARE(judged.finding.kind, kind);
            QVERIFY(!judged.finding.evidence.isEmpty());
        }
    }
}

void TestGuard::eachConditionIsJudgedByTheCriteria()
{
    QFETCH(Change, change);
    QFETCH(GuardFinding, kind);
    for (const auto reaction : {criteria::GuardReaction::Warn, criteria::GuardReaction::Block}) {
        GuardBench bench;
        bench.policy.reactions.insert(kind, reaction);
        change(bench);
        Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
        const Report report = guard.check(Depth::Full);
        const bool blocks = reaction == criteria::GuardReaction::Block;
        QCOMPARE(report.blocks(), blocks);
        QCOMPARE(report.action(kind), blocks ? Action::Block : Action::Warn);
    }
}

void TestGuard::whatLooksAlikeIsNotFound_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* title, Change change) {
        QTest::newRow(title) << change;
    };
    row("data of a foreign file",
        [](auto& b) { b.machine.append("/proc/self/smaps", FakeSurroundings::map("r--p", "/tmp/picture.png", "4")); });
    row("library packaged before the merger of /usr", [](auto& b) {
        b.machine.write("/usr/lib/x86_64-linux-gnu/libc.so.6", "libc");
        b.machine.append("/proc/self/smaps", FakeSurroundings::map("r-xp", "/usr/lib/x86_64-linux-gnu/libc.so.6"));
        b.machine.write("/lib/x86_64-linux-gnu/libc.so.6", "libc");
        b.machine.write("/var/lib/dpkg/info/libc6.md5sums", b.machine.md5Line("lib/x86_64-linux-gnu/libc.so.6"));
    });
    row("ffmpeg from a file", [](auto& b) { b.machine.run("ffmpeg", "/usr/bin/ffmpeg", "ffmpeg -i a.mkv"); });
    row("a local session", [](auto& b) {
        b.machine.variables.insert(QStringLiteral("XDG_SESSION_ID"), QStringLiteral("2"));
        b.machine.write("/run/systemd/sessions/2", "UID=1000\nREMOTE=0\n");
    });
    row("an empty ld.so.preload", [](auto& b) { b.machine.write("/etc/ld.so.preload", "\n# none\n"); });
    row("the window manager", [](auto& b) {
        b.machine.run("xfwm4", "/usr/bin/xfwm4");
        b.machine.clients.append({4242, {QStringLiteral("CompositeClientSubwindows"), QStringLiteral("DamageExt")}});
    });
    row("any window", [](auto& b) {
        b.machine.clients.append(
            {4242, {QStringLiteral("WINDOW"), QStringLiteral("ShmSeg"), QStringLiteral("PIXMAP")}});
    });
    row("sound through PipeWire", [](auto& b) {
        b.machine.run("firefox", "/usr/lib/firefox/firefox");
        b.machine.write(
            "/proc/4242/maps", "7f0000000000-7f0000009000 rw-s 0 00:01 5 /memfd:pipewire-memfd (deleted)\n");
    });
    row("the desktop gives pictures on", [](auto& b) {
        b.machine.run("gnome-shell", "/usr/bin/gnome-shell");
        b.machine.write(
            "/proc/4242/maps", "7f0000000000-7f0000800000 rw-s 0 00:01 5 /memfd:pipewire-memfd (deleted)\n");
    });
    row("a flatpak beside us", [](auto& b) { b.machine.run("bwrap", "/usr/bin/bwrap"); });
}

void TestGuard::whatLooksAlikeIsNotFound()
{
    QFETCH(Change, change);
    GuardBench bench;
    change(bench);
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QCOMPARE(shown(guard.check(Depth::Full)), QStringList());
}

// A false alarm in an ordinary virtual machine never blocks where the criteria say "warn".
void TestGuard::inAnOrdinaryVirtualMachineWarnNeverBlocks()
{
    GuardBench bench;
    bench.policy.reactions.insert(GuardFinding::Integrity, criteria::GuardReaction::Block); // as the law has it
    bench.machine.cpu = {true, QStringLiteral("KVMKVMKVM")};
    bench.machine.write("/sys/class/dmi/id/sys_vendor", "QEMU\n");
    bench.machine.write("/proc/self/mountinfo", "22 1 0:30 / / rw - overlay overlay rw\n");
    bench.machine.memberOf.append(QStringLiteral("sudo"));
    bench.machine.running.removeLast();
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    for (const Depth depth : {Depth::Full, Depth::Quick}) {
        const Report report = guard.check(depth);
        QVERIFY(!report.blocks());
        QCOMPARE(report.findings.size(), 5);
        QCOMPARE(report.action(GuardFinding::EmulatedEnvironment), Action::Warn);
    }
}

void TestGuard::leakPreventionAndScreenReadersAreAllowedByName()
{
    GuardBench bench(criteria::GuardReaction::Block);
    bench.machine.write("/opt/dlp/libdlp.so", "leak prevention");
    bench.machine.append("/proc/self/smaps", FakeSurroundings::map("r-xp", "/opt/dlp/libdlp.so"));
    bench.machine.run("at-spi2-registr", "/usr/libexec/at-spi2-registryd");
    bench.machine.write("/proc/4242/maps", "7f00-7f01 r-xp 0 08:02 5 /usr/lib/x86_64-linux-gnu/libXtst.so.6\n");
    bench.allow(GuardFinding::ForeignLibrary, "libdlp.so");
    bench.allow(GuardFinding::ScreenCapture, "at-spi2-registryd");
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    const Report report = guard.check(Depth::Full);
    QCOMPARE(shown(report), QStringList({QStringLiteral("foreign-library libdlp.so allowed"),
                                QStringLiteral("screen-capture at-spi2-registryd allowed")}));
    QVERIFY(!report.blocks());
    QVERIFY(report.names(GuardFinding::ForeignLibrary).isEmpty());
}

void TestGuard::anExceptionWithADigestIsForThatFileOnly()
{
    GuardBench bench(criteria::GuardReaction::Block);
    bench.machine.write("/opt/dlp/libdlp.so", "leak prevention");
    bench.machine.append("/proc/self/smaps", FakeSurroundings::map("r-xp", "/opt/dlp/libdlp.so"));
    bench.allow(GuardFinding::ForeignLibrary, "libdlp.so", core::sha256("leak prevention"));
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(!guard.check(Depth::Full).blocks());
    bench.machine.write("/opt/dlp/libdlp.so", "something else of that name");
    QVERIFY(guard.check(Depth::Quick).blocks());
}

void TestGuard::aQuickCheckReadsOnlyWhatChanged()
{
    GuardBench bench;
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(guard.check(Depth::Full).findings.isEmpty());
    bench.machine.digests = 0;
    QVERIFY(guard.check(Depth::Quick).findings.isEmpty());
    QCOMPARE(bench.machine.digests, 0);
    bench.machine.write(FakeSurroundings::kLibrary, "a library"); // written anew, the same content
    QVERIFY(guard.check(Depth::Quick).findings.isEmpty());
    QCOMPARE(bench.machine.digests, 1);
    bench.machine.digests = 0;
    QVERIFY(guard.check(Depth::Full).findings.isEmpty());
    QCOMPARE(bench.machine.digests, 2);
}

void TestGuard::aQuickCheckSeesAChangedFile()
{
    GuardBench bench(criteria::GuardReaction::Block);
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(!guard.check(Depth::Full).blocks());
    bench.machine.write(FakeSurroundings::kProgram, "the pr0gram");
    QVERIFY(guard.check(Depth::Quick).blocks());
    QVERIFY(guard.check(Depth::Quick).blocks()); // and does not forget
    bench.machine.write(FakeSurroundings::kProgram, "the program");
    QVERIFY(!guard.check(Depth::Quick).blocks());
}

void TestGuard::supportModeLetsAHelperIn()
{
    GuardBench bench(criteria::GuardReaction::Block);
    bench.machine.run("teamviewerd", "/opt/teamviewer/tv_bin/teamviewerd");
    bench.machine.run("obs", "/usr/bin/obs");
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(guard.check(Depth::Full).blocks());
    guard.setSupportMode(SupportMode::On);
    const Report report = guard.check(Depth::Full);
    QVERIFY(!report.blocks());
    QCOMPARE(report.findings.size(), 2); // seen all the same
    bench.machine.write(FakeSurroundings::kProgram, "the pr0gram");
    QVERIFY(guard.check(Depth::Quick).blocks()); // a changed program is nobody's help
    guard.setSupportMode(SupportMode::Off);
    QVERIFY(guard.check(Depth::Full).action(GuardFinding::RemoteControl) == Action::Block);
}

void TestGuard::whatWasClosedBlocksNobody()
{
    GuardBench bench(criteria::GuardReaction::Block);
    bench.machine.run("recorder", "/usr/bin/recorder");
    bench.machine.write("/proc/4242/maps", "7f00-7f01 r-xp 00000000 08:02 1 /usr/lib/x86_64-linux-gnu/libXtst.so.6\n");
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(guard.check(Depth::Full).blocks());
    QVERIFY(guard.check(Depth::Quick).blocks()); // still there, though a quick look does not read its memory
    const Process recorder = bench.machine.running.takeLast();
    QVERIFY(!guard.check(Depth::Quick).blocks());
    // Its number may be another program's by now.
    bench.machine.run("editor", "/usr/bin/editor");
    QVERIFY(!guard.check(Depth::Quick).blocks());
    bench.machine.running.append(recorder);
    QVERIFY(guard.check(Depth::Full).blocks());
}

void TestGuard::everyFindingHasASentence()
{
    const auto catalogue = messages::Catalogue::embedded();
    for (const GuardFinding kind : criteria::kGuardFindings) {
        Report report;
        report.findings.append({{kind, QStringLiteral("somename"), QStringLiteral("seen")}, Action::Block});
        const Error error = report.told(kind);
        QVERIFY(error.code.id().starts_with("guard."));
        QCOMPARE(error.kind, ErrorKind::SecurityStop);
        for (const core::Language language : core::kLanguages) {
            const QString sentence = catalogue.sentence(error, language);
            QVERIFY2(!sentence.contains(u"guard.") && !sentence.contains(u'%'), qPrintable(sentence));
            QVERIFY(kind == GuardFinding::NoAntivirus || sentence.contains(u"somename"));
        }
    }
}

void TestGuard::theJournalHearsWhatCameAndWhatWent()
{
    GuardBench bench;
    Notes notes;
    GuardJournal journal(notes);
    Guard guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    QVERIFY(journal.reported(guard.check(Depth::Full)));
    QVERIFY(notes.lines.isEmpty());
    bench.machine.run("anydesk", "/usr/bin/anydesk");
    for (int i = 0; i < 3; ++i)
        QVERIFY(journal.reported(guard.check(Depth::Quick)));
    QCOMPARE(
        notes.lines, QStringList(QStringLiteral("guard.finding warn process 4242: /usr/bin/anydesk remote-control")));
    QVERIFY(journal.supportBegan(QStringLiteral("teller-17")));
    guard.setSupportMode(SupportMode::On);
    QVERIFY(journal.reported(guard.check(Depth::Quick)));
    QVERIFY(journal.supportEnded());
    guard.setSupportMode(SupportMode::Off);
    bench.machine.running.removeLast();
    QVERIFY(journal.reported(guard.check(Depth::Quick)));
    QCOMPARE(notes.lines.mid(1),
        QStringList({QStringLiteral("support.began teller-17"),
            QStringLiteral("guard.finding allowed process 4242: /usr/bin/anydesk remote-control"),
            QStringLiteral("support.ended"),
            QStringLiteral("guard.finding cleared process 4242: /usr/bin/anydesk remote-control")}));
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
