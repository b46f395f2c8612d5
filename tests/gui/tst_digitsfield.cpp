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
    static void press(QWidget& widget, int key, const QString& text, quint32 scanCode);
};

void TestDigitsField::press(QWidget& widget, int key, const QString& text, quint32 scanCode)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, scanCode, 0, 0, text);
    QApplication::sendEvent(&widget, &down);
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
    for (const QChar digit : QStringLiteral("880101100018"))
        press(field, Qt::Key_0 + digit.digitValue(), digit, 0);
    press(field, Qt::Key_Return, QStringLiteral("\r"), 36);
    QCOMPARE(burst.count(), 1);
    QCOMPARE(burst.at(0).at(0).toString(), QStringLiteral("880101100018"));
    QCOMPARE(returned.count(), 0);
}

void TestDigitsField::typingByHandKeepsItsEnter()
{
    DigitsField field(12);
    QSignalSpy burst(&field, &DigitsField::burstRead);
    QSignalSpy returned(&field, &QLineEdit::returnPressed);
    for (const QChar digit : QStringLiteral("880101100018")) {
        press(field, Qt::Key_0 + digit.digitValue(), digit, 0);
        QTest::qWait(40);
    }
    press(field, Qt::Key_Return, QStringLiteral("\r"), 36);
    QCOMPARE(burst.count(), 0);
    QCOMPARE(returned.count(), 1);
}

void TestDigitsField::aBurstReplacesWhatStoodThere()
{
    DigitsField field(12);
    field.setText(QStringLiteral("9001015000"));
    for (const QChar digit : QStringLiteral("880101100018"))
        press(field, Qt::Key_0 + digit.digitValue(), digit, 0);
    press(field, Qt::Key_Return, QStringLiteral("\r"), 36);
    QCOMPARE(field.text(), QStringLiteral("880101100018"));
}

QTEST_MAIN(TestDigitsField)
#include "tst_digitsfield.moc"
