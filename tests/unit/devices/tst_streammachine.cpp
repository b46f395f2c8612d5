#include <devices/streammachine.h>
#include <devices/trouble.h>

#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;

namespace {
constexpr ErrorCode kSlow{"devices.camera-slow"};
constexpr ErrorCode kPulledOut{"devices.camera-lost"};

/// A machine with a worker that has been told and has not answered yet.
class Rig
{
public:
    void tell(const StreamEvent& event)
    {
        for (const StreamOrder& order : m_machine.handle(event, now)) {
            switch (order.command) {
            case StreamCommand::Complete:
                answers[order.id].append(order.error ? order.error->code.toString() : QStringLiteral("good"));
                break;
            case StreamCommand::SendOpen:
                ++openings;
                sent.append(order.id);
                break;
            case StreamCommand::SendSet:
                sent.append(order.id);
                break;
            case StreamCommand::SendClose:
                ++closings;
                sent.append(0);
                break;
            case StreamCommand::StartWait:
                waits.append(order.wait);
                break;
            case StreamCommand::Lost:
                lost.append(order.error->code.toString());
                break;
            }
        }
    }
    quint64 ask(StreamAction action)
    {
        tell({StreamInput::Ask, action, ++m_id});
        return m_id;
    }
    void tell(StreamInput input, std::optional<Error> error = {})
    {
        tell({input, StreamAction::Open, m_machine.pending().value_or(0), std::move(error)});
    }
    [[nodiscard]] QString answer(quint64 id) const { return answers.value(id).join(u'+'); }
    [[nodiscard]] StreamState state() const { return m_machine.state(); }
    [[nodiscard]] const StreamMachine& machine() const { return m_machine; }
    [[nodiscard]] quint64 asked() const { return m_id; }

    /// Leads to a state; gives the action then under way, 0 where there is none.
    quint64 reach(StreamState state)
    {
        switch (state) {
        case StreamState::Closed:
            return 0;
        case StreamState::Waiting:
            ask(StreamAction::Open);
            tell(StreamInput::Failed, Error{kPulledOut, ErrorKind::DeviceFault, {}});
            return ask(StreamAction::Open);
        case StreamState::Opening:
            return ask(StreamAction::Open);
        case StreamState::Streaming:
            reach(StreamState::Opening);
            tell(StreamInput::Done);
            return 0;
        case StreamState::Cancelling:
            reach(StreamState::Opening);
            tell(StreamInput::Deadline, Error{kSlow, ErrorKind::DeviceFault, {}});
            return 0;
        case StreamState::Closing:
            reach(StreamState::Streaming);
            return ask(StreamAction::Close);
        case StreamState::Suspended:
            reach(StreamState::Streaming);
            tell(StreamInput::Suspend);
            return 0;
        }
        return 0;
    }

    core::MonotonicTime now{};
    QMap<quint64, QStringList> answers;
    QStringList lost;
    QList<quint64> sent; ///< what the worker has before it, in order; 0: to let go
    QList<std::chrono::milliseconds> waits;
    int openings = 0;
    int closings = 0;

private:
    StreamMachine m_machine;
    quint64 m_id = 0;
};

const QString kGood = QStringLiteral("good");
QString code(ErrorCode of)
{
    return of.toString();
}
} // namespace

// What cameras and microphones do in every state; the scanners' machine has a test of its own.
class TestStreamMachine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateCanBeReached();
    void deadlineInEveryState_data();
    void deadlineInEveryState();
    void unplugInEveryState_data();
    void unplugInEveryState();
    void closeInEveryState_data();
    void closeInEveryState();
    void suspendInEveryState_data();
    void suspendInEveryState();
    void busyInEveryState_data();
    void busyInEveryState();
    void whatOpensBehindADriverThatHangsWaits();
    void aLateAnswerIsNobodysAnswer();
    void waitsGrowAndAreForgotten();
    void anyOrderOfEventsAnswersOnceAndLetsGo();

private:
    static void states();
};

void TestStreamMachine::states()
{
    QTest::addColumn<StreamState>("state");
    QTest::addColumn<QString>("answer"); // to the action under way
    QTest::addColumn<StreamState>("after");
}

void TestStreamMachine::everyStateCanBeReached()
{
    for (const StreamState state : kStreamStates) {
        Rig rig;
        rig.reach(state);
        QCOMPARE(nameOf(rig.state()), nameOf(state));
    }
}

void TestStreamMachine::deadlineInEveryState_data()
{
    states();
    using S = StreamState;
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << code(kSlow) << S::Closed;
    QTest::newRow("opening") << S::Opening << code(kSlow) << S::Cancelling;
    QTest::newRow("streaming") << S::Streaming << QString() << S::Streaming;
    QTest::newRow("cancelling") << S::Cancelling << QString() << S::Cancelling;
    QTest::newRow("closing") << S::Closing << code(kSlow) << S::Closing; // it is still not let go
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestStreamMachine::deadlineInEveryState()
{
    QFETCH(StreamState, state);
    QFETCH(QString, answer);
    QFETCH(StreamState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    rig.tell({StreamInput::Deadline, StreamAction::Open, id == 0 ? rig.asked() : id,
        Error{kSlow, ErrorKind::DeviceFault, {}}});
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    rig.tell(StreamInput::LetGo);
    const bool isClean = after != StreamState::Cancelling && after != StreamState::Closing;
    QCOMPARE(rig.state(), isClean ? after : StreamState::Closed);
}

void TestStreamMachine::unplugInEveryState_data()
{
    states();
    using S = StreamState;
    const QString lost = code(kPulledOut);
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << QString() << S::Waiting; // opening will find out
    QTest::newRow("opening") << S::Opening << lost << S::Closed;
    QTest::newRow("streaming") << S::Streaming << QString() << S::Closed; // told as lost
    QTest::newRow("cancelling") << S::Cancelling << QString() << S::Cancelling;
    QTest::newRow("closing") << S::Closing << QString() << S::Closing; // it lets go as it was told to
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestStreamMachine::unplugInEveryState()
{
    QFETCH(StreamState, state);
    QFETCH(QString, answer);
    QFETCH(StreamState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    const qsizetype before = rig.lost.size();
    rig.tell(state == StreamState::Opening ? StreamInput::Failed : StreamInput::Ended,
        Error{kPulledOut, ErrorKind::DeviceFault, {}});
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    QCOMPARE(rig.lost.size() - before, state == StreamState::Streaming ? 1 : 0);

    // What was being set is answered as well.
    Rig setting;
    setting.reach(StreamState::Streaming);
    const quint64 set = setting.ask(StreamAction::Set);
    setting.tell(StreamInput::Ended, Error{kPulledOut, ErrorKind::DeviceFault, {}});
    QCOMPARE(setting.answer(set), code(kPulledOut));
    QCOMPARE(setting.lost, QStringList{code(kPulledOut)});
}

void TestStreamMachine::closeInEveryState_data()
{
    states(); // answer: to what was under way before
    using S = StreamState;
    const QString cancelled = code(kCancelled);
    QTest::newRow("closed") << S::Closed << QString() << S::Closed;
    QTest::newRow("waiting") << S::Waiting << cancelled << S::Closed;
    QTest::newRow("opening") << S::Opening << cancelled << S::Closing;
    QTest::newRow("streaming") << S::Streaming << QString() << S::Closing;
    QTest::newRow("cancelling") << S::Cancelling << QString() << S::Closing;
    QTest::newRow("closing") << S::Closing << QString() << S::Closing;
    QTest::newRow("suspended") << S::Suspended << QString() << S::Suspended;
}

void TestStreamMachine::closeInEveryState()
{
    QFETCH(StreamState, state);
    QFETCH(QString, answer);
    QFETCH(StreamState, after);
    Rig rig;
    const quint64 before = rig.reach(state);
    const quint64 id = rig.ask(StreamAction::Close);
    QCOMPARE(rig.state(), after);
    QCOMPARE(rig.answer(before), answer);
    if (state == StreamState::Closing) {
        QCOMPARE(rig.answer(id), code(kBusy));
        return;
    }
    QCOMPARE(rig.answer(id), after == StreamState::Closing ? QString() : kGood);
    rig.tell(StreamInput::LetGo);
    QCOMPARE(rig.answer(id), kGood);
    QVERIFY(!rig.machine().isHeld());
    QVERIFY(rig.closings <= 1); // it is told once
}

void TestStreamMachine::suspendInEveryState_data()
{
    states();
    using S = StreamState;
    for (const S state : kStreamStates) {
        const bool isBusy = state == S::Waiting || state == S::Opening;
        const QString answer = state == S::Closing ? kGood : isBusy ? code(kSuspended) : QString();
        QTest::newRow(qPrintable(nameOf(state))) << state << answer << S::Suspended;
    }
}

void TestStreamMachine::suspendInEveryState()
{
    QFETCH(StreamState, state);
    QFETCH(QString, answer);
    QFETCH(StreamState, after);
    Rig rig;
    const quint64 id = rig.reach(state);
    const bool wasHeld = rig.machine().isHeld();
    rig.tell(StreamInput::Suspend);
    QCOMPARE(rig.answer(id), answer);
    QCOMPARE(rig.state(), after);
    QCOMPARE(rig.closings, wasHeld ? 1 : 0); // told to let go, and told once
    const bool streamed = state == StreamState::Streaming || state == StreamState::Suspended;
    QCOMPARE(rig.lost, streamed ? QStringList{code(kSuspended)} : QStringList());
    QCOMPARE(rig.answer(rig.ask(StreamAction::Open)), code(kSuspended));
    QCOMPARE(rig.answer(rig.ask(StreamAction::Set)), code(kSuspended));
    rig.tell(StreamInput::Resume);
    QCOMPARE(rig.state(), wasHeld ? StreamState::Closing : StreamState::Closed);
    rig.tell(StreamInput::LetGo);
    QCOMPARE(rig.state(), StreamState::Closed);
    rig.now += 10s;
    const int openings = rig.openings;
    rig.ask(StreamAction::Open);
    QCOMPARE(rig.openings, openings + 1);
}

void TestStreamMachine::busyInEveryState_data()
{
    states(); // answer: to an opening asked for in that state
    using S = StreamState;
    QTest::newRow("closed") << S::Closed << QString() << S::Opening;
    QTest::newRow("waiting") << S::Waiting << code(kBusy) << S::Waiting;
    QTest::newRow("opening") << S::Opening << code(kBusy) << S::Opening;
    QTest::newRow("streaming") << S::Streaming << code(kBusy) << S::Streaming;  // open already
    QTest::newRow("cancelling") << S::Cancelling << QString() << S::Cancelling; // behind the driver
    QTest::newRow("closing") << S::Closing << code(kBusy) << S::Closing;
    QTest::newRow("suspended") << S::Suspended << code(kSuspended) << S::Suspended;
}

void TestStreamMachine::busyInEveryState()
{
    QFETCH(StreamState, state);
    QFETCH(QString, answer);
    QFETCH(StreamState, after);
    Rig rig;
    const quint64 before = rig.reach(state);
    QCOMPARE(rig.answer(rig.ask(StreamAction::Open)), answer);
    QCOMPARE(rig.state(), after);
    QCOMPARE(rig.answer(before), QString()); // what is under way stays under way
    Rig other;
    other.reach(state);
    const QString set = other.answer(other.ask(StreamAction::Set));
    const bool isUnderWay =
        state == StreamState::Waiting || state == StreamState::Opening || state == StreamState::Closing;
    QCOMPARE(set, state == StreamState::Streaming   ? QString()
                  : state == StreamState::Suspended ? code(kSuspended)
                  : isUnderWay                      ? code(kBusy)
                                                    : code(kNotOpen));
}

void TestStreamMachine::whatOpensBehindADriverThatHangsWaits()
{
    Rig rig;
    rig.reach(StreamState::Cancelling);
    rig.now += 10s;
    const quint64 next = rig.ask(StreamAction::Open);
    QCOMPARE(rig.openings, 1);
    rig.tell(StreamInput::LetGo);
    QCOMPARE(rig.openings, 2);
    QCOMPARE(rig.state(), StreamState::Opening);
    rig.tell(StreamInput::Done);
    QCOMPARE(rig.answer(next), kGood);

    // It never lets go: whoever waits hears of it, and the one after them waits anew.
    Rig stuck;
    stuck.reach(StreamState::Cancelling);
    const quint64 waiting = stuck.ask(StreamAction::Open);
    stuck.tell(StreamInput::Deadline, Error{kSlow, ErrorKind::DeviceFault, {}});
    QCOMPARE(stuck.answer(waiting), code(kSlow));
    QCOMPARE(stuck.state(), StreamState::Cancelling);
    QVERIFY(stuck.machine().isHeld());
    QCOMPARE(stuck.answer(stuck.ask(StreamAction::Open)), QString());
    QCOMPARE(stuck.openings, 1);
}

void TestStreamMachine::aLateAnswerIsNobodysAnswer()
{
    Rig rig;
    const quint64 first = rig.reach(StreamState::Opening);
    rig.tell(StreamInput::Deadline, Error{kSlow, ErrorKind::DeviceFault, {}});
    rig.now += 10s;
    const quint64 second = rig.ask(StreamAction::Open);
    rig.tell({StreamInput::Done, StreamAction::Open, first});
    QCOMPARE(rig.answer(first), code(kSlow));
    QCOMPARE(rig.answer(second), QString());
    rig.tell(StreamInput::LetGo);
    rig.tell({StreamInput::Failed, StreamAction::Open, first, Error{kPulledOut, ErrorKind::DeviceFault, {}}});
    QCOMPARE(rig.state(), StreamState::Opening);
    QCOMPARE(rig.answer(second), QString());
}

void TestStreamMachine::waitsGrowAndAreForgotten()
{
    Rig rig;
    for (int i = 0; i < 8; ++i) {
        rig.ask(StreamAction::Open);
        if (rig.state() == StreamState::Waiting) {
            rig.now += rig.waits.constLast();
            rig.tell(StreamInput::WaitOver);
        }
        QCOMPARE(rig.state(), StreamState::Opening);
        rig.tell(StreamInput::Failed, Error{kPulledOut, ErrorKind::DeviceFault, {}});
    }
    QCOMPARE(rig.waits, (QList<std::chrono::milliseconds>{250ms, 500ms, 1000ms, 2000ms, 4000ms, 8000ms, 8000ms}));
    rig.now += 8s;
    rig.ask(StreamAction::Open);
    rig.tell(StreamInput::Done);
    rig.tell(StreamInput::Ended, Error{kPulledOut, ErrorKind::DeviceFault, {}});
    rig.waits.clear();
    rig.ask(StreamAction::Open);
    QCOMPARE(rig.waits, QList<std::chrono::milliseconds>{250ms}); // once it was good, it begins anew
}

// Thousands of steps in any order, with a worker that does one thing after the other as its thread does.
void TestStreamMachine::anyOrderOfEventsAnswersOnceAndLetsGo()
{
    QRandomGenerator random(20261130);
    QSet<StreamState> seen;
    for (int round = 0; round < 300; ++round) {
        Rig rig;
        bool isOpen = false; // as the worker has it
        const auto work = [&] {
            if (rig.sent.isEmpty())
                return;
            const quint64 id = rig.sent.takeFirst();
            if (id == 0) {
                isOpen = false;
                return rig.tell(StreamInput::LetGo);
            }
            const bool isGood = isOpen || random.bounded(3) > 0;
            isOpen = isGood;
            rig.tell({isGood ? StreamInput::Done : StreamInput::Failed, StreamAction::Open, id,
                isGood ? std::nullopt : std::optional(Error{kPulledOut, ErrorKind::DeviceFault, {}})});
        };
        for (int step = 0; step < 100; ++step) {
            rig.now += std::chrono::milliseconds(random.bounded(400));
            switch (random.bounded(10)) {
            case 0:
            case 1:
                rig.ask(StreamAction::Open);
                break;
            case 2:
                rig.ask(StreamAction::Set);
                break;
            case 3:
                rig.ask(StreamAction::Close);
                break;
            case 4:
                rig.tell(StreamInput::Deadline, Error{kSlow, ErrorKind::DeviceFault, {}});
                break;
            case 5:
                if (isOpen && rig.sent.isEmpty()) {
                    isOpen = false;
                    rig.tell(
                        {StreamInput::Ended, StreamAction::Open, 0, Error{kPulledOut, ErrorKind::DeviceFault, {}}});
                }
                break;
            case 6:
                if (random.bounded(4) == 0)
                    rig.tell(StreamInput::Suspend);
                break;
            case 7:
                rig.tell(StreamInput::Resume);
                break;
            case 8:
                rig.tell(StreamInput::WaitOver);
                break;
            default:
                work();
                break;
            }
            seen.insert(rig.state());
            QVERIFY2(!isOpen || rig.machine().isHeld(), qPrintable(nameOf(rig.state())));
            for (const QStringList& answers : std::as_const(rig.answers))
                QCOMPARE(answers.size(), 1);
        }
        rig.tell(StreamInput::Resume);
        const quint64 last = rig.ask(StreamAction::Close);
        while (!rig.sent.isEmpty())
            work();
        QVERIFY(!isOpen && !rig.machine().isHeld());
        QCOMPARE(rig.state(), StreamState::Closed);
        QCOMPARE(rig.answers.size(), qsizetype(last)); // nobody was left without an answer
    }
    QCOMPARE(seen.size(), qsizetype(kStreamStates.size()));
}

QTEST_GUILESS_MAIN(TestStreamMachine)
#include "tst_streammachine.moc"
