#include "widgets/pinfield.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;

class TestPinField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePinIsNeverText();
    void takingEmptiesTheField();
    void onlyAsciiIsTaken();
    void nothingIsPasted();
    void capsLockIsNoticedFromALetter();
};

void TestPinField::thePinIsNeverText()
{
    PinField field;
    QTest::keyClicks(&field, QStringLiteral("s3cret"));
    QCOMPARE(field.text(), QString(6, QChar(0x2022)));
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(field.pinLength(), 5);
    const core::SecureBytes pin = field.takePin();
    QVERIFY(pin.equals(std::as_bytes(std::span("s3cre", 5))));
}

void TestPinField::takingEmptiesTheField()
{
    PinField field;
    QTest::keyClicks(&field, QStringLiteral("1111"));
    QCOMPARE(field.takePin().size(), std::size_t(4));
    QVERIFY(field.text().isEmpty());
    QVERIFY(field.takePin().isEmpty());
}

void TestPinField::onlyAsciiIsTaken()
{
    PinField field;
    QSignalSpy refused(&field, &PinField::nonAsciiRefused);
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QStringLiteral("қ"));
    QApplication::sendEvent(&field, &letter);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(field.pinLength(), 0);
}

void TestPinField::nothingIsPasted()
{
    PinField field;
    QGuiApplication::clipboard()->setText(QStringLiteral("1234"));
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_Insert, Qt::ShiftModifier);
    QCOMPARE(field.pinLength(), 0);
    QVERIFY(field.text().isEmpty());
}

void TestPinField::capsLockIsNoticedFromALetter()
{
    PinField field;
    QKeyEvent loud(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
    QApplication::sendEvent(&field, &loud);
    QVERIFY(field.capsLockSeemsOn());
    QKeyEvent quiet(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"));
    QApplication::sendEvent(&field, &quiet);
    QVERIFY(!field.capsLockSeemsOn());
    QKeyEvent shifted(QEvent::KeyPress, Qt::Key_A, Qt::ShiftModifier, QStringLiteral("A"));
    QApplication::sendEvent(&field, &shifted);
    QVERIFY(!field.capsLockSeemsOn());
}

QTEST_MAIN(TestPinField)
#include "tst_pinfield.moc"
