#include <core/hashing.h>
#include <imaging/codecs.h>
#include <palm/gallery.h>
#include <palm/record.h>

#include <QBuffer>
#include <QTest>

#include <atomic>
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
    void recordLiesAsTheStandardHasIt();
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
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char* name, const QByteArray& bytes, bool isRecord, const char* expected,
                         ErrorKind kind = ErrorKind::ServiceFault) {
        QTest::newRow(name) << bytes << isRecord << QString::fromLatin1(expected) << kind;
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
    row("template: newer", with(palm, 4, 2), false, "palm.newer-template", ErrorKind::OperatorCanFix);
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
    // What stands at these places, `recordLiesAsTheStandardHasIt` says.
    row("record: another header's version", with(bytes, 4, 4), true, "palm.broken-record");
    row("record: another format", with(bytes, 11, 9), true, "palm.broken-record");
    row("record: no picture", with(bytes, 33, 0), true, "palm.broken-record");
    row("record: quality of 200", with(bytes, 52, '\xc8'), true, "palm.broken-record");
    row("record: no hand", with(bytes, 53, 3), true, "palm.broken-record");
    row("record: no band", with(bytes, 54, 0), true, "palm.broken-record");
    row("record: another size than the picture", with(bytes, 57, 17), true, "palm.broken-record");
    row("record: reserved bytes used", with(bytes, 71, 1), true, "palm.broken-record");
    row("record: no picture in it", with(bytes, 76, 'x'), true, "imaging.unknown-kind", ErrorKind::OperatorCanFix);
}

void TestPalmTemplate::badBytesHaveTheirError()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isRecord);
    QFETCH(QString, expected);
    QFETCH(ErrorKind, kind);
    if (isRecord) {
        const auto read = readImageRecord(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code.toString(), expected);
        QCOMPARE(read.error().kind, kind);
    } else {
        const auto read = PalmTemplate::fromBytes(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().code.toString(), expected);
        QCOMPARE(read.error().kind, kind);
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
    const ShiftedCode probe = shifted(palm.code);
    const auto isFound = [&probe](const Gallery& among, Path path) {
        const Gallery::SearchOptions options{.shortList = 1, .best = 1, .path = path};
        return among.search(probe, options).front() == Candidate{HandKey{1}, 0};
    };
    std::atomic<bool> always = true;
    std::vector<std::thread> threads;
    // Hands come and go, over more than one block of memory; on every path and in every snapshot the one that stays is
    // there.
    threads.emplace_back([&] {
        constexpr int kMany = 4500;
        const auto keyOf = [](int n) {
            HandKey key{2};
            std::memcpy(key.data() + 1, &n, sizeof n);
            return key;
        };
        for (int n = 0; n < kMany; ++n)
            gallery.add(keyOf(n), stranger);
        for (int n = 0; n < kMany; ++n) {
            if (!gallery.remove(keyOf(n)))
                always = false;
        }
    });
    threads.emplace_back([&] {
        for (int i = 0; i < 5; ++i) {
            QBuffer file;
            Gallery copy;
            if (!file.open(QIODevice::ReadWrite) || !gallery.writeTo(file) || !file.seek(0) || !copy.readFrom(file) ||
                !isFound(copy, Path::Portable))
                always = false;
        }
    });
    for (const Path path : {Path::Portable, Path::Avx2, Path::Avx512}) {
        if (!isAvailable(path))
            continue;
        threads.emplace_back([&, path] {
            for (int i = 0; i < 40; ++i) {
                if (!isFound(gallery, path))
                    always = false;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
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

void TestPalmTemplate::recordLiesAsTheStandardHasIt()
{
    ImageRecord record;
    record.side = Side::Right;
    record.captured = core::WallTime(std::chrono::milliseconds(1'780'000'000'000));
    record.deviceVendor = 0x0102;
    record.deviceType = 0x0304;
    record.quality = 61;
    record.infraredPng =
        *imaging::encodePng(*imaging::Frame::make({16, 12}, imaging::PixelFormat::Grey8, QByteArray(192, 'a')));
    const auto big = [](qsizetype number) {
        return QByteArray::fromHex(QByteArray::number(number, 16).rightJustified(8, '0'));
    };
    const qsizetype picture = record.infraredPng.size();
    QByteArray expected = "CBEF";
    expected += QByteArray::fromHex("0300 0000 0101 0008 00000800"); // owner SC 37, format 8, vein
    expected += big(16 + 40 + picture);
    expected += QByteArray::fromHex("5649520030323000") + big(16 + 40 + picture); // VIR, 020
    expected += QByteArray::fromHex("0001 0000") + big(40 + picture);
    expected += QByteArray::fromHex("0000019e70448800 0102 0304 3d"); // milliseconds, device, quality
    expected += QByteArray::fromHex("01 02 03 0010 000c 08 01");      // right, infra-red, PNG, 16×12, grey
    expected += QByteArray(10, '\0') + big(picture) + record.infraredPng;
    const auto written = writeImageRecord(record);
    QVERIFY(written);
    QCOMPARE(written->toHex(), expected.toHex());
    QCOMPARE(*readImageRecord(expected), record);
}

QTEST_GUILESS_MAIN(TestPalmTemplate)
#include "tst_palmtemplate.moc"
