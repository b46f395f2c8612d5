#include "clientscene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace tirkeu::workstation {

namespace {
double rounded(double value)
{
    return std::round(value * 100) / 100;
}
} // namespace

QByteArray StrokeSignature::evidence(const QList<SignedAnswer>& answers) const
{
    QJsonArray signedFor;
    for (const SignedAnswer& answer : answers) {
        signedFor.append(QJsonObject{{QStringLiteral("consent"), criteria::code(answer.kind)},
            {QStringLiteral("answer"), answer.isWithdrawal ? QStringLiteral("withdrawn")
                                       : answer.given      ? QStringLiteral("given")
                                                           : QStringLiteral("refused")}});
    }
    QJsonArray lines;
    for (const QList<StrokePoint>& stroke : strokes) {
        QJsonArray line;
        for (const StrokePoint& point : stroke) {
            QJsonArray values{rounded(point.at.x()), rounded(point.at.y()), static_cast<qint64>(point.after.count())};
            if (hasPressure)
                values.append(rounded(point.pressure));
            line.append(values);
        }
        lines.append(line);
    }
    const QJsonObject whole{{QStringLiteral("kind"), QStringLiteral("strokes")},
        {QStringLiteral("language"), core::languageCode(language)}, {QStringLiteral("device"), device},
        {QStringLiteral("field"), QJsonArray{rounded(field.width()), rounded(field.height())}},
        {QStringLiteral("answers"), signedFor}, {QStringLiteral("strokes"), lines}};
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

} // namespace tirkeu::workstation
