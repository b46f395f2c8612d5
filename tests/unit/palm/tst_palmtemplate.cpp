#include <core/hashing.h>
#include <imaging/codecs.h>
#include <palm/gallery.h>
#include <palm/record.h>

#include <QBuffer>
#include <QTest>

#include <random>
#include <thread>

using namespace tirkeu;
using namespace tirkeu::palm;

class TestPalmTemplate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackFromBytes();
    void refusesEveryBrokenByte();
    void badBytesHaveTheirError_data();
    void badBytesHaveTheirError();
    void allPathsCountAlike();
    void keyedDistancesAreTheSame();
    void twoKeysMakeStrangers();
    void galleryAnswersAlikeOnAllPaths();
    void galleryKeepsItsWord();
    void galleryServesSeveralThreads();
    void recordComesBack();
};

static std::mt19937_64 s_random(7);

static PalmTemplate randomPalm(double flip = 0.5, const PalmTemplate* like = nullptr)
{
    PalmTemplate palm;
    if (like)
        palm = *like;
    palm.hasVisible = palm.hasInfrared = true;
    palm.quality = 70;
    std::bernoulli_distribution changed(flip);
    const auto stir = [&](std::uint64_t& word) {
        for (int bit = 0; bit < 64; ++bit)
            word ^= std::uint64_t(changed(s_random)) << bit;
    };
    for (std::size_t w = 0; w + 1 < kCodeWords; ++w)
        if (w % kCodePlanes == 6)
            palm.code[w] = ~std::uint64_t(0);
        else
            stir(palm.code[w]);
    for (std::size_t p = 0; p + 1 < kFinePlanes; ++p)
        for (std::uint64_t& word : palm.fine[p])
            stir(word);
    palm.fine[kFinePlanes - 1].fill(~std::uint64_t(0));
    palm.fine[kFinePlanes - 1][3] = 0xffff0000ff00ffffULL;
    return palm;
}

static TransformKey keyOf(int seed)
{
    core::SecureBytes secret(32);
    secret.u8()[0] = static_cast<unsigned char>(seed);
    return std::move(*TransformKey::make(secret));
}

void TestPalmTemplate::comesBackFromBytes()
{
    const PalmTemplate palm = randomPalm();
    const QByteArray bytes = palm.toBytes();
    QCOMPARE(bytes.size(), PalmTemplate::kBytes);
    QVERIFY(bytes.size() <= 2048);
    QCOMPARE(*PalmTemplate::fromBytes(bytes), palm);
}

void TestPalmTemplate::refusesEveryBrokenByte()
{
    const QByteArray bytes = randomPalm().toBytes();
    for (qsizetype i = 0; i < bytes.size(); i += 5) {
        QByteArray broken = bytes;
        broken[i] = static_cast<char>(broken[i] ^ 0x10);
        QVERIFY(!PalmTemplate::fromBytes(broken));
    }
    QVERIFY(!PalmTemplate::fromBytes(bytes.first(700)));
    QVERIFY(!PalmTemplate::fromBytes({}));
    QByteArray newer = bytes;
    newer[4] = 2;
    QCOMPARE(PalmTemplate::fromBytes(newer).error().code.toString(), QStringLiteral("palm.newer-template"));
}

void TestPalmTemplate::badBytesHaveTheirError_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isRecord");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, bool isRecord, const char* expected) {
        QTest::newRow(name) << bytes << isRecord << QString::fromLatin1(expected);
    };
    const auto with = [](QByteArray bytes, qsizetype at, char value) {
        bytes[at] = value;
        return bytes;
    };
    // As a forger would: changed and its digest made anew.
    const auto resealed = [&](const QByteArray& bytes) {
        const QByteArray body = bytes.first(PalmTemplate::kBytes - 32);
        return body + core::sha256(body);
    };
    const QByteArray palm = randomPalm().toBytes();
    row("template: nothing", {}, false, "palm.broken-template");
    row("template: something else", "hello, this is no palm template at all", false, "palm.broken-template");
    row("template: truncated", palm.first(700), false, "palm.broken-template");
    row("template: too long", palm + 'x', false, "palm.broken-template");
    row("template: older than the first", with(palm, 4, 0), false, "palm.broken-template");
    row("template: newer", with(palm, 4, 2), false, "palm.newer-template");
    row("template: one bit", with(palm, 900, static_cast<char>(palm[900] ^ 1)), false, "palm.broken-template");
    row("template: no side", resealed(with(palm, 5, 3)), false, "palm.broken-template");
    row("template: no band", resealed(with(palm, 6, 0)), false, "palm.broken-template");
    row("template: quality of 200", resealed(with(palm, 7, '\xc8')), false, "palm.broken-template");
    row("template: of no samples", resealed(with(palm, 8, 0)), false, "palm.broken-template");
    row("template: reserved bytes used", resealed(with(palm, 30, 1)), false, "palm.broken-template");

    ImageRecord record;
    record.infraredPng =
        *imaging::encodePng(*imaging::Frame::make({16, 12}, imaging::PixelFormat::Grey8, QByteArray(192, 'a')));
    const QByteArray bytes = *writeImageRecord(record);
    row("record: nothing", {}, true, "palm.broken-record");
    row("record: a template instead", palm, true, "palm.broken-record");
    row("record: truncated", bytes.first(bytes.size() / 2), true, "palm.broken-record");
    row("record: trailing bytes", bytes + 'x', true, "palm.broken-record");
}

void TestPalmTemplate::badBytesHaveTheirError()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isRecord);
    QFETCH(QString, expected);
    if (isRecord) {
        const auto read = readImageRecord(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code.toString(), expected);
    } else {
        const auto read = PalmTemplate::fromBytes(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code.toString(), expected);
    }
}

void TestPalmTemplate::allPathsCountAlike()
{
    for (int round = 0; round < 20; ++round) {
        const PalmTemplate a = randomPalm();
        const PalmTemplate b = randomPalm(0.1 + 0.02 * round, &a);
        const Probe probe(a);
        const ShiftedCode shifts = shifted(a.code);
        for (const Path path : {Path::Avx2, Path::Avx512}) {
            if (!isAvailable(path))
                continue;
            QCOMPARE(codeDistance(shifts, b.code, path), codeDistance(shifts, b.code, Path::Portable));
            QCOMPARE(probe.compare(b, path).distance, probe.compare(b, Path::Portable).distance);
            const std::array stored{b.code, a.code, randomPalm().code};
            std::array<CodeDistance, 3> scanned{};
            std::array<CodeDistance, 3> expected{};
            codeDistances(a.code, stored, scanned, path);
            codeDistances(a.code, stored, expected, Path::Portable);
            QVERIFY(scanned == expected);
            QCOMPARE(scanned[1], CodeDistance(0));
        }
    }
}

void TestPalmTemplate::keyedDistancesAreTheSame()
{
    const TransformKey key = keyOf(1);
    for (int round = 0; round < 5; ++round) {
        const PalmTemplate a = randomPalm();
        const PalmTemplate b = randomPalm(0.25, &a);
        const PalmTemplate keyed = *key.apply(b);
        QVERIFY(keyed.isKeyed());
        QVERIFY(keyed.code != b.code);
        QCOMPARE(Probe(a, key).compare(keyed).overlap, Probe(a).compare(b).overlap);
        QVERIFY(std::abs(Probe(a, key).compare(keyed).distance - Probe(a).compare(b).distance) < 1e-12);
        QCOMPARE(codeDistance(shifted(a.code, key), keyed.code), codeDistance(shifted(a.code), b.code));
        QVERIFY(!key.apply(keyed));
    }
}

void TestPalmTemplate::twoKeysMakeStrangers()
{
    const PalmTemplate palm = randomPalm();
    const TransformKey first = keyOf(1);
    const TransformKey second = keyOf(2);
    QVERIFY(first.id() != second.id());
    PalmTemplate other = *second.apply(palm);
    QCOMPARE(Probe(palm, first).compare(other).distance, 0.5); // refused by the key's name
    other.keyId = first.id();                                  // and strangers even when the name lies
    QVERIFY(Probe(palm, first).compare(other).distance > 0.38);
    QVERIFY(codeDistance(shifted(palm.code, first), other.code) > 65536 * 0.4);
}

void TestPalmTemplate::galleryAnswersAlikeOnAllPaths()
{
    Gallery gallery;
    std::vector<PalmTemplate> palms;
    for (int i = 0; i < 500; ++i) {
        palms.push_back(randomPalm());
        HandKey key{};
        key[0] = static_cast<std::uint8_t>(i & 0xff);
        key[1] = static_cast<std::uint8_t>(i >> 8);
        gallery.add(key, palms.back().code);
    }
    for (int i = 0; i < 500; i += 50) {
        const ShiftedCode probe = shifted(randomPalm(0.25, &palms[static_cast<std::size_t>(i)]).code);
        Gallery::SearchOptions options{.shortList = 40, .best = 5, .path = Path::Portable};
        const auto expected = gallery.search(probe, options);
        QCOMPARE(expected.front(), gallery.searchAll(probe, 1, Path::Portable).front());
        QCOMPARE(int(expected.front().key[0]), i & 0xff);
        for (const Path path : {Path::Avx2, Path::Avx512}) {
            if (!isAvailable(path))
                continue;
            options.path = path;
            QVERIFY(gallery.search(probe, options) == expected);
        }
    }
}

void TestPalmTemplate::galleryKeepsItsWord()
{
    Gallery gallery;
    const PalmTemplate palm = randomPalm();
    for (int i = 0; i < 5000; ++i) {
        HandKey key{};
        std::memcpy(key.data(), &i, sizeof i);
        gallery.add(key, i == 4500 ? palm.code : randomPalm(0.3, i % 7 == 0 ? &palm : nullptr).code);
    }
    HandKey wanted{};
    const int number = 4500;
    std::memcpy(wanted.data(), &number, sizeof number);
    QVERIFY(gallery.search(shifted(palm.code)).front().key == wanted);
    QVERIFY(double(gallery.bytes()) <= 1.1 * 640 * 8192); // two chunks
    QBuffer file;
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(gallery.writeTo(file));
    QVERIFY(gallery.remove(wanted));
    QVERIFY(!gallery.remove(wanted));
    QVERIFY(gallery.search(shifted(palm.code)).front().key != wanted);
    QVERIFY(file.seek(0));
    QVERIFY(gallery.readFrom(file));
    QCOMPARE(gallery.size(), std::size_t(5000));
    QVERIFY(gallery.search(shifted(palm.code)).front().key == wanted);
    QByteArray broken = file.data();
    broken[5000] = static_cast<char>(broken[5000] ^ 1);
    QBuffer other(&broken);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QVERIFY(!gallery.readFrom(other));
    QCOMPARE(gallery.size(), std::size_t(5000));
}

void TestPalmTemplate::galleryServesSeveralThreads()
{
    Gallery gallery;
    const PalmTemplate palm = randomPalm();
    gallery.add(HandKey{1}, palm.code);
    const MatchingCode stranger = randomPalm().code;
    std::thread writer([&] {
        for (int i = 0; i < 200; ++i) {
            gallery.add(HandKey{2}, stranger);
            (void)gallery.remove(HandKey{2});
        }
    });
    bool always = true;
    const ShiftedCode probe = shifted(palm.code);
    for (int i = 0; i < 200; ++i)
        always = always && gallery.search(probe).front().key == HandKey{1};
    writer.join();
    QVERIFY(always);
    QCOMPARE(gallery.size(), std::size_t(1));
}

void TestPalmTemplate::recordComesBack()
{
    const auto frame = imaging::Frame::make({16, 12}, imaging::PixelFormat::Grey8, QByteArray(192, 'a'));
    ImageRecord record;
    record.side = Side::Right;
    record.captured = core::WallTime(std::chrono::milliseconds(1'780'000'000'000));
    record.quality = 61;
    record.infraredPng = *imaging::encodePng(*frame);
    record.visiblePng = record.infraredPng;
    const QByteArray bytes = *writeImageRecord(record);
    QCOMPARE(*readImageRecord(bytes), record);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        QVERIFY(!readImageRecord(bytes.first(i)));
    QVERIFY(!readImageRecord(bytes + 'x'));
    QVERIFY(!writeImageRecord({}));
    ImageRecord animated = record;
    animated.infraredPng = "GIF89a and what follows";
    const auto written = writeImageRecord(animated);
    QVERIFY(!written);
    QCOMPARE(written.error().code.toString(), QStringLiteral("imaging.animated"));
}

QTEST_GUILESS_MAIN(TestPalmTemplate)
#include "tst_palmtemplate.moc"
