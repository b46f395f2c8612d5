#include "support/testfiles.h"

#include <imaging/clipreader.h>
#include <imaging/clipwriter.h>

#include <core/hashing.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace tirkeu;
using namespace tirkeu::imaging;

namespace {
class Memory final : public core::ChunkSink
{
public:
    [[nodiscard]] Result<> write(QByteArrayView chunk) override
    {
        if (failAt >= 0 && pieces >= failAt)
            return failure(ErrorCode("test.full"), ErrorKind::ServiceFault);
        ++pieces;
        bytes.append(chunk);
        return {};
    }
    [[nodiscard]] Result<> finish() override
    {
        finished = true;
        return {};
    }
    void abandon() override { abandoned = true; }
    QByteArray bytes;
    int pieces = 0;
    int failAt = -1;
    bool finished = false;
    bool abandoned = false;
};

constexpr Size kSize{320, 240};

/// A bright square that wanders over a soft ground.
Frame drawn(int number, PixelFormat format, std::chrono::milliseconds time)
{
    const int depth = bytesPerPixel(format);
    QByteArray pixels(qsizetype(kSize.width) * kSize.height * depth, Qt::Uninitialized);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const int at = x - 4 * number;
            const bool inside = at >= 20 && at < 60 && y >= 60 && y < 120;
            for (int c = 0; c < depth; ++c)
                pixels[(qsizetype(y) * kSize.width + x) * depth + c] =
                    static_cast<char>(inside ? 230 - 40 * c : 60 + x / 6 + 20 * c);
        }
    }
    return Frame::make(kSize, format, pixels,
        {Band::Visible, std::chrono::duration_cast<std::chrono::microseconds>(time), std::uint64_t(number)})
        .value();
}

double noise(const Frame& one, const Frame& other)
{
    double sum = 0;
    for (qsizetype i = 0; i < one.pixels().size(); ++i) {
        const double off = static_cast<std::uint8_t>(one.pixels()[i]) - static_cast<std::uint8_t>(other.pixels()[i]);
        sum += off * off;
    }
    return 10 * std::log10(255.0 * 255.0 * double(one.pixels().size()) / std::max(sum, 1.0));
}

Result<ClipSummary> record(Memory& sink, int frames, PixelFormat format)
{
    auto writer = ClipWriter::begin({.size = kSize}, sink);
    if (!writer)
        return failure(writer);
    for (int i = 0; i < frames; ++i) {
        // Uneven on purpose: a camera's frames are.
        const std::chrono::milliseconds time(1'000'000 + 66 * i + (i % 3) * 5);
        if (const Result<> added = (*writer)->add(drawn(i, format, time)); !added)
            return failure(added);
    }
    return (*writer)->finish();
}
} // namespace

class TestClip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAgain_data();
    void whatIsWrittenIsReadAgain();
    void otherPeoplesToolReadsIt();
    void aFrameThatIsNotLaterIsLeftOut();
    void aSinkThatFailsEndsIt();
    void anUnfinishedClipIsAbandoned();
    void whatIsNoClipIsRefused();
};

void TestClip::whatIsWrittenIsReadAgain_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("colour") << int(PixelFormat::Bgr8);
    QTest::newRow("grey") << int(PixelFormat::Grey8);
}

void TestClip::whatIsWrittenIsReadAgain()
{
    QFETCH(int, format);
    Memory sink;
    const Result<ClipSummary> summary = record(sink, 40, static_cast<PixelFormat>(format));
    QVERIFY2(summary, summary ? "" : qPrintable(summary.error().detail));
    QCOMPARE(summary->frames, 40);
    QCOMPARE(summary->late, 0);
    QCOMPARE(summary->bytes, sink.bytes.size());
    QCOMPARE(summary->digest, core::sha256(sink.bytes));
    QVERIFY(sink.finished && !sink.abandoned);
    QVERIFY(sink.pieces > 1); // it went out as it came

    auto reader = ClipReader::open(sink.bytes);
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().detail));
    QCOMPARE((*reader)->size(), kSize);
    int count = 0;
    for (;; ++count) {
        const Result<std::optional<Frame>> frame = (*reader)->next();
        QVERIFY2(frame, frame ? "" : qPrintable(frame.error().detail));
        if (!*frame)
            break;
        const std::chrono::milliseconds time(66 * count + (count % 3) * 5);
        QCOMPARE((*frame)->info().deviceTime, std::chrono::microseconds(time));
        QCOMPARE((*frame)->info().sequence, std::uint64_t(count));
        if (format == int(PixelFormat::Bgr8)) {
            const double decibel = noise(**frame, drawn(count, PixelFormat::Bgr8, time));
            QVERIFY2(decibel > 25, qPrintable(QString::number(decibel)));
        }
    }
    QCOMPARE(count, 40);
}

void TestClip::otherPeoplesToolReadsIt()
{
    if (QStandardPaths::findExecutable(QStringLiteral("ffprobe")).isEmpty())
        QSKIP("ffprobe is not installed");
    Memory sink;
    QVERIFY(record(sink, 30, PixelFormat::Bgr8));
    QProcess probe;
    probe.start(
        QStringLiteral("ffprobe"), {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-count_frames"),
                                       QStringLiteral("-show_streams"), QStringLiteral("-show_format"),
                                       QStringLiteral("-of"), QStringLiteral("json"), QStringLiteral("-")});
    QVERIFY(probe.waitForStarted());
    probe.write(sink.bytes);
    probe.closeWriteChannel();
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.readAllStandardError(), QByteArray());
    const QJsonObject said = QJsonDocument::fromJson(probe.readAllStandardOutput()).object();
    QVERIFY(said[QStringLiteral("format")][QStringLiteral("format_name")].toString().contains(u"webm"));
    const QJsonObject stream = said[QStringLiteral("streams")][0].toObject();
    QCOMPARE(stream[QStringLiteral("codec_name")].toString(), QStringLiteral("vp8"));
    QCOMPARE(stream[QStringLiteral("width")].toInt(), kSize.width);
    QCOMPARE(stream[QStringLiteral("height")].toInt(), kSize.height);
    QCOMPARE(stream[QStringLiteral("nb_read_frames")].toString(), QStringLiteral("30"));
}

void TestClip::aFrameThatIsNotLaterIsLeftOut()
{
    Memory sink;
    auto writer = ClipWriter::begin({.size = kSize}, sink);
    QVERIFY(writer);
    using namespace std::chrono_literals;
    for (const auto time : {0ms, 66ms, 66ms, 20ms, 132ms})
        QVERIFY((*writer)->add(drawn(0, PixelFormat::Grey8, time)));
    const Result<ClipSummary> summary = (*writer)->finish();
    QVERIFY(summary);
    QCOMPARE(summary->frames, 3);
    QCOMPARE(summary->late, 2);
    QCOMPARE(summary->duration, 132ms);
    QVERIFY(!(*writer)->finish());
}

void TestClip::aSinkThatFailsEndsIt()
{
    for (const int piece : {0, 1, 2}) {
        Memory sink;
        sink.failAt = piece;
        const Result<ClipSummary> summary = record(sink, 200, PixelFormat::Bgr8);
        QVERIFY(!summary);
        QCOMPARE(summary.error().code.toString(), QStringLiteral("test.full"));
        QVERIFY(sink.abandoned && !sink.finished);
    }
}

void TestClip::anUnfinishedClipIsAbandoned()
{
    Memory sink;
    {
        auto writer = ClipWriter::begin({.size = kSize}, sink);
        QVERIFY(writer);
        QVERIFY((*writer)->add(drawn(0, PixelFormat::Bgr8, std::chrono::milliseconds(0))));
        const Frame other = Frame::make({32, 32}, PixelFormat::Grey8, QByteArray(1024, 'x')).value();
        QVERIFY(!(*writer)->add(other));
    }
    QVERIFY(sink.abandoned && !sink.finished);
    QVERIFY(!ClipWriter::begin({.size = {15, 240}}, sink));
    QVERIFY(!ClipWriter::begin({.size = {20'000, 240}}, sink));
}

void TestClip::whatIsNoClipIsRefused()
{
    Memory sink;
    QVERIFY(record(sink, 5, PixelFormat::Grey8));
    QVERIFY(!ClipReader::open({}));
    QVERIFY(!ClipReader::open("RIFF....WEBPVP8 "));
    QVERIFY(!ClipReader::open(sink.bytes, {.maxBytes = 100}));
    QVERIFY(!ClipReader::open(sink.bytes, {.maxSide = 200}));
    QVERIFY(!ClipReader::open(sink.bytes.first(60)));
    // Cut off anywhere: an end, or an error, never more frames than there were.
    for (qsizetype size = 100; size < sink.bytes.size(); size += 37) {
        auto reader = ClipReader::open(sink.bytes.first(size));
        if (!reader)
            continue;
        int frames = 0;
        for (Result<std::optional<Frame>> frame = (*reader)->next(); frame && *frame; frame = (*reader)->next())
            ++frames;
        QVERIFY(frames <= 5);
    }
}

QTEST_GUILESS_MAIN(TestClip)
#include "tst_clip.moc"
