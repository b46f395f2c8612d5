#include "listkeys.h"
#include "support/fakeclock.h"

#include "gallery/showroom.h"
#include "journal/journalpage.h"
#include "settings/authoritiespage.h"
#include "settings/pinpage.h"

#include <simulation_pki/demopki.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

// What the settings lead to, and the way from a damaged store back to work, as a person walks them.
class TestSettingsPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void thePinIsChangedFromTheSettings();
    void thePinOfTheSecondTokenIsChangedThereToo();
    void theCertificatesSayWhoseTheyAre();
    void aPinThatMustBeChangedIsBeforeTheSignIn();
    void aReaderWithItsOwnKeysHasNoFields();
    void aTellerReadsTheAuthoritiesASupervisorChangesThem();
    void aDamagedStoreIsRestoredFromTheStartPage();
    void theJournalsPageNamesTheFirstEntryThatDoesNotFit_MFO32();

private:
    void signIn(identity::StaffRole role)
    {
        StaffMember member = ShowroomStaff::teller(m_clock);
        member.role = role;
        signIn(member);
    }
    void signIn(const StaffMember& member)
    {
        m_room->staff().setAnswer(member);
        m_room->staff().setToken({.isPresent = true, .label = QStringLiteral("SoftHSM")});
        m_room->setRulesRead(true);
        m_room->shell().start(true);
        auto* pin = page()->findChild<QLineEdit*>(QStringLiteral("pinField"));
        QVERIFY(pin);
        QTest::keyClicks(pin, QStringLiteral("1111"));
        QTest::keyClick(pin, Qt::Key_Return);
        QTRY_VERIFY(m_room->shell().state() == ShellState::Open);
    }
    [[nodiscard]] Page* page() const { return m_room->window().currentPage(); }
    template<typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        return page()->findChild<T*>(QString::fromLatin1(name));
    }
    void press(const char* name) const { QTest::keyClick(find<QPushButton>(name), Qt::Key_Space); }
    void type(const char* name, const char* text) const
    {
        QTest::keyClicks(find<QLineEdit>(name), QString::fromLatin1(text));
    }
    [[nodiscard]] QString said(const Error& error) const { return m_language->sentence(error); }
    [[nodiscard]] bool isShown(const QString& text) const
    {
        for (const MessageBar* bar : page()->findChildren<MessageBar*>()) {
            if (bar->isVisible() && bar->text() == text)
                return true;
        }
        return false;
    }

    test::FakeClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<Showroom> m_room;
};

void TestSettingsPages::init()
{
    m_room.reset();
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_room = std::make_unique<Showroom>(*m_theme, *m_language, m_clock);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->window()));
}

void TestSettingsPages::thePinIsChangedFromTheSettings()
{
    signIn(identity::StaffRole::Teller);
    m_room->window().open(Section::Settings);
    press("changePinButton");
    QCOMPARE(m_room->window().section(), Section::TokenPin);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // nothing is typed
    QWidget& window = m_room->window();
    for (const char* field : {"oldPinField", "newPinField", "repeatedPinField"}) { // as they stand
        QCOMPARE(window.focusWidget()->objectName(), QString::fromLatin1(field));
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
    }
    type("oldPinField", "314159");
    type("newPinField", "271828");
    type("repeatedPinField", "271829");
    press("primaryButton");
    const Error differ{ErrorCode("signin.new-pins-differ"), ErrorKind::OperatorCanFix, {}};
    QTRY_VERIFY(isShown(said(differ)));
    for (const char* field : {"oldPinField", "newPinField", "repeatedPinField"})
        QVERIFY(find<QLineEdit>(field)->text().isEmpty()); // none stays behind a try
    m_room->staff().setChange(failure(ErrorCode("token.pin-wrong"), ErrorKind::OperatorCanFix));
    type("oldPinField", "000000");
    type("newPinField", "271828");
    type("repeatedPinField", "271828");
    press("primaryButton");
    QTRY_VERIFY(isShown(said({ErrorCode("token.pin-wrong"), ErrorKind::OperatorCanFix, {}})));
    m_room->staff().setChange({});
    type("oldPinField", "314159");
    type("newPinField", "271828");
    type("repeatedPinField", "271828");
    QTest::keyClick(find<QLineEdit>("repeatedPinField"), Qt::Key_Return);
    QTRY_COMPARE(m_room->staff().changes(), 2);
    QTRY_VERIFY(!isShown(said({ErrorCode("token.pin-wrong"), ErrorKind::OperatorCanFix, {}})));
    press("backButton");
    QCOMPARE(m_room->window().section(), Section::Settings);
}

void TestSettingsPages::thePinOfTheSecondTokenIsChangedThereToo()
{
    signIn(identity::StaffRole::Teller);
    m_room->window().open(Section::TokenPin);
    QVERIFY(!find<QPushButton>("edsTokenButton")->isVisible()); // there is only one
    m_room->staff().setSecond(
        TokenState{.isPresent = true, .label = QStringLiteral("E-7"), .mustChangePin = true, .isSecond = true});
    QVERIFY(find<QPushButton>("edsTokenButton")->isVisible());
    QVERIFY(!find<QLabel>("tokenText")->text().contains(u"E-7"));
    type("oldPinField", "314159");
    press("edsTokenButton");
    QVERIFY(find<QLineEdit>("oldPinField")->text().isEmpty()); // typed for the other
    QVERIFY(find<QLabel>("tokenText")->text().contains(u"E-7"));
    const auto change = [this] {
        type("oldPinField", "314159");
        type("newPinField", "271828");
        type("repeatedPinField", "271828");
        press("primaryButton");
    };
    change();
    QTRY_COMPARE(m_room->staff().secondChanges(), 1);
    QCOMPARE(m_room->staff().changes(), 0);
    QTRY_VERIFY(find<QPushButton>("signInTokenButton")->isEnabled());
    press("signInTokenButton");
    QVERIFY(!find<QLabel>("tokenText")->text().contains(u"E-7"));
    change();
    QTRY_COMPARE(m_room->staff().changes(), 1);
    QCOMPARE(m_room->staff().secondChanges(), 1);
    QTRY_VERIFY(find<QPushButton>("edsTokenButton")->isEnabled());
    press("edsTokenButton");
    m_room->staff().setSecond({}); // then it is the one that signs in again
    QVERIFY(!find<QPushButton>("edsTokenButton")->isVisible());
    change();
    QTRY_COMPARE(m_room->staff().changes(), 2);
}

void TestSettingsPages::theCertificatesSayWhoseTheyAre()
{
    m_language->setLanguage(core::Language::English);
    const auto pki = simulation::DemoPki::make({.now = m_clock.wall()});
    QVERIFY(pki);
    const auto eds = pki->signature(simulation::DemoPerson::Teller).holder();
    StaffMember member = ShowroomStaff::teller(m_clock);
    member.authentication = pki->authentication(simulation::DemoPerson::Teller).certificate();
    signIn(member);
    m_room->window().open(Section::TokenPin);
    const auto linesOf = [this](const char* card) {
        QStringList lines;
        for (const QLabel* label : find<QWidget>(card)->findChildren<QLabel*>())
            lines.append(label->text());
        return lines;
    };
    QVERIFY(find<QWidget>("signInCertificate")->isVisible());
    QVERIFY(linesOf("signInCertificate").contains(QStringLiteral("850704201233")));
    QVERIFY(!find<QWidget>("edsCertificate")->isVisible()); // there is none
    // Found on a token that was put in later, it is there without being asked for.
    member.signature = eds.der();
    Q_EMIT m_room->staff().memberChanged(member);
    QVERIFY(find<QWidget>("edsCertificate")->isVisible());
    const QStringList lines = linesOf("edsCertificate");
    for (const QString& part : {QStringLiteral("IIN"), eds.subject().iin, QStringLiteral("BIN"), eds.subject().bin,
             eds.subject().organisation, QStringLiteral("Key kept in"), QStringLiteral("File on a computer (PKCS#12)"),
             core::shownDate(eds.notBefore()) + QStringLiteral(" – ") + core::shownDate(eds.notAfter())})
        QVERIFY2(lines.contains(part), qPrintable(part + lines.join(u'\n')));
    QVERIFY(lines.value(lines.indexOf(QStringLiteral("Role")) + 1).contains(u"Employee"));
    m_room->shell().signOut();
    m_room->staff().setToken({.isPresent = true, .mustChangePin = true});
    press("changePinButton"); // nobody is in, and nobody's are shown
    QVERIFY(qobject_cast<PinPage*>(page()));
    QVERIFY(!find<QWidget>("signInCertificate")->isVisible() && !find<QWidget>("edsCertificate")->isVisible());
}

void TestSettingsPages::aPinThatMustBeChangedIsBeforeTheSignIn()
{
    m_room->shell().start(true);
    m_room->staff().setToken({.isPresent = true});
    QVERIFY(!find<QPushButton>("changePinButton")->isVisible());
    m_room->staff().setToken({.isPresent = true, .mustChangePin = true});
    QVERIFY(find<QPushButton>("changePinButton")->isVisible());
    press("changePinButton");
    QVERIFY(qobject_cast<PinPage*>(page()));
    QVERIFY(m_room->shell().state() == ShellState::SignIn); // nothing else is open
    press("backButton");
    QVERIFY(!qobject_cast<PinPage*>(page()));
    QVERIFY(m_room->shell().state() == ShellState::SignIn);
}

void TestSettingsPages::aReaderWithItsOwnKeysHasNoFields()
{
    signIn(identity::StaffRole::Teller);
    m_room->staff().setToken({.isPresent = true, .hasPinPad = true});
    m_room->window().open(Section::TokenPin);
    QVERIFY(!find<QLineEdit>("oldPinField")->isVisible());
    QVERIFY(find<QPushButton>("primaryButton")->isEnabled());
    press("primaryButton");
    QTRY_COMPARE(m_room->staff().changes(), 1);
    // The last try needs its explicit yes; a locked token changes nothing.
    m_room->staff().setToken({.isPresent = true, .isLastTry = true, .hasPinPad = true});
    QTRY_VERIFY(find<QWidget>("lastTryBox")->isVisible()); // the change before is over
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    QTest::keyClick(find<QWidget>("lastTryBox"), Qt::Key_Space);
    QVERIFY(find<QPushButton>("primaryButton")->isEnabled());
    m_room->staff().setToken({.isPresent = true, .isLocked = true});
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
}

void TestSettingsPages::aTellerReadsTheAuthoritiesASupervisorChangesThem()
{
    signIn(identity::StaffRole::Teller);
    m_room->window().open(Section::Settings);
    press("authoritiesButton");
    QCOMPARE(m_room->window().section(), Section::Authorities);
    auto* list = find<QListWidget>("authorityList");
    QCOMPARE(list->count(), 2);
    test::chooseRow(list, 0);
    QVERIFY(!find<QPushButton>("removeAuthorityButton")->isEnabled());
    QVERIFY(!find<QLineEdit>("authorityFileField")->isEnabled());
    m_room->shell().signOut();

    signIn(identity::StaffRole::Supervisor);
    m_room->window().open(Section::Authorities);
    QVERIFY(!find<QPushButton>("removeAuthorityButton")->isEnabled()); // none is chosen
    test::chooseRow(list, 0);
    QVERIFY(find<QPushButton>("removeAuthorityButton")->isEnabled());
    press("removeAuthorityButton");
    QCOMPARE(list->count(), 1);
    QVERIFY(!find<QPushButton>("addAuthorityButton")->isEnabled());
    type("authorityFileField", "/media/x.pem");
    press("addAuthorityButton");
    QVERIFY(isShown(said({ErrorCode("settings.authority-unreadable"), ErrorKind::OperatorCanFix, {},
        {QStringLiteral("/media/x.pem")}})));
}

void TestSettingsPages::aDamagedStoreIsRestoredFromTheStartPage()
{
    signIn(identity::StaffRole::Teller);
    const Error damage{ErrorCode("storage.damaged"), ErrorKind::SecurityStop, {}};
    m_room->restore().setDamage(damage);
    // Work ends, whoever was in.
    QVERIFY(m_room->shell().state() == ShellState::Checks);
    QVERIFY(find<QPushButton>("restoreButton")->isVisible());
    press("restoreButton");
    QVERIFY(isShown(said(damage)));
    QVERIFY(!find<QLineEdit>("backupField")->text().isEmpty()); // the newest is offered
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());  // the recovery key is not
    type("recoveryKeyField", "/media/key.p12");
    type("recoveryPasswordField", "two halves");
    press("primaryButton");
    QTRY_VERIFY(!m_room->restore().damage());
    QTRY_VERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    QVERIFY(!isShown(said(damage)));
    press("backButton");
    m_room->shell().start(true); // the showroom's other findings keep it at the checks
    QVERIFY(m_room->shell().state() == ShellState::SignIn);
}

void TestSettingsPages::theJournalsPageNamesTheFirstEntryThatDoesNotFit_MFO32()
{
    m_room->breakJournal(true);
    signIn(identity::StaffRole::Supervisor);
    m_room->window().open(Section::Journal);
    QTRY_VERIFY(isShown(JournalPage::tr("The journal's chain is broken. First entry that does not fit: %1. Change "
                                        "nothing and tell the security service.")
                            .arg(7)));
}

QTEST_MAIN(TestSettingsPages)
#include "tst_settingspages.moc"
