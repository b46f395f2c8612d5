#include "tellerplayer.h"

#include <enrolment/bankport.h>

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Kind;

namespace {
const QString kIin = QStringLiteral("900101500022");
const QString kNumber = QStringLiteral("KZ-0042");

enrolment::BankClient someone()
{
    return {.iin = identity::Iin::parse(kIin).value(),
        .number = kNumber,
        .name = identity::PersonName::parse(u"SAULEKYZY", u"AIGERIM").value(),
        .document =
            identity::IdentityDocument::make(identity::DocumentKind::IdentityCard, u"012345678", QDate(2035, 12, 31))
                .value(),
        .phone = identity::PhoneNumber::parse(u"87010000000").value()};
}
} // namespace

/// The bank's own system puts files into a folder; the counter works from them and without them.
class TestBankFiles : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { closeRoom(); }
    void aNewClientIsPrefilledByIin();
    void aFileThatCannotBeReadIsSaidAndTypedInstead();
    void theEndOfARelationStartsTheClock_BIO43();
    void whatCannotBeReadIsSetAsideAndTold();

private:
    void put(const QString& name, const QByteArray& bytes);
    void look();

    QTemporaryDir m_folder;
    QDir m_bank;
};

void TestBankFiles::init()
{
    openRoom(m_folder.path());
    m_bank = QDir(m_folder.filePath(QStringLiteral("bank")));
    QVERIFY(QDir().mkpath(m_bank.filePath(QStringLiteral("clients"))));
    QVERIFY(QDir().mkpath(m_bank.filePath(QStringLiteral("ended"))));
    m_room->setBankFolder(m_bank.path());
}

void TestBankFiles::put(const QString& name, const QByteArray& bytes)
{
    QFile file(m_bank.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestBankFiles::look()
{
    QSignalSpy looked(&m_room->bank(), &BankWatch::looked);
    m_room->bank().look();
    QTRY_VERIFY_WITH_TIMEOUT(!looked.isEmpty(), kLong);
}

void TestBankFiles::aNewClientIsPrefilledByIin()
{
    put(QStringLiteral("clients/%1.json").arg(kIin), enrolment::toBytes(someone()));
    press(Qt::Key_F5);
    type(kIin);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText") != nullptr, kLong);
    QVERIFY(find<QLabel>("messageText")->text().contains(kNumber));
    QVERIFY(find<QPushButton>("openCard") == nullptr); // nobody known here has that number
    press(Qt::Key_Backtab);
    for (int i = 0; i < 10 && focus() != u"messageAction"; ++i)
        press(Qt::Key_Backtab);
    QCOMPARE(focus(), QStringLiteral("messageAction"));
    press(Qt::Key_Space);
    QTRY_COMPARE(focus(), QStringLiteral("documentNumber"));
    QCOMPARE(find<QLineEdit>("documentNumber")->text(), QStringLiteral("012345678"));
    QCOMPARE(find<QLineEdit>("documentUntil")->text(), QStringLiteral("31122035"));
    QCOMPARE(find<QLineEdit>("surname")->text(), QStringLiteral("SAULEKYZY"));
    for (int i = 0; i < 20 && focus() != u"seenBox"; ++i)
        press(Qt::Key_Tab);
    press(Qt::Key_Space); // the document is still the teller's to look at
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    QCOMPARE(m_room->newest(Kind::ClientRecorded).value(u"number").toString(), kNumber);
    breakOff();
    signAndFinish();
}

void TestBankFiles::aFileThatCannotBeReadIsSaidAndTypedInstead()
{
    const QString other = QStringLiteral("880101100018");
    put(QStringLiteral("clients/%1.json").arg(other), "{torn");
    press(Qt::Key_F5);
    type(other);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText") != nullptr, kLong);
    QVERIFY(find<QLabel>("messageText")->text().contains(u"Enter the data from the document yourself"));
    fillClient();
    breakOff();
    signAndFinish();
}

void TestBankFiles::theEndOfARelationStartsTheClock_BIO43()
{
    const core::WallTime at = core::fromIsoText(QStringLiteral("2026-07-12T04:00:00Z")).value();
    put(QStringLiteral("ended/7.json"),
        enrolment::toBytes(enrolment::RelationEnd{someone().iin, at, QStringLiteral("core, 7")}));
    look();
    QCOMPARE(m_room->journalled(Kind::RelationEnded), 1);
    QCOMPARE(m_room->newest(Kind::RelationEnded).value(u"source").toString(), QStringLiteral("core, 7"));
    QVERIFY(!QFile::exists(m_bank.filePath(QStringLiteral("ended/7.json"))));
    look();
    QCOMPARE(m_room->journalled(Kind::RelationEnded), 1);
}

void TestBankFiles::whatCannotBeReadIsSetAsideAndTold()
{
    put(QStringLiteral("ended/8.json"), "torn");
    look();
    QVERIFY(QFile::exists(m_bank.filePath(QStringLiteral("unreadable/8.json"))));
    QCOMPARE(m_room->notices().size(), 1);
    const Error told = m_room->notices().constFirst().error;
    QVERIFY(m_language->sentence(told).contains(u"8.json"));
    m_room->setBankFolder({}); // the bank has none: nothing is asked, nothing breaks
    press(Qt::Key_F5);
    type(QStringLiteral("930315500178"));
    fillClient();
    breakOff();
    signAndFinish();
}

QTEST_MAIN(TestBankFiles)
#include "tst_bankfiles.moc"
