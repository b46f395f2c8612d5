#include "../command.h"

#ifdef TIRKEU_WITH_DEMO_BRANCH
#    include <demo/demoenrolment.h>
#endif

#include <QDir>
#include <QJsonArray>

namespace tirkeu::ctl {

using namespace Qt::StringLiterals;

#ifdef TIRKEU_WITH_DEMO_BRANCH
namespace {
constexpr ErrorCode kNoFolder{"ctl.demo-folder-needed"};
constexpr ErrorCode kUnknownAttack{"ctl.demo-attack-unknown"};

Outcome enrol(const Arguments& arguments)
{
    if (!arguments.has(u"out"_s))
        return misused({kNoFolder, ErrorKind::OperatorCanFix, u"no --out"_s});
    const auto persona = demo::personaNumber(arguments.value(u"persona"_s, u"1"_s).toInt());
    if (!persona)
        return failed(persona.error());
    demo::DemoEnrolmentSetup setup{QDir(arguments.value(u"out"_s)).absolutePath(), *persona, arguments.report};
    if (arguments.has(u"attack"_s)) {
        const auto attack = simulation_palm::attackFromName(arguments.value(u"attack"_s));
        if (!attack)
            return failed({kUnknownAttack, ErrorKind::OperatorCanFix, arguments.value(u"attack"_s),
                {arguments.value(u"attack"_s)}});
        setup.persona.attack = *attack;
    }
    QDir().mkpath(setup.folder);
    const core::SystemClock clock;
    const auto report = demo::enrolInDemo(setup, clock);
    if (!report)
        return failed(report.error());

    QJsonArray steps;
    for (const demo::DemoStep& step : report->steps)
        steps.append(QJsonObject{{u"step"_s, step.name}, {u"ms"_s, qint64(step.took.count())},
            {u"machineMs"_s, qint64(step.machine.count())}, {u"outcome"_s, step.outcome}});
    const QString ending = casefile::nameOf(*report->state.ending);
    QJsonObject result{{u"persona"_s, setup.persona.name}, {u"simulation"_s, true}, {u"ending"_s, ending},
        {u"steps"_s, steps}, {u"wallMs"_s, qint64(report->wall.count())},
        {u"machineMs"_s, qint64(report->machine.count())},
        {u"documents"_s, QJsonArray::fromStringList(report->documents)}};
    const QString text = u"Simulation: %1 – %2, %n documents in %3 ms, machine %4 ms\n"_s
                             .replace(u"%n"_s, QString::number(report->documents.size()))
                             .arg(setup.persona.name, ending)
                             .arg(report->wall.count())
                             .arg(report->machine.count()) +
                         report->documents.join(u'\n');
    Outcome outcome = good(result, text);
    if (report->state.ending != casefile::Ending::Accepted)
        outcome.code = ExitCode::Negative;
    return outcome;
}

Outcome list(const Arguments&)
{
    QJsonArray all;
    QString text;
    int number = 0;
    for (const demo::Persona& persona : demo::personas()) {
        all.append(QJsonObject{{u"number"_s, ++number}, {u"name"_s, persona.name}, {u"iin"_s, persona.iin}});
        text += u"%1  %2\n"_s.arg(number).arg(persona.name);
    }
    return good({{u"personas"_s, all}}, text);
}
} // namespace

QList<Command> demoCommands()
{
    return {{.name = u"demo enrol"_s,
                .operands = {},
                .summary = u"enrols a virtual client without a window, in a branch of its own"_s,
                .details = u"0 accepted, 1 another ending. Everything in it is simulation but the program."_s,
                .options = {{u"persona"_s, u"N"_s, u"who comes, see demo personas; 1"_s},
                    {u"attack"_s, u"KIND"_s, u"what is shown instead of a hand: laser-print, silicone-cast …"_s},
                    {u"out"_s, u"DIR"_s, u"where the branch and the documents go"_s}},
                .run = enrol},
        {.name = u"demo personas"_s, .operands = {}, .summary = u"who may come"_s, .run = list}};
}
#else
QList<Command> demoCommands()
{
    return {};
}
#endif

} // namespace tirkeu::ctl
