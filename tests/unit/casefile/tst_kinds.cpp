#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <casefile/event.h>

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::casefile;

namespace {
QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// Everything under a folder but the list of kinds itself, the names the journal page shows and the gallery's pages.
QString sourcesUnder(const QString& folder)
{
    static QHash<QString, QString> known;
    if (const auto found = known.constFind(folder); found != known.constEnd())
        return *found;
    QString all;
    QDirIterator it(test::sourcePath(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (!path.contains(u"/modules/casefile/") && !path.contains(u"/gallery/") && !path.contains(u"/kindnames."))
            all += QString::fromUtf8(test::readFile(path));
    }
    known.insert(folder, all);
    return all;
}

/// Whoever compares with a kind, switches over it, looks for it or names it in a list reads; every other mention
/// writes.
bool isWrittenIn(const QString& sources, const QString& enumerator, const QString& name)
{
    static const QRegularExpression reads(
        QStringLiteral("(case|==|!=|kinds = \\{([^{}]*,)?|static_cast<quint16>\\("
                       "|\\b(find|newest|allOf|ofAttempt|contains)\\([^(){};]*,|\\bcontains\\("
                       "|\\{(\\s*(casefile::)?Kind::\\w+,)+|QList<(casefile::)?Kind>\\{)\\s*(casefile::)?$"));
    static const QRegularExpression isRead(
        QStringLiteral("^( ==|\\}|, (casefile::)?Kind::\\w+[,}]|, &(casefile::)?Event::kind)"));
    const QRegularExpression mention(
        QStringLiteral("\\bKind::%1\\b|u?\"%2\"").arg(enumerator, QRegularExpression::escape(name)));
    for (auto it = mention.globalMatch(sources); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const qsizetype from = std::max<qsizetype>(0, match.capturedStart() - 200);
        const QString before = sources.mid(from, match.capturedStart() - from);
        const QString after = sources.mid(match.capturedEnd(), 60);
        if (!reads.match(before).hasMatch() && !isRead.match(after).hasMatch())
            return true;
    }
    return false;
}

/// The enumerator's name, read from the header, since a number is what the program knows.
QString enumeratorOf(Kind kind)
{
    const QString header = QString::fromUtf8(
        test::readFile(test::sourcePath(QStringLiteral("modules/casefile/include/casefile/kinds.h"))));
    const QString wanted = QStringLiteral(" = %1,").arg(static_cast<int>(kind));
    const qsizetype end = header.indexOf(wanted);
    return header.left(end).section(u' ', -1);
}
} // namespace

class TestKinds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersAndNamesAreUnique();
    void namesAreFound();
    void everyKindIsWrittenBySomebody();
    void readersAreNotWriters();
    void fieldsAreChecked();
};

void TestKinds::numbersAndNamesAreUnique()
{
    QSet<QString> names;
    QSet<int> numbers;
    for (const KindInfo& info : allKinds()) {
        names.insert(text(info.name));
        numbers.insert(static_cast<int>(info.kind));
        QCOMPARE(infoOf(static_cast<quint16>(info.kind)), &info);
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(allKinds().size()));
    QCOMPARE(numbers.size(), static_cast<qsizetype>(allKinds().size()));
    QVERIFY(!infoOf(quint16(0)));
    QVERIFY(!infoOf(quint16(60'000)));
}

void TestKinds::namesAreFound()
{
    QVERIFY(kindNamed("attempt.started").value() == Kind::AttemptStarted);
    QVERIFY(!kindNamed("attempt.imagined"));
}

void TestKinds::everyKindIsWrittenBySomebody()
{
    // NEWS-logs, MFO-32: what is in the list is written, and by the folder that owes it: by the kind's enumerator or,
    // through AuditSink, its name.
    QStringList wrong;
    for (const KindInfo& info : allKinds()) {
        const QString name = text(info.name);
        const QString folder = text(info.writer);
        const QString sources = sourcesUnder(folder);
        if (sources.isEmpty())
            wrong.append(QStringLiteral("no source in ") + folder);
        else if (!isWrittenIn(sources, enumeratorOf(info.kind), name))
            wrong.append(name + QStringLiteral(" is not written by ") + folder);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestKinds::readersAreNotWriters()
{
    const auto isWritten = [](const char* source) {
        return isWrittenIn(
            QString::fromLatin1(source), QStringLiteral("ScreenLocked"), QStringLiteral("screen.locked"));
    };
    QVERIFY(!isWritten("case Kind::ScreenLocked:"));
    QVERIFY(!isWritten("if (event.kind == casefile::Kind::ScreenLocked)"));
    QVERIFY(!isWritten("read({.kinds = {Kind::ScreenUnlocked, Kind::ScreenLocked}})"));
    QVERIFY(!isWritten("KindText{Kind::ScreenLockedTwice}"));
    QVERIFY(!isWritten("if (kind == u\"screen.locked\")"));
    QVERIFY(!isWritten("std::ranges::find(events, Kind::ScreenLocked, &Event::kind)"));
    QVERIFY(!isWritten("events.rbegin(), events.rend(), casefile::Kind::ScreenLocked, &casefile::Event::kind"));
    QVERIFY(!isWritten("newest(ground, Kind::ScreenLocked)"));
    QVERIFY(!isWritten("within(store, {Kind::ScreenLocked})"));
    QVERIFY(!isWritten("within(store, {Kind::ScreenLocked, Kind::ScreenUnlocked})"));
    QVERIFY(!isWritten("within(store, {Kind::ScreenUnlocked, Kind::ScreenLocked})"));
    QVERIFY(!isWritten("kind == static_cast<quint16>(casefile::Kind::ScreenLocked)"));
    QVERIFY(!isWritten("constexpr ErrorCode kLocked{\"screen.locked\"};"));
    QVERIFY(isWritten("append({casefile::Kind::ScreenLocked, now})"));
    QVERIFY(isWritten("isOn ? Kind::ScreenLocked : Kind::ScreenUnlocked"));
    QVERIFY(isWritten("audit.record(\"screen.locked\", {})"));
}

void TestKinds::fieldsAreChecked()
{
    const test::FakeClock clock;
    Event event{Kind::ScreenLocked, clock.wall(), QStringLiteral("teller-17"), {}, {},
        {{QStringLiteral("why"), QStringLiteral("idle")}}};
    QVERIFY(check(event));
    Event changed = event;
    changed.fields.insert(QStringLiteral("more"), 1);
    QVERIFY(!check(changed));
    changed = event;
    changed.fields[QStringLiteral("why")] = 5;
    QVERIFY(!check(changed));
    changed = event;
    changed.fields = {};
    QVERIFY(!check(changed));
    changed = event;
    changed.client = ClientId::make(clock);
    QVERIFY(!check(changed));
    changed = event;
    changed.actor.clear();
    QVERIFY(!check(changed));
    changed = event;
    changed.kind = Kind::PictureViewed;
    QVERIFY(!check(changed));
    const Event setting{Kind::SettingChanged, clock.wall(), QStringLiteral("teller-17"), {}, {},
        {{QStringLiteral("setting"), QStringLiteral("eds-certificate")},
            {QStringLiteral("from"), QStringLiteral("none")}, {QStringLiteral("to"), QStringLiteral("EDS")}}};
    QVERIFY(check(setting));
    changed = setting;
    changed.fields.insert(QStringLiteral("certificate"), QString(64, u'a'));
    QVERIFY(check(changed));
    changed.fields[QStringLiteral("certificate")] = QStringLiteral("EDS");
    QVERIFY(!check(changed));
}

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
