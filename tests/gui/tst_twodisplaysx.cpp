#include "support/fakeclock.h"

#include "clientscreen/clientscreen.h"
#include "clientscreen/clientwindow.h"

#include <QApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

namespace {
const QString kClient = QStringLiteral("CLIENT-1");

// The X server has one picture; its monitors are what a counter's two displays are to the programs on it.
bool monitor(const QStringList& arguments)
{
    return QProcess::execute(QStringLiteral("xrandr"), arguments) == 0;
}
bool plugTeller()
{
    return monitor({QStringLiteral("--setmonitor"), QStringLiteral("TELLER-1"), QStringLiteral("1366/361x768/203+0+0"),
        QStringLiteral("screen")});
}
bool plugClient()
{
    return monitor(
        {QStringLiteral("--setmonitor"), kClient, QStringLiteral("1280/217x800/136+1366+0"), QStringLiteral("none")});
}
bool unplugClient()
{
    return monitor({QStringLiteral("--delmonitor"), kClient});
}
} // namespace

/// The client's display on a real X server: it stands there and nowhere else, and nothing of the teller's does.
class TestTwoDisplaysX : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothAreThere();
    void theClientsWindowStandsOnItsDisplay();
    void theTellersWindowStaysAway();
    void pulledOutItPausesAndComesBack();

private:
    test::FakeClock m_clock;
    Theme m_theme{*qApp};
    ClientScreen m_screen{m_theme, m_clock, {kClient, {}}};
};

void TestTwoDisplaysX::bothAreThere()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    QCOMPARE(QGuiApplication::screens().size(), 2);
}

void TestTwoDisplaysX::theClientsWindowStandsOnItsDisplay()
{
    QVERIFY(m_screen.isReady());
    QTRY_COMPARE(m_screen.window().frameGeometry(), QRect(1366, 0, 1280, 800));
    QVERIFY(m_screen.window().isVisible());
    QVERIFY(!m_screen.takesStrokes()); // nobody's finger is there
}

void TestTwoDisplaysX::theTellersWindowStaysAway()
{
    QWidget teller;
    teller.resize(600, 400);
    teller.move(1500, 100);
    teller.show();
    QTRY_VERIFY(!m_screen.window().geometry().contains(teller.frameGeometry().center()));
    teller.move(2000, 50);
    QTRY_VERIFY(!m_screen.window().geometry().contains(teller.frameGeometry().center()));
    QVERIFY(teller.isVisible());
}

void TestTwoDisplaysX::pulledOutItPausesAndComesBack()
{
    QWidget teller;
    teller.resize(600, 400);
    teller.show();
    m_screen.show(WaitScene{});
    const QSignalSpy states(&m_screen, &ClientStage::stateChanged);
    QVERIFY(unplugClient());
    QTRY_COMPARE(m_screen.state(), ClientStage::State::Lost);
    QVERIFY(m_screen.window().isHidden());
    QVERIFY(teller.isVisible());
    QVERIFY(plugClient());
    QTRY_VERIFY(m_screen.isReady());
    QTRY_COMPARE(m_screen.window().frameGeometry(), QRect(1366, 0, 1280, 800));
    QCOMPARE(states.size(), 2);
}

int main(int argc, char** argv)
{
    if (!plugTeller() || !plugClient())
        return 1;
    QApplication application(argc, argv);
    TestTwoDisplaysX test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_twodisplaysx.moc"
