#include "widgets/digitsfield.h"
#include "widgets/numberfield.h"

#include <QApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>

using namespace tirkeu::workstation;

class TestDigitsField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTopRowGivesDigitsInAnyLayout();
    void aLetterIsRefusedAloud();
    void aReadersBurstSwallowsItsEnter();
    void typingByHandKeepsItsEnter();
    void aBurstReplacesWhatStoodThere();
    void aPhoneIsTypedInAnyLayout_data();
    void aPhoneIsTypedInAnyLayout();
    void aPhoneTakesNoLetter();
    void aDocumentsNumberKeepsItsLetters();

private:
    void press(QWidget& widget, int key, const QString& text, quint32 scanCode,
        Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void typeNumber(QWidget& widget, quint64 milliseconds);

    quint64 m_now = 1'000'000;
};

void TestDigitsField::press(
    QWidget& widget, int key, const QString& text, quint32 scanCode, Qt::KeyboardModifiers modifiers)
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers, scanCode, 0, 0, text);
    down.setTimestamp(m_now);
    QApplication::sendEvent(&widget, &down);
}

/// A number and Enter, so many milliseconds from key to key by the keyboard's own clock.
void TestDigitsField::typeNumber(QWidget& widget, quint64 milliseconds)
{
    m_now += 10'000;
    for (const QChar digit : QStringLiteral("880101100018")) {
        m_now += milliseconds;
        press(widget, Qt::Key_0 + digit.digitValue(), digit, 0);
    }
    m_now += milliseconds;
    press(widget, Qt::Key_Return, QStringLiteral("\r"), 36);
}

void TestDigitsField::theTopRowGivesDigitsInAnyLayout()
{
    DigitsField field(12);
    // The Kazakh layout's top row from the key "1" on, as the server names these keys.
    const QString letters = QStringLiteral("\"әіңғ,.үұқ");
    for (int i = 0; i < letters.size(); ++i)
        press(field, Qt::Key_unknown, letters.mid(i, 1), static_cast<quint32>(10 + i));
    QCOMPARE(field.text(), QStringLiteral("1234567890"));
    press(field, Qt::Key_4, QStringLiteral("4"), 83); // the number pad
    QCOMPARE(field.text(), QStringLiteral("12345678904"));
}

void TestDigitsField::aLetterIsRefusedAloud()
{
    DigitsField field(12);
    QSignalSpy refused(&field, &DigitsField::otherKeyRefused);
    press(field, Qt::Key_Q, QStringLiteral("q"), 24);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(refused.count(), 1);
}

void TestDigitsField::aReadersBurstSwallowsItsEnter()
{
    DigitsField field(12);
    QSignalSpy burst(&field, &DigitsField::burstRead);
    QSignalSpy returned(&field, &QLineEdit::returnPressed);
    typeNumber(field, 5);
    QCOMPARE(burst.count(), 1);
    QCOMPARE(burst.at(0).at(0).toString(), QStringLiteral("880101100018"));
    QCOMPARE(returned.count(), 0);
}

void TestDigitsField::typingByHandKeepsItsEnter()
{
    DigitsField field(12);
    QSignalSpy burst(&field, &DigitsField::burstRead);
    QSignalSpy returned(&field, &QLineEdit::returnPressed);
    typeNumber(field, 40); // however late a busy window comes to see the keys
    QCOMPARE(burst.count(), 0);
    QCOMPARE(returned.count(), 1);
}

void TestDigitsField::aBurstReplacesWhatStoodThere()
{
    DigitsField field(12);
    QTest::keyClicks(&field, QStringLiteral("9001015000"));
    QCOMPARE(field.text(), QStringLiteral("9001015000"));
    typeNumber(field, 5);
    QCOMPARE(field.text(), QStringLiteral("880101100018"));
}

namespace {
constexpr quint32 kMinusKey = 20;
constexpr quint32 kPlusKey = 21;
} // namespace

void TestDigitsField::aPhoneIsTypedInAnyLayout_data()
{
    QTest::addColumn<QString>("plain");   // what the keys from "1" to "=" write
    QTest::addColumn<QString>("shifted"); // and with Shift
    QTest::newRow("kk") << QStringLiteral("\"әіңғ,.үұқөһ") << QStringLiteral("!ӘІҢҒ;:ҮҰҚӨҺ");
    QTest::newRow("ru") << QStringLiteral("1234567890-=") << QStringLiteral("!\"№;%:?*()_+");
    QTest::newRow("us") << QStringLiteral("1234567890-=") << QStringLiteral("!@#$%^&*()_+");
}

void TestDigitsField::aPhoneIsTypedInAnyLayout()
{
    QFETCH(QString, plain);
    QFETCH(QString, shifted);
    NumberField field(NumberField::Takes::Phone, 40);
    const auto type = [&](quint32 code, bool isShifted = false) {
        const int at = static_cast<int>(code) - 10;
        press(field, Qt::Key_unknown, (isShifted ? shifted : plain).mid(at, 1), code,
            isShifted ? Qt::ShiftModifier : Qt::NoModifier);
    };
    type(kPlusKey, true);
    type(16); // the key marked 7
    press(field, Qt::Key_Space, QStringLiteral(" "), 65);
    type(18, true);
    for (const quint32 code : {16U, 19U, 10U})
        type(code);
    type(19, true);
    for (const quint32 code : {11U, 12U, kMinusKey, 13U, 14U, 15U, 17U, 18U})
        type(code);
    QCOMPARE(field.text(), QStringLiteral("+7 (701)23-45689"));
    press(field, Qt::Key_Backspace, QStringLiteral("\b"), 22);
    press(field, Qt::Key_Plus, QStringLiteral("+"), 86); // the number pad
    QCOMPARE(field.text(), QStringLiteral("+7 (701)23-4568+"));
}

void TestDigitsField::aPhoneTakesNoLetter()
{
    NumberField field(NumberField::Takes::Phone, 40);
    QSignalSpy refused(&field, &NumberField::otherKeyRefused);
    QSignalSpy returned(&field, &QLineEdit::returnPressed);
    press(field, Qt::Key_Q, QStringLiteral("q"), 24);
    press(field, Qt::Key_Exclam, QStringLiteral("!"), 10, Qt::ShiftModifier);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(refused.count(), 2);
    press(field, Qt::Key_Return, QStringLiteral("\r"), 36);
    QCOMPARE(returned.count(), 1);
}

void TestDigitsField::aDocumentsNumberKeepsItsLetters()
{
    NumberField field(NumberField::Takes::Anything, 40);
    press(field, Qt::Key_N, QStringLiteral("N"), 57, Qt::ShiftModifier);
    press(field, Qt::Key_unknown, QStringLiteral("ә"), 11);
    press(field, Qt::Key_unknown, QStringLiteral("Ә"), 11, Qt::ShiftModifier);
    press(field, Qt::Key_unknown, QStringLiteral("ө"), kMinusKey);
    press(field, Qt::Key_Slash, QStringLiteral("/"), 61);
    QCOMPARE(field.text(), QStringLiteral("N2Әө/"));
}

QTEST_MAIN(TestDigitsField)
#include "tst_digitsfield.moc"
