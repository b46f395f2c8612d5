#include <imaging/codecs.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::imaging;

class TestFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWrongShapes();
    void digestCoversPixelsAndOrigin();
    void comesBackFromPng();
    void refusesBadPictures();
    void masksItselfInTheLog();
};

static Frame small(PixelFormat format)
{
    QByteArray pixels(8 * 6 * bytesPerPixel(format), '\0');
    for (qsizetype i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<char>(i * 7);
    return *Frame::make({8, 6}, format, pixels, {Band::Infrared, std::chrono::microseconds(5), 9});
}

void TestFrame::refusesWrongShapes()
{
    QVERIFY(!Frame::make({8, 6}, PixelFormat::Grey8, QByteArray(47, 'x')));
    QVERIFY(!Frame::make({0, 6}, PixelFormat::Grey8, {}));
    QVERIFY(!Frame::make({9000, 1}, PixelFormat::Grey8, QByteArray(9000, 'x')));
}

void TestFrame::digestCoversPixelsAndOrigin()
{
    const Frame frame = small(PixelFormat::Grey8);
    QCOMPARE(frame.digest().size(), 32);
    FrameInfo info = frame.info();
    info.sequence = 10;
    QVERIFY(frame.withInfo(info).digest() != frame.digest());
    info = frame.info();
    info.band = Band::Visible;
    QVERIFY(frame.withInfo(info).digest() != frame.digest());
    QCOMPARE(frame.withInfo(frame.info()).digest(), frame.digest());
}

void TestFrame::comesBackFromPng()
{
    for (const PixelFormat format : {PixelFormat::Grey8, PixelFormat::Grey16, PixelFormat::Bgr8}) {
        const Frame frame = small(format);
        const auto png = encodePng(frame);
        QVERIFY(png);
        const auto again = decodeImage(*png, frame.info());
        QVERIFY(again);
        QCOMPARE(*again, frame);
    }
    QVERIFY(!encodeJpeg(small(PixelFormat::Grey16), 90));
    QVERIFY(decodeImage(*encodeJpeg(small(PixelFormat::Bgr8), 90)));
}

void TestFrame::refusesBadPictures()
{
    const QByteArray png = *encodePng(small(PixelFormat::Bgr8));
    const auto code = [](const QByteArray& bytes) {
        const auto frame = decodeImage(bytes);
        return frame ? QString() : frame.error().code.toString();
    };
    QCOMPARE(code(png.first(png.size() - 12)), QStringLiteral("imaging.broken-picture"));
    QCOMPARE(code("GIF89a and more"), QStringLiteral("imaging.animated"));
    QCOMPARE(code("hello"), QStringLiteral("imaging.unknown-kind"));
    QCOMPARE(code({}), QStringLiteral("imaging.unknown-kind"));
    QByteArray huge = png;
    huge[16] = 0x7f;
    QCOMPARE(code(huge), QStringLiteral("imaging.too-large"));
    const QByteArray animation = png.first(33) + QByteArray::fromHex("0000000861635450").first(4) + "acTL" +
                                 QByteArray(12, '\0') + png.sliced(33);
    QCOMPARE(code(animation), QStringLiteral("imaging.animated"));
    QCOMPARE(code("P5 4 4 255\nxx"), QStringLiteral("imaging.broken-picture"));
    QVERIFY(decodeImage("P5 2 2 255\nabcd"));
}

void TestFrame::masksItselfInTheLog()
{
    QCOMPARE(logMasked(small(PixelFormat::Grey8)), QStringLiteral("frame 8×6×1 #9"));
}

QTEST_GUILESS_MAIN(TestFrame)
#include "tst_frame.moc"
