#include <core/securebytes.h>

#include <QFile>
#include <QTest>

#include <type_traits>

#ifdef Q_OS_LINUX
#    include <sys/resource.h>
#    include <unistd.h>
#endif

using namespace tirkeu;

class TestSecureBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itCannotBeCopiedByAccident();
    void takingOverWipesTheSource();
    void movingLeavesNothingBehind();
    void itsPagesStayOutOfDumpsAndAreLocked();
    void comparingIsByContent();
};

void TestSecureBytes::itCannotBeCopiedByAccident()
{
    static_assert(!std::is_copy_constructible_v<core::SecureBytes>);
    static_assert(!std::is_copy_assignable_v<core::SecureBytes>);
    static_assert(!std::is_convertible_v<QByteArray, core::SecureBytes>);
    static_assert(std::is_nothrow_move_constructible_v<core::SecureBytes>);
}

void TestSecureBytes::takingOverWipesTheSource()
{
    QByteArray pin("1234");
    const char* memory = pin.constData();
    QByteArray keepAlive = QByteArray::fromRawData(memory, 4);
    const auto secret = core::SecureBytes::takeFrom(pin);
    QVERIFY(pin.isEmpty());
    QCOMPARE(secret.size(), std::size_t(4));
    QVERIFY(secret.equals(std::as_bytes(std::span("1234", 4))));
}

void TestSecureBytes::movingLeavesNothingBehind()
{
    core::SecureBytes one(16);
    one.bytes()[0] = std::byte{7};
    core::SecureBytes other = std::move(one);
    QVERIFY(one.isEmpty()); // NOLINT(bugprone-use-after-move): the moved-from state is the contract
    QCOMPARE(other.bytes()[0], std::byte{7});
    other.clear();
    QVERIFY(other.isEmpty());
}

void TestSecureBytes::itsPagesStayOutOfDumpsAndAreLocked()
{
#ifdef Q_OS_LINUX
    const core::SecureBytes secret(32);
    const auto address = reinterpret_cast<quintptr>(secret.data());
    QFile maps(QStringLiteral("/proc/self/smaps"));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    bool inside = false;
    QByteArray flags;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        const qsizetype dash = line.indexOf('-');
        bool good = false;
        const quintptr start = line.left(dash).toULongLong(&good, 16);
        if (dash > 0 && good) {
            const quintptr end = line.mid(dash + 1, line.indexOf(' ') - dash - 1).toULongLong(nullptr, 16);
            inside = start <= address && address < end;
        } else if (inside && line.startsWith("VmFlags:")) {
            flags = line;
        }
    }
    QVERIFY2(flags.contains(" dd"), flags.constData()); // not dumped
    QVERIFY2(flags.contains(" wf"), flags.constData()); // wiped on fork
#    ifndef __SANITIZE_ADDRESS__                        // which swallows the request and says that all went well
    QCOMPARE(flags.contains(" lo"), secret.isLocked());
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_MEMLOCK, &limit), 0);
    if (limit.rlim_cur >= static_cast<rlim_t>(sysconf(_SC_PAGESIZE)))
        QVERIFY(secret.isLocked());
#    endif
#else
    QSKIP("reads /proc/self/smaps");
#endif
}

void TestSecureBytes::comparingIsByContent()
{
    QVERIFY(core::constantTimeEquals("abc", "abc"));
    QVERIFY(!core::constantTimeEquals("abc", "abd"));
    QVERIFY(!core::constantTimeEquals("abc", "ab"));
    QVERIFY(core::constantTimeEquals("", ""));
}

QTEST_GUILESS_MAIN(TestSecureBytes)
#include "tst_securebytes.moc"
