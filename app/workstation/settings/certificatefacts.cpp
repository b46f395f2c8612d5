#include "certificatefacts.h"

#include <core/clock.h>
#include <token/credentials.h>

namespace tirkeu::workstation {

namespace {
QString nameOf(pki::CertificateRole role)
{
    switch (role) {
    case pki::CertificateRole::Person:
        return CertificateFacts::tr("Natural person");
    case pki::CertificateRole::LegalEntity:
        return CertificateFacts::tr("Legal entity");
    case pki::CertificateRole::Head:
        return CertificateFacts::tr("First head");
    case pki::CertificateRole::RightToSign:
        return CertificateFacts::tr("Right to sign");
    case pki::CertificateRole::FinancialDocuments:
        return CertificateFacts::tr("Right to sign financial documents");
    case pki::CertificateRole::HumanResources:
        return CertificateFacts::tr("Human resources");
    case pki::CertificateRole::Employee:
        return CertificateFacts::tr("Employee");
    case pki::CertificateRole::InformationSystem:
        return CertificateFacts::tr("Information system");
    case pki::CertificateRole::IdentifiedInPerson:
        return CertificateFacts::tr("Identified in person");
    case pki::CertificateRole::IdentifiedRemotely:
        return CertificateFacts::tr("Identified remotely");
    case pki::CertificateRole::IdentifiedByDigitalId:
        return CertificateFacts::tr("Identified by Digital ID");
    }
    return {};
}

// Makes are called the same in every language.
QString nameOf(pki::KeyStorage storage)
{
    switch (storage) {
    case pki::KeyStorage::Unstated:
        return CertificateFacts::tr("Not stated");
    case pki::KeyStorage::Pkcs12File:
        return CertificateFacts::tr("File on a computer (PKCS#12)");
    case pki::KeyStorage::JavaKeyStore:
        return CertificateFacts::tr("File on a computer (Java)");
    case pki::KeyStorage::IdentityCard:
        return CertificateFacts::tr("Identity card");
    case pki::KeyStorage::Kaztoken:
        return QStringLiteral("KAZTOKEN");
    case pki::KeyStorage::EtokenJava:
        return QStringLiteral("eToken PRO (Java)");
    case pki::KeyStorage::Etoken5110:
        return QStringLiteral("eToken 5110");
    case pki::KeyStorage::JaCarta:
        return QStringLiteral("JaCarta");
    case pki::KeyStorage::Akey:
        return QStringLiteral("aKey");
    case pki::KeyStorage::SimCard:
        return CertificateFacts::tr("SIM card");
    case pki::KeyStorage::Cloud:
        return CertificateFacts::tr("Cloud of the certification centre");
    case pki::KeyStorage::Other:
        return CertificateFacts::tr("Another store");
    }
    return {};
}
} // namespace

QList<QPair<QString, QString>> CertificateFacts::of(const QByteArray& der)
{
    const auto certificate = pki::Certificate::fromDer(der);
    if (!certificate)
        return {};
    const token::CredentialView view = token::viewOf({{}, *certificate, token::CredentialUse::DocumentSignature});
    QStringList roles;
    for (const pki::CertificateRole role : view.roles)
        roles.append(nameOf(role));
    QList<QPair<QString, QString>> facts{{tr("Holder"), view.name}, {tr("IIN"), view.iin},
        {tr("Organisation"), view.organisation}, {tr("BIN"), view.bin}, {tr("Role"), roles.join(QStringLiteral(", "))},
        {tr("Key kept in"), nameOf(view.storage)},
        {tr("Valid"), core::shownDate(view.notBefore) + QStringLiteral(" – ") + core::shownDate(view.notAfter)}};
    facts.removeIf([](const QPair<QString, QString>& one) { return one.second.isEmpty(); });
    return facts;
}

} // namespace tirkeu::workstation
