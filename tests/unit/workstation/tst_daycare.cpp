#include "support/fakeclock.h"

#include "equipment/carestrip.h"
#include "gallery/showroomstaff.h"
#include "shell/shellcontroller.h"
#include "theme/language.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <utility>

using namespace tirkeu;
using namespace tirkeu::workstation;
using Phase = DayCare::Phase;

namespace {
/// A scanner and a camera; each look waits until the test answers it.
class HeldDevices final : public DeviceSource
{
public:
    [[nodiscard]] QList<ShownDevice> devices() const override
    {
        return {{QStringLiteral("palm"), DeviceKind::PalmScanner, {}, {}, {}, DeviceState::Ready},
            {QStringLiteral("face"), DeviceKind::FaceCamera, {}, {}, {}, DeviceState::Ready}};
    }
    [[nodiscard]] QFuture<Result<>> show(const QString&) override { return QtFuture::makeReadyFuture(Result<>()); }
    void stop() override
    {
        ++stops;
        answer(failure(ErrorCode("devices.cancelled"), ErrorKind::Retry));
    }
    [[nodiscard]] QFuture<Result<>> permitPort(const QString&, core::SecureBytes, LastTry) override
    {
        return QtFuture::makeReadyFuture(Result<>());
    }
    [[nodiscard]] QStringList careDue() const override { return due; }
    [[nodiscard]] QFuture<Result<CareShown>> care(const QString& id, CareAsk ask) override
    {
        asked.append(id + (ask == CareAsk::Look ? QStringLiteral(" look") : QStringLiteral(" clean")));
        m_answer = std::make_shared<QPromise<Result<CareShown>>>();
        m_answer->start();
        return m_answer->future();
    }
    [[nodiscard]] QFuture<Result<>> rest() override { return QtFuture::makeReadyFuture(Result<>()); }
    void wake() override {}
    void answer(const Result<CareShown>& care)
    {
        if (const auto promise = std::exchange(m_answer, {})) {
            promise->addResult(care);
            promise->finish();
        }
    }
    QStringList due{QStringLiteral("palm"), QStringLiteral("face")};
    QStringList asked;
    int stops = 0;

private:
    std::shared_ptr<QPromise<Result<CareShown>>> m_answer;
};

class ReadBook final : public AcknowledgementBook
{
public:
    [[nodiscard]] bool hasAcknowledged(const QString&, int) const override { return true; }
    [[nodiscard]] Result<> acknowledge(const QString&, int, core::WallTime) override { return {}; }
};

class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view, const QJsonObject&) override { return {}; }
};

/// A workstation at which somebody signs in; what it shows of the care is on the strip.
struct Desk
{
    Desk()
    {
        staff.setAnswer(ShowroomStaff::teller(clock));
        staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 3});
        shell.start(true);
    }
    void enter()
    {
        signIn.submit(core::SecureBytes(4));
        QTRY_COMPARE(shell.state(), ShellState::Open);
    }
    [[nodiscard]] QString said() const
    {
        return strip.isHidden() ? QString() : strip.findChild<QLabel*>(QStringLiteral("careSentence"))->text();
    }
    [[nodiscard]] bool offers(const char* button) const { return !find(button)->isHidden(); }
    void press(const char* button) const { QTest::keyClick(find(button), Qt::Key_Space); }
    [[nodiscard]] QPushButton* find(const char* button) const
    {
        return strip.findChild<QPushButton*>(QLatin1StringView(button));
    }

    test::FakeClock clock;
    Notes notes;
    ReadBook book;
    ShowroomStaff staff;
    SignInController signIn{staff, book, notes, clock, QStringLiteral("127.0.0.1")};
    ShellController shell{signIn, notes, std::chrono::hours(24)};
    HeldDevices devices;
    Theme theme{*qApp};
    LanguageSwitch language;
    CareStrip strip{theme, language, devices, shell};
};
} // namespace

// The day's first look at the devices, from the sign-in to what a person does about it.
class TestDayCare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyThereNothingLooked();
    void oneDeviceAfterAnotherAndNothingToSay();
    void dirtIsShownUntilSomebodyActs();
    void aTellerIsToldThatASupervisorIsNeeded();
    void aNewDeviceAsksForItsCleanPicture();
    void whatIsNeededOtherwiseIsLeftAlone();
    void aFaultIsToldInItsSentence();
    void leavingEndsIt();
    void aDeviceThatComesLaterIsLookedAt();
    void laterPutsOff();
};

void TestDayCare::nobodyThereNothingLooked()
{
    Desk desk;
    Q_EMIT desk.devices.changed();
    QVERIFY(desk.devices.asked.isEmpty());
    QCOMPARE(desk.said(), QString());
}

void TestDayCare::oneDeviceAfterAnotherAndNothingToSay()
{
    Desk desk;
    desk.language.setLanguage(core::Language::English);
    desk.enter();
    QCOMPARE(desk.devices.asked, QStringList{QStringLiteral("palm look")});
    QVERIFY(desk.said().contains(QStringLiteral("window is being looked at")));
    desk.devices.answer(CareShown{CareState::Clean, {}});
    QTRY_COMPARE(desk.devices.asked.size(), 2);
    QCOMPARE(desk.devices.asked.constLast(), QStringLiteral("face look"));
    QVERIFY(desk.said().contains(QStringLiteral("lens is being looked at")));
    desk.devices.answer(CareShown{CareState::Clean, {}});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Nothing);
    QCOMPARE(desk.said(), QString());
    // Not again, whatever the bus tells, until somebody signs in anew.
    Q_EMIT desk.devices.changed();
    QCOMPARE(desk.devices.asked.size(), 2);
}

void TestDayCare::dirtIsShownUntilSomebodyActs()
{
    Desk desk;
    desk.language.setLanguage(core::Language::English);
    desk.devices.due = {QStringLiteral("palm")};
    desk.enter();
    QImage marked(64, 48, QImage::Format_RGB32);
    marked.fill(Qt::red);
    desk.devices.answer(CareShown{CareState::Dirty, marked});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    QVERIFY(desk.said().contains(QStringLiteral("dirty")));
    const auto* picture = desk.strip.findChild<QLabel*>(QStringLiteral("carePicture"));
    QVERIFY(!picture->isHidden() && !picture->pixmap().isNull());
    QVERIFY(desk.offers("careAgain") && desk.offers("careClean") && desk.offers("careLater"));
    desk.press("careAgain");
    QCOMPARE(desk.devices.asked.constLast(), QStringLiteral("palm look"));
    QVERIFY(picture->isHidden());
    desk.devices.answer(CareShown{CareState::Dirty, marked});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    desk.press("careClean");
    QCOMPARE(desk.devices.asked.constLast(), QStringLiteral("palm clean"));
    desk.devices.answer(CareShown{CareState::Clean, {}});
    QTRY_COMPARE(desk.said(), QString());
}

void TestDayCare::aTellerIsToldThatASupervisorIsNeeded()
{
    Desk desk;
    desk.language.setLanguage(core::Language::English);
    desk.devices.due = {QStringLiteral("palm")};
    desk.enter();
    QImage marked(64, 48, QImage::Format_RGB32);
    marked.fill(Qt::red);
    const auto* where = desk.strip.findChild<QLabel*>(QStringLiteral("careWhere"));
    desk.devices.answer(CareShown{CareState::Dirty, marked});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    QVERIFY(!where->text().contains(QStringLiteral("supervisor"))); // wiping comes first
    desk.press("careClean");
    desk.devices.answer(CareShown{CareState::Dirty, marked, true});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    QVERIFY(!where->isHidden());
    const std::pair<core::Language, QString> words[]{{core::Language::English, QStringLiteral("supervisor")},
        {core::Language::Russian, QStringLiteral("супервайзера")},
        {core::Language::Kazakh, QStringLiteral("супервайзерді")}};
    for (const auto& [language, word] : words) {
        desk.language.setLanguage(language);
        QTRY_VERIFY2(where->text().contains(word), qPrintable(where->text()));
    }
}

void TestDayCare::aNewDeviceAsksForItsCleanPicture()
{
    Desk desk;
    desk.language.setLanguage(core::Language::English);
    desk.devices.due = {QStringLiteral("face")};
    desk.enter();
    desk.devices.answer(CareShown{CareState::NeverShownClean, {}});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    QVERIFY(desk.said().contains(QStringLiteral("clean lens yet")));
    QVERIFY(!desk.offers("careAgain") && desk.offers("careClean"));
    // The sentence follows the language.
    desk.language.setLanguage(core::Language::Kazakh);
    QTRY_VERIFY(desk.said().contains(QStringLiteral("объектив")));
    desk.devices.answer(CareShown{CareState::Unclear, {}});
    QCOMPARE(desk.strip.care().phase(), Phase::Found); // an answer nobody waits for
}

void TestDayCare::whatIsNeededOtherwiseIsLeftAlone()
{
    for (const char* code : {"devices.busy", "devices.cancelled", "devices.suspended"}) {
        Desk desk;
        desk.enter();
        desk.devices.answer(failure(ErrorCode(code), ErrorKind::Retry));
        QTRY_COMPARE(desk.devices.asked.size(), 2);
        QCOMPARE(desk.strip.care().phase(), Phase::Looking); // at the other device
    }
}

void TestDayCare::aFaultIsToldInItsSentence()
{
    Desk desk;
    desk.language.setLanguage(core::Language::English);
    desk.enter();
    const Error gone{ErrorCode("devices.camera-lost"), ErrorKind::DeviceFault, {}};
    desk.devices.answer(tl::make_unexpected(gone));
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    QCOMPARE(desk.said(), desk.language.sentence(gone));
    QVERIFY(desk.offers("careAgain") && !desk.offers("careClean"));
}

void TestDayCare::leavingEndsIt()
{
    Desk desk;
    desk.enter();
    const int stops = desk.devices.stops;
    desk.shell.lock("asked");
    QCOMPARE(desk.devices.stops, stops + 1);
    QCOMPARE(desk.said(), QString());
    QCOMPARE(desk.devices.asked.size(), 1); // the next one is not begun behind a lock
    // Whoever comes back has what is still due looked at.
    desk.enter();
    QCOMPARE(desk.devices.asked.size(), 2);
    desk.devices.answer(CareShown{CareState::Unclear, {}});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    desk.shell.signOut();
    QCOMPARE(desk.said(), QString());
}

void TestDayCare::aDeviceThatComesLaterIsLookedAt()
{
    Desk desk;
    desk.devices.due.clear();
    desk.enter();
    QVERIFY(desk.devices.asked.isEmpty());
    desk.devices.due = {QStringLiteral("palm")};
    Q_EMIT desk.devices.changed();
    QCOMPARE(desk.devices.asked, QStringList{QStringLiteral("palm look")});
}

void TestDayCare::laterPutsOff()
{
    Desk desk;
    desk.enter();
    desk.press("careLater"); // in the midst of the look
    QCOMPARE(desk.devices.stops, 1);
    QCOMPARE(desk.devices.asked, (QStringList{QStringLiteral("palm look"), QStringLiteral("face look")}));
    desk.devices.answer(CareShown{CareState::Unclear, {}});
    QTRY_COMPARE(desk.strip.care().phase(), Phase::Found);
    desk.press("careLater");
    QCOMPARE(desk.said(), QString());
    QCOMPARE(desk.devices.asked.size(), 2);
}

QTEST_MAIN(TestDayCare)
#include "tst_daycare.moc"
