#include "certificatefacts.h"

#include <core/clock.h>
#include <token/credentials.h>

namespace tirkeu::workstation {

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

QString CertificateFacts::nameOf(pki::CertificateRole role)
{
    switch (role) {
    case pki::CertificateRole::Person:
        return tr("Natural person");
    case pki::CertificateRole::LegalEntity:
        return tr("Legal entity");
    case pki::CertificateRole::Head:
        return tr("First head");
    case pki::CertificateRole::RightToSign:
        return tr("Right to sign");
    case pki::CertificateRole::FinancialDocuments:
        return tr("Right to sign financial documents");
    case pki::CertificateRole::HumanResources:
        return tr("Human resources");
    case pki::CertificateRole::Employee:
        return tr("Employee");
    case pki::CertificateRole::InformationSystem:
        return tr("Information system");
    case pki::CertificateRole::IdentifiedInPerson:
        return tr("Identified in person");
    case pki::CertificateRole::IdentifiedRemotely:
        return tr("Identified remotely");
    case pki::CertificateRole::IdentifiedByDigitalId:
        return tr("Identified by Digital ID");
    }
    return {};
}

// Makes are called the same in every language.
QString CertificateFacts::nameOf(pki::KeyStorage storage)
{
    switch (storage) {
    case pki::KeyStorage::Unstated:
        return tr("Not stated");
    case pki::KeyStorage::Pkcs12File:
        return tr("File on a computer (PKCS#12)");
    case pki::KeyStorage::JavaKeyStore:
        return tr("File on a computer (Java)");
    case pki::KeyStorage::IdentityCard:
        return tr("Identity card");
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
        return tr("SIM card");
    case pki::KeyStorage::Cloud:
        return tr("Cloud of the certification centre");
    case pki::KeyStorage::Other:
        return tr("Another store");
    }
    return {};
}

} // namespace tirkeu::workstation
