#include "gallery/gallery.h"
#include "settings/preferences.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The pictures that `--screens` writes, of two languages and one look: whole, of one size, and alike.
class TestGallery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLanguageHasTheSamePictures();
    void allOfItIsThreeLanguagesTwoThemesAndTwoSizes();
    void whatCannotBeWrittenIsSaid();
};

void TestGallery::everyLanguageHasTheSamePictures()
{
    const QTemporaryDir folder;
    Theme theme(*qApp);
    LanguageSwitch language;
    const GalleryScope scope{{core::Language::Kazakh, core::Language::English}, {Scheme::Light}, {100}};
    const Result<int> written = writeGallery(theme, language, folder.path(), scope);
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));

    const auto pictures = [&folder](const QString& name) {
        return QDir(folder.filePath(name)).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
    };
    const QStringList folders = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QCOMPARE(folders, QStringList({QStringLiteral("en-light-100"), QStringLiteral("en-light-client"),
                          QStringLiteral("kk-light-100"), QStringLiteral("kk-light-client")}));
    qsizetype all = 0;
    for (const QString& kind : {QStringLiteral("100"), QStringLiteral("client")}) {
        const QStringList kazakh = pictures(QStringLiteral("kk-light-") + kind);
        QVERIFY(kazakh.size() >= 20);
        QCOMPARE(pictures(QStringLiteral("en-light-") + kind), kazakh);
        all += 2 * kazakh.size();
    }
    QCOMPARE(all, qsizetype(*written)); // no picture was written over another
    for (const QString& name : folders) {
        const QSize wanted = name.endsWith(u"client") ? QSize(1280, 800) : QSize(1366, 768);
        for (const QString& picture : pictures(name)) {
            const QString file = folder.filePath(name + u'/' + picture);
            QVERIFY2(QImageReader(file).size() == wanted, qPrintable(file));
        }
    }
    QVERIFY(!QImage(folder.filePath(QStringLiteral("strip.png"))).isNull());
}

// What `--screens` writes without being told; one look of it is drawn above.
void TestGallery::allOfItIsThreeLanguagesTwoThemesAndTwoSizes()
{
    const GalleryScope all;
    QVERIFY(all.languages ==
            (QList<core::Language>{core::Language::Kazakh, core::Language::Russian, core::Language::English}));
    QVERIFY(all.schemes == (QList<Scheme>{Scheme::Light, Scheme::Dark}));
    QVERIFY(all.percents == (QList<int>{100, 200}));
}

void TestGallery::whatCannotBeWrittenIsSaid()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Theme theme(*qApp);
    LanguageSwitch language;
    const Result<int> written = writeGallery(theme, language, file.fileName() + QStringLiteral("/below"));
    QVERIFY(!written);
    QCOMPARE(written.error().code.toString(), QStringLiteral("gallery.not-written"));
}

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
