#include "widgets/digitsfield.h"
#include "widgets/numberfield.h"
#include "widgets/pinfield.h"

#include <QProcess>
#include <QTest>
#include <QVBoxLayout>

using namespace tirkeu::workstation;

// A real X server, a real Kazakh layout, keys pressed from outside: what synthetic events cannot promise.
class TestRealKeyboard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theKazakhTopRowTypesDigits();
    void aPhoneIsTypedInTheKazakhLayout();
    void thePinFieldShowsTheLayoutAndCapsLock();
    void cleanupTestCase();

private:
    static bool ran(const QString& tool, const QStringList& arguments);
    void showField(QWidget* field);

    std::unique_ptr<QWidget> m_window;
};

void TestRealKeyboard::initTestCase()
{
    if (QGuiApplication::platformName() != u"xcb")
        QSKIP("needs an X server");
}

bool TestRealKeyboard::ran(const QString& tool, const QStringList& arguments)
{
    QProcess process;
    process.start(tool, arguments);
    return process.waitForFinished(10'000) && process.exitCode() == 0;
}

void TestRealKeyboard::showField(QWidget* field)
{
    m_window = std::make_unique<QWidget>();
    (new QVBoxLayout(m_window.get()))->addWidget(field);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(ran(QStringLiteral("xdotool"),
        {QStringLiteral("windowfocus"), QStringLiteral("--sync"), QString::number(m_window->winId())}));
    QTRY_VERIFY(m_window->isActiveWindow());
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
}

void TestRealKeyboard::theKazakhTopRowTypesDigits()
{
    QVERIFY(ran(QStringLiteral("setxkbmap"), {QStringLiteral("kz")}));
    auto* field = new DigitsField(12);
    showField(field);
    for (int keycode = 10; keycode <= 19; ++keycode) // the keys marked 1 … 9, 0
        QVERIFY(ran(QStringLiteral("xdotool"), {QStringLiteral("key"), QString::number(keycode)}));
    QTRY_COMPARE(field->text(), QStringLiteral("1234567890"));
}

void TestRealKeyboard::aPhoneIsTypedInTheKazakhLayout()
{
    QVERIFY(ran(QStringLiteral("setxkbmap"), {QStringLiteral("kz")}));
    auto* field = new NumberField(NumberField::Takes::Phone, 40);
    showField(field);
    // Shift and the key behind the hyphen, then 7 and the rest.
    for (const char* key : {"shift+21", "16", "65", "16", "19", "10", "20", "11", "12", "13"})
        QVERIFY(ran(QStringLiteral("xdotool"), {QStringLiteral("key"), QString::fromLatin1(key)}));
    QTRY_COMPARE(field->text(), QStringLiteral("+7 701-234"));
}

void TestRealKeyboard::thePinFieldShowsTheLayoutAndCapsLock()
{
    QVERIFY(ran(QStringLiteral("setxkbmap"), {QStringLiteral("us")}));
    auto* field = new PinField;
    showField(field);
    QTRY_COMPARE(field->keyboardLayout(), QStringLiteral("English (US)"));
    QVERIFY(ran(QStringLiteral("setxkbmap"), {QStringLiteral("kz")}));
    QTRY_COMPARE(field->keyboardLayout(), QStringLiteral("Kazakh"));
    QVERIFY(ran(QStringLiteral("setxkbmap"), {QStringLiteral("us")}));
    QTRY_COMPARE(field->keyboardLayout(), QStringLiteral("English (US)"));
    QVERIFY(ran(QStringLiteral("xdotool"), {QStringLiteral("key"), QStringLiteral("a")}));
    QTRY_COMPARE(field->pinLength(), 1);
    QVERIFY(!field->capsLockSeemsOn());
    QVERIFY(ran(QStringLiteral("xdotool"), {QStringLiteral("key"), QStringLiteral("Caps_Lock")}));
    QTRY_VERIFY(field->capsLockSeemsOn());
    QVERIFY(ran(QStringLiteral("xdotool"), {QStringLiteral("key"), QStringLiteral("Caps_Lock")}));
    QTRY_VERIFY(!field->capsLockSeemsOn());
}

void TestRealKeyboard::cleanupTestCase()
{
    m_window.reset();
}

QTEST_MAIN(TestRealKeyboard)
#include "tst_realkeyboard.moc"
