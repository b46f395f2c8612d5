#include "pagechecks.h"
#include "support/fakeclock.h"

#include "gallery/showroom.h"
#include "settings/preferences.h"
#include "widgets/page.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// Walks every page in every language, theme and scale and holds it against the same rules.
class TestPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutNamelessSmallOrTrapped_data();
    void nothingIsCutNamelessSmallOrTrapped();
    void everyPageHasATitle();
};

void TestPages::nothingIsCutNamelessSmallOrTrapped_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<int>("percent");
    for (const core::Language language : core::kLanguages) {
        for (const int percent : {100, 150, 200}) {
            for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast})
                QTest::addRow(
                    "%s %d %% %s", qPrintable(core::languageCode(language)), percent, qPrintable(schemeId(scheme)))
                    << static_cast<int>(language) << static_cast<int>(scheme) << percent;
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
        for (const QStringList& part : {test::cutTexts(window), test::namelessControls(window),
                 test::smallControls(window, percent), test::paleTexts(window), test::focusTraps(window)}) {
            for (const QString& line : part)
                found.append(name + QStringLiteral(": ") + line);
        }
        if (const QString folder = qEnvironmentVariable("TIRKEU_PICTURES"); !folder.isEmpty()) {
            const QString target =
                folder + u'/' + QString::fromLatin1(QTest::currentDataTag()).remove(u' ').remove(u'%');
            QDir().mkpath(target);
            window.grab().save(target + u'/' + name + QStringLiteral(".png"));
        }
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

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
