#include "clientshown.h"

#include <identity/iin.h>

namespace tirkeu::workstation {

QString shownClient(const vault::ClientRecord& record)
{
    const QJsonObject names = record.data.value(u"names").toObject();
    const QString given = names.value(u"given").toString();
    const QString surname = names.value(u"surname").toString();
    QString text = given;
    if (!surname.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + surname.left(1) + u'.';
    const auto iin = identity::Iin::parse(record.data.value(u"iin").toString());
    if (iin)
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + iin->shownShort();
    return text.isEmpty() ? record.id.toString() : text;
}

} // namespace tirkeu::workstation
