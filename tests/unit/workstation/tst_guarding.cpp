#include "support/fakeclock.h"
#include "unit/criteria/democriteria.h"

#include "bootstrap/guarding.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using criteria::GuardFinding;

namespace {
constexpr int kPatienceMs = 30'000; // of a full check on a busy machine

class Notes final : public core::AuditSink
{
public:
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override
    {
        QStringList words{QString::fromUtf8(kind.data(), qsizetype(kind.size()))};
        for (const char* name : {"action", "by", "evidence"}) {
            if (const QString word = fields.value(QLatin1StringView(name)).toString(); !word.isEmpty())
                words.append(word);
        }
        lines.append(words.join(u' '));
        return {};
    }
    QStringList lines;
};

SelfTest row(const Guarding& guarding, SelfTestKind kind)
{
    const QList<SelfTest> rows = guarding.rows();
    return *std::find_if(rows.cbegin(), rows.cend(), [kind](const SelfTest& one) { return one.kind == kind; });
}

QString outcomeOf(const Result<>& result)
{
    return result ? QStringLiteral("good") : result.error().code.toString();
}
} // namespace

// The guard as the program wires it: this process on this machine, judged by signed criteria.
class TestGuarding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theSignedListDecidesWhatBlocks();
    void aHelperSeesTheScreenAndNothingIsCaptured();
    void cleanup() { init(); }

private:
    const test::FakeClock m_clock;
};

void TestGuarding::init()
{
    for (const char* name : {"LD_PRELOAD", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"})
        qunsetenv(name);
}

// BIO-7, MFO-25: what is legitimate stands in the criteria by its name, under two signatures; all else blocks.
void TestGuarding::theSignedListDecidesWhatBlocks()
{
    const QJsonObject document =
        test::changed(test::demoCriteria(), QStringLiteral("guard.reactions.foreign-library"), QStringLiteral("block"));
    const auto inForce = criteria::verifyCriteria(test::signedByBoth(document, m_clock.wall()), test::demoOfficers(),
        test::demoPki().nationalTrust(), m_clock.wall());
    QVERIFY2(inForce, inForce ? "" : qPrintable(inForce.error().detail));
    qputenv("LD_PRELOAD", "/tmp/orca:/tmp/stranger.so");
    Notes notes;
    Guarding guarding(inForce->criteria.guard, notes, m_clock);
    QCOMPARE(row(guarding, SelfTestKind::ForeignLibrary).state, SelfTestState::Running);
    guarding.start();
    QTRY_COMPARE_WITH_TIMEOUT(row(guarding, SelfTestKind::ForeignLibrary).state, SelfTestState::Bad, kPatienceMs);
    QVERIFY(guarding.blocks());
    const Error told = row(guarding, SelfTestKind::ForeignLibrary).finding.value();
    QCOMPARE(told.code.toString(), QStringLiteral("guard.foreign-library"));
    QVERIFY2(told.values.join(u' ').contains(u"stranger.so"), qPrintable(told.values.join(u' ')));
    QVERIFY(!told.values.join(u' ').contains(u"orca"));
    QVERIFY(notes.lines.contains(QStringLiteral("guard.finding block LD_PRELOAD=/tmp/stranger.so")));
    QVERIFY(notes.lines.contains(QStringLiteral("guard.finding allowed LD_PRELOAD=/tmp/orca")));

    qputenv("LD_PRELOAD", "/tmp/orca");
    guarding.lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(
        notes.lines.contains(QStringLiteral("guard.finding cleared LD_PRELOAD=/tmp/stranger.so")), kPatienceMs);
    const std::optional<Error> left = row(guarding, SelfTestKind::ForeignLibrary).finding;
    QVERIFY(!left || !left->values.join(u' ').contains(u"stranger.so"));
}

// MFO-25: the mode allows remote control, takes no picture, is written down, and leaves nothing open when it ends.
void TestGuarding::aHelperSeesTheScreenAndNothingIsCaptured()
{
    criteria::GuardPolicy policy;
    for (const GuardFinding kind : criteria::kGuardFindings)
        policy.reactions.insert(kind, criteria::GuardReaction::Warn);
    policy.reactions.insert(GuardFinding::RemoteControl, criteria::GuardReaction::Block);
    qputenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22");
    Notes notes;
    Guarding guarding(policy, notes, m_clock);
    QSignalSpy changed(&guarding, &Guarding::changed);
    QCOMPARE(outcomeOf(guarding.gate().admit()), QStringLiteral("guard.not-checked-yet"));
    guarding.start();
    QTRY_VERIFY_WITH_TIMEOUT(guarding.blocks(), kPatienceMs);
    QCOMPARE(outcomeOf(guarding.gate().admit()), QStringLiteral("guard.remote-control"));

    guarding.beginSupport(QStringLiteral("teller-1"));
    QVERIFY(!guarding.blocks());
    QCOMPARE(row(guarding, SelfTestKind::RemoteControl).state, SelfTestState::Good);
    QCOMPARE(outcomeOf(guarding.gate().admit()), QStringLiteral("guard.support-mode"));

    guarding.endSupport();
    QVERIFY(guarding.blocks()); // before anybody is let in
    QCOMPARE(row(guarding, SelfTestKind::RemoteControl).state, SelfTestState::Bad);
    QCOMPARE(outcomeOf(guarding.gate().admit()), QStringLiteral("guard.remote-control"));
    QCOMPARE(notes.lines.filter(QStringLiteral("support.")),
        (QStringList{QStringLiteral("support.began teller-1"), QStringLiteral("support.ended")}));

    // A last look behind all that is under way; then the session is one of this machine.
    const qsizetype before = changed.size();
    guarding.lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(changed.size() > before, kPatienceMs);
    qunsetenv("SSH_CONNECTION");
    const Result<> admitted = guarding.gate().admit();
    QVERIFY(admitted || admitted.error().values != QStringList{QStringLiteral("ssh")});
}

QTEST_GUILESS_MAIN(TestGuarding)
#include "tst_guarding.moc"
