#include "support/fakeclock.h"

#include "gallery/showroom.h"
#include "shell/header.h"
#include "widgets/page.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The outbox by the keyboard; what the header and Home say of the way to the bank.
class TestOutboxPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachCaseTellsItsWay();
    void aRefusedOneIsSentAgainAndAllAreExported();
    void theConnectionSaysSinceWhenAndWhatWaits();
    void homeEndsTheDay();
    void whoWasChosenStaysChosen();
    void nothingStaysForTheNextPerson();

private:
    template<typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        return m_room->window().findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QPushButton* button(const char* name) const
    {
        return m_room->window().currentPage()->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void choose(int row)
    {
        auto* list = find<QListWidget>("outboxList");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentRow(), row);
    }
    test::FakeClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<Showroom> m_room;
};

void TestOutboxPage::init()
{
    m_room.reset();
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_language->setLanguage(core::Language::English);
    m_room = std::make_unique<Showroom>(*m_theme, *m_language, m_clock);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->window()));
    m_room->staff().setAnswer(ShowroomStaff::teller(m_clock));
    m_room->staff().setToken({.isPresent = true});
    m_room->setRulesRead(true);
    m_room->shell().start(true);
    QLineEdit* pin = nullptr;
    for (QLineEdit* one : m_room->window().findChildren<QLineEdit*>(QStringLiteral("pinField"))) {
        if (one->isVisible())
            pin = one;
    }
    QVERIFY(pin);
    QTest::keyClicks(pin, QStringLiteral("1111"));
    QTest::keyClick(pin, Qt::Key_Return);
    QTRY_VERIFY(m_room->shell().state() == ShellState::Open);
    QTest::keyClick(find<QPushButton>("rail-outbox"), Qt::Key_Return);
    QTRY_COMPARE(find<QListWidget>("outboxList")->count(), 7);
}

void TestOutboxPage::eachCaseTellsItsWay()
{
    auto* way = find<QLabel>("wayLabel");
    choose(0);
    QVERIFY(way->text().contains(QStringLiteral("Refused by the bank")));
    QVERIFY(way->text().contains(core::shownDateTime(m_clock.wall() - std::chrono::minutes(48))));
    QVERIFY(way->text().contains(QStringLiteral("new package"))); // no dead end
    choose(2);
    QVERIFY(way->text().contains(QStringLiteral("Tries: 4")));
    QVERIFY(way->text().contains(QStringLiteral("fault"))); // and why
    choose(1);
    QVERIFY(find<QListWidget>("outboxList")->currentItem()->text().contains(QStringLiteral("withdrawal")));
    QVERIFY(!button("retryButton")->isEnabled()); // it is on its way
    choose(5);
    QVERIFY(way->text().contains(QStringLiteral("Delivered")));
    QVERIFY(!button("retryButton")->isEnabled());
}

void TestOutboxPage::aRefusedOneIsSentAgainAndAllAreExported()
{
    choose(0);
    QTest::keyClick(button("retryButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->outbox().asked, QStringList{QStringLiteral("retry 1")});
    QTest::keyClick(button("exportButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->outbox().asked.back(), QStringLiteral("export /media/usb"));
    m_room->link().setOnline(false, m_clock.wall(), QStringLiteral("sync.gateway-not-reached"));
    for (QPushButton* one : m_room->window().currentPage()->findChildren<QPushButton*>()) {
        if (one->text() == QStringLiteral("Try now"))
            QTest::keyClick(one, Qt::Key_Space);
    }
    QTRY_COMPARE(m_room->outbox().asked.back(), QStringLiteral("now"));
}

void TestOutboxPage::theConnectionSaysSinceWhenAndWhatWaits()
{
    m_room->link().setOutboxCount(4);
    m_room->link().setOnline(false, m_clock.wall(), QStringLiteral("sync.gateway-not-reached"));
    const QString told = find<QWidget>("onlineChip")->toolTip();
    QVERIFY(told.contains(core::shownDateTime(m_clock.wall())));
    QVERIFY(told.contains(QStringLiteral("cannot be reached")));
    QVERIFY(told.contains(QStringLiteral("enrolment"))); // what works
    QVERIFY(told.contains(QStringLiteral("waiting: 4")));
    QVERIFY(!told.contains(QStringLiteral("Withdrawals")));
    m_room->link().setWithdrawals(2); // what the register of consents has not heard waits as well
    QVERIFY(find<QWidget>("onlineChip")->toolTip().contains(QStringLiteral("not passed on by the bank yet: 2.")));
    m_room->link().setWithdrawals(0);
    m_room->link().setOnline(true, m_clock.wall());
    QVERIFY(find<QWidget>("onlineChip")->toolTip().startsWith(QStringLiteral("Connected")));
    QVERIFY(!find<QWidget>("onlineChip")->toolTip().contains(QStringLiteral("cannot be reached")));
}

void TestOutboxPage::homeEndsTheDay()
{
    auto* today = find<QLabel>("homeToday");
    m_room->link().setToday(0, 0);
    m_room->window().open(Section::Home);
    QVERIFY(!today->isVisible());
    m_room->link().setToday(26, 26);
    QVERIFY(today->isVisible());
    QCOMPARE(today->text(), QStringLiteral("Today: clients served 26, delivered to the bank 26."));
}

void TestOutboxPage::whoWasChosenStaysChosen()
{
    choose(3);
    const QString text = find<QListWidget>("outboxList")->currentItem()->text();
    m_room->outbox().tell();
    QCoreApplication::sendPostedEvents();
    QTRY_COMPARE(find<QListWidget>("outboxList")->currentItem()->text(), text);
    QCOMPARE(find<QListWidget>("outboxList")->currentRow(), 3);
}

void TestOutboxPage::nothingStaysForTheNextPerson()
{
    choose(0);
    m_room->shell().signOut();
    QCOMPARE(find<QListWidget>("outboxList")->count(), 0);
    QVERIFY(find<QLabel>("wayLabel")->text().isEmpty());
}

QTEST_MAIN(TestOutboxPage)
#include "tst_outboxpage.moc"
