#include "support/testfiles.h"

#include <storage/connection.h>
#include <storage/errors.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <sqlcipher/sqlite3.h>

using namespace tirkeu;
using namespace tirkeu::storage;

// This program is linked with the plain SQLite: the same calls, and no cipher. Keying succeeds and does nothing, as it
// does where another library took the place of SQLCipher; each proof at the opening has to stop it by itself.
extern "C" int sqlite3_key_v2(sqlite3*, const char*, const void*, int)
{
    return SQLITE_OK;
}

namespace {
/// The system's disk, that answers for the cipher that is not there.
struct LyingDisk
{
    bool saysVersion = false;
    bool hidesHeader = false;
    sqlite3_vfs vfs{};
    sqlite3_io_methods methods{};
    const sqlite3_io_methods* real = nullptr;

    static LyingDisk& the()
    {
        static LyingDisk disk;
        return disk;
    }
    static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags)
    {
        sqlite3_vfs* system = sqlite3_vfs_find("unix");
        const int code = system->xOpen(system, name, file, flags, outFlags);
        if (code != SQLITE_OK || !file->pMethods || !(flags & SQLITE_OPEN_MAIN_DB))
            return code;
        LyingDisk& disk = the();
        disk.real = file->pMethods;
        disk.methods = *file->pMethods;
        disk.methods.xFileControl = control;
        disk.methods.xRead = read;
        file->pMethods = &disk.methods;
        return code;
    }
    static int control(sqlite3_file* file, int operation, void* argument)
    {
        if (operation == SQLITE_FCNTL_PRAGMA && the().saysVersion) {
            char** const words = static_cast<char**>(argument);
            const QByteArray name(words[1]);
            const char* answer = name == "cipher_version"           ? "4.6.1 community"
                                 : name == "cipher_memory_security" ? "1"
                                                                    : "";
            if (*answer) {
                words[0] = sqlite3_mprintf("%s", answer);
                return SQLITE_OK;
            }
        }
        return the().real->xFileControl(file, operation, argument);
    }
    static int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
    {
        const int code = the().real->xRead(file, into, size, offset);
        // Only the look past the cipher asks for so little.
        if (code == SQLITE_OK && the().hidesHeader && size == 16 && offset == 0)
            std::memset(into, 0x5a, 16);
        return code;
    }
    LyingDisk()
    {
        sqlite3_initialize();
        vfs = *sqlite3_vfs_find("unix");
        vfs.zName = "lying";
        vfs.pNext = nullptr;
        vfs.xOpen = open;
        sqlite3_vfs_register(&vfs, 0);
    }
};
} // namespace

class TestEncryptionProof : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutACipherNothingOpens_data();
    void withoutACipherNothingOpens();
};

void TestEncryptionProof::withoutACipherNothingOpens_data()
{
    QTest::addColumn<bool>("saysVersion");
    QTest::addColumn<bool>("hidesHeader");
    QTest::addColumn<QString>("proof");
    QTest::newRow("the version") << false << false << QStringLiteral("SQLCipher 4.6 or later is needed");
    QTest::newRow("the header") << true << false << QStringLiteral("the header is clear");
    QTest::newRow("a wrong key") << true << true << QStringLiteral("a wrong key opens the file");
}

void TestEncryptionProof::withoutACipherNothingOpens()
{
    QFETCH(const bool, saysVersion);
    QFETCH(const bool, hidesHeader);
    QFETCH(const QString, proof);
    LyingDisk& disk = LyingDisk::the();
    disk.saysVersion = saysVersion;
    disk.hidesHeader = hidesHeader;
    const QTemporaryDir folder;
    const core::SecureBytes key(kKeyBytes);
    const QString path = folder.filePath(QStringLiteral("a.db"));
    for (const OpenMode mode : {OpenMode::CreateNew, OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        if (mode == OpenMode::CreateNew) {
            QFile::remove(path);
        } else if (!QFile::exists(path) || QFile(path).size() == 0) {
            // A plain file that somebody put there.
            sqlite3* plain = nullptr;
            QCOMPARE(sqlite3_open(path.toUtf8().constData(), &plain), SQLITE_OK);
            QCOMPARE(sqlite3_exec(plain, "PRAGMA journal_mode = WAL; CREATE TABLE t(x)", nullptr, nullptr, nullptr),
                SQLITE_OK);
            sqlite3_close(plain);
        }
        const auto opened = Connection::open({.path = path, .mode = mode, .vfs = "lying"}, key);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code.toString(), QStringLiteral("storage.encryption-is-off"));
        QVERIFY2(opened.error().detail.contains(proof), qPrintable(opened.error().detail));
        QVERIFY(opened.error().kind == ErrorKind::SecurityStop);
    }
}

QTEST_GUILESS_MAIN(TestEncryptionProof)
#include "tst_encryptionproof.moc"
