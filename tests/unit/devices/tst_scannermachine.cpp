#include <devices/scannermachine.h>
#include <devices/trouble.h>

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;

namespace {
/// A machine with an environment that does what it is ordered to, in words a test can count.
class Rig
{
public:
    void tell(const ScannerEvent& event)
    {
        for (const ScannerOrder& order : m_machine.handle(event, now)) {
            switch (order.command) {
            case ScannerCommand::Complete:
                answers[order.id].append(order.error ? order.error->code.toString() : QStringLiteral("good"));
                break;
            case ScannerCommand::StartHost:
                ++started;
                break;
            case ScannerCommand::KillHost:
                ++killed;
                break;
            case ScannerCommand::StartWait:
                waits.append(order.wait);
                break;
            case ScannerCommand::Lost:
                lost.append(order.error->code.toString());
                break;
            default:
                break;
            }
        }
    }
    quint64 ask(ScannerAction action)
    {
        tell({ScannerInput::Ask, action, ++m_id});
        return m_id;
    }
    void tell(ScannerInput input, std::optional<Error> error = {})
    {
        tell({input, ScannerAction::Open, m_machine.pending().value_or(0), std::move(error)});
    }
    [[nodiscard]] QStringList answersTo(quint64 id) const { return answers.value(id); }
    [[nodiscard]] QString answer(quint64 id) const { return answers.value(id).join(u'+'); }
    [[nodiscard]] ScannerState state() const { return m_machine.state(); }
    [[nodiscard]] const ScannerMachine& machine() const { return m_machine; }

    /// Leads to a state; gives the action then under way, 0 where there is none.
    quint64 reach(ScannerState state)
    {
        quint64 id = 0;
        switch (state) {
        case ScannerState::Closed:
            return 0;
        case ScannerState::Waiting:
            id = ask(ScannerAction::Open);
            tell(ScannerInput::HostEnded);
            return ask(ScannerAction::Open);
        case ScannerState::Starting:
            return ask(ScannerAction::Open);
        case ScannerState::Opening:
            id = reach(ScannerState::Starting);
            tell(ScannerInput::HostReady);
            return id;
        case ScannerState::Ready:
            reach(ScannerState::Opening);
            tell(ScannerInput::Opened);
            return 0;
        case ScannerState::Capturing:
            reach(ScannerState::Ready);
            return ask(ScannerAction::Capture);
        case ScannerState::Cancelling:
            id = reach(ScannerState::Capturing);
            tell(ScannerInput::Cancel);
            return id;
        case ScannerState::Closing:
            reach(ScannerState::Ready);
            return ask(ScannerAction::Close);
        case ScannerState::Ending:
            reach(ScannerState::Starting);
            tell(ScannerInput::Cancel);
            return 0;
        case ScannerState::Suspended:
            reach(ScannerState::Ready);
            tell(ScannerInput::Suspend);
            return 0;
        }
        return 0;
    }

    core::MonotonicTime now{};
    QMap<quint64, QStringList> answers;
    QStringList lost;
    QList<std::chrono::milliseconds> waits;
    int started = 0;
    int killed = 0;

private:
    ScannerMachine m_machine;
    quint64 m_id = 0;
};

Error fault()
{
    return {kPluginMisbehaved, ErrorKind::DeviceFault, {}};
}
const QString kGood = QStringLiteral("good");
QString code(ErrorCode of)
{
    return of.toString();
}
} // namespace

class TestScannerMachine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateCanBeReached();
    void cancelInEveryState_data();
    void cancelInEveryState();
    void unplugInEveryState_data();
    void unplugInEveryState();
    void closeInEveryState_data();
    void closeInEveryState();
    void suspendInEveryState_data();
    void suspendInEveryState();
    void busyInEveryState_data();
    void busyInEveryState();
    void hostEndsInEveryState_data();
    void hostEndsInEveryState();
    void whatDoesNotLetGoIsMadeTo();
    void waitsGrowAndAreForgotten();
    void anyOrderOfEventsAnswersOnceAndFreesTheClaim();

private:
    static void states();
};

void TestScannerMachine::states()
{
    QTest::addColumn<ScannerState>("state");
    QTest::addColumn<QString>("answer"); // to the action under way
    QTest::addColumn<ScannerState>("after");
}

void TestScannerMachine::everyStateCanBeReached()
{
    for (const ScannerState state : kScannerStates) {
        Rig rig;
        rig.reach(state);
        QCOMPARE(rig.state(), state);
    }
}

void TestScannerMachine::cancelInEveryState_data()
{
    states();
    using S = ScannerState;
    const QString cancelled = code(kCancelled);
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << cancelled << S::Closed;
    QTest::newRow("starting") << S::Starting << cancelled << S::Ending;
    QTest::newRow("opening") << S::Opening << cancelled << S::Ending;
    QTest::newRow("ready") << S::Ready << QString() << S::Ready;
    QTest::newRow("capturing") << S::Capturing << QString() << S::Cancelling; // answered when the device confirms
    QTest::newRow("cancelling") << S::Cancelling << QString() << S::Cancelling;
    QTest::newRow("closing") << S::Closing << QString() << S::Closing; // a close is not taken back
    QTest::newRow("ending") << S::Ending << QString() << S::Ending;
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestScannerMachine::cancelInEveryState()
{
    QFETCH(ScannerState, state);
    QFETCH(QString, answer);
    QFETCH(ScannerState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    rig.tell(ScannerInput::Cancel);
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    if (after == ScannerState::Cancelling) {
        rig.tell(ScannerInput::Failed, Error{kCancelled, ErrorKind::Retry, {}});
        QCOMPARE(rig.answer(id), code(kCancelled));
        QCOMPARE(rig.state(), ScannerState::Ready);
    }
}

void TestScannerMachine::unplugInEveryState_data()
{
    states();
    using S = ScannerState;
    const QString removed = code(kRemoved);
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << QString() << S::Waiting; // opening will find out
    QTest::newRow("starting") << S::Starting << removed << S::Ending;
    QTest::newRow("opening") << S::Opening << removed << S::Ending;
    QTest::newRow("ready") << S::Ready << QString() << S::Ending; // told as lost
    QTest::newRow("capturing") << S::Capturing << removed << S::Ending;
    QTest::newRow("cancelling") << S::Cancelling << removed << S::Ending;
    QTest::newRow("closing") << S::Closing << kGood << S::Ending;
    QTest::newRow("ending") << S::Ending << QString() << S::Ending;
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestScannerMachine::unplugInEveryState()
{
    QFETCH(ScannerState, state);
    QFETCH(QString, answer);
    QFETCH(ScannerState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    rig.tell(ScannerInput::DeviceRemoved);
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    QCOMPARE(rig.lost.size(), state == ScannerState::Ready ? 1 : 0);
}

void TestScannerMachine::closeInEveryState_data()
{
    states(); // answer: to what was under way before
    using S = ScannerState;
    const QString cancelled = code(kCancelled);
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << cancelled << S::Closed;
    QTest::newRow("starting") << S::Starting << cancelled << S::Ending;
    QTest::newRow("opening") << S::Opening << cancelled << S::Ending;
    QTest::newRow("ready") << S::Ready << QString() << S::Closing;
    QTest::newRow("capturing") << S::Capturing << cancelled << S::Closing;
    QTest::newRow("cancelling") << S::Cancelling << cancelled << S::Closing;
    QTest::newRow("closing") << S::Closing << QString() << S::Closing;
    QTest::newRow("ending") << S::Ending << QString() << S::Ending;
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestScannerMachine::closeInEveryState()
{
    QFETCH(ScannerState, state);
    QFETCH(QString, answer);
    QFETCH(ScannerState, after);
    Rig rig;
    const quint64 before = rig.reach(state);
    const quint64 id = rig.ask(ScannerAction::Close);
    QCOMPARE(rig.state(), after);
    if (state == ScannerState::Closing) {
        QCOMPARE(rig.answer(id), code(kBusy));
        return;
    }
    QCOMPARE(rig.answer(before), answer);
    const bool atOnce = after == ScannerState::Closed || after == ScannerState::Suspended;
    QCOMPARE(rig.answer(id), atOnce ? kGood : QString());
    rig.tell(ScannerInput::HostEnded);
    QCOMPARE(rig.answer(id), kGood);
    QVERIFY(!rig.machine().isHostAlive());
}

void TestScannerMachine::suspendInEveryState_data()
{
    states();
    using S = ScannerState;
    const QString suspended = code(kSuspended);
    for (const S state : kScannerStates) {
        const bool busy = state == S::Waiting || state == S::Starting || state == S::Opening || state == S::Capturing ||
                          state == S::Cancelling;
        const QString answer = state == S::Closing ? kGood : busy ? suspended : QString();
        QTest::newRow(qPrintable(nameOf(state))) << state << answer << S::Suspended;
    }
}

void TestScannerMachine::suspendInEveryState()
{
    QFETCH(ScannerState, state);
    QFETCH(QString, answer);
    QFETCH(ScannerState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    const bool alive = rig.machine().isHostAlive();
    rig.tell(ScannerInput::Suspend);
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    QVERIFY(!alive || rig.killed > 0); // the claim is freed
    QCOMPARE(rig.answer(rig.ask(ScannerAction::Open)), code(kSuspended));
    QCOMPARE(rig.answer(rig.ask(ScannerAction::Capture)), code(kSuspended));
    rig.tell(ScannerInput::Resume);
    rig.tell(ScannerInput::HostEnded);
    QCOMPARE(rig.state(), ScannerState::Closed);
    rig.now += 10s;
    rig.ask(ScannerAction::Open);
    QCOMPARE(rig.state(), ScannerState::Starting);
}

void TestScannerMachine::busyInEveryState_data()
{
    QTest::addColumn<ScannerState>("state");
    for (const ScannerState state : kScannerStates)
        QTest::newRow(qPrintable(nameOf(state))) << state;
}

void TestScannerMachine::busyInEveryState()
{
    QFETCH(ScannerState, state);
    Rig rig;
    const quint64 before = rig.reach(state);
    const quint64 id = rig.ask(ScannerAction::Capture);
    const QString answer = rig.answer(id);
    if (state == ScannerState::Ready)
        QCOMPARE(answer, QString());
    else if (state == ScannerState::Suspended)
        QCOMPARE(answer, code(kSuspended));
    else
        QCOMPARE(answer, before != 0 ? code(kBusy) : code(kNotOpen));
    QCOMPARE(rig.answer(before), QString()); // who came first is not disturbed
}

void TestScannerMachine::hostEndsInEveryState_data()
{
    states();
    using S = ScannerState;
    const QString misbehaved = code(kPluginMisbehaved);
    QTest::newRow("starting") << S::Starting << misbehaved << S::Closed;
    QTest::newRow("opening") << S::Opening << misbehaved << S::Closed;
    QTest::newRow("ready") << S::Ready << QString() << S::Closed;
    QTest::newRow("capturing") << S::Capturing << misbehaved << S::Closed;
    QTest::newRow("cancelling") << S::Cancelling << code(kCancelled) << S::Closed;
    QTest::newRow("closing") << S::Closing << kGood << S::Closed;
    QTest::newRow("ending") << S::Ending << QString() << S::Closed;
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestScannerMachine::hostEndsInEveryState()
{
    QFETCH(ScannerState, state);
    QFETCH(QString, answer);
    QFETCH(ScannerState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    rig.tell(ScannerInput::HostEnded, fault());
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    QVERIFY(!rig.machine().isHostAlive());
}

void TestScannerMachine::whatDoesNotLetGoIsMadeTo()
{
    Rig rig;
    const quint64 capture = rig.reach(ScannerState::Cancelling);
    rig.tell(ScannerInput::GraceOver);
    QCOMPARE(rig.answer(capture), code(kCancelled));
    QCOMPARE(rig.state(), ScannerState::Ending);
    QCOMPARE(rig.killed, 1);
    // An open that comes while the old process is still ending waits for its end.
    const quint64 open = rig.ask(ScannerAction::Open);
    QCOMPARE(rig.started, 1);
    rig.now += 10s;
    rig.tell(ScannerInput::HostEnded);
    QCOMPARE(rig.state(), ScannerState::Starting);
    QCOMPARE(rig.started, 2);
    rig.tell(ScannerInput::HostReady);
    rig.tell(ScannerInput::Opened);
    QCOMPARE(rig.answer(open), kGood);
}

void TestScannerMachine::waitsGrowAndAreForgotten()
{
    Rig rig;
    for (int i = 0; i < 8; ++i) {
        rig.ask(ScannerAction::Open);
        rig.tell(ScannerInput::WaitOver); // before its time: waits on
        if (!rig.waits.isEmpty())
            rig.now += rig.waits.constLast();
        rig.tell(ScannerInput::WaitOver);
        QCOMPARE(rig.state(), ScannerState::Starting);
        rig.tell(ScannerInput::HostEnded, fault());
    }
    QCOMPARE(rig.waits.constFirst(), ScannerMachine::kFirstWait);
    QVERIFY(std::is_sorted(rig.waits.cbegin(), rig.waits.cend()));
    QCOMPARE(rig.waits.constLast(), ScannerMachine::kLongestWait);
    rig.now += 10s;
    rig.ask(ScannerAction::Open);
    rig.tell(ScannerInput::HostReady);
    rig.tell(ScannerInput::Opened);
    rig.tell(ScannerInput::HostEnded, fault());
    const qsizetype before = rig.waits.size();
    rig.ask(ScannerAction::Open);
    QCOMPARE(rig.waits.size(), before + 1);
    QCOMPARE(rig.waits.constLast(), ScannerMachine::kFirstWait);
}

void TestScannerMachine::anyOrderOfEventsAnswersOnceAndFreesTheClaim()
{
    QRandomGenerator random(20260712);
    constexpr int kInputs = static_cast<int>(ScannerInput::WaitOver) + 1;
    for (int script = 0; script < 20'000; ++script) {
        Rig rig;
        QList<quint64> asked;
        for (int step = 0; step < 40; ++step) {
            const auto input = static_cast<ScannerInput>(random.bounded(kInputs));
            rig.now += std::chrono::milliseconds(random.bounded(400));
            if (input == ScannerInput::Ask)
                asked.append(rig.ask(static_cast<ScannerAction>(random.bounded(3))));
            else if (input == ScannerInput::HostEnded && !rig.machine().isHostAlive())
                continue;
            else if (input == ScannerInput::Failed && random.bounded(2) == 0)
                rig.tell(input, retryWith(Hint::TooFar));
            else
                rig.tell(input, fault());
            for (const quint64 id : std::as_const(asked)) {
                if (rig.answersTo(id).size() > 1)
                    QFAIL(qPrintable(QStringLiteral("script %1 answered twice").arg(script)));
            }
        }
        // Whatever it was left in: awake, closed, the process gone, everything is answered and nothing is claimed.
        rig.tell(ScannerInput::Resume);
        const quint64 close = rig.ask(ScannerAction::Close);
        if (rig.machine().isHostAlive())
            rig.tell(ScannerInput::HostEnded);
        if (rig.state() == ScannerState::Starting)
            QFAIL("opens after a close");
        asked.append(close);
        for (const quint64 id : std::as_const(asked)) {
            if (rig.answersTo(id).size() != 1)
                QFAIL(qPrintable(QStringLiteral("script %1: %2 answers").arg(script).arg(rig.answersTo(id).size())));
        }
        if (rig.machine().isHostAlive() || rig.state() != ScannerState::Closed || rig.machine().pending())
            QFAIL(qPrintable(QStringLiteral("script %1 ends %2").arg(script).arg(nameOf(rig.state()))));
    }
}

QTEST_GUILESS_MAIN(TestScannerMachine)
#include "tst_scannermachine.moc"
