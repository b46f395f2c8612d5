#include <core/securebytes.h>

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace tirkeu;

// What a secret's memory holds at the moment it goes back to the system: looked at from inside the calls that give it
// back, since afterwards nobody may look.
namespace {
struct Watched
{
    const void* start = nullptr;
    std::size_t size = 0;
    int seen = 0;
    bool wasClean = false;

    void look(const void* given)
    {
        if (given == nullptr || given != block)
            return;
        const auto* bytes = static_cast<const unsigned char*>(start);
        wasClean = std::all_of(bytes, bytes + size, [](unsigned char byte) { return byte == 0; });
        ++seen;
        block = nullptr;
    }
    const void* block = nullptr; // what is given back; the secret may begin further in
};
Watched watched; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): the calls have no other way to it
} // namespace

extern "C" {
void __libc_free(void*); // NOLINT(bugprone-reserved-identifier): glibc's own name
[[gnu::visibility("default")]] void free(void* memory)
{
    watched.look(memory);
    __libc_free(memory);
}
[[gnu::visibility("default")]] int munmap(void* memory, size_t size) noexcept
{
    watched.look(memory);
    return static_cast<int>(syscall(SYS_munmap, memory, size));
}
}

class TestWiping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSecretLetGoIsWiped();
    void aSecretOverwrittenIsWiped();
    void takingOverWipesTheSource();
    void theLookSeesWhatIsLeft();
};

void TestWiping::aSecretLetGoIsWiped()
{
    {
        core::SecureBytes secret(48);
        std::fill(secret.bytes().begin(), secret.bytes().end(), std::byte{0x5a});
        watched = {secret.data(), secret.size(), 0, false, secret.data()};
    }
    QCOMPARE(watched.seen, 1);
    QVERIFY(watched.wasClean);
}

void TestWiping::aSecretOverwrittenIsWiped()
{
    core::SecureBytes secret(48);
    std::fill(secret.bytes().begin(), secret.bytes().end(), std::byte{0x5a});
    watched = {secret.data(), secret.size(), 0, false, secret.data()};
    secret = core::SecureBytes(16);
    QCOMPARE(watched.seen, 1);
    QVERIFY(watched.wasClean);
}

void TestWiping::takingOverWipesTheSource()
{
    QByteArray pin(64, '7');
    pin[0] = '1'; // a copy of its own
    watched = {pin.constData(), 64, 0, false, pin.data_ptr().d_ptr()};
    const core::SecureBytes secret = core::SecureBytes::takeFrom(pin);
    QCOMPARE(watched.seen, 1);
    QVERIFY(watched.wasClean);
    QCOMPARE(secret.bytes()[63], std::byte{'7'});
}

void TestWiping::theLookSeesWhatIsLeft()
{
    auto pin = std::make_unique<QByteArray>(64, '7');
    watched = {pin->constData(), 64, 0, false, pin->data_ptr().d_ptr()};
    pin.reset();
    QCOMPARE(watched.seen, 1);
    QVERIFY(!watched.wasClean);
}

QTEST_GUILESS_MAIN(TestWiping)
#include "tst_wiping.moc"
