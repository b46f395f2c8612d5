#include "support/vaultbench.h"

#include <devices/cliprecorder.h>
#include <imaging/clipreader.h>

#include <core/hashing.h>

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QSemaphore>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;

namespace {
imaging::Frame frameAt(int number)
{
    constexpr imaging::Size kSize{320, 240};
    QByteArray pixels(qsizetype(kSize.width) * kSize.height, Qt::Uninitialized);
    for (int i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<char>((i % 320 + 3 * number) ^ (i / 320));
    return imaging::Frame::make(kSize, imaging::PixelFormat::Grey8, pixels,
        {imaging::Band::Visible, std::chrono::milliseconds(66 * number), std::uint64_t(number)})
        .value();
}

/// Lets a piece through only when it is told to.
class Gate final : public core::ChunkSink
{
public:
    [[nodiscard]] Result<> write(QByteArrayView) override
    {
        open.acquire();
        open.release();
        return {};
    }
    [[nodiscard]] Result<> finish() override { return {}; }
    void abandon() override { abandoned = true; }
    QSemaphore open;
    std::atomic<bool> abandoned = false;
};

QByteArray everythingUnder(const QString& folder)
{
    QByteArray all;
    for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}
} // namespace

// BIO-19: what was recorded is kept, and only sealed.
class TestClipRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClipLiesSealedInTheVault();
    void aSlowSinkNeverHoldsTheCameraUp();
    void whatIsNotFinishedIsAbandoned();
};

void TestClipRecorder::aClipLiesSealedInTheVault()
{
    test::VaultBench bench;
    QVERIFY(bench.create());
    vault::Store& store = bench.vault->store();
    test::CaseScript script(bench.clock);
    QVERIFY(store.append(script.opened()));
    auto object = store.writeObject(vault::ObjectKind::Clip, script.client, script.id);
    QVERIFY(object);
    RecordedClip recorded;
    {
        ClipRecorder recorder({.size = {320, 240}}, **object);
        for (int i = 0; i < 60; ++i)
            recorder.add(frameAt(i));
        QFuture<Result<RecordedClip>> finished = recorder.finish();
        finished.waitForFinished();
        const Result<RecordedClip> result = finished.result();
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        recorded = *result;
        QVERIFY(!recorder.finish().result());
    }
    QCOMPARE(recorded.clip.frames + recorded.dropped, 60);
    QVERIFY(recorded.clip.frames >= ClipRecorder::kMostWaiting);
    const QByteArray clip = store.readObject((*object)->info().id).value();
    QCOMPARE(core::sha256(clip), recorded.clip.digest);
    auto reader = imaging::ClipReader::open(clip);
    QVERIFY(reader);
    int frames = 0;
    while (const auto frame = (*reader)->next().value())
        ++frames;
    QCOMPARE(frames, recorded.clip.frames);

    // In clear nowhere: neither its beginning nor any piece of it.
    QVERIFY(store.checkpoint());
    const QByteArray disk = everythingUnder(bench.folder());
    QVERIFY(disk.size() > clip.size() / 2);
    QVERIFY(!disk.contains(QByteArray::fromHex("1a45dfa3")));
    for (qsizetype at = 0; at + 24 < clip.size(); at += 997)
        QVERIFY(!disk.contains(clip.mid(at, 24)));
}

void TestClipRecorder::aSlowSinkNeverHoldsTheCameraUp()
{
    Gate gate;
    {
        ClipRecorder recorder({.size = {320, 240}}, gate);
        std::vector<imaging::Frame> frames;
        for (int i = 0; i < 100; ++i)
            frames.push_back(frameAt(i));
        QElapsedTimer timer;
        timer.start();
        for (const imaging::Frame& frame : frames)
            recorder.add(frame);
        QVERIFY(timer.elapsed() < 10'000); // nothing of it waits for the sink, which is shut
        QFuture<Result<RecordedClip>> finished = recorder.finish();
        QVERIFY(!finished.isFinished());
        gate.open.release();
        finished.waitForFinished();
        QVERIFY(finished.result());
        QCOMPARE(finished.result()->clip.frames + finished.result()->dropped, 100);
        QVERIFY(finished.result()->dropped >= 100 - 2 * ClipRecorder::kMostWaiting);
    }
    QVERIFY(!gate.abandoned);
}

void TestClipRecorder::whatIsNotFinishedIsAbandoned()
{
    Gate gate;
    gate.open.release();
    {
        ClipRecorder recorder({.size = {320, 240}}, gate);
        recorder.add(frameAt(0));
    }
    QVERIFY(gate.abandoned);
    // A picture of another size is told at the end, however early it came.
    ClipRecorder recorder({.size = {640, 480}}, gate);
    recorder.add(frameAt(0));
    QFuture<Result<RecordedClip>> finished = recorder.finish();
    finished.waitForFinished();
    QCOMPARE(finished.result().error().code.toString(), QStringLiteral("imaging.clip-frame-differs"));
}

QTEST_GUILESS_MAIN(TestClipRecorder)
#include "tst_cliprecorder.moc"
