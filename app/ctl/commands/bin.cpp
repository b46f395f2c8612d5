#include "../command.h"

#include <identity/bin.h>

namespace tirkeu::ctl {

namespace {

QString formName(identity::Bin::Form form)
{
    switch (form) {
    case identity::Bin::Form::Resident:
        return QStringLiteral("resident");
    case identity::Bin::Form::NonResident:
        return QStringLiteral("non-resident");
    case identity::Bin::Form::JointEnterprise:
        break;
    }
    return QStringLiteral("joint-enterprise");
}

QString unitName(identity::Bin::Unit unit)
{
    switch (unit) {
    case identity::Bin::Unit::Head:
        return QStringLiteral("head");
    case identity::Bin::Unit::Branch:
        return QStringLiteral("branch");
    case identity::Bin::Unit::Representation:
        return QStringLiteral("representation");
    case identity::Bin::Unit::Farm:
        break;
    }
    return QStringLiteral("farm");
}

QJsonObject place(const Error& error)
{
    if (error.code == identity::kBinCharacter)
        return {{QStringLiteral("position"), error.values.value(0).toInt()}};
    if (error.code == identity::kBinCheckDigit)
        return {{QStringLiteral("expectedDigit"), error.values.value(0).toInt()}};
    return {};
}

Outcome check(const Arguments& arguments)
{
    const Result<identity::Bin> bin = identity::Bin::parse(arguments.positional.first().trimmed());
    if (!bin)
        return negative(bin.error(), place(bin.error()));
    const QString form = formName(bin->form());
    QJsonObject result{{QStringLiteral("bin"), bin->toString()}, {QStringLiteral("form"), form}};
    QString text = QStringLiteral("%1 is a valid BIN: %2").arg(bin->toString(), form);
    if (const auto unit = bin->unit()) {
        result.insert(QStringLiteral("unit"), unitName(*unit));
        text += QStringLiteral(", ") + unitName(*unit);
    }
    return good(result, text + u'.');
}

} // namespace

QList<Command> binCommands()
{
    return {{.name = QStringLiteral("bin check"),
        .operands = QStringLiteral("N"),
        .least = 1,
        .most = 1,
        .summary = QStringLiteral("Checks a business identification number"),
        .details = QStringLiteral("0: valid. 1: not; with the wrong position or the digit that would be right."),
        .run = check}};
}

} // namespace tirkeu::ctl
