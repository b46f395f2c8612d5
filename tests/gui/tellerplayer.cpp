#include "tellerplayer.h"

#include "widgets/page.h"

#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>

#include <string_view>

namespace tirkeu::test {

using namespace workstation;

QString TellerPlayer::title() const
{
    return m_room->window().currentPage()->title();
}

QString TellerPlayer::focus() const
{
    return m_room->window().focusWidget()->objectName();
}

void TellerPlayer::openRoom(const QString& folder, const QString& clientDisplay, const CounterRoom::StaffMaker& staff)
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_language->setLanguage(core::Language::English);
    m_room = std::make_unique<CounterRoom>(folder, *m_theme, *m_language, clientDisplay, staff);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->window()));
    if (QGuiApplication::platformName() == u"xcb") // no window manager here to give the focus
        QProcess::execute(QStringLiteral("xdotool"),
            {QStringLiteral("windowfocus"), QStringLiteral("--sync"), QString::number(m_room->window().winId())});
    QVERIFY(QTest::qWaitForWindowActive(&m_room->window()));
    signIn();
}

void TellerPlayer::closeRoom()
{
    m_room.reset();
    m_language.reset();
    m_theme.reset();
}

void TellerPlayer::press(Qt::Key key, int times)
{
    for (int i = 0; i < times; ++i) {
        QWidget* focus = m_room->window().focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &m_room->window(), key);
        ++m_pressed;
    }
}

void TellerPlayer::type(const QString& text)
{
    QTest::keyClicks(m_room->window().focusWidget(), text);
}

void TellerPlayer::signIn()
{
    type(m_pin);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Open, kLong);
    m_pressed = 0;
}

void TellerPlayer::enterClient(const QString& iin)
{
    press(Qt::Key_F5);
    QCOMPARE(title(), QStringLiteral("Who is at the counter?"));
    QCOMPARE(focus(), QStringLiteral("clientIin"));
    type(iin);
    fillClient();
}

void TellerPlayer::fillClient()
{
    press(Qt::Key_Tab, 3);
    QCOMPARE(focus(), QStringLiteral("documentNumber"));
    type(QStringLiteral("012345678"));
    press(Qt::Key_Tab);
    type(QStringLiteral("31122035"));
    press(Qt::Key_Tab);
    type(QStringLiteral("SAULEKYZY"));
    press(Qt::Key_Tab);
    type(QStringLiteral("AIGERIM"));
    press(Qt::Key_Tab, 3);
    QCOMPARE(focus(), QStringLiteral("phone"));
    type(QStringLiteral("87010000000"));
    press(Qt::Key_Tab, 2);
    QCOMPARE(focus(), QStringLiteral("seenBox"));
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
}

// BIO-19: each consent by itself, nothing preset.
void TellerPlayer::answerConsents(bool given)
{
    for (const char* kind : {"personal-data", "palm-scanning"}) {
        QTRY_COMPARE(focus(), QStringLiteral("yes-") + QLatin1StringView(kind));
        QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
        if (!given)
            press(Qt::Key_Tab);
        press(Qt::Key_Space);
        if (kind == std::string_view("personal-data"))
            press(Qt::Key_Tab, given ? 2 : 1);
    }
}

void TellerPlayer::consent(bool given)
{
    answerConsents(given);
    if (given) {
        QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // nothing is signed yet
        m_room->layPaper(QStringLiteral("scan.pdf"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->isEnabled(), kLong);
    press(Qt::Key_Return);
}

void TellerPlayer::breakOff()
{
    press(Qt::Key_F9);
    QCOMPARE(title(), QStringLiteral("Why does the case end here?"));
    QCOMPARE(focus(), QStringLiteral("clientLeaves"));
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // nothing is preset
    press(Qt::Key_Space);
    press(Qt::Key_Return);
}

void TellerPlayer::signAndPrint()
{
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through and sign"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("paper") != nullptr, kLong);
    QCOMPARE(focus(), QStringLiteral("signingPin"));
    type(m_pin);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("Next client"), kLong);
    press(Qt::Key_Return);
}

void TellerPlayer::signAndFinish()
{
    signAndPrint();
    QTRY_COMPARE(title(), QStringLiteral("What would you like to do?"));
    QVERIFY(m_room->waiting().isEmpty());
}

void TellerPlayer::confirmAsSupervisor()
{
    press(Qt::Key_Return); // the swap is announced
    m_room->table().insert(2);
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("guestPin"), kLong);
    QCOMPARE(m_room->shell().state(), ShellState::Open); // nothing locks
    type(QStringLiteral("2222"));
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText")->text().contains(u"Put your own token back"), kLong);
    m_room->table().insert(1);
}

void TellerPlayer::goOnWithDraft()
{
    m_room->window().open(Section::Drafts);
    QTRY_VERIFY_WITH_TIMEOUT(find<QListWidget>("waitingList") != nullptr, kLong);
    auto* list = find<QListWidget>("waitingList");
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains(u"SAULEKYZY"));
    press(Qt::Key_Return);
}

} // namespace tirkeu::test
