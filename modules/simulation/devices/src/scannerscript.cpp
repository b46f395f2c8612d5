#include <simulation_devices/scannerscript.h>

#include <QMap>

namespace tirkeu::simulation_devices {

namespace {
constexpr ErrorCode kUnreadable{"demo.scanner-script"};

using namespace Qt::Literals::StringLiterals;

const QMap<QString, Lie>& lies()
{
    static const QMap<QString, Lie> all{{u"FIRMWARE"_s, Lie::Firmware}, {u"CONFIGURATION"_s, Lie::Configuration},
        {u"TAMPER"_s, Lie::Tampered}, {u"CLOCK"_s, Lie::Clock}, {u"STALE"_s, Lie::Stale}, {u"FORGE"_s, Lie::Forged},
        {u"RESIGN"_s, Lie::Resigned}, {u"SERIAL"_s, Lie::Serial}, {u"SWAP"_s, Lie::Swapped},
        {u"REPLAY"_s, Lie::Replayed}, {u"REPEAT"_s, Lie::Repeated}, {u"REORDER"_s, Lie::Reordered},
        {u"CLEAR"_s, Lie::Clear}, {u"UNSIGNED"_s, Lie::Silent}};
    return all;
}

const QMap<QString, devices::Hint>& hints()
{
    using devices::Hint;
    static const QMap<QString, Hint> all{{u"try-again"_s, Hint::TryAgain}, {u"too-near"_s, Hint::TooNear},
        {u"too-far"_s, Hint::TooFar}, {u"tilted"_s, Hint::Tilted}, {u"moved"_s, Hint::Moved},
        {u"off-centre"_s, Hint::OffCentre}, {u"wrong-hand"_s, Hint::WrongHand},
        {u"fingers-closed"_s, Hint::FingersClosed}, {u"place-again"_s, Hint::PlaceAgain}};
    return all;
}

tl::unexpected<Error> unreadable(const QString& line)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, line, {line.left(80)});
}

Result<ScriptLine> readScan(const QString& line, const QStringList& words)
{
    Scan scan;
    for (const QString& word : words) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        bool good = true;
        if (key == u"person") {
            scan.hand.person = value.toULongLong(&good);
        } else if (key == u"sample") {
            scan.spec.sample = value.toInt(&good);
        } else if (key == u"side") {
            scan.hand.side = value == u"right" ? simulation_palm::Side::Right : simulation_palm::Side::Left;
            good = value == u"right" || value == u"left";
        } else if (key == u"condition") {
            const auto condition = simulation_palm::conditionFromName(value);
            good = condition.has_value();
            scan.spec.condition = condition.value_or(scan.spec.condition);
        } else if (key == u"attack") {
            const auto attack = simulation_palm::attackFromName(value);
            good = attack.has_value();
            scan.spec.attack = attack.value_or(scan.spec.attack);
        } else {
            good = false;
        }
        if (!good)
            return unreadable(line);
    }
    return Step(scan);
}
} // namespace

QStringList lieNames()
{
    return lies().keys();
}

QString scanLine(const Scan& scan)
{
    QString line = u"SCAN person=%1 side=%2 sample=%3 condition=%4"_s.arg(scan.hand.person)
                       .arg(scan.hand.side == simulation_palm::Side::Right ? u"right"_s : u"left"_s)
                       .arg(scan.spec.sample)
                       .arg(simulation_palm::nameOf(scan.spec.condition));
    if (scan.spec.attack != simulation_palm::Attack::None)
        line += u" attack="_s + simulation_palm::nameOf(scan.spec.attack);
    return line;
}

Result<ScriptLine> readScriptLine(const QString& line)
{
    const QStringList words = line.simplified().split(u' ', Qt::SkipEmptyParts);
    const QString verb = words.value(0).toUpper();
    if (verb == u"SCAN")
        return readScan(line, words.mid(1));
    bool isNumber = false;
    const int number = words.value(1).toInt(&isNumber);
    const std::chrono::milliseconds time(number);
    if (verb == u"RETRY" && hints().contains(words.value(1)))
        return Step(Retry{hints().value(words.value(1))});
    if (isNumber && number >= 0) {
        if (verb == u"ERROR")
            return Step(Fail{number});
        if (verb == u"SLEEP")
            return Step(Sleep{time});
        if (verb == u"SLOW")
            return Change(Slow{time});
        if (verb == u"DIRT" && number <= 100)
            return Change(Dirt{number});
        if (verb == u"OPEN-SLEEP")
            return Change(OpenSlowly{time});
        if (verb == u"OPEN-ERROR")
            return Change(OpenFails{number});
    }
    if (words.size() == 1) {
        if (lies().contains(verb))
            return Change(lies().value(verb));
        if (verb == u"HANG")
            return Step(Hang{});
        if (verb == u"CRASH")
            return Step(Crash{});
        if (verb == u"FLOOD")
            return Step(Flood{});
        if (verb == u"GARBAGE")
            return Step(Garbage{});
        if (verb == u"UNPLUG")
            return Change(Unplug{});
        if (verb == u"PLUG")
            return Change(Plug{});
        if (verb == u"HONEST")
            return Change(Honest{});
    }
    return unreadable(line);
}

} // namespace tirkeu::simulation_devices
