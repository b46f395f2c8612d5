#include "support/testfiles.h"

#include <devices/alsamicrophone.h>
#include <devices/cliprecorder.h>
#include <devices/trouble.h>
#include <simulation_devices/virtualcamera.h>
#include <simulation_devices/virtualmicrophone.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <numbers>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;
using imaging::Sound;

namespace {
/// A sound card that answers as it is told; shared with the microphone's thread.
struct Card
{
    std::mutex mutex;
    int opens = 0;
    int closes = 0;
    int openCode = 0;
    int recoverCode = 0;
    std::deque<long> turns; ///< so many samples, or an error; empty: nothing has come
    long waiting = 0;
    QString name;
    bool hangs = false; ///< opening comes back once it is false again, or after longer than anybody should have waited
    bool isHanging = false;
    std::condition_variable released;
    bool isDry = false; ///< everything has been read, and what was read is worked through
    std::condition_variable dried;
};
class PlayedCard final : public SoundCalls
{
public:
    explicit PlayedCard(std::shared_ptr<Card> card)
        : m_card(std::move(card))
    {
    }
    [[nodiscard]] int open(const QString& name) override
    {
        std::unique_lock lock(m_card->mutex);
        ++m_card->opens;
        m_card->name = name;
        m_card->isHanging = m_card->hangs;
        m_card->released.wait_for(lock, 15s, [this] { return !m_card->hangs; });
        m_card->isHanging = false;
        return m_card->openCode;
    }
    [[nodiscard]] long read(std::int16_t* to, long most, long& waiting) override
    {
        const std::lock_guard lock(m_card->mutex);
        if (m_card->turns.empty()) {
            m_card->isDry = true;
            m_card->dried.notify_all();
            return -EAGAIN;
        }
        const long turn = std::min(m_card->turns.front(), most);
        m_card->turns.pop_front();
        waiting = m_card->waiting;
        for (long i = 0; i < turn; ++i)
            to[i] = static_cast<std::int16_t>(i);
        return turn;
    }
    [[nodiscard]] int recover(int) override
    {
        const std::lock_guard lock(m_card->mutex);
        return m_card->recoverCode;
    }
    void close() override
    {
        const std::lock_guard lock(m_card->mutex);
        ++m_card->closes;
    }

private:
    std::shared_ptr<Card> m_card;
};

template<typename T>
QString outcomeOf(const QFuture<Result<T>>& future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        return QStringLiteral("never");
    return future.result() ? QStringLiteral("good") : future.result().error().code.toString();
}

/// All that was heard, in the test's thread.
class Ear : public QObject
{
public:
    explicit Ear(Microphone& microphone)
    {
        connect(&microphone, &Microphone::heard, this, [this](const Sound& piece) { pieces.append(piece); });
        connect(&microphone, &Microphone::lost, this, [this](const Error& why) { lost.append(why.code.toString()); });
    }
    [[nodiscard]] qsizetype samples() const
    {
        qsizetype all = 0;
        for (const Sound& piece : pieces)
            all += piece.count();
        return all;
    }
    QList<Sound> pieces;
    QStringList lost;
};

class Memory final : public core::ChunkSink
{
public:
    [[nodiscard]] Result<> write(QByteArrayView chunk) override
    {
        bytes.append(chunk);
        return {};
    }
    [[nodiscard]] Result<> finish() override { return {}; }
    void abandon() override {}
    QByteArray bytes;
};

/// What another's program unpacks of a clip's sound: 48,000 samples a second.
QByteArray unpacked(const QByteArray& clip)
{
    QProcess ffmpeg;
    ffmpeg.start(QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), QStringLiteral("-"),
            QStringLiteral("-map"), QStringLiteral("0:a"), QStringLiteral("-af"),
            QStringLiteral("aresample=async=1000:first_pts=0"), QStringLiteral("-ar"), QStringLiteral("48000"),
            QStringLiteral("-f"), QStringLiteral("s16le"), QStringLiteral("-")});
    if (!ffmpeg.waitForStarted())
        return {};
    ffmpeg.write(clip);
    ffmpeg.closeWriteChannel();
    if (!ffmpeg.waitForFinished())
        return {};
    return ffmpeg.readAllStandardError().isEmpty() ? ffmpeg.readAllStandardOutput() : QByteArray();
}

/// How much of a tone is in this part, from 0 to about 1 (Goertzel's way, against all that is there).
double share(const QByteArray& samples, qsizetype from, qsizetype count, double hertz)
{
    const auto* at = reinterpret_cast<const std::int16_t*>(samples.constData()) + from;
    double cosine = 0;
    double sine = 0;
    double all = 1;
    for (qsizetype i = 0; i < count; ++i) {
        const double turn = 2 * std::numbers::pi * hertz * double(i) / Sound::kSamplesPerSecond;
        cosine += at[i] * std::cos(turn);
        sine += at[i] * std::sin(turn);
        all += double(at[i]) * at[i];
    }
    return 2 * (cosine * cosine + sine * sine) / (all * double(count));
}

double loudness(const QByteArray& samples, qsizetype from, qsizetype count)
{
    const auto* at = reinterpret_cast<const std::int16_t*>(samples.constData()) + from;
    double all = 0;
    for (qsizetype i = 0; i < count; ++i)
        all += double(at[i]) * at[i];
    return std::sqrt(all / double(count));
}
} // namespace

// BIO-19: a conversation is recorded with its sound.
class TestMicrophone : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheCardGivesIsHeard();
    void everyEndIsToldOnce_data();
    void everyEndIsToldOnce();
    void anOverrunIsCountedAndGoneOver();
    void closeAndGoingAway();
    void sleepLetsGoAtOnce();
    void soundThatNobodyComesForIsBounded();
    void aServerThatHangsHoldsNobodyUp();
    void theSystemsOwnLibrary();
    void aConversationIsAClipWithSound();
    void whatIsMissingStaysSilent();
    void soundOfTheWrongKindIsRefused();
};

void TestMicrophone::whatTheCardGivesIsHeard()
{
    const auto card = std::make_shared<Card>();
    AlsaMicrophone microphone(QStringLiteral("plughw:1"), std::make_unique<PlayedCard>(card));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    QCOMPARE(card->name, QStringLiteral("plughw:1"));
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("devices.busy"));
    const auto before = std::chrono::steady_clock::now().time_since_epoch();
    {
        const std::lock_guard lock(card->mutex);
        card->turns = {960, 960, 480};
        card->waiting = 4800; // a tenth of a second has come after each
    }
    QTRY_COMPARE(ear.samples(), 2400);
    const auto after = std::chrono::steady_clock::now().time_since_epoch();
    for (const Sound& piece : ear.pieces) {
        // Its first sample was heard as long ago as it and what waits behind it take.
        const auto heardAt = piece.deviceTime + std::chrono::microseconds((piece.count() + 4800) * 1'000'000 / 48'000);
        QVERIFY(heardAt >= before - 1ms && heardAt <= after);
        const auto* samples = reinterpret_cast<const std::int16_t*>(piece.samples.constData());
        for (qsizetype i = 0; i < piece.count(); ++i)
            QCOMPARE(samples[i], std::int16_t(i));
    }
    QCOMPARE(microphone.counts(), (SoundCounts{2400, 0}));
}

void TestMicrophone::everyEndIsToldOnce_data()
{
    QTest::addColumn<int>("turn");
    QTest::addColumn<QString>("code");
    QTest::newRow("pulled out") << -ENODEV << QStringLiteral("devices.microphone-lost");
    QTest::newRow("broken") << -EIO << QStringLiteral("devices.microphone-lost");
    QTest::newRow("overrun that stays") << -EPIPE << QStringLiteral("devices.microphone-lost");
    QTest::newRow("nothing comes") << 0 << QStringLiteral("devices.microphone-silent");
}

void TestMicrophone::everyEndIsToldOnce()
{
    QFETCH(int, turn);
    QFETCH(QString, code);
    const auto card = std::make_shared<Card>();
    card->recoverCode = -EIO;
    AlsaMicrophone microphone(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    if (turn != 0) {
        const std::lock_guard lock(card->mutex);
        card->turns = {480, turn, turn, turn};
    }
    QTRY_COMPARE_WITH_TIMEOUT(ear.lost, QStringList{code}, 10'000);
    QCOMPARE(card->closes, 1);
    // The next recording is a new one.
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    QCOMPARE(ear.lost.size(), 1);
    for (const auto& [error, said] :
        {std::pair(-EBUSY, "devices.microphone-in-use"), {-ENOENT, "devices.microphone-not-opened"}}) {
        const auto other = std::make_shared<Card>();
        other->openCode = error;
        AlsaMicrophone refused(QStringLiteral("default"), std::make_unique<PlayedCard>(other));
        QCOMPARE(outcomeOf(refused.open(5s)), QLatin1StringView(said));
    }
}

void TestMicrophone::anOverrunIsCountedAndGoneOver()
{
    const auto card = std::make_shared<Card>();
    AlsaMicrophone microphone(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    {
        const std::lock_guard lock(card->mutex);
        card->turns = {480, -EPIPE, 480};
    }
    QTRY_COMPARE(ear.samples(), 960);
    QCOMPARE(microphone.counts(), (SoundCounts{960, 1}));
    QVERIFY(ear.lost.isEmpty());
}

void TestMicrophone::closeAndGoingAway()
{
    const auto card = std::make_shared<Card>();
    {
        AlsaMicrophone microphone(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
        QCOMPARE(outcomeOf(microphone.close()), QStringLiteral("good"));
        QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
        QCOMPARE(outcomeOf(microphone.close()), QStringLiteral("good"));
        QCOMPARE(card->closes, 1);
        const QFuture<Result<>> asked = microphone.open(5s);
        // Goes with a question under way: it is answered, and the card let go.
        static_cast<void>(asked);
    }
    const auto calls = [&card] {
        const std::lock_guard lock(card->mutex);
        return std::pair(card->opens, card->closes);
    };
    QTRY_VERIFY(calls() == std::pair(2, 2)); // at once, unless the machine has no second to spare
}

void TestMicrophone::sleepLetsGoAtOnce()
{
    const auto card = std::make_shared<Card>();
    AlsaMicrophone microphone(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    microphone.suspend();
    QCOMPARE(ear.lost, QStringList{QStringLiteral("devices.suspended")});
    const auto closes = [&card] {
        const std::lock_guard lock(card->mutex);
        return card->closes;
    };
    QTRY_COMPARE(closes(), 1);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("devices.suspended"));
    microphone.resume();
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
}

// Whoever records stands still: the newest ten seconds are kept, and that something is missing is counted.
void TestMicrophone::soundThatNobodyComesForIsBounded()
{
    constexpr int kPieces = 520;
    const auto card = std::make_shared<Card>();
    AlsaMicrophone microphone(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    {
        const std::lock_guard lock(card->mutex);
        card->waiting = 960; // there is always more
        card->isDry = false;
        for (int i = 0; i < kPieces; ++i)
            card->turns.push_back(960);
    }
    {
        std::unique_lock lock(card->mutex); // this thread does not come for them meanwhile
        QVERIFY(card->dried.wait_for(lock, 20s, [&card] { return card->isDry; }));
    }
    QCOMPARE(microphone.counts().gaps, quint64(20));
    QTRY_COMPARE(ear.pieces.size(), 500);
}

void TestMicrophone::aServerThatHangsHoldsNobodyUp()
{
    const auto card = std::make_shared<Card>();
    card->hangs = true;
    const auto isHanging = [&card] {
        const std::lock_guard lock(card->mutex);
        return card->isHanging;
    };
    auto microphone = std::make_unique<AlsaMicrophone>(QStringLiteral("default"), std::make_unique<PlayedCard>(card));
    const auto opening = microphone->open(50ms);
    QTRY_VERIFY(isHanging());
    QCOMPARE(outcomeOf(opening), QStringLiteral("devices.microphone-slow"));
    microphone.reset();
    QVERIFY(isHanging());
    {
        const std::lock_guard lock(card->mutex);
        card->hangs = false;
        card->released.notify_all();
    }
    const auto closes = [&card] {
        const std::lock_guard lock(card->mutex);
        return card->closes;
    };
    QTRY_COMPARE(closes(), 1); // its own thread tidies up once it can
    QCOMPARE(opening.resultCount(), 1);
}

// ALSA itself, with a card that reads its sound from a file.
void TestMicrophone::theSystemsOwnLibrary()
{
    const QTemporaryDir folder;
    const QString sound = folder.filePath(QStringLiteral("tone.raw"));
    test::writeFile(sound, simulation_devices::tone(440)(0, 48'000 * 60));
    test::writeFile(folder.filePath(QStringLiteral("asound.conf")),
        QStringLiteral("pcm.played { type file; slave.pcm \"null\"; file \"/dev/null\"; infile \"%1\"; format raw }\n")
            .arg(sound)
            .toUtf8());
    const QByteArray configuration =
        "/usr/share/alsa/alsa.conf:" + folder.filePath(QStringLiteral("asound.conf")).toUtf8();
    qputenv("ALSA_CONFIG_PATH", configuration);
    AlsaMicrophone nobody(QStringLiteral("no-such-card"));
    QCOMPARE(outcomeOf(nobody.open(5s)), QStringLiteral("devices.microphone-not-opened"));
    AlsaMicrophone microphone(QStringLiteral("played"));
    const Ear ear(microphone);
    QCOMPARE(outcomeOf(microphone.open(5s)), QStringLiteral("good"));
    QTRY_VERIFY(ear.samples() >= 48'000);
    QCOMPARE(outcomeOf(microphone.close()), QStringLiteral("good"));
    QByteArray heard;
    for (const Sound& piece : ear.pieces)
        heard += piece.samples;
    QVERIFY(share(heard, 0, 24'000, 440) > 0.95);
    QVERIFY(share(heard, 0, 24'000, 1200) < 0.05);
    qunsetenv("ALSA_CONFIG_PATH");
}

void TestMicrophone::aConversationIsAClipWithSound()
{
    if (QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty())
        QSKIP("ffmpeg is not installed");
    Memory sink;
    simulation_devices::VirtualMicrophone microphone(simulation_devices::tone(440));
    simulation_devices::VirtualCamera camera(simulation_devices::testCard({320, 240}));
    RecordedClip recorded;
    {
        ClipRecorder recorder({.size = {320, 240}, .soundKilobits = 24}, sink);
        connect(&camera, &Camera::framed, this, [&](const imaging::Frame& frame) { recorder.add(frame); });
        connect(&microphone, &Microphone::heard, this, [&](const Sound& piece) { recorder.add(piece); });
        QCOMPARE(outcomeOf(microphone.open(1s)), QStringLiteral("good"));
        QVERIFY(camera.open({{320, 240}, 15, CameraEncoding::Raw}, 1s).result());
        QTRY_VERIFY_WITH_TIMEOUT(microphone.counts().samples >= 2 * 48'000, 20'000);
        QVERIFY(camera.close().result());
        QVERIFY(microphone.close().result());
        const QFuture<Result<RecordedClip>> finished = recorder.finish();
        QCOMPARE(outcomeOf(finished), QStringLiteral("good"));
        recorded = *finished.result();
    }
    QCOMPARE(recorded.soundsDropped, 0);
    QCOMPARE(recorded.clip.soundGaps, 0);
    QCOMPARE(recorded.clip.sound.count(), qint64(microphone.counts().samples / 48));
    QVERIFY(recorded.clip.frames > 5);

    const QByteArray samples = unpacked(sink.bytes);
    QVERIFY(samples.size() > 2 * 48'000 * 9 / 10 * Sound::kBytes);
    QVERIFY(share(samples, 24'000, 24'000, 440) > 0.8);
    QVERIFY(share(samples, 24'000, 24'000, 1200) < 0.05);
}

void TestMicrophone::whatIsMissingStaysSilent()
{
    if (QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty())
        QSKIP("ffmpeg is not installed");
    Memory sink;
    auto writer = imaging::ClipWriter::begin({.size = {320, 240}, .soundKilobits = 24}, sink);
    QVERIFY(writer);
    const auto source = simulation_devices::tone(440);
    const auto from = [&](std::chrono::milliseconds time, std::chrono::milliseconds length) {
        return Sound{time, source(quint64(time.count()) * 48, int(length.count()) * 48)};
    };
    // Half a second, half a second of nothing, half a second; in pieces of an uneven size.
    for (int i = 0; i < 10; ++i)
        QVERIFY((*writer)->add(from(std::chrono::milliseconds(1000 + 50 * i), 50ms)));
    for (int i = 0; i < 10; ++i)
        QVERIFY((*writer)->add(from(std::chrono::milliseconds(2000 + 50 * i), 50ms)));
    // A sound of before the clip's beginning is nobody's.
    QVERIFY((*writer)->add(from(500ms, 50ms)));
    const Result<imaging::ClipSummary> summary = (*writer)->finish();
    QVERIFY(summary);
    QCOMPARE(summary->sound, 1000ms);
    QCOMPARE(summary->soundGaps, 1);
    const QByteArray samples = unpacked(sink.bytes);
    QVERIFY(samples.size() >= qsizetype(48) * 1450 * Sound::kBytes);
    QVERIFY(loudness(samples, 48 * 150, 48 * 250) > 5000);
    QVERIFY(loudness(samples, 48 * 650, 48 * 250) < 300);
    QVERIFY(loudness(samples, 48 * 1100, 48 * 250) > 5000);
}

void TestMicrophone::soundOfTheWrongKindIsRefused()
{
    Memory sink;
    auto silent = imaging::ClipWriter::begin({.size = {320, 240}}, sink);
    QVERIFY(silent);
    QVERIFY(!(*silent)->add(Sound{1s, QByteArray(960, 'x')}));
    QVERIFY(!imaging::ClipWriter::begin({.size = {320, 240}, .soundKilobits = 1000}, sink));
    // Half a sample at the end is no sample.
    auto writer = imaging::ClipWriter::begin({.size = {320, 240}, .soundKilobits = 24}, sink);
    QVERIFY(writer);
    QVERIFY((*writer)->add(Sound{1s, QByteArray(961, 'x')}));
    QVERIFY((*writer)->add(Sound{1010ms, {}}));
    QCOMPARE((*writer)->finish().value().sound, 10ms);
}

QTEST_GUILESS_MAIN(TestMicrophone)
#include "tst_microphone.moc"
