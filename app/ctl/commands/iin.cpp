#include "../command.h"

#include <core/clock.h>
#include <identity/iin.h>

namespace tirkeu::ctl {

namespace {

/// What a script wants beside the sentence: where the number is wrong, or how it would be right.
QJsonObject place(const Error& error)
{
    if (error.code == identity::kIinCharacter)
        return {{QStringLiteral("position"), error.values.value(0).toInt()}};
    if (error.code == identity::kIinCheckDigit)
        return {{QStringLiteral("expectedDigit"), error.values.value(0).toInt()}};
    return {};
}

Outcome check(const Arguments& arguments)
{
    const Result<identity::Iin> iin = identity::Iin::parse(arguments.positional.first().trimmed());
    if (!iin)
        return negative(iin.error(), place(iin.error()));
    QJsonObject result{{QStringLiteral("iin"), iin->toString()}};
    QString text = iin->toString() + QStringLiteral(" is a valid IIN.");
    if (const auto hint = iin->hint()) {
        const bool male = hint->sex == identity::Sex::Male;
        const bool yetToCome = hint->birth > core::toQDateTime(core::SystemClock().wall()).date();
        result.insert(QStringLiteral("hint"),
            QJsonObject{{QStringLiteral("birth"), hint->birth.toString(Qt::ISODate)},
                {QStringLiteral("sex"), male ? QStringLiteral("male") : QStringLiteral("female")},
                {QStringLiteral("yetToCome"), yetToCome}});
        text += QStringLiteral(" Its digits hint at %1, born %2.")
                    .arg(male ? u"a man" : u"a woman", hint->birth.toString(QStringLiteral("dd.MM.yyyy")));
        if (yetToCome)
            text += QStringLiteral(" That day has not come: the number can belong to nobody alive.");
    }
    return good(result, text);
}

} // namespace

QList<Command> iinCommands()
{
    return {{.name = QStringLiteral("iin check"),
        .operands = QStringLiteral("N"),
        .least = 1,
        .most = 1,
        .summary = QStringLiteral("Checks an individual identification number"),
        .details = QStringLiteral("0: valid. 1: not; with the wrong position or the digit that would be right."),
        .run = check}};
}

} // namespace tirkeu::ctl
