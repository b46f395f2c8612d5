#include "support/testfiles.h"

#include <QDirIterator>
#include <QLibraryInfo>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tirkeu;

namespace {

/// Each world of the simulation is a room of its own: modules/simulation/pki is simulation_pki.
QString roomOf(const QString& path)
{
    const QString top = path.section(u'/', 1, 1);
    return top == u"simulation" ? top + u'_' + path.section(u'/', 2, 2) : top;
}

QString folderOf(QString room)
{
    return QStringLiteral("modules/") + room.replace(QStringLiteral("simulation_"), QStringLiteral("simulation/"));
}

} // namespace

// Reads the whole tree as text: what CMake enforces for links is checked here for includes, with a few rules more.
class TestHouse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void roomsIncludeOnlyWhatTheyDeclared();
    void windowsLiveOnlyUnderApp();
    void onlyBootstrapNamesConcretes();
    void noPublicHeaderShowsOpenCv();
    void noUmbrellaHeaders();
    void resultsMayNotBeDropped();
    void nobodyBlocksOrSleeps();
    void whatIsLoggedIsMasked();
    void filesStayShort();
    void everyRoomSaysWhatItIs();
    void whatConfiguringAsksForIsInstalledForBuilding();
    void testsDriveTheWindowByKeys();

private:
    struct File
    {
        QString path; // from the top of the tree
        QString room; // of a module, else empty
        QString text;
        QStringList includes;
    };
    QStringList complaints(const std::function<QString(const File&)>& rule) const;

    QMap<QString, QSet<QString>> m_mayName; // room -> rooms it reaches
    QList<File> m_files;
};

void TestHouse::initTestCase()
{
    const QString house =
        QString::fromUtf8(test::readFile(qEnvironmentVariable("TIRKEU_BUILD") + QStringLiteral("/house.txt")));
    for (const QString& line : house.split(u'\n', Qt::SkipEmptyParts)) {
        // Modules come in the order of their layers, so what a named room reaches is known already.
        const QStringList parts = line.split(QRegularExpression(QStringLiteral("[ ;]")), Qt::SkipEmptyParts);
        QSet<QString> reach{parts.at(0)};
        for (const QString& room : parts.mid(2))
            reach.unite(m_mayName.value(room));
        m_mayName.insert(parts.at(0), reach);
    }
    QVERIFY(m_mayName.contains(QStringLiteral("core")));

    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s+[<\"]([^>\"]+)[>\"]"), QRegularExpression::MultilineOption);
    for (const char* top : {"modules", "app", "tests"}) {
        QDirIterator it(test::sourcePath(QLatin1StringView(top)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
            QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            File file;
            const QString full = it.next();
            file.path = full.mid(test::sourcePath({}).size());
            if (file.path.startsWith(u"modules/"))
                file.room = roomOf(file.path);
            file.text = QString::fromUtf8(test::readFile(full));
            for (auto match = include.globalMatch(file.text); match.hasNext();)
                file.includes.append(match.next().captured(1));
            m_files.append(file);
        }
    }
    QVERIFY(m_files.size() > 10);
}

QStringList TestHouse::complaints(const std::function<QString(const File&)>& rule) const
{
    QStringList found;
    for (const File& file : m_files) {
        if (const QString complaint = rule(file); !complaint.isEmpty())
            found.append(file.path + QStringLiteral(": ") + complaint);
    }
    return found;
}

void TestHouse::roomsIncludeOnlyWhatTheyDeclared()
{
    const QStringList found = complaints([this](const File& file) -> QString {
        for (const QString& include : file.includes) {
            const QString room = include.section(u'/', 0, 0);
            if (!file.room.isEmpty() && include.contains(u'/') && m_mayName.contains(room) &&
                !m_mayName.value(file.room).contains(room))
                return QStringLiteral("includes ") + include;
        }
        return {};
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::windowsLiveOnlyUnderApp()
{
    // Every class of the library has a header of its own name, so the list is the library's own.
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath) + QStringLiteral("/QtWidgets"));
    const QStringList list = headers.entryList(QDir::Files);
    const QSet<QString> windows(list.begin(), list.end());
    QVERIFY(windows.contains(QStringLiteral("QTableView")));
    const QStringList found = complaints([&windows](const File& file) {
        for (const QString& include : file.includes) {
            if (!file.room.isEmpty() && (windows.contains(include) || include.startsWith(u"QtWidgets/")))
                return QStringLiteral("includes ") + include;
        }
        return QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::onlyBootstrapNamesConcretes()
{
    // Pages, controllers and the shell know interfaces and values; what holds a file, a token or a device is wired
    // once. What a PIN or a certificate's end means is said by the token's room, of values alone.
    static const QRegularExpression concrete(QStringLiteral(
        "^(pki|storage|vault|token(?!/(?:credentials|tokeninfo)\\.h)|devices|guard|wire|sync|tpm|simulation_\\w+)/"));
    const QStringList found = complaints([](const File& file) {
        if (!file.path.startsWith(u"app/workstation/") || file.path.startsWith(u"app/workstation/bootstrap/"))
            return QString();
        for (const QString& include : file.includes) {
            if (concrete.match(include).hasMatch() ||
                (include.startsWith(u"bootstrap/") && !file.path.endsWith(u"main.cpp")))
                return QStringLiteral("includes ") + include;
        }
        return QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::noPublicHeaderShowsOpenCv()
{
    const QStringList found = complaints([](const File& file) {
        const bool shown = file.path.contains(u"/include/") &&
                           file.text.contains(QRegularExpression(QStringLiteral("\\bcv::|opencv2/")));
        return shown ? QStringLiteral("shows OpenCV") : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::noUmbrellaHeaders()
{
    static const QRegularExpression umbrella(
        QStringLiteral("^(opencv2/opencv\\.hpp|Qt(Core|Gui|Widgets|Network|Test|Sql)(/"
                       "Qt(Core|Gui|Widgets|Network|Test|Sql))?|bits/stdc\\+\\+\\.h)$"));
    const QStringList found = complaints([](const File& file) {
        for (const QString& include : file.includes) {
            if (umbrella.match(include).hasMatch())
                return QStringLiteral("includes ") + include;
        }
        return QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::resultsMayNotBeDropped()
{
    // tl::expected is not [[nodiscard]] by itself, so every declaration that gives one back has to say it.
    static const QRegularExpression bare(
        QStringLiteral(R"(^\s*(?:virtual |static |inline )*(?:core::)?Result<[^;{}()]*>\s+\w+\()"),
        QRegularExpression::MultilineOption);
    const QStringList found = complaints([](const File& file) {
        if (!file.path.endsWith(u".h"))
            return QString();
        const auto match = bare.match(file.text);
        return match.hasMatch() ? QStringLiteral("without [[nodiscard]]: ") + match.captured().trimmed() : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::nobodyBlocksOrSleeps()
{
    static const QRegularExpression blocking(QStringLiteral(
        "processEvents\\(|QEvent(?:Loop) "
        "|Blocking(?:Queued)Connection|(_|\\b[mu]|::)sleep(_for|_until)?\\(|QTest::qWait\\((?!m_random)"));
    const QStringList found = complaints([](const File& file) {
        // A scripted device that is slow sleeps in its own thread or process: that is what it plays. A random script
        // picks its moment at random. What a thread leaves behind is seen when it has taken its time to go.
        if (file.path.startsWith(u"tests/support/scripted") || file.path.startsWith(u"modules/simulation/devices/") ||
            file.path.endsWith(u"/tst_cryptothread.cpp"))
            return QString();
        const auto match = blocking.match(file.text);
        return match.hasMatch() ? match.captured() : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

// A line of the log masks what is a person's by its type; Qt's own streams take anything as it is.
void TestHouse::whatIsLoggedIsMasked()
{
    static const QRegularExpression bare(QStringLiteral("\\bqC?(Debug|Info|Warning|Critical)\\s*\\("));
    const QStringList found = complaints([](const File& file) {
        const auto match = file.path.startsWith(u"tests/") ? QRegularExpressionMatch() : bare.match(file.text);
        return match.hasMatch() ? match.captured() : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::filesStayShort()
{
    const QStringList found = complaints([](const File& file) {
        const qsizetype lines = file.text.count(u'\n');
        const qsizetype most = file.path.endsWith(u"/shell/mainwindow.cpp") ? 350 : 600;
        return lines >= most ? QStringLiteral("%1 lines").arg(lines) : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

// A fresh machine that has installed `build.list` gets past the configure step, tests included.
void TestHouse::whatConfiguringAsksForIsInstalledForBuilding()
{
    static const QMap<QString, QString> kPackages{{QStringLiteral("OpenSSL"), QStringLiteral("libssl-dev")},
        {QStringLiteral("PkgConfig"), QStringLiteral("pkg-config")},
        {QStringLiteral("Boost"), QStringLiteral("libboost-dev")},
        {QStringLiteral("Qt6"), QStringLiteral("qt6-base-dev")},
        {QStringLiteral("Threads"), QStringLiteral("build-essential")},
        {QStringLiteral("tl-expected"), QStringLiteral("libexpected-dev")},
        {QStringLiteral("ZXing"), QStringLiteral("libzxing-dev")},
        {QStringLiteral("umockdev-1.0"), QStringLiteral("libumockdev-dev")},
        {QStringLiteral("xcb-record"), QStringLiteral("libxcb-record0-dev")},
        {QStringLiteral("xcb-res"), QStringLiteral("libxcb-res0-dev")},
        {QStringLiteral("xcb"), QStringLiteral("libxcb1-dev")},
        {QStringLiteral("alsa"), QStringLiteral("libasound2-dev")},
        {QStringLiteral("p11-kit-1"), QStringLiteral("libp11-kit-dev")},
        {QStringLiteral("tss2-esys"), QStringLiteral("libtss2-dev")},
        {QStringLiteral("tss2-tctildr"), QStringLiteral("libtss2-dev")},
        {QStringLiteral("libpq"), QStringLiteral("libpq-dev")},
        {QStringLiteral("libavformat"), QStringLiteral("libavformat-dev")},
        {QStringLiteral("libavcodec"), QStringLiteral("libavcodec-dev")},
        {QStringLiteral("libavutil"), QStringLiteral("libavutil-dev")},
        {QStringLiteral("libswscale"), QStringLiteral("libswscale-dev")},
        {QStringLiteral("libqpdf"), QStringLiteral("libqpdf-dev")},
        {QStringLiteral("libqrencode"), QStringLiteral("libqrencode-dev")},
        {QStringLiteral("sqlcipher"), QStringLiteral("libsqlcipher-dev")}};
    // For joined sources, the fuzzers and the measures: asked for by their own switches.
    static const QStringList kSwitched{QStringLiteral("Python3"), QStringLiteral("benchmark")};
    const QString source = qEnvironmentVariable("TIRKEU_SOURCE");
    const QStringList installed =
        QString::fromUtf8(test::readFile(source + QStringLiteral("/installer/packages/build.list"))).split(u'\n');
    const auto isInstalled = [&installed](const QString& package) {
        return std::any_of(installed.cbegin(), installed.cend(),
            [&](const QString& line) { return line == package || line.startsWith(package + u' '); });
    };
    static const QRegularExpression asks(
        QStringLiteral("(?:find_package\\((\\S+) |pkg_check_modules\\(\\w+ )([^)]*)\\)"));
    int asked = 0;
    for (const QString& top : {QStringLiteral("modules"), QStringLiteral("app"), QStringLiteral("tests")}) {
        QDirIterator files(source + u'/' + top, {QStringLiteral("CMakeLists.txt"), QStringLiteral("*.cmake")},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString text = QString::fromUtf8(test::readFile(files.next()));
            for (auto each = asks.globalMatch(text); each.hasNext();) {
                const auto match = each.next();
                if (!match.captured(2).contains(u"REQUIRED"))
                    continue;
                QStringList names{match.captured(1)};
                if (names.constFirst().isEmpty()) {
                    names = match.captured(2).split(u' ');
                    names.removeIf([](const QString& word) { return word.isUpper(); });
                }
                for (const QString& name : std::as_const(names)) {
                    const QString plain = name.section(u'>', 0, 0);
                    if (kSwitched.contains(plain))
                        continue;
                    ++asked;
                    QVERIFY2(kPackages.contains(plain), qPrintable(plain + QStringLiteral(" in ") + files.filePath()));
                    QVERIFY2(isInstalled(kPackages.value(plain)), qPrintable(kPackages.value(plain)));
                }
            }
        }
    }
    QVERIFY(asked > 30);
}

// A button that only `click()` reaches may be out of a person's reach: pages are worked with by keys.
void TestHouse::testsDriveTheWindowByKeys()
{
    static const QRegularExpression clicks(QStringLiteral(
        "(?<!clipboard\\(\\))(->|\\.)(click\\(\\)|(setChecked|setText|setCurrentRow|setCurrentIndex|selectAll)\\()"));
    const QStringList found = complaints([](const File& file) {
        const bool isTest = file.path.startsWith(u"tests/gui/") || file.path.startsWith(u"tests/unit/workstation/");
        const auto match = isTest ? clicks.match(file.text) : QRegularExpressionMatch();
        return match.hasMatch() ? match.captured() : QString();
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::everyRoomSaysWhatItIs()
{
    for (const QString& room : m_mayName.keys()) {
        const QByteArray readme = test::readFile(test::sourcePath(folderOf(room) + QStringLiteral("/README.md")));
        QVERIFY2(readme.size() > 200, qPrintable(room));
    }
}

QTEST_GUILESS_MAIN(TestHouse)
#include "tst_house.moc"
