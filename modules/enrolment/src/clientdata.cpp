#include <enrolment/clientdata.h>

#include <core/json.h>

#include <array>

namespace tirkeu::enrolment {

using identity::Authority;
using identity::Representation;

namespace {
constexpr ErrorCode kUnreadable{"enrolment.client-unreadable"};
constexpr auto kDate = Qt::ISODate;

QJsonObject toJson(const Representation& actsFor)
{
    QJsonObject object{{QStringLiteral("authority"), identity::authorityCode(actsFor.authority().kind)},
        {QStringLiteral("number"), actsFor.authority().number},
        {QStringLiteral("issued"), actsFor.authority().issued.toString(kDate)},
        {QStringLiteral("validUntil"), actsFor.authority().validUntil.toString(kDate)}};
    if (const auto* organisation = std::get_if<Representation::Organisation>(&actsFor.principal())) {
        object.insert(QStringLiteral("bin"), organisation->bin.toString());
        object.insert(QStringLiteral("name"), organisation->name);
    } else if (const auto* person = std::get_if<Representation::Person>(&actsFor.principal())) {
        object.insert(QStringLiteral("iin"), person->iin.toString());
        object.insert(QStringLiteral("surname"), person->name.surname());
        object.insert(QStringLiteral("given"), person->name.given());
        object.insert(QStringLiteral("patronymic"), person->name.patronymic());
    }
    return object;
}

Result<Representation> readRepresentation(const QJsonObject& object, const identity::Iin& agent)
{
    const auto text = [&object](const char* name) {
        return object.value(QLatin1StringView(name)).toString();
    };
    const auto kind = identity::authorityFromCode(text("authority"));
    if (!kind)
        return failure(kind);
    const Authority authority{
        *kind, text("number"), QDate::fromString(text("issued"), kDate), QDate::fromString(text("validUntil"), kDate)};
    // The paper held on the day it was shown; what is read back later is not judged by a later day.
    const QDate then = authority.issued.isValid() ? authority.issued : QDate::currentDate();
    if (object.contains(u"bin")) {
        const auto bin = identity::Bin::parse(text("bin"));
        if (!bin)
            return failure(bin);
        return Representation::make(agent, Representation::Organisation{*bin, text("name")}, authority, then);
    }
    const auto iin = identity::Iin::parse(text("iin"));
    const auto name = identity::PersonName::parse(text("surname"), text("given"), text("patronymic"));
    if (!iin || !name)
        return failure(kUnreadable, ErrorKind::Bug, QStringLiteral("represented person"));
    return Representation::make(agent, Representation::Person{*iin, *name}, authority, then);
}
} // namespace

QJsonObject ClientData::toFields() const
{
    QJsonObject fields{{QStringLiteral("names"), QJsonObject{{QStringLiteral("surname"), name.surname()},
                                                     {QStringLiteral("given"), name.given()},
                                                     {QStringLiteral("patronymic"), name.patronymic()}}},
        {QStringLiteral("document"), QJsonObject{{QStringLiteral("kind"), identity::documentKindCode(document.kind())},
                                         {QStringLiteral("number"), document.number()},
                                         {QStringLiteral("validUntil"), document.validUntil().toString(kDate)},
                                         {QStringLiteral("issued"), document.issued().toString(kDate)}}}};
    if (birth.isValid()) {
        QJsonObject shown = fields.value(u"document").toObject();
        shown.insert(QStringLiteral("birth"), birth.toString(kDate));
        fields.insert(QStringLiteral("document"), shown);
    }
    if (phone)
        fields.insert(QStringLiteral("phone"), phone->e164());
    if (actsFor)
        fields.insert(QStringLiteral("represents"), toJson(*actsFor));
    if (!bankNumber.isEmpty())
        fields.insert(QStringLiteral("number"), bankNumber);
    return fields;
}

Result<ClientData> ClientData::fromFields(const QJsonObject& fields, const identity::Iin& iin)
{
    const QJsonObject names = fields.value(u"names").toObject();
    const QJsonObject paper = fields.value(u"document").toObject();
    const auto name = identity::PersonName::parse(
        names.value(u"surname").toString(), names.value(u"given").toString(), names.value(u"patronymic").toString());
    if (!name)
        return failure(name);
    const auto kind = identity::documentKindFromCode(paper.value(u"kind").toString());
    if (!kind)
        return failure(kind);
    const auto document = identity::IdentityDocument::make(*kind, paper.value(u"number").toString(),
        QDate::fromString(paper.value(u"validUntil").toString(), kDate),
        QDate::fromString(paper.value(u"issued").toString(), kDate));
    if (!document)
        return failure(document);
    ClientData data{*name, *document};
    data.birth = QDate::fromString(paper.value(u"birth").toString(), kDate);
    data.bankNumber = fields.value(u"number").toString();
    if (const QString number = fields.value(u"phone").toString(); !number.isEmpty()) {
        const auto phone = identity::PhoneNumber::parse(number);
        if (!phone)
            return failure(phone);
        data.phone = *phone;
    }
    if (const QJsonObject represented = fields.value(u"represents").toObject(); !represented.isEmpty()) {
        const auto actsFor = readRepresentation(represented, iin);
        if (!actsFor)
            return failure(actsFor);
        data.actsFor = *actsFor;
    }
    return data;
}

QList<ClientNote> notesOn(const ClientData& data, const identity::Iin& iin, const QDate& today)
{
    QList<ClientNote> notes;
    const auto hint = iin.hint();
    if (hint && data.birth.isValid() && hint->birth != data.birth)
        notes.append(ClientNote::BirthDiffers);
    const auto validity = data.document.validity(today);
    if (validity == identity::IdentityDocument::Validity::EndsSoon)
        notes.append(ClientNote::DocumentEndsSoon);
    else if (validity == identity::IdentityDocument::Validity::Expired)
        notes.append(ClientNote::DocumentExpired);
    if (!data.document.hasUsualNumber())
        notes.append(ClientNote::UnusualDocumentNumber);
    return notes;
}

QString nameOf(PhoneState state)
{
    static constexpr std::array kNames{"confirmed", "not-confirmed", "not-checked"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(state)));
}

} // namespace tirkeu::enrolment
