#include <core/log.h>
#include <core/securebytes.h>

#include <QTest>

#include <span>
#include <vector>

class QImage;
struct evp_pkey_st;

using namespace tirkeu;

Q_LOGGING_CATEGORY(logTest, "tirkeu.test")

namespace {
QString g_lastLine;

void keepLine(QtMsgType, const QMessageLogContext&, const QString& message)
{
    g_lastLine = message;
}

template<typename T>
concept Loggable = requires(core::LogLine& line, T& value)
{
    line << value;
};
} // namespace

class TestLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatCannotLeakCompiles();
    void aSecretShowsItsSizeOnly();
    void aLineIsPutTogether();
    void numbersOfPeopleAreScrubbed_data();
    void numbersOfPeopleAreScrubbed();
};

void TestLog::onlyWhatCannotLeakCompiles()
{
    static_assert(!Loggable<QString>);
    static_assert(!Loggable<QByteArray>);
    static_assert(!Loggable<std::string>);
    static_assert(!Loggable<const char*>);
    static_assert(!Loggable<char[32]>);
    static_assert(!Loggable<QImage>); // pictures, in whatever form
    static_assert(!Loggable<std::vector<std::byte>>);
    static_assert(!Loggable<std::span<const std::uint8_t>>);
    static_assert(!Loggable<evp_pkey_st*>); // keys
    static_assert(!Loggable<void*>);
    static_assert(Loggable<int>);
    static_assert(Loggable<core::Plain>);
    static_assert(Loggable<core::SecureBytes>);
}

void TestLog::aSecretShowsItsSizeOnly()
{
    QByteArray pin("87654321");
    const core::SecureBytes secret = core::SecureBytes::takeFrom(pin);
    const auto before = qInstallMessageHandler(keepLine);
    core::logInfo(logTest()) << "pin" << secret;
    qInstallMessageHandler(before);
    QCOMPARE(g_lastLine, QStringLiteral("pin ‹8 secret bytes›"));
}

void TestLog::aLineIsPutTogether()
{
    const auto before = qInstallMessageHandler(keepLine);
    core::logWarning(logTest()) << "slot" << 3 << true << core::plain(QStringLiteral("SoftHSM"))
                                << Error{ErrorCode("core.x"), ErrorKind::Bug, QStringLiteral("why")};
    qInstallMessageHandler(before);
    QCOMPARE(g_lastLine, QStringLiteral("slot 3 yes SoftHSM core.x (why)"));

    const auto again = qInstallMessageHandler(keepLine);
    core::logWarning(logTest()) << Error{
        ErrorCode("core.x"), ErrorKind::Bug, QStringLiteral("no row for 880101100018")};
    qInstallMessageHandler(again);
    QVERIFY2(!g_lastLine.contains(u"880101100018"), qPrintable(g_lastLine));
}

void TestLog::numbersOfPeopleAreScrubbed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("masked");
    QTest::newRow("IIN") << QStringLiteral("client 880101100018 found") << true;
    QTest::newRow("grouped IIN") << QStringLiteral("880101 100018") << true;
    QTest::newRow("telephone") << QStringLiteral("+7 701 000 00 00") << true;
    QTest::newRow("telephone with brackets") << QStringLiteral("8 (701) 000-00-00") << true;
    QTest::newRow("document") << QStringLiteral("no 000000001,") << true;
    QTest::newRow("beside letters") << QStringLiteral("card900101500010b") << true;
    QTest::newRow("with dots") << QStringLiteral("8.701.000.00.00") << true;
    QTest::newRow("very long") << QStringLiteral("4000000000000000000000") << true;
    QTest::newRow("date") << QStringLiteral("2026-07-12") << false;
    QTest::newRow("short number") << QStringLiteral("port 13579 in 250 ms") << false;
    QTest::newRow("digest") << QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                            << false;
}

void TestLog::numbersOfPeopleAreScrubbed()
{
    QFETCH(QString, line);
    QFETCH(bool, masked);
    QCOMPARE(core::scrubbed(line) != line, masked);
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
