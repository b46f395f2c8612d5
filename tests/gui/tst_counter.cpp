#include "counterroom.h"

#include "widgets/page.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;
using simulation_palm::Attack;

namespace {
constexpr int kLong = 60'000; // drawing hands on a busy machine
constexpr const char* kOrdinary = "951231600025";
constexpr const char* kRefuses = "930315500178";
constexpr const char* kFails = "900101500010";

simulation_palm::HandId handOf(std::uint64_t person, Hand hand)
{
    return {person, hand == Hand::Right ? simulation_palm::Side::Right : simulation_palm::Side::Left};
}
} // namespace

// A teller at the keyboard: every step is a key press sent to whatever has the focus, and each is counted. What is read
// off the client's document and the PIN are typed as well, and are not.
class TestCounter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aNewClientIsEnrolledByKeyboard();
    void whatIsWrongIsSaidBesideTheField();
    void aRefusalIsServedWithoutBiometrics();
    void threeFailuresEndCalmly();
    void aPausedCaseGoesOnWhereItStopped();

private:
    void press(Qt::Key key, int times = 1);
    void type(const QString& text);
    void signIn();
    void enterClient(const QString& iin);
    void consent(bool given);
    void signAndFinish();
    QString title() const { return m_room->window().currentPage()->title(); }
    template<typename T>
    T* find(const char* name) const
    {
        for (T* one : m_room->window().findChildren<T*>(QLatin1StringView(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<test::CounterRoom> m_room;
    int m_pressed = 0;
};

void TestCounter::init()
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_language->setLanguage(core::Language::English);
    m_room = std::make_unique<test::CounterRoom>(m_folder.path(), *m_theme, *m_language);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_room->window()));
    signIn();
}

void TestCounter::cleanup()
{
    m_room.reset();
    m_language.reset();
    m_theme.reset();
}

void TestCounter::press(Qt::Key key, int times)
{
    for (int i = 0; i < times; ++i) {
        QWidget* focus = m_room->window().focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &m_room->window(), key);
        ++m_pressed;
    }
}

void TestCounter::type(const QString& text)
{
    QTest::keyClicks(m_room->window().focusWidget(), text);
}

void TestCounter::signIn()
{
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Open, kLong);
    m_pressed = 0;
}

void TestCounter::enterClient(const QString& iin)
{
    press(Qt::Key_F5);
    QCOMPARE(title(), QStringLiteral("Who is at the counter?"));
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("clientIin"));
    type(iin);
    press(Qt::Key_Tab, 3);
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("documentNumber"));
    type(QStringLiteral("012345678"));
    press(Qt::Key_Tab);
    type(QStringLiteral("31122035"));
    press(Qt::Key_Tab);
    type(QStringLiteral("SAULEKYZY"));
    press(Qt::Key_Tab);
    type(QStringLiteral("AIGERIM"));
    press(Qt::Key_Tab, 3);
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("phone"));
    type(QStringLiteral("87010000000"));
    press(Qt::Key_Tab, 2);
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("seenBox"));
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
}

// BIO-19: each consent by itself, nothing preset.
void TestCounter::consent(bool given)
{
    for (const char* kind : {"personal-data", "palm-scanning"}) {
        QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("yes-") + QLatin1StringView(kind));
        QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
        if (!given)
            press(Qt::Key_Tab);
        press(Qt::Key_Space);
        press(Qt::Key_Tab);
    }
    if (given) {
        QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // nothing is signed yet
        m_room->layPaper(QStringLiteral("scan.pdf"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->isEnabled(), kLong);
    press(Qt::Key_Return);
}

void TestCounter::signAndFinish()
{
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through and sign"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("paper") != nullptr, kLong);
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("signingPin"));
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("Next client"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE(title(), QStringLiteral("What would you like to do?"));
    QVERIFY(m_room->waiting().isEmpty());
}

// From the empty home screen to the slip in the client's hand, in at most 30 key presses besides what is typed off the
// document; no pointer at all.
void TestCounter::aNewClientIsEnrolledByKeyboard()
{
    m_room->scanner().thenSamples(handOf(101, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(101, Hand::Left), 4);
    enterClient(QString::fromLatin1(kOrdinary));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
    QVERIFY2(m_pressed <= 30, qPrintable(QString::number(m_pressed)));
    qInfo("key presses: %d", m_pressed);
    QVERIFY(!m_room->signedKinds().contains(QStringLiteral("unsigned")));
    QVERIFY(m_room->signedKinds().size() >= 5);
}

void TestCounter::whatIsWrongIsSaidBesideTheField()
{
    press(Qt::Key_F5);
    type(QStringLiteral("951231600024"));
    press(Qt::Key_Return);
    QTRY_VERIFY(find<QLabel>("messageText") != nullptr);
    QVERIFY(find<QLabel>("clientIinWord")->text().contains(u"control digit"));
    QVERIFY(find<QLabel>("documentUntilWord")->text().contains(u"no such date"));
    QVERIFY(find<QLabel>("seenBoxWord")->text().contains(u"photograph"));
    QCOMPARE(find<QLineEdit>("clientIin")->text(), QStringLiteral("951231600024")); // typed input is kept
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("clientIin"));
}

void TestCounter::aRefusalIsServedWithoutBiometrics()
{
    enterClient(QString::fromLatin1(kRefuses));
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    QCOMPARE(m_room->scanner().captures(), 0);
    press(Qt::Key_Return);
    signAndFinish();
}

// BIO-22: after the third failure it is over for this day, in calm words.
void TestCounter::threeFailuresEndCalmly()
{
    for (int attempt = 0; attempt < 3; ++attempt)
        m_room->scanner().thenSamples(handOf(107, Hand::Right), 4, Attack::LaserPrint, 4 * attempt);
    enterClient(QString::fromLatin1(kFails));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    for (int attempt = 1; attempt < 3; ++attempt) {
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text() == u"Once more", kLong);
        QVERIFY(find<QLabel>("palmState")->text().contains(u"not successful"));
    }
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The palm could not be taken today"), kLong);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    find<QPushButton>("route-served-by-document")->setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    signAndFinish();
}

void TestCounter::aPausedCaseGoesOnWhereItStopped()
{
    enterClient(QStringLiteral("900101500022"));
    press(Qt::Key_F6);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    QCOMPARE(m_room->waiting().size(), 1);
    m_room->window().open(Section::Drafts);
    auto* list = find<QListWidget>("waitingList");
    QTRY_VERIFY_WITH_TIMEOUT(list != nullptr || (list = find<QListWidget>("waitingList")) != nullptr, kLong);
    QTRY_COMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains(u"SAULEKYZY"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
}

QTEST_MAIN(TestCounter)
#include "tst_counter.moc"
