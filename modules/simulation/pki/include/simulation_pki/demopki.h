#pragma once

#include <pki/truststore.h>
#include <simulation_pki/demoauthority.h>

#include <QMap>

namespace tirkeu::simulation {

enum class DemoPerson { Teller, SecondTeller, Supervisor, BranchIt, OfficerOne, OfficerTwo, Client };

enum class DemoKeys {
    Ec,            ///< P-256 everywhere: made at once, for tests
    NationalStyle, ///< RSA-2048 for people as the national centre issues, P-256 for machines
};

struct DemoPkiOptions
{
    core::WallTime now;
    QUrl services = QUrl(QStringLiteral("http://127.0.0.1:18088")); ///< where DemoServices will answer
    DemoKeys keys = DemoKeys::Ec;
};

/// The demo's certification centres and everybody they certify, in the shape of the national ones:
/// a national-like root and issuing authority (people, the bank's seal, time stamps, status), the bank's own authority
/// (workstation, gateway), and the scanner vendor's (one scanner). Nobody in it exists.
class DemoPki
{
public:
    [[nodiscard]] static Result<DemoPki> make(const DemoPkiOptions& options);
    /// What the folder holds if it can be used at `options.now` and was made alike, else a new one, saved there.
    [[nodiscard]] static Result<DemoPki> open(const QString& folder, const DemoPkiOptions& options);
    [[nodiscard]] static Result<DemoPki> load(const QString& folder);
    /// `<name>.pem` (certificate) and `<name>.key` (PKCS#8, readable by its owner alone) for each holder, and folders
    /// `national`, `bank`, `vendor` as TrustStore::fromFolder reads them.
    [[nodiscard]] Result<> save(const QString& folder) const;

    [[nodiscard]] pki::SoftwareKey authentication(DemoPerson person) const;
    [[nodiscard]] pki::SoftwareKey signature(DemoPerson person) const;
    [[nodiscard]] pki::SoftwareKey bankSeal() const;    ///< the organisation's EDS, no natural person in it
    [[nodiscard]] pki::SoftwareKey workstation() const; ///< TLS client, signs events and opens envelopes
    [[nodiscard]] pki::SoftwareKey gateway() const;     ///< TLS server on localhost, signs receipts, opens packages
    [[nodiscard]] pki::SoftwareKey scanner() const;     ///< signs the digests of frames
    [[nodiscard]] pki::SoftwareKey timeStamping() const;
    [[nodiscard]] pki::SoftwareKey nationalOcsp() const;
    [[nodiscard]] pki::SoftwareKey bankOcsp() const;

    [[nodiscard]] const DemoAuthority& nationalRoot() const { return m_authorities.at(0); }
    [[nodiscard]] const DemoAuthority& national() const { return m_authorities.at(1); } ///< issues to people
    [[nodiscard]] const DemoAuthority& bank() const { return m_authorities.at(2); }
    [[nodiscard]] const DemoAuthority& vendor() const { return m_authorities.at(3); }
    [[nodiscard]] pki::TrustStore nationalTrust() const;
    [[nodiscard]] pki::TrustStore bankTrust() const;
    [[nodiscard]] pki::TrustStore vendorTrust() const;

    /// What this person's certificates say, to be changed by a test or certified for a token's key.
    [[nodiscard]] DemoProfile authenticationProfile(DemoPerson person) const;
    [[nodiscard]] DemoProfile signatureProfile(DemoPerson person) const;
    [[nodiscard]] const DemoPkiOptions& options() const { return m_options; }

private:
    explicit DemoPki(DemoPkiOptions options);
    [[nodiscard]] Result<> makeAuthorities();
    [[nodiscard]] Result<> makeHolders();

    DemoPkiOptions m_options;
    QList<DemoAuthority> m_authorities;
    QMap<QString, pki::SoftwareKey> m_holders;
};

} // namespace tirkeu::simulation
