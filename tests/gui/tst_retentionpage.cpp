#include "listkeys.h"
#include "support/fakeclock.h"

#include "gallery/showroom.h"
#include "retention/retentionpage.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The page of keeping by the keyboard, and the notices that stand on every page.
class TestRetentionPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aTellerIsNotOfferedIt();
    void holdsAndActsAreOrderedByKeyboard();
    void noticesStandOnEveryPage();
    void nothingStaysForTheNextPerson();

private:
    void signIn(identity::StaffRole role)
    {
        StaffMember member = ShowroomStaff::teller(m_clock);
        member.role = role;
        m_room->staff().setAnswer(member);
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
    }
    template<typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        return m_room->window().findChild<T*>(QString::fromLatin1(name));
    }
    test::FakeClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<Showroom> m_room;
};

void TestRetentionPage::init()
{
    m_room.reset();
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_room = std::make_unique<Showroom>(*m_theme, *m_language, m_clock);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->window()));
}

void TestRetentionPage::aTellerIsNotOfferedIt()
{
    signIn(identity::StaffRole::Teller);
    QVERIFY(!find<QPushButton>("rail-keeping")->isVisible());
    m_room->window().open(Section::Keeping);
    QVERIFY(m_room->window().section() != Section::Keeping);
}

void TestRetentionPage::holdsAndActsAreOrderedByKeyboard()
{
    signIn(identity::StaffRole::Supervisor);
    QTest::keyClick(find<QPushButton>("rail-keeping"), Qt::Key_Return);
    auto* clients = find<QListWidget>("keptList");
    auto* acts = find<QListWidget>("actList");
    QTRY_COMPARE(clients->count(), 3);
    QCOMPARE(acts->count(), 4);
    QVERIFY(!find<QPushButton>("holdButton")->isEnabled()); // nobody is chosen
    // Lists are filled anew when an answer comes: what is chosen is chosen until it stays.
    QTRY_VERIFY((test::chooseRow(clients, 0), find<QPushButton>("holdButton")->isEnabled()));
    QTest::keyClicks(find<QLineEdit>("reasonField"), QStringLiteral("court"));
    QTest::keyClick(find<QPushButton>("holdButton"), Qt::Key_Space);
    QCOMPARE(m_room->retention().asked, QStringList{QStringLiteral("hold 1 court")});
    QTRY_VERIFY(find<QLineEdit>("reasonField")->text().isEmpty());
    // A client of whom nothing is due, by number.
    QTest::keyClicks(find<QLineEdit>("heldIinField"), QStringLiteral("900101500010"));
    QTest::keyClicks(find<QLineEdit>("reasonField"), QStringLiteral("court"));
    QVERIFY(!find<QPushButton>("proposeButton")->isEnabled());
    QTRY_VERIFY(find<QPushButton>("holdButton")->isEnabled());
    QTest::keyClick(find<QPushButton>("holdButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->retention().asked.back(), QStringLiteral("hold 900101500010 court"));
    QTRY_VERIFY(find<QLineEdit>("heldIinField")->text().isEmpty());
    QTRY_COMPARE(clients->count(), 3);
    QTRY_VERIFY(
        (QTest::keyClick(clients, Qt::Key_A, Qt::ControlModifier), find<QPushButton>("proposeButton")->isEnabled()));
    QVERIFY(!find<QPushButton>("holdButton")->isEnabled()); // one at a time
    QTest::keyClick(find<QPushButton>("proposeButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->retention().asked.back(), QStringLiteral("propose 1,2,3 "));
    const auto offered = [&](int row) {
        test::chooseRow(acts, row);
        return std::pair(
            find<QPushButton>("approveButton")->isEnabled(), find<QPushButton>("carryOutButton")->isEnabled());
    };
    QTRY_COMPARE(offered(0), std::pair(true, false));  // waits for a second person
    QTRY_COMPARE(offered(2), std::pair(false, false)); // done
    QTRY_COMPARE(offered(1), std::pair(false, true));
    QTest::keyClick(find<QPushButton>("carryOutButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->retention().asked.back(), QStringLiteral("destroy b"));
    // An act that was carried out is signed with a PIN; one that is signed can be handed out.
    QTRY_COMPARE(offered(2), std::pair(false, false));
    QTRY_VERIFY((test::chooseRow(acts, 2), find<QLineEdit>("actPinField")->isVisible()));
    QVERIFY(!find<QPushButton>("signActButton")->isEnabled());
    QVERIFY(!find<QPushButton>("saveActButton")->isEnabled());
    QTest::keyClicks(find<QLineEdit>("actPinField"), QStringLiteral("1111"));
    QTRY_VERIFY((test::chooseRow(acts, 2), find<QPushButton>("signActButton")->isEnabled()));
    QTest::keyClick(find<QPushButton>("signActButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->retention().asked.back(), QStringLiteral("sign c"));
    QVERIFY(find<QLineEdit>("actPinField")->text().isEmpty());
    QTRY_VERIFY((test::chooseRow(acts, 3), find<QPushButton>("saveActButton")->isEnabled()));
    QVERIFY(!find<QPushButton>("signActButton")->isEnabled());
    QVERIFY(!find<QLineEdit>("actPinField")->isVisible());
    QTRY_VERIFY(find<QPushButton>("backUpButton")->isEnabled());
    QTest::keyClick(find<QPushButton>("backUpButton"), Qt::Key_Space);
    QTRY_COMPARE(m_room->retention().asked.back(), QStringLiteral("back up /media/backup/tirkeu"));
}

void TestRetentionPage::noticesStandOnEveryPage()
{
    auto* board = find<QWidget>("noticeBoard");
    QVERIFY(!board->isVisible());
    const Error error{ErrorCode("vault.disk-slow"), ErrorKind::Retry, {}};
    m_room->notices().show({{QStringLiteral("x"), MessageKind::Warning, error, NoticeAction::Seen}});
    QVERIFY(board->isVisible());
    const QString sentence = m_language->sentence(error);
    auto* bar = board->findChild<MessageBar*>();
    QCOMPARE(bar->text(), sentence);
    signIn(identity::StaffRole::Supervisor);
    QVERIFY(board->isVisible());
    m_language->setLanguage(core::Language::English);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(bar->text(), m_language->sentence(error));
    QVERIFY(bar->text() != sentence);
    QTest::keyClick(bar->findChild<QPushButton*>(), Qt::Key_Space);
    QCOMPARE(m_room->notices().acted, QStringList{QStringLiteral("x")});
    m_room->notices().show({});
    QVERIFY(!board->isVisible());
}

void TestRetentionPage::nothingStaysForTheNextPerson()
{
    signIn(identity::StaffRole::Supervisor);
    m_room->window().open(Section::Keeping);
    QTRY_COMPARE(find<QListWidget>("keptList")->count(), 3);
    m_room->shell().signOut();
    QCOMPARE(find<QListWidget>("keptList")->count(), 0);
    QVERIFY(find<QLineEdit>("backupFolderField")->text().isEmpty());
}

QTEST_MAIN(TestRetentionPage)
#include "tst_retentionpage.moc"
