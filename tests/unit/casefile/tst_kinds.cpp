#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <casefile/event.h>

#include <QDirIterator>
#include <QSet>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::casefile;

namespace {
QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString sourcesUnder(const QString& folder)
{
    QString all;
    QDirIterator it(test::sourcePath(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (!path.contains(u"/modules/casefile/"))
            all += QString::fromUtf8(test::readFile(path));
    }
    return all;
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
    // NEWS-logs, MFO-32: what is in the list is written. Each kind names the folder that owes it; as soon as that
    // folder exists, the kind has to occur under modules/ or app/, by its enumerator or, through AuditSink, its name.
    const QString sources = sourcesUnder(QStringLiteral("modules")) + sourcesUnder(QStringLiteral("app"));
    QStringList missing;
    QStringList awaited;
    for (const KindInfo& info : allKinds()) {
        const QString name = text(info.name);
        if (sources.contains(QStringLiteral("Kind::") + enumeratorOf(info.kind)) ||
            sources.contains(QStringLiteral("\"") + name + QStringLiteral("\"")))
            continue;
        const bool writerExists = QDir(test::sourcePath(text(info.writer))).exists();
        (writerExists ? missing : awaited).append(name + QStringLiteral(" by ") + text(info.writer));
    }
    if (!awaited.isEmpty())
        qInfo("%d kinds wait for their room", static_cast<int>(awaited.size()));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
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
}

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
