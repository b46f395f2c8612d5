#include "pagechecks.h"
#include "support/fakeclock.h"
#include "support/testfiles.h"

#include "clientscreen/clientwords.h"
#include "clientscreen/palmadvice.h"
#include "enrolment/casewords.h"
#include "enrolment/enrolmentpage.h"
#include "gallery/clientroom.h"
#include "gallery/showroom.h"
#include "settings/preferences.h"
#include "widgets/page.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <array>
#include <variant>

using namespace tirkeu;
using namespace tirkeu::workstation;

namespace {
// In which languages it is looked whether all is in its place: that is not what a sanitizer judges.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::array kJudged{core::Language::Kazakh};
#else
constexpr auto kJudged = core::kLanguages;
#endif

QStringList wrongIn(QWidget& window, int percent)
{
    QStringList found;
    for (const QStringList& part : {test::cutTexts(window), test::namelessControls(window),
             test::smallControls(window, percent), test::paleTexts(window), test::focusTraps(window)})
        found += part;
    return found;
}

// For whoever wants to see what was judged.
void keepPicture(QWidget& window, QString row, const QString& name)
{
    const QString folder = qEnvironmentVariable("TIRKEU_PICTURES");
    if (folder.isEmpty())
        return;
    const QString target = folder + u'/' + row.remove(u' ').remove(u'%');
    QDir().mkpath(target);
    window.grab().save(target + u'/' + name + QStringLiteral(".png"));
}
} // namespace

// Walks every page in every language, theme and scale and holds it against the same rules.
class TestPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutNamelessSmallOrTrapped_data();
    void nothingIsCutNamelessSmallOrTrapped();
    void everyPageHasATitle();
    void bareGroundHoldsTheSameRules_data() { nothingIsCutNamelessSmallOrTrapped_data(); }
    void bareGroundHoldsTheSameRules();
    void everyPageIsWalkedThrough();
    void theSentenceToSayIsInSightAtTwiceTheSize();
    void theKeysOfACaseStandInOneRow();
    void whatTheTellerHasToKnowIsSaid();
    void everyReasonToRefuseAPalmHasItsWord();
    void theClientsScreenHoldsTheSameRules_data();
    void theClientsScreenHoldsTheSameRules();

private:
    static void lookAtTheCertificates(Showroom& showroom);
    static void lookAtAnAwaitedAnswer(Showroom& showroom);
    static void lookAtAPalmInTooMuchLight(Showroom& showroom);
};

void TestPages::nothingIsCutNamelessSmallOrTrapped_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<int>("percent");
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    // Colours and sizes no sanitizer judges.
    constexpr std::array kSchemes{Scheme::Light};
    constexpr std::array kPercents{150};
#else
    constexpr std::array kSchemes{Scheme::Light, Scheme::Dark, Scheme::HighContrast};
    constexpr std::array kPercents{100, 150, 200};
#endif
    // Every day each language in each size, in each scheme, and each size in each scheme; all three together in the
    // long run: what is cut is not a matter of colours.
    const bool isEveryLook = kSchemes.size() == 1 || qEnvironmentVariableIsSet("TIRKEU_EVERY_LOOK");
    for (std::size_t language = 0; language < core::kLanguages.size(); ++language) {
        for (std::size_t percent = 0; percent < kPercents.size(); ++percent) {
            for (std::size_t scheme = 0; scheme < kSchemes.size(); ++scheme) {
                if (isEveryLook || (language + percent + scheme) % 3 == 0)
                    QTest::addRow("%s %d %% %s", qPrintable(core::languageCode(core::kLanguages.at(language))),
                        kPercents.at(percent), qPrintable(schemeId(kSchemes.at(scheme))))
                        << static_cast<int>(core::kLanguages.at(language)) << static_cast<int>(kSchemes.at(scheme))
                        << kPercents.at(percent);
            }
        }
    }
}

void TestPages::nothingIsCutNamelessSmallOrTrapped()
{
    QFETCH(int, language);
    QFETCH(int, scheme);
    QFETCH(int, percent);
    const test::FakeClock clock;
    Theme theme(*qApp);
    theme.setScheme(static_cast<Scheme>(scheme));
    theme.setScalePercent(percent);
    LanguageSwitch languageSwitch;
    languageSwitch.setLanguage(static_cast<core::Language>(language));
    Showroom showroom(theme, languageSwitch, clock);
    MainWindow& window = showroom.window();
    window.setFixedSize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    QStringList found;
    int pages = 0;
    showroom.walk([&](const QString& name) {
        for (int depth = 0; depth < 5; ++depth)
            QCoreApplication::sendPostedEvents(); // a layout in a layout asks its parent in turn
        ++pages;
        for (const QString& line : wrongIn(window, percent))
            found.append(name + QStringLiteral(": ") + line);
        keepPicture(window, QString::fromLatin1(QTest::currentDataTag()), name);
    });
    QVERIFY(pages >= 15);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void TestPages::everyPageHasATitle()
{
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch languageSwitch;
    Showroom showroom(theme, languageSwitch, clock);
    showroom.window().show();
    showroom.walk([&](const QString& name) {
        QVERIFY2(!showroom.window().currentPage()->title().isEmpty(), qPrintable(name));
        QVERIFY(showroom.window().windowTitle().endsWith(u"Tirkeu"));
    });
}

// What the client can mend is asked on their screen, the rest of the employee.
void TestPages::everyReasonToRefuseAPalmHasItsWord()
{
    using palm::Problem;
    LanguageSwitch teller;
    const ClientWords client;
    for (int i = 0; i <= static_cast<int>(Problem::Window); ++i) {
        const std::array problem{static_cast<Problem>(i)};
        const char* name = palm::nameOf(problem.front()).data();
        const PalmAdvice advice = adviceFor(problem);
        QStringList said;
        for (const core::Language language : core::kLanguages) {
            teller.setLanguage(language);
            const QString remedy = CaseWords::remedy(problem.front());
            // To hold still is also what is said where there is nothing to ask of the client.
            QVERIFY2(!remedy.isEmpty() || advice != PalmAdvice::HoldStill || problem.front() == Problem::Moving, name);
            said += remedy.isEmpty() ? client.in(language, sentenceOf(advice, casefile::Hand::None)) : remedy;
            QVERIFY2(!said.last().isEmpty(), name);
        }
        QVERIFY2(said.removeDuplicates() == 0, name); // each in its language
    }
}

// Where a workstation was not set up for something yet, a page says so.
void TestPages::bareGroundHoldsTheSameRules()
{
    QFETCH(int, language);
    QFETCH(int, scheme);
    QFETCH(int, percent);
    const test::FakeClock clock;
    Theme theme(*qApp);
    theme.setScheme(static_cast<Scheme>(scheme));
    theme.setScalePercent(percent);
    LanguageSwitch languageSwitch;
    languageSwitch.setLanguage(static_cast<core::Language>(language));
    Showroom showroom(theme, languageSwitch, clock, Showroom::Ground::Bare);
    MainWindow& window = showroom.window();
    window.setFixedSize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QStringList found;
    QStringList titles;
    showroom.walkBare([&](const QString& name) {
        for (int depth = 0; depth < 5; ++depth)
            QCoreApplication::sendPostedEvents();
        titles.append(window.currentPage()->title());
        for (const QString& line : wrongIn(window, percent))
            found.append(name + QStringLiteral(": ") + line);
        keepPicture(window, QString::fromLatin1(QTest::currentDataTag()), name);
    });
    QCOMPARE(titles.size(), 6);
    QCOMPARE(titles.removeDuplicates(), 0);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

// A page that no picture shows is judged by nobody.
void TestPages::everyPageIsWalkedThrough()
{
    static const QRegularExpression page(QStringLiteral("class (\\w+)(?: final)? : public Page\\b"));
    QStringList missed;
    QDirIterator sources(test::sourcePath(QStringLiteral("app/workstation")),
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (sources.hasNext()) {
        const QString text = QString::fromUtf8(test::readFile(sources.next()));
        for (auto match = page.globalMatch(text); match.hasNext();)
            missed.append(match.next().captured(1));
    }
    QVERIFY(missed.size() > 15);
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch languageSwitch;
    for (const auto ground : {Showroom::Ground::SetUp, Showroom::Ground::Bare}) {
        Showroom showroom(theme, languageSwitch, clock, ground);
        showroom.window().show();
        const auto meet = [&](const QString&) {
            QCoreApplication::sendPostedEvents();
            const QString met = QString::fromLatin1(showroom.window().currentPage()->metaObject()->className());
            missed.removeAll(met.section(QStringLiteral("::"), -1));
        };
        if (ground == Showroom::Ground::Bare)
            showroom.walkBare(meet);
        else
            showroom.walk(meet);
    }
    QCOMPARE(missed, QStringList());
}

// What the teller says is read off the screen of a branch: it is not scrolled for.
void TestPages::theSentenceToSayIsInSightAtTwiceTheSize()
{
    static const QStringList steps{QStringLiteral("case-02-consents"), QStringLiteral("case-04-palm"),
        QStringLiteral("case-09-review"), QStringLiteral("case-10-question")};
    const test::FakeClock clock;
    Theme theme(*qApp);
    theme.setScalePercent(200);
    LanguageSwitch languageSwitch;
    for (const core::Language language : kJudged) {
        languageSwitch.setLanguage(language);
        Showroom showroom(theme, languageSwitch, clock);
        MainWindow& window = showroom.window();
        window.setFixedSize(1366, 768);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QStringList met;
        showroom.walk([&](const QString& name) {
            if (!steps.contains(name))
                return;
            for (int depth = 0; depth < 8; ++depth)
                QCoreApplication::sendPostedEvents();
            for (const QLabel* said : window.currentPage()->findChildren<QLabel*>(QStringLiteral("saySentence"))) {
                if (!said->isVisible())
                    continue;
                const QRect seen = said->visibleRegion().boundingRect();
                QVERIFY2(seen.top() == 0 && seen.height() >= said->fontMetrics().height(),
                    qPrintable(core::languageCode(language) + u' ' + name));
                met.append(name);
            }
        });
        QCOMPARE(met, steps);
    }
}

// On a branch's screen, whatever there is to say of the client in whichever language.
void TestPages::theKeysOfACaseStandInOneRow()
{
    static const QStringList steps{QStringLiteral("case-02-consents"), QStringLiteral("client-06-withdrawal")};
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch languageSwitch;
    for (const core::Language language : kJudged) {
        languageSwitch.setLanguage(language);
        Showroom showroom(theme, languageSwitch, clock);
        MainWindow& window = showroom.window();
        window.setFixedSize(1366, 768);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QStringList met;
        showroom.walk([&](const QString& name) {
            if (!steps.contains(name))
                return;
            for (int depth = 0; depth < 8; ++depth)
                QCoreApplication::sendPostedEvents();
            QSet<int> rows;
            for (const char* key : {"explainKey", "pauseKey", "supervisorKey", "endKey", "handOverKey"}) {
                const auto* button = window.currentPage()->findChild<QWidget*>(QLatin1StringView(key));
                QVERIFY2(button != nullptr && button->isVisible(), key);
                rows.insert(button->y());
            }
            QVERIFY2(rows.size() == 1, qPrintable(core::languageCode(language) + u' ' + name));
            const auto* facts = window.currentPage()->findChild<QLabel*>(QStringLiteral("clientFacts"));
            QVERIFY2(facts->text().startsWith(u'…'), qPrintable(facts->text())); // the number is never left out
            met.append(name);
        });
        QCOMPARE(met, steps);
    }
}

// Holder, role and validity of both, or the rules above would judge an empty page.
void TestPages::lookAtTheCertificates(Showroom& showroom)
{
    for (const char* card : {"signInCertificate", "edsCertificate"}) {
        const auto* list = showroom.window().findChild<QWidget*>(QLatin1StringView(card));
        QVERIFY2(list != nullptr && list->isVisible(), card);
        QMap<QString, QString> facts;
        const QList<QLabel*> labels = list->findChildren<QLabel*>();
        for (qsizetype at = 1; at + 1 < labels.size(); at += 2) // the first is the title
            facts.insert(labels.at(at)->text(), labels.at(at + 1)->text());
        QVERIFY2(facts.value(QStringLiteral("Holder")).startsWith(u"САМАТОВА"), card);
        QVERIFY2(facts.value(QStringLiteral("Role")).contains(u"Employee"), card);
        QVERIFY2(facts.value(QStringLiteral("Valid")).contains(u" – "), card);
        QCOMPARE(facts.value(QStringLiteral("Key kept in")), QStringLiteral("KAZTOKEN"));
    }
}

// The bank has not answered: the teller reads it and says it while the documents are still to be signed, the client
// sees it, and the rail marks the comparison as what is open.
void TestPages::lookAtAnAwaitedAnswer(Showroom& showroom)
{
    QStringList texts;
    QStringList names;
    for (const QLabel* label : showroom.window().findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        texts.append(label->text());
        names.append(label->accessibleName());
    }
    const QString all = texts.join(u'\n');
    const ClientScene& scene = showroom.stage().scene();
    if (const auto* thanks = std::get_if<ThanksScene>(&scene)) {
        QVERIFY(thanks->what == ThanksScene::What::ResultLater);
        QVERIFY2(all.contains(u"The result is awaited"), qPrintable(all));
    } else {
        const auto* wait = std::get_if<WaitScene>(&scene);
        QVERIFY(wait != nullptr && wait->whatFor == WaitScene::For::Answer);
        QVERIFY2(all.contains(u"Data taken, result awaited"), qPrintable(all));
    }
    QVERIFY2(all.contains(u"Home › To finish"), qPrintable(all));
    QVERIFY2(all.contains(u"the result will follow"), qPrintable(all));
    QVERIFY2(names.contains(QStringLiteral("Comparison of the palm: answer awaited")), qPrintable(names.join(u'\n')));
}

// The window is both why the palm was refused and what was noticed: once is enough.
void TestPages::lookAtAPalmInTooMuchLight(Showroom& showroom)
{
    const auto* page = showroom.window().findChild<EnrolmentPage*>();
    const QStringList expected{CaseWords::remedy(palm::Problem::TooBright),
        CaseWords::remedy(palm::Notice::DirtyWindow), CaseWords::remedy(palm::Notice::Ring)};
    QCOMPARE(page->findChild<QLabel*>(QStringLiteral("palmWhy"))->text().split(u'\n'), expected);
}

// One walk for all: under a sanitizer each takes a minute.
void TestPages::whatTheTellerHasToKnowIsSaid()
{
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch languageSwitch;
    languageSwitch.setLanguage(core::Language::English);
    Showroom showroom(theme, languageSwitch, clock);
    showroom.window().show();
    static const QRegularExpression certificates(QStringLiteral("^\\d+-token$"));
    QStringList met;
    showroom.walk([&](const QString& name) {
        const bool isCertificates = certificates.match(name).hasMatch();
        if (!isCertificates && !name.startsWith(u"case-15-answer-awaited") && name != u"case-19-palm-ring")
            return;
        QCoreApplication::sendPostedEvents();
        if (isCertificates)
            lookAtTheCertificates(showroom);
        else if (name == u"case-19-palm-ring")
            lookAtAPalmInTooMuchLight(showroom);
        else
            lookAtAnAwaitedAnswer(showroom);
        met.append(isCertificates ? QStringLiteral("token") : name);
    });
    QCOMPARE(met, QStringList({QStringLiteral("token"), QStringLiteral("case-15-answer-awaited"),
                      QStringLiteral("case-15-answer-awaited-slip"), QStringLiteral("case-19-palm-ring")}));
}

void TestPages::theClientsScreenHoldsTheSameRules_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QSize>("size");
    constexpr std::array kSizes{QSize(1024, 600), QSize(1280, 800), QSize(1920, 1080)};
    for (const core::Language language : core::kLanguages) {
        for (const QSize& size : kSizes) {
            const Scheme scheme = static_cast<Scheme>(&size - kSizes.data());
            QTest::addRow(
                "%s %d %s", qPrintable(core::languageCode(language)), size.width(), qPrintable(schemeId(scheme)))
                << static_cast<int>(language) << static_cast<int>(scheme) << size;
        }
    }
}

// Nobody walks it by keyboard: it takes none.
void TestPages::theClientsScreenHoldsTheSameRules()
{
    QFETCH(int, language);
    QFETCH(int, scheme);
    QFETCH(QSize, size);
    const test::FakeClock clock;
    Theme theme(*qApp);
    theme.setScheme(static_cast<Scheme>(scheme));
    theme.setScalePercent(200); // of the teller's screen; nothing to the client's
    ClientRoom room(theme, clock);
    room.setLanguage(static_cast<core::Language>(language));
    ClientWindow& window = room.window();
    window.setFixedSize(size);
    window.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QStringList found;
    int scenes = 0;
    room.walk([&](const QString& name) {
        for (int depth = 0; depth < 5; ++depth)
            QCoreApplication::sendPostedEvents();
        ++scenes;
        for (const QStringList& part : {test::cutTexts(window), test::namelessControls(window),
                 test::smallControls(window, 100), test::paleTexts(window)}) {
            for (const QString& line : part)
                found.append(name + QStringLiteral(": ") + line);
        }
        keepPicture(window, QString::fromLatin1(QTest::currentDataTag()), name);
    });
    QVERIFY(scenes >= 20);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
