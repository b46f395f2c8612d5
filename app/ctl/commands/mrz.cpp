#include "../command.h"

#include <identity/mrz.h>
#include <messages/catalogue.h>

#include <QJsonArray>

namespace tirkeu::ctl {

namespace {

QJsonObject toJson(const identity::Mrz& zone)
{
    QJsonObject object{{QStringLiteral("format"),
                           zone.format == identity::Mrz::Format::Td1 ? QStringLiteral("TD1") : QStringLiteral("TD3")},
        {QStringLiteral("lines"), QJsonArray::fromStringList(zone.lines)},
        {QStringLiteral("documentCode"), zone.documentCode}, {QStringLiteral("issuer"), zone.issuer},
        {QStringLiteral("number"), zone.number}, {QStringLiteral("nationality"), zone.nationality},
        {QStringLiteral("birth"), zone.birth}, {QStringLiteral("validUntil"), zone.validUntil.toString(Qt::ISODate)},
        {QStringLiteral("optionalData"), zone.optionalData}, {QStringLiteral("surname"), zone.surname},
        {QStringLiteral("given"), zone.given}};
    if (zone.sex)
        object.insert(QStringLiteral("sex"),
            *zone.sex == identity::Sex::Male ? QStringLiteral("male") : QStringLiteral("female"));
    if (const auto kind = zone.kind())
        object.insert(QStringLiteral("kind"), identity::documentKindCode(*kind));
    if (zone.iin) {
        object.insert(QStringLiteral("iin"), zone.iin->toString());
        object.insert(QStringLiteral("birthAgreesWithIin"), zone.birthAgreesWithIin());
    }
    return object;
}

QString toText(const identity::Mrz& zone)
{
    QString text =
        QStringLiteral("document    %1 %2 of %3, valid until %4\nname        %5, %6\nborn        %7 (YYMMDD)\n")
            .arg(zone.documentCode, zone.number, zone.issuer, zone.validUntil.toString(Qt::ISODate), zone.surname,
                zone.given, zone.birth);
    if (zone.iin)
        text += QStringLiteral("IIN         %1\n").arg(zone.iin->toString());
    if (!zone.birthAgreesWithIin())
        text += QStringLiteral("warning     the birth date differs from the IIN\n");
    return text;
}

Outcome read(const Arguments& arguments)
{
    const Result<QByteArray> file = arguments.read(arguments.positional.first(), 1 << 16);
    if (!file)
        return failed(file.error());
    const Result<identity::MrzReading> reading = identity::readMrz(QString::fromUtf8(*file));
    if (!reading)
        return negative(reading.error());
    QJsonObject result{{QStringLiteral("asRead"), toJson(reading->asRead)}};
    if (reading->isGood())
        return good(result, toText(reading->asRead));

    const messages::Catalogue catalogue = messages::Catalogue::embedded();
    QJsonArray faults;
    QString text;
    for (const Error& fault : reading->faults) {
        faults.append(QJsonObject{{QStringLiteral("code"), fault.code.toString()},
            {QStringLiteral("line"), fault.values.value(0).toInt()},
            {QStringLiteral("position"), fault.values.value(1).toInt()}});
        text += catalogue.sentence(fault, core::Language::English) + u'\n';
    }
    result.insert(QStringLiteral("faults"), faults);
    if (reading->offered) {
        QJsonArray corrections;
        text += QStringLiteral("\nEvery check would hold with\n");
        for (const identity::MrzCorrection& correction : reading->corrections) {
            corrections.append(QJsonObject{{QStringLiteral("line"), correction.line},
                {QStringLiteral("position"), correction.position}, {QStringLiteral("read"), QString(correction.read)},
                {QStringLiteral("offered"), QString(correction.offered)}});
            text += QStringLiteral("  line %1, position %2: %3 instead of %4\n")
                        .arg(correction.line)
                        .arg(correction.position)
                        .arg(correction.offered, correction.read);
        }
        result.insert(QStringLiteral("corrections"), corrections);
        result.insert(QStringLiteral("offered"), toJson(*reading->offered));
        text += QStringLiteral("Compare with the document before using it:\n") + toText(*reading->offered);
    }
    return {ExitCode::Negative, result, text};
}

} // namespace

QList<Command> mrzCommands()
{
    return {{.name = QStringLiteral("mrz read"),
        .operands = QStringLiteral("FILE|-"),
        .least = 1,
        .most = 1,
        .summary = QStringLiteral("Reads the machine-readable zone of a card or passport from text"),
        .details = QStringLiteral("0: every check digit holds as read. 1: not; a corrected reading is offered where\n"
                                  "exactly one explains everything, and never used by itself. 2: no such file."),
        .run = read}};
}

} // namespace tirkeu::ctl
