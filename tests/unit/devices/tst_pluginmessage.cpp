#include <devices/pluginmessage.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::devices::message;

class TestPluginMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMessageComesBackAsItWent();
    void anyCutIsTheSameStream();
    void whatIsNoMessageIsRefused();
};

namespace {
imaging::Frame frame()
{
    return imaging::Frame::make({4, 2}, imaging::PixelFormat::Bgr8, QByteArray(24, 'p'),
        {imaging::Band::Infrared, std::chrono::microseconds(77), 9})
        .value();
}
QList<ToHost> toHost()
{
    return {List{}, Open{QStringLiteral("1-1.4"), QStringLiteral("S1")}, Secure{"hello"}, Capture{2, 1, 4, "nonce"},
        Cancel{}, Close{}, Ping{}};
}
QList<FromHost> fromHost()
{
    const DeviceIdentity identity{
        QStringLiteral("1-1.4"), QStringLiteral("S1"), QStringLiteral("Үлгі"), QStringLiteral("1209:0001")};
    return {Ready{1, QStringLiteral("V"), QStringLiteral("N"), QStringLiteral("1.0"), NetworkGuard::Filter, 5},
        Identities{{identity, identity}}, Opened{identity, Channel::Offered}, Secured{"answer"}, Record{"sealed"},
        ClearFrame{frame()}, HandSeen{true, 103}, Done{-4}, Gone{}, Pong{}, Log{QStringLiteral("text")}};
}
} // namespace

void TestPluginMessage::everyMessageComesBackAsItWent()
{
    for (const ToHost& message : toHost())
        QVERIFY(decodeToHost(encode(message).sliced(4)).value() == message);
    for (const FromHost& message : fromHost())
        QVERIFY(decodeFromHost(encode(message).sliced(4)).value() == message);
}

void TestPluginMessage::anyCutIsTheSameStream()
{
    QByteArray stream;
    for (const FromHost& message : fromHost())
        stream += encode(message);
    for (qsizetype piece = 1; piece < 40; ++piece) {
        Splitter splitter;
        qsizetype seen = 0;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            splitter.feed(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)));
            for (;;) {
                const auto body = splitter.next();
                QVERIFY(body);
                if (!*body)
                    break;
                QVERIFY(decodeFromHost(**body).value() == fromHost().at(seen++));
            }
        }
        QCOMPARE(seen, fromHost().size());
    }
}

void TestPluginMessage::whatIsNoMessageIsRefused()
{
    for (const FromHost& message : fromHost()) {
        const QByteArray body = encode(message).sliced(4);
        if (!std::holds_alternative<Record>(message)) {
            QVERIFY(!decodeFromHost(body + 'x'));
            if (body.size() > 1)
                QVERIFY(!decodeFromHost(body.chopped(1)));
        }
    }
    QVERIFY(!decodeFromHost({}));
    QVERIFY(!decodeFromHost("\x7f"));
    QVERIFY(!decodeToHost("\x7f"));
    QVERIFY(!decodeFromHost(encode(FromHost(Log{QStringLiteral("two\nlines")})).sliced(4)));
    for (const char* head : {"\xff\xff\xff\xff", "\0\0\0\0"}) {
        Splitter splitter;
        splitter.feed(QByteArrayView(head, 4));
        QVERIFY(!splitter.next());
        splitter.feed(encode(FromHost(Pong{})));
        QVERIFY(!splitter.next()); // a stream that broke stays so
    }
}

QTEST_GUILESS_MAIN(TestPluginMessage)
#include "tst_pluginmessage.moc"
