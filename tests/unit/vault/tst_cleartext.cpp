#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <core/log.h>
#include <vault/backup.h>

#include <QDirIterator>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace tirkeu;
using namespace tirkeu::vault;

namespace {
Q_LOGGING_CATEGORY(logCaller, "tirkeu.caller")

/// The log of the process, as the program installs it, into a file while this lives.
class LogInto
{
public:
    explicit LogInto(const QString& path)
        : m_before(::dup(STDERR_FILENO))
    {
        std::FILE* file = std::fopen(QFile::encodeName(path).constData(), "w");
        ::dup2(::fileno(file), STDERR_FILENO);
        std::fclose(file);
        core::installLogHandler();
    }
    ~LogInto()
    {
        std::fflush(stderr);
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
    }
    LogInto(const LogInto&) = delete;
    LogInto& operator=(const LogInto&) = delete;

private:
    int m_before;
};
} // namespace

// BIO-3(2), BIO-28: what a client's case holds is on no disk in clear, at no moment of the work.
class TestClearText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Where SQLite would put a temporary file is settled by its first connection, and /var/tmp is searched.
    void initTestCase() { qunsetenv("TMPDIR"); }
    void noMarkerAnywhereUnderLoad();
    void noMarkerInTheLog();

private:
    void setMarker(const QString& marker)
    {
        m_forms = {marker.toUtf8(), marker.toUtf8().toHex(), marker.toUtf8().toBase64().left(24),
            QByteArray(reinterpret_cast<const char*>(marker.utf16()), marker.size() * 2)};
    }
    void search(const QString& folder, const char* when)
    {
        QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QByteArray bytes = test::readFile(it.next());
            ++m_searched;
            for (const QByteArray& form : m_forms)
                QVERIFY2(!bytes.contains(form), qPrintable(QString::fromLatin1(when) + u' ' + it.filePath()));
        }
    }
    // Files that were taken away at once are still open here.
    void searchOpenFiles(const char* when)
    {
        for (const QString& name : QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System)) {
            const QString link = QStringLiteral("/proc/self/fd/") + name;
            if (!QFile::symLinkTarget(link).endsWith(u"(deleted)"))
                continue;
            const QByteArray bytes = test::readFile(link);
            for (const QByteArray& form : m_forms)
                QVERIFY2(!bytes.contains(form), when);
        }
    }
    void searchEverywhere(const char* when)
    {
        search(m_bench->dir.path(), when);
        search(QStringLiteral("/var/tmp"), when);
        searchOpenFiles(when);
    }
    std::unique_ptr<test::VaultBench> m_bench;
    QList<QByteArray> m_forms;
    int m_searched = 0;
};

void TestClearText::noMarkerAnywhereUnderLoad()
{
    const QString marker = QStringLiteral("MARKERofAIGERIMSpalm0025");
    setMarker(marker);
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    // While nobody is signed in.
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    m_bench->vault.reset();
    auto closed = Vault::closedJournal(m_bench->folder(), &m_bench->workstation);
    VERIFY_RESULT(closed);
    VERIFY_RESULT(closed->append({casefile::Kind::SignInRefused, m_bench->clock.wall(), QStringLiteral("workstation"),
        {}, {}, {{QStringLiteral("address"), marker}, {QStringLiteral("reason"), marker}}}));
    searchEverywhere("closed");
    VERIFY_RESULT(m_bench->open(m_bench->teller));
    QCOMPARE(m_bench->vault->opening().absorbed, 1);

    Store& store = m_bench->vault->store();
    const QByteArray blob = QByteArray("head ") + marker.toUtf8() + QByteArray(200'000, 'z') + marker.toUtf8();
    for (int round = 0; round < 12; ++round) {
        test::CaseScript script(m_bench->clock, QString::number(850'712'300'000 + round));
        const Result<> written = store.write([&](Writer& writer) -> Result<> {
            for (casefile::Event event : {script.opened(), script.recorded()}) {
                if (event.kind == casefile::Kind::ClientRecorded)
                    event.fields[QStringLiteral("names")] = QJsonObject{{QStringLiteral("family"), marker}};
                if (const auto entry = writer.append(event); !entry)
                    return failure(entry);
            }
            for (const ObjectKind kind : {ObjectKind::Original, ObjectKind::Template, ObjectKind::Picture}) {
                const auto kept = writer.keep(kind, script.client, script.id, blob);
                if (!kept)
                    return failure(kept);
                if (const Result<> queued = writer.queue({.id = core::Uuid::make(m_bench->clock),
                        .client = script.client,
                        .caseId = script.id,
                        .object = kept->id,
                        .size = kept->size,
                        .created = m_bench->clock.wall(),
                        .next = m_bench->clock.wall(),
                        .fingerprint = QByteArray(32, 'f'),
                        .reason = marker});
                    !queued)
                    return queued;
            }
            if (round == 6)
                searchEverywhere("in a transaction");
            return {};
        });
        VERIFY_RESULT(written);
        auto clip = store.writeObject(ObjectKind::Clip, script.client, script.id);
        VERIFY_RESULT(clip);
        for (int piece = 0; piece < 4; ++piece)
            VERIFY_RESULT((*clip)->write(blob));
        if (round == 8)
            searchEverywhere("in a clip");
        VERIFY_RESULT((*clip)->finish());
    }
    // Sorting and grouping much at once is what makes SQLite spill.
    VERIFY_RESULT(store.rebuild());
    VERIFY_RESULT(store.cases(CaseList::All));
    VERIFY_RESULT(store.outbox());
    searchEverywhere("after the load");
    const auto made =
        makeBackup(*m_bench->vault, m_bench->dir.filePath(QStringLiteral("backups")), QStringLiteral("x"));
    VERIFY_RESULT(made);
    VERIFY_RESULT(verifyBackup(made->vaultFile, &m_bench->recovery));
    VaultOptions there = m_bench->options();
    there.folder = m_bench->dir.filePath(QStringLiteral("restored"));
    VERIFY_RESULT(restoreBackup(there, made->vaultFile, made->keysFile, m_bench->recovery));
    VERIFY_RESULT(m_bench->vault->rekey(QStringLiteral("teller-17")));
    searchEverywhere("after a backup and a new key");
    VERIFY_RESULT(m_bench->vault->store().checkpoint());
    VERIFY_RESULT(m_bench->vault->close(QStringLiteral("teller-17")));
    searchEverywhere("closed again");
    QVERIFY(m_searched > 20);
}

// What fails is logged with its details by whoever called: nothing of the client is in them, nor in what SQLite and Qt
// say of their own accord.
void TestClearText::noMarkerInTheLog()
{
    const QString marker = QStringLiteral("MARKERofAIGERIMSpalm0025");
    setMarker(marker);
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    const QString path = m_bench->dir.filePath(QStringLiteral("log.txt"));
    int failures = 0;
    {
        const LogInto log(path);
        Store& store = m_bench->vault->store();
        const auto failing = [&failures](const auto& result) {
            if (!result) {
                ++failures;
                core::logWarning(logCaller()) << "failed" << result.error();
            }
        };
        test::CaseScript script(m_bench->clock);
        std::vector<casefile::Event> events = script.ordinary();
        for (casefile::Event& event : events)
            std::ignore = store.append(event);
        for (casefile::Event event : events) {
            failing(store.append(event)); // not in its turn
            event.fields.insert(QStringLiteral("names"), marker);
            event.fields.insert(marker, marker);
            event.actor = marker;
            failing(store.append(event)); // with what does not belong there
        }
        casefile::Event recorded = script.recorded();
        recorded.fields[QStringLiteral("names")] = marker; // of another type
        failing(store.append(recorded));
        casefile::Entry torn;
        torn.actor = marker;
        torn.payload = marker.toUtf8();
        failing(store.journal().open(torn));
        failing(store.find(SearchField::Iin, marker));
        failing(store.client(casefile::ClientId::make(m_bench->clock)));
        // A statement that SQLite itself refuses, with the marker bound to it.
        auto insert = store.connection().prepare("INSERT INTO meta(name, value) VALUES(?1, NULL)");
        failing(insert->bind(1, marker).run());
        auto journal = store.connection().prepare("UPDATE journal SET actor = ?1");
        failing(journal->bind(1, marker).run());
        failing(makeBackup(*m_bench->vault, QStringLiteral("/proc/") + QStringLiteral("none"), marker));
    }
    QVERIFY(failures > 30);
    QVERIFY(test::readFile(path).count('\n') >= failures);
    search(m_bench->dir.path(), "the log");
}

QTEST_GUILESS_MAIN(TestClearText)
#include "tst_cleartext.moc"
