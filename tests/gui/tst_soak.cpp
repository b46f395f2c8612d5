#include "support/fakeclock.h"

#include "gallery/showroom.h"

#include <QApplication>
#include <QDir>
#include <QPixmapCache>
#include <QTest>

#include <functional>

#include <malloc.h>

using namespace tirkeu;
using namespace tirkeu::workstation;

// A day at the counter many times over: what one round of signing in, every page, lock, support mode and sign-out
// takes, it has to give back, whatever the language, the colours and the size.
class TestSoak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aDayGivesBackWhatItTakes();
    void whatIsKeptIsSeen();
};

namespace {
constexpr int kLooks = 15;      // languages, schemes and sizes come round after so many
constexpr int kWarmUp = kLooks; // what is kept from then on is in place
constexpr int kRounds = 4 * kLooks;
constexpr double kMostBytesARound = 1024;

struct Use
{
    qint64 heap;
    qsizetype widgets;
    qsizetype handles;
    qsizetype threads;
};

// What Qt remembers of the style sheet's rules for each widget goes first: it is made anew with every change of
// colours.
Use useNow()
{
    qApp->setStyleSheet(QString());
    for (int depth = 0; depth < 5; ++depth)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto entries = [](const QString& folder) {
        return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    };
    const struct mallinfo2 heap = mallinfo2();
    return {static_cast<qint64>(heap.uordblks + heap.hblkhd), QApplication::allWidgets().size(),
        entries(QStringLiteral("/proc/self/fd")), entries(QStringLiteral("/proc/self/task"))};
}

// Bytes a round by the lowest reading of the first half and of the last: a cache that fills once is no growth.
double growth(const QList<Use>& uses)
{
    const qsizetype half = uses.size() / 2;
    const auto least = [&uses](qsizetype from, qsizetype to) {
        qint64 heap = uses.at(from).heap;
        for (qsizetype i = from; i < to; ++i)
            heap = std::min(heap, uses.at(i).heap);
        return heap;
    };
    return static_cast<double>(least(half, 2 * half) - least(0, half)) / static_cast<double>(half);
}

QList<Use> repeated(const std::function<void(int)>& round)
{
    for (int i = 0; i < kWarmUp; ++i)
        round(i);
    QList<Use> uses;
    uses.reserve(kRounds);
    for (int i = 0; i < kRounds; ++i) {
        round(i);
        uses.append(useNow());
    }
    return uses;
}
} // namespace

void TestSoak::initTestCase()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("SKIP WHOLE TEST: the sanitizer keeps memory back by itself");
#endif
    // Of the pictures it remembers, Qt 6.4 keeps the names when the pictures are long gone, and an icon has another
    // name with every change of colours: 170 bytes each that are not ours. Here it remembers none.
    QPixmapCache::setCacheLimit(0);
}

void TestSoak::aDayGivesBackWhatItTakes()
{
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch language;
    Showroom showroom(theme, language, clock);
    showroom.window().setFixedSize(1366, 768);
    showroom.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&showroom.window()));
    int pages = 0;
    const QList<Use> uses = repeated([&](int round) {
        language.setLanguage(core::kLanguages.at(static_cast<std::size_t>(round) % core::kLanguages.size()));
        theme.setScheme(static_cast<Scheme>(round % 3));
        theme.setScalePercent(100 + 25 * (round % 5));
        showroom.walk([&](const QString&) {
            QCoreApplication::sendPostedEvents();
            ++pages;
        });
    });
    QVERIFY(pages > 15 * kRounds);
    const Use& first = uses.constFirst();
    for (const Use& use : uses) {
        QCOMPARE(use.handles, first.handles);
        QCOMPARE(use.threads, first.threads);
    }
    QCOMPARE(uses.constLast().widgets, uses.at(uses.size() - 1 - kLooks).widgets);
    const double bytes = growth(uses);
    qInfo("%d pages, %.1f MB in use, %.0f bytes a round", pages, double(uses.constLast().heap) / 1e6, bytes);
    QVERIFY2(bytes < kMostBytesARound, qPrintable(QStringLiteral("%1 bytes a round are kept").arg(bytes)));
}

void TestSoak::whatIsKeptIsSeen()
{
    QList<QByteArray> kept;
    const QList<Use> uses = repeated([&kept](int) { kept.append(QByteArray(2048, 'x')); });
    QVERIFY(growth(uses) > kMostBytesARound);
    QVERIFY(kept.size() == kWarmUp + kRounds);
}

QTEST_MAIN(TestSoak)
#include "tst_soak.moc"
