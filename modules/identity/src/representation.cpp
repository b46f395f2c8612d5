#include <identity/representation.h>

#include <array>

namespace tirkeu::identity {

namespace {
constexpr ErrorCode kKind{"identity.authority-kind"};
constexpr ErrorCode kDoesNotFit{"identity.authority-does-not-fit"};
constexpr ErrorCode kNotInForce{"identity.authority-not-in-force"};
constexpr ErrorCode kIncomplete{"identity.authority-incomplete"};
constexpr ErrorCode kOneself{"identity.represents-oneself"};
constexpr std::array kKinds{
    Authority::Kind::AppointmentOrder, Authority::Kind::PowerOfAttorney, Authority::Kind::LegalRepresentative};
} // namespace

QString authorityCode(Authority::Kind kind)
{
    switch (kind) {
    case Authority::Kind::AppointmentOrder:
        return QStringLiteral("appointment-order");
    case Authority::Kind::PowerOfAttorney:
        return QStringLiteral("power-of-attorney");
    case Authority::Kind::LegalRepresentative:
        break;
    }
    return QStringLiteral("legal-representative");
}

Result<Authority::Kind> authorityFromCode(QStringView code)
{
    for (const Authority::Kind kind : kKinds) {
        if (code == authorityCode(kind))
            return kind;
    }
    return failure(kKind, ErrorKind::OperatorCanFix, {}, {code.left(40).toString()});
}

Result<Representation> Representation::make(
    const Iin& agent, Principal principal, Authority authority, const QDate& today)
{
    const auto* organisation = std::get_if<Organisation>(&principal);
    const auto* person = std::get_if<Person>(&principal);
    const Authority::Kind wrong =
        organisation != nullptr ? Authority::Kind::LegalRepresentative : Authority::Kind::AppointmentOrder;
    if (authority.kind == wrong)
        return failure(kDoesNotFit, ErrorKind::OperatorCanFix);
    if (person != nullptr && person->iin == agent)
        return failure(kOneself, ErrorKind::OperatorCanFix);
    authority.number = authority.number.simplified();
    const bool needsNumber = authority.kind != Authority::Kind::LegalRepresentative;
    if (!authority.issued.isValid() || (needsNumber && authority.number.isEmpty()) ||
        (organisation != nullptr && organisation->name.simplified().isEmpty()))
        return failure(kIncomplete, ErrorKind::OperatorCanFix);
    if (!authority.isInForce(today))
        return failure(kNotInForce, ErrorKind::OperatorCanFix);
    return Representation(std::move(principal), std::move(authority));
}

bool Authority::isInForce(const QDate& day) const
{
    return issued <= day && (validUntil.isNull() || day <= validUntil);
}

QString logMasked(const Representation& representation)
{
    const QString by = QStringLiteral(" by ") + authorityCode(representation.authority().kind);
    if (const auto* organisation = std::get_if<Representation::Organisation>(&representation.principal()))
        return QStringLiteral("for ") + logMasked(organisation->bin) + by;
    return QStringLiteral("for ") + logMasked(std::get<Representation::Person>(representation.principal()).iin) + by;
}

} // namespace tirkeu::identity
