#include "simulation_pki/demopki.h"

#include "cast.h"

namespace tirkeu::simulation {

DemoPki::DemoPki(DemoPkiOptions options)
    : m_options(std::move(options))
{
}

Result<DemoPki> DemoPki::make(const DemoPkiOptions& options)
{
    DemoPki pki(options);
    if (const Result<> made = pki.makeAuthorities(); !made)
        return failure(made);
    if (const Result<> made = pki.makeHolders(); !made)
        return failure(made);
    return pki;
}

Result<> DemoPki::makeAuthorities()
{
    const QList<NamedProfile> profiles = authorityProfiles(m_options);
    for (qsizetype i = 0; i < profiles.size(); ++i) {
        const DemoAddresses addresses = addressesOf(static_cast<DemoIssuer>(i), m_options.services);
        Result<DemoAuthority> authority = i == 1 ? nationalRoot().makeSubordinate(profiles.at(i).profile, addresses)
                                                 : DemoAuthority::makeRoot(profiles.at(i).profile, addresses);
        if (!authority)
            return failure(authority);
        m_authorities.append(std::move(*authority));
    }
    return {};
}

Result<> DemoPki::makeHolders()
{
    QList<std::pair<DemoIssuer, NamedProfile>> all = machineProfiles(m_options);
    for (const DemoPerson person : everybody()) {
        all.append({DemoIssuer::National, {nameOf(person) + QStringLiteral("-auth"), authenticationProfile(person)}});
        all.append({DemoIssuer::National, {nameOf(person) + QStringLiteral("-sign"), signatureProfile(person)}});
    }
    for (const auto& [issuer, named] : all) {
        Result<pki::SoftwareKey> key = m_authorities.at(static_cast<qsizetype>(issuer)).issue(named.profile);
        if (!key)
            return failure(key);
        m_holders.insert(named.name, *key);
    }
    return {};
}

pki::SoftwareKey DemoPki::authentication(DemoPerson person) const
{
    return *m_holders.constFind(nameOf(person) + QStringLiteral("-auth"));
}

pki::SoftwareKey DemoPki::signature(DemoPerson person) const
{
    return *m_holders.constFind(nameOf(person) + QStringLiteral("-sign"));
}

pki::SoftwareKey DemoPki::bankSeal() const
{
    return *m_holders.constFind(QStringLiteral("bank-seal"));
}

pki::SoftwareKey DemoPki::workstation() const
{
    return *m_holders.constFind(QStringLiteral("workstation"));
}

pki::SoftwareKey DemoPki::gateway() const
{
    return *m_holders.constFind(QStringLiteral("gateway"));
}

pki::SoftwareKey DemoPki::scanner() const
{
    return *m_holders.constFind(QStringLiteral("scanner"));
}

pki::SoftwareKey DemoPki::timeStamping() const
{
    return *m_holders.constFind(QStringLiteral("time-stamping"));
}

pki::SoftwareKey DemoPki::nationalOcsp() const
{
    return *m_holders.constFind(QStringLiteral("ocsp-national"));
}

pki::SoftwareKey DemoPki::bankOcsp() const
{
    return *m_holders.constFind(QStringLiteral("ocsp-bank"));
}

pki::TrustStore DemoPki::nationalTrust() const
{
    pki::TrustStore trust;
    static_cast<void>(trust.addAnchor(nationalRoot().certificate()));
    trust.addIntermediate(national().certificate());
    return trust;
}

pki::TrustStore DemoPki::bankTrust() const
{
    pki::TrustStore trust;
    static_cast<void>(trust.addAnchor(bank().certificate()));
    return trust;
}

pki::TrustStore DemoPki::vendorTrust() const
{
    pki::TrustStore trust;
    static_cast<void>(trust.addAnchor(vendor().certificate()));
    return trust;
}

DemoProfile DemoPki::authenticationProfile(DemoPerson person) const
{
    return authenticationProfileOf(person, m_options);
}

DemoProfile DemoPki::signatureProfile(DemoPerson person) const
{
    return signatureProfileOf(person, m_options);
}

} // namespace tirkeu::simulation
