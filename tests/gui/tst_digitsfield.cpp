#include "widgets/digitsfield.h"

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

private:
    void press(QWidget& widget, int key, const QString& text, quint32 scanCode);
    void typeNumber(QWidget& widget, quint64 milliseconds);

    quint64 m_now = 1'000'000;
};

void TestDigitsField::press(QWidget& widget, int key, const QString& text, quint32 scanCode)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, scanCode, 0, 0, text);
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
    field.setText(QStringLiteral("9001015000"));
    typeNumber(field, 5);
    QCOMPARE(field.text(), QStringLiteral("880101100018"));
}

QTEST_MAIN(TestDigitsField)
#include "tst_digitsfield.moc"
