#include "tellerplayer.h"

#include "training/stripedframe.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;

namespace {
const QString kFirst = QStringLiteral("951231600025"); // of the ordinary client
} // namespace

/// A guided case in the window: from Home by keyboard, the strip that says what to do, the check at its end.
class TestTrainingWindow : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openRoom(m_folder.path()); }
    void cleanup() { closeRoom(); }
    void whatWentWrongIsSaid();
    void aCasePassesAndTheNextIsOffered();
    void aCaseThatNeedsAnotherWaits();
    void signingOutEndsThePractice();

private:
    void openTraining();
    [[nodiscard]] StripedFrame* frame() const { return m_room->window().findChild<StripedFrame*>(); }
    [[nodiscard]] QString hint() const { return find<QLabel>("trainingHint")->text(); }

    QTemporaryDir m_folder;
};

// Home's tiles are walked with Tab.
void TestTrainingWindow::openTraining()
{
    QTRY_COMPARE(title(), QStringLiteral("What would you like to do?"));
    for (int tab = 0; tab < 40 && focus() != u"tile-training"; ++tab)
        press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("tile-training"));
    press(Qt::Key_Return);
    QCOMPARE(title(), QStringLiteral("Training"));
    QCOMPARE(focus(), QStringLiteral("trainingList"));
}

void TestTrainingWindow::whatWentWrongIsSaid()
{
    openTraining();
    QCOMPARE(frame(), nullptr);
    press(Qt::Key_Return);
    QCOMPARE(title(), QStringLiteral("Who is at the counter?"));
    QVERIFY(frame() != nullptr && frame()->isVisible());
    QCOMPARE(m_room->window().contentsMargins().left(), frame()->thickness()); // covers nothing
    QVERIFY(hint().startsWith(u"Type the IIN"));
    enterClient(kFirst);
    QVERIFY(hint().startsWith(u"The client marks the paper"));
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    press(Qt::Key_Return);
    signAndPrint();
    QTRY_COMPARE(title(), QStringLiteral("Training"));
    const QString said = find<QLabel>("messageText")->text();
    QVERIFY2(said.contains(u"Not yet passed") && said.contains(u"The palms were not enrolled"), qPrintable(said));
    find<QPushButton>("endTraining")->setFocus();
    press(Qt::Key_Space);
    QTRY_COMPARE(frame(), nullptr);
    QCOMPARE(m_room->window().contentsMargins().left(), 0);
}

void TestTrainingWindow::aCasePassesAndTheNextIsOffered()
{
    for (const Hand hand : {Hand::Right, Hand::Left})
        m_room->scanner().thenSamples(
            {101, hand == Hand::Right ? simulation_palm::Side::Right : simulation_palm::Side::Left}, 4);
    openTraining();
    press(Qt::Key_Return);
    enterClient(kFirst);
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    signAndPrint();
    QTRY_COMPARE(title(), QStringLiteral("Training"));
    QVERIFY(find<QLabel>("messageText")->text().contains(u"Passed: case 1"));
    QCOMPARE(find<QListWidget>("trainingList")->currentRow(), 1); // the next one
    QVERIFY(find<QListWidget>("trainingList")->item(0)->text().contains(u"passed"));
}

// The teller's own palm is shown under a number that is known: somebody has to be known first.
void TestTrainingWindow::aCaseThatNeedsAnotherWaits()
{
    openTraining();
    press(Qt::Key_End); // the last one needs the first, which is passed; the twin needs the third, which is not
    QVERIFY(find<QPushButton>("primaryButton")->isEnabled());
    press(Qt::Key_Up);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    QVERIFY(find<QLabel>("trainingBrief")->text().contains(u"First pass the case: 3"));
}

void TestTrainingWindow::signingOutEndsThePractice()
{
    openTraining();
    press(Qt::Key_Return);
    QVERIFY(frame() != nullptr);
    m_room->shell().signOut();
    QTRY_COMPARE(frame(), nullptr);
    QVERIFY(find<QLabel>("trainingHint") == nullptr);
}

QTEST_MAIN(TestTrainingWindow)
#include "tst_trainingwindow.moc"
