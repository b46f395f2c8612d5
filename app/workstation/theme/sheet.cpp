#include "sheet.h"

#include <QRegularExpression>

#include <algorithm>

namespace tirkeu::workstation {

QString filledSheet(const QString& sheet, const Theme& theme, const std::function<int(int)>& scaled)
{
    static const QRegularExpression field(QStringLiteral(R"(\{([a-z0-9-]+)\})"));
    QString text;
    qsizetype last = 0;
    for (auto match = field.globalMatch(sheet); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        text += sheet.mid(last, found.capturedStart() - last);
        last = found.capturedEnd();
        const QString name = found.captured(1);
        const bool oneLess = name.endsWith(u'-');
        bool isNumber = false;
        const int pixels = QStringView(name).chopped(oneLess ? 1 : 0).toInt(&isNumber);
        if (isNumber) {
            text += QString::number(scaled(pixels) - (oneLess ? 1 : 0)) + QStringLiteral("px");
        } else if (name == u"tick" || name == u"down") {
            text += name + (theme.scheme() == Scheme::Light ? QStringLiteral("-light") : QStringLiteral("-dark"));
        } else {
            const auto role = std::find_if(
                allRoles().begin(), allRoles().end(), [&name](Role candidate) { return roleName(candidate) == name; });
            Q_ASSERT_X(role != allRoles().end(), "style sheet", qPrintable(name));
            text += theme.colour(*role).name();
        }
    }
    return text + sheet.mid(last);
}

} // namespace tirkeu::workstation
