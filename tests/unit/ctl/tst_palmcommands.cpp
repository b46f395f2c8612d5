#include "runcommand.h"
#include "support/testfiles.h"

#include <imaging/codecs.h>
#include <palm/template.h>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using test::runCommand;

// The commands of the palm as a script meets them: answers, files and exit codes.
class TestPalmCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void simulateWritesAPair();
    void simulateKnowsItsNames();
    void regionNamesTheHand();
    void regionOfNothingIsNo();
    void assessTakesEitherBand();
    void assessTellsAnArtefact();
    void templateIsWritten();
    void compareAnswersByItsExitCode();
    void compareOfBrokenFilesCannotDecide();
    void badPicturesHaveTheirError_data();
    void badPicturesHaveTheirError();
    void whatWasFoundIsDrawn_data();
    void whatWasFoundIsDrawn();
    void aColourPictureMayBeInfrared();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a pair into a folder of that name.
    bool simulate(const QString& name, const QStringList& how) const;
    QTemporaryDir m_folder;
};

static QJsonObject resultOf(const test::CommandRun& run)
{
    return run.json().value(u"result").toObject();
}

static QString errorOf(const test::CommandRun& run)
{
    return run.json().value(u"error").toObject().value(u"code").toString();
}

static test::CommandRun palmCommand(const QStringList& words)
{
    return runCommand(QStringList{QStringLiteral("palm")} + words + QStringList{QStringLiteral("--json")});
}

static bool write(const QString& name, const QByteArray& bytes)
{
    QFile out(name);
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
}

bool TestPalmCommands::simulate(const QString& name, const QStringList& how) const
{
    return palmCommand(QStringList{QStringLiteral("simulate"), QStringLiteral("--out"), file(name)} + how).code == 0;
}

void TestPalmCommands::initTestCase()
{
    const QStringList right{QStringLiteral("--hand"), QStringLiteral("right"), QStringLiteral("--person")};
    QVERIFY(simulate(QStringLiteral("one"), right + QStringList{QStringLiteral("610")}));
    QVERIFY(simulate(QStringLiteral("again"),
        right + QStringList{QStringLiteral("610"), QStringLiteral("--sample"), QStringLiteral("1")}));
    QVERIFY(simulate(QStringLiteral("other"), right + QStringList{QStringLiteral("611")}));
    QVERIFY(simulate(QStringLiteral("print"),
        right + QStringList{QStringLiteral("610"), QStringLiteral("--attack"), QStringLiteral("inkjet-print")}));
    const auto black = imaging::Frame::make({640, 480}, imaging::PixelFormat::Grey8, QByteArray(640 * 480, '\x14'));
    QVERIFY(black && write(file(QStringLiteral("black.png")), *imaging::encodePng(*black)));
}

void TestPalmCommands::simulateWritesAPair()
{
    const auto visible = imaging::decodeImage(test::readFile(file(QStringLiteral("one/visible.png"))));
    const auto infrared = imaging::decodeImage(test::readFile(file(QStringLiteral("one/infrared.png"))));
    QVERIFY(visible && infrared);
    QVERIFY(visible->size() == infrared->size());
    QCOMPARE(visible->format(), imaging::PixelFormat::Bgr8);
    QCOMPARE(infrared->format(), imaging::PixelFormat::Grey8);
    QVERIFY(test::readFile(file(QStringLiteral("one/visible.png"))) !=
            test::readFile(file(QStringLiteral("again/visible.png"))));
}

void TestPalmCommands::simulateKnowsItsNames()
{
    for (const char* wrong : {"--person x", "--sample x", "--hand both", "--condition fine", "--attack magic"}) {
        const auto run = palmCommand(
            QStringList{QStringLiteral("simulate"), QStringLiteral("--out"), file(QStringLiteral("never"))} +
            QString::fromLatin1(wrong).split(u' '));
        QVERIFY2(run.code == 2 && errorOf(run) == u"palm.unknown-name", wrong);
    }
    QVERIFY(!QFile::exists(file(QStringLiteral("never"))));
    const QByteArray help = runCommand("palm simulate --help").output;
    QVERIFY(help.contains("dirty-window") && help.contains("silicone-vein-cast"));
}

void TestPalmCommands::regionNamesTheHand()
{
    const QString drawn = file(QStringLiteral("drawn.png"));
    const auto run = palmCommand(
        {QStringLiteral("region"), file(QStringLiteral("one/visible.png")), QStringLiteral("--picture"), drawn});
    QCOMPARE(run.code, 0);
    QCOMPARE(resultOf(run).value(u"hand").toString(), QStringLiteral("right"));
    QCOMPARE(resultOf(run).value(u"corners").toArray().size(), 4);
    QVERIFY(resultOf(run).value(u"problems").toArray().isEmpty());
    // Something was drawn over the picture.
    const auto before = imaging::decodeImage(test::readFile(file(QStringLiteral("one/visible.png"))));
    const auto after = imaging::decodeImage(test::readFile(drawn));
    QVERIFY(before && after && before->size() == after->size());
    QVERIFY(before->pixels() != after->pixels());
    QVERIFY(runCommand({QStringLiteral("palm"), QStringLiteral("region"), file(QStringLiteral("one/infrared.png"))})
                .output.startsWith("right hand, quality "));
}

void TestPalmCommands::regionOfNothingIsNo()
{
    const auto run = palmCommand({QStringLiteral("region"), file(QStringLiteral("black.png"))});
    QCOMPARE(run.code, 1);
    QCOMPARE(errorOf(run), QStringLiteral("palm.no-usable-palm"));
    QVERIFY(!resultOf(run).value(u"problems").toArray().isEmpty());
    const auto missing = palmCommand({QStringLiteral("region"), file(QStringLiteral("not-there.png"))});
    QCOMPARE(missing.code, 2);
    QCOMPARE(errorOf(missing), QStringLiteral("ctl.file-unreadable"));
}

void TestPalmCommands::assessTakesEitherBand()
{
    const QStringList visible{QStringLiteral("--vis"), file(QStringLiteral("one/visible.png"))};
    const QStringList infrared{QStringLiteral("--nir"), file(QStringLiteral("one/infrared.png"))};
    const QStringList assess{QStringLiteral("assess")};
    const auto both = palmCommand(assess + visible + infrared);
    QCOMPARE(both.code, 0);
    QCOMPARE(resultOf(both).value(u"oneBandOnly").toBool(true), false);
    QCOMPARE(resultOf(both).value(u"authenticity").toString(), QStringLiteral("real"));
    QVERIFY(!resultOf(both).value(u"cues").toArray().isEmpty());
    QVERIFY(resultOf(both).value(u"quality").toObject().value(u"overall").toInt() > 40);
    for (const QStringList& alone : {visible, infrared}) {
        const auto one = palmCommand(assess + alone);
        QCOMPARE(one.code, 0);
        QCOMPARE(resultOf(one).value(u"oneBandOnly").toBool(), true);
        QCOMPARE(resultOf(one).value(u"authenticity").toString(), QStringLiteral("cannot-decide"));
    }
    const auto neither = palmCommand(assess);
    QCOMPARE(neither.code, 2);
    QCOMPARE(errorOf(neither), QStringLiteral("palm.no-picture"));
}

void TestPalmCommands::assessTellsAnArtefact()
{
    const auto run =
        palmCommand({QStringLiteral("assess"), QStringLiteral("--vis"), file(QStringLiteral("print/visible.png")),
            QStringLiteral("--nir"), file(QStringLiteral("print/infrared.png"))});
    QCOMPARE(run.code, 0); // it was assessed; the verdict is in the answer
    QCOMPARE(resultOf(run).value(u"authenticity").toString(), QStringLiteral("artefact"));
}

void TestPalmCommands::templateIsWritten()
{
    const QString out = file(QStringLiteral("one.tkpt"));
    const auto run =
        palmCommand({QStringLiteral("template"), QStringLiteral("--vis"), file(QStringLiteral("one/visible.png")),
            QStringLiteral("--nir"), file(QStringLiteral("one/infrared.png")), QStringLiteral("--out"), out});
    QCOMPARE(run.code, 0);
    const QByteArray bytes = test::readFile(out);
    QCOMPARE(resultOf(run).value(u"bytes").toInt(), int(bytes.size()));
    const auto palm = palm::PalmTemplate::fromBytes(bytes);
    QVERIFY(palm && palm->hasVisible && palm->hasInfrared);
    QCOMPARE(palm->side, palm::Side::Right);
    const auto none =
        palmCommand({QStringLiteral("template"), file(QStringLiteral("black.png")), QStringLiteral("--out"), out});
    QCOMPARE(none.code, 2);
    QCOMPARE(test::readFile(out), bytes);
    const auto unwritten = palmCommand({QStringLiteral("template"), file(QStringLiteral("one/visible.png")),
        QStringLiteral("--out"), file(QStringLiteral("no/such/folder/one.tkpt"))});
    QCOMPARE(unwritten.code, 2);
    QCOMPARE(errorOf(unwritten), QStringLiteral("palm.file-not-written"));
}

void TestPalmCommands::compareAnswersByItsExitCode()
{
    const auto made = [this](const QString& name) {
        const QString out = file(name + QStringLiteral(".made"));
        (void)palmCommand(
            {QStringLiteral("template"), QStringLiteral("--vis"), file(name + QStringLiteral("/visible.png")),
                QStringLiteral("--nir"), file(name + QStringLiteral("/infrared.png")), QStringLiteral("--out"), out});
        return out;
    };
    const QString one = made(QStringLiteral("one"));
    const QString other = made(QStringLiteral("other"));
    const QString compare = QStringLiteral("compare");

    const auto same = palmCommand({compare, one, made(QStringLiteral("again"))});
    QCOMPARE(same.code, 0);
    QCOMPARE(resultOf(same).value(u"outcome").toString(), QStringLiteral("match"));
    const auto differ = palmCommand({compare, one, other});
    QCOMPARE(differ.code, 1);
    QCOMPARE(resultOf(differ).value(u"outcome").toString(), QStringLiteral("no-match"));
    QVERIFY(resultOf(differ).value(u"score").toDouble() < resultOf(differ).value(u"threshold").toDouble());

    auto poor = palm::PalmTemplate::fromBytes(test::readFile(other));
    QVERIFY(poor);
    poor->quality = 5;
    const QString worse = file(QStringLiteral("poor.tkpt"));
    QVERIFY(write(worse, poor->toBytes()));
    const auto unsure = palmCommand({compare, one, worse});
    QCOMPARE(unsure.code, 2);
    QCOMPARE(resultOf(unsure).value(u"outcome").toString(), QStringLiteral("cannot-decide"));
    QVERIFY(runCommand({QStringLiteral("palm"), compare, one, worse}).errors.startsWith("cannot-decide: score "));

    // Pictures serve as well, and are drawn side by side.
    const QString drawn = file(QStringLiteral("both.png"));
    const auto pictures = palmCommand({compare, file(QStringLiteral("one/visible.png")),
        file(QStringLiteral("other/visible.png")), QStringLiteral("--picture"), drawn});
    QCOMPARE(pictures.code, 1);
    const auto beside = imaging::decodeImage(test::readFile(drawn));
    QVERIFY(beside);
    QCOMPARE(beside->width(), 1280);
}

void TestPalmCommands::compareOfBrokenFilesCannotDecide()
{
    const QString whole = file(QStringLiteral("whole.tkpt"));
    const auto made = palmCommand(
        {QStringLiteral("template"), file(QStringLiteral("one/visible.png")), QStringLiteral("--out"), whole});
    QCOMPARE(made.code, 0);
    const QString broken = file(QStringLiteral("broken.tkpt"));
    QVERIFY(write(broken, test::readFile(whole).first(900)));
    const auto run = palmCommand({QStringLiteral("compare"), whole, broken});
    QCOMPARE(run.code, 2);
    QCOMPARE(errorOf(run), QStringLiteral("palm.broken-template"));
    const auto nothing = palmCommand({QStringLiteral("compare"), whole, file(QStringLiteral("black.png"))});
    QCOMPARE(nothing.code, 2);
    QCOMPARE(errorOf(nothing), QStringLiteral("palm.no-usable-palm"));
    QCOMPARE(palmCommand({QStringLiteral("compare"), whole}).code, 64);
}

void TestPalmCommands::badPicturesHaveTheirError_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("expected");
    const QByteArray whole = test::readFile(file(QStringLiteral("one/visible.png")));
    const auto tiny = imaging::Frame::make({100, 80}, imaging::PixelFormat::Grey8, QByteArray(100 * 80, 'x'));
    const auto deep = imaging::Frame::make({640, 480}, imaging::PixelFormat::Grey16, QByteArray(640 * 480 * 2, '\7'));
    QByteArray huge = whole;
    huge[16] = 0x7f;
    const auto row = [](const char* name, const QByteArray& picture, const char* expected) {
        QTest::newRow(name) << picture << QString::fromLatin1(expected);
    };
    row("empty", {}, "imaging.unknown-kind");
    row("truncated", whole.first(whole.size() / 2), "imaging.broken-picture");
    row("animated", "GIF89a and what follows", "imaging.animated");
    row("huge", huge, "imaging.too-large");
    row("too small", *imaging::encodePng(*tiny), "palm.wrong-picture");
    row("sixteen bits of nothing", *imaging::encodePng(*deep), "palm.no-usable-palm");
    row("grey and black", test::readFile(file(QStringLiteral("black.png"))), "palm.no-usable-palm");
}

void TestPalmCommands::badPicturesHaveTheirError()
{
    QFETCH(QByteArray, picture);
    QFETCH(QString, expected);
    const QString name = file(QStringLiteral("bad.png"));
    const QString out = file(QStringLiteral("never.tkpt"));
    QVERIFY(write(name, picture));
    // A picture without a palm was looked at: that is a "no", where a file that cannot be read decides nothing.
    const int looked = expected == u"palm.no-usable-palm" ? 1 : 2;
    for (const auto& [words, code] : {std::pair(QStringList{QStringLiteral("region"), name}, looked),
             std::pair(QStringList{QStringLiteral("assess"), QStringLiteral("--nir"), name}, looked),
             std::pair(QStringList{QStringLiteral("template"), name, QStringLiteral("--out"), out}, 2),
             std::pair(QStringList{QStringLiteral("compare"), name, name}, 2)}) {
        const auto run = palmCommand(words);
        QVERIFY2(errorOf(run) == expected, qPrintable(words.first() + u' ' + errorOf(run)));
        QVERIFY2(run.code == code, qPrintable(words.first()));
    }
    QVERIFY(!QFile::exists(out));
}

void TestPalmCommands::whatWasFoundIsDrawn_data()
{
    const QString visible = QStringLiteral("one/visible.png");
    const QString infrared = QStringLiteral("one/infrared.png");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("over"); // which picture it is drawn over
    QTest::newRow("assess") << QStringList{QStringLiteral("assess"), QStringLiteral("--vis"), file(visible),
                                   QStringLiteral("--nir"), file(infrared)}
                            << visible;
    QTest::newRow("assess infra-red") << QStringList{QStringLiteral("assess"), QStringLiteral("--nir"), file(infrared)}
                                      << infrared;
    QTest::newRow("template") << QStringList{QStringLiteral("template"), QStringLiteral("--vis"), file(visible),
                                     QStringLiteral("--nir"), file(infrared), QStringLiteral("--out"),
                                     file(QStringLiteral("drawn.tkpt"))}
                              << visible;
    QTest::newRow("simulate") << QStringList{QStringLiteral("simulate"), QStringLiteral("--person"),
                                     QStringLiteral("610"), QStringLiteral("--hand"), QStringLiteral("right"),
                                     QStringLiteral("--out"), file(QStringLiteral("drawn"))}
                              << visible;
    QTest::newRow("no palm") << QStringList{QStringLiteral("region"), file(QStringLiteral("black.png"))}
                             << QStringLiteral("black.png");
}

void TestPalmCommands::whatWasFoundIsDrawn()
{
    QFETCH(QStringList, words);
    QFETCH(QString, over);
    const QString picture = file(QStringLiteral("found.png"));
    QFile::remove(picture);
    (void)palmCommand(words + QStringList{QStringLiteral("--picture"), picture});
    const auto before = imaging::decodeImage(test::readFile(file(over)));
    const auto after = imaging::decodeImage(test::readFile(picture));
    QVERIFY(before && after);
    QVERIFY(before->size() == after->size());
    QCOMPARE(after->format(), imaging::PixelFormat::Bgr8);
    // Outline, square and verdict are drawn; all else is left as it was.
    qsizetype changed = 0;
    const int channels = imaging::bytesPerPixel(before->format());
    for (int y = 0; y < before->height(); ++y) {
        for (int x = 0; x < before->width(); ++x) {
            const std::uint8_t* was = before->row(y) + qsizetype(x) * channels;
            const std::uint8_t* is = after->row(y) + qsizetype(x) * 3;
            changed += was[0] != is[0] || was[channels / 2] != is[1] || was[channels - 1] != is[2];
        }
    }
    QVERIFY2(changed > 300 && changed < qsizetype(before->width()) * before->height() / 2,
        qPrintable(QString::number(changed)));
}

void TestPalmCommands::aColourPictureMayBeInfrared()
{
    // A colour sensor behind an infra-red filter.
    const auto infrared = imaging::decodeImage(test::readFile(file(QStringLiteral("one/infrared.png"))));
    QVERIFY(infrared);
    QByteArray pixels;
    for (const char level : infrared->pixels())
        pixels.append(3, level);
    const auto colour = imaging::Frame::make(infrared->size(), imaging::PixelFormat::Bgr8, pixels);
    const QString name = file(QStringLiteral("colour-infrared.png"));
    QVERIFY(colour && write(name, *imaging::encodePng(*colour)));
    const QString out = file(QStringLiteral("infrared.tkpt"));
    QCOMPARE(palmCommand({QStringLiteral("template"), name, QStringLiteral("--infrared"), QStringLiteral("--out"), out})
                 .code,
        0);
    const auto palm = palm::PalmTemplate::fromBytes(test::readFile(out));
    QVERIFY(palm && palm->hasInfrared && !palm->hasVisible);
}

QTEST_GUILESS_MAIN(TestPalmCommands)
#include "tst_palmcommands.moc"
