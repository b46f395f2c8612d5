#include "cast.h"

#include <core/hashing.h>

namespace tirkeu::simulation {

namespace {

using std::chrono::days;

const QString kEmailProtection = QStringLiteral("1.3.6.1.5.5.7.3.4");
const QString kClientAuth = QStringLiteral("1.3.6.1.5.5.7.3.2");
const QString kServerAuth = QStringLiteral("1.3.6.1.5.5.7.3.1");
const QString kTimeStamping = QStringLiteral("1.3.6.1.5.5.7.3.8");
const QString kOcspSigning = QStringLiteral("1.3.6.1.5.5.7.3.9");
const QString kRole = QStringLiteral("1.2.398.3.3.4.");
const QString kPolicy = QStringLiteral("1.2.398.3.3.2.");
const QString kBank = QStringLiteral("«Тіркеу Банк» АҚ (демонстрациялық)");
const QString kBankBin = QStringLiteral("850140000019");

struct Entry
{
    DemoPerson person;
    QString name;
    QString surname;
    QString givenName;
    QString patronymic;
    QString iin;
    QStringList roles;
};

// The numbers encode birth years in which nobody living was born, so they belong to no one.
const QList<Entry>& cast()
{
    const auto staff = [](const QStringList& more) {
        return QStringList{kRole + QStringLiteral("1.2"), kRole + QStringLiteral("1.2.5")} + more;
    };
    static const QList<Entry> entries{
        {DemoPerson::Teller, QStringLiteral("teller"), QStringLiteral("САМАТОВА"), QStringLiteral("АЙГҮЛ"),
            QStringLiteral("СЕРІКҚЫЗЫ"), QStringLiteral("850704201233"), staff({})},
        {DemoPerson::SecondTeller, QStringLiteral("teller2"), QStringLiteral("ЖҮНІСОВ"), QStringLiteral("ДАНИЯР"),
            QStringLiteral("МАРАТҰЛЫ"), QStringLiteral("920615104550"), staff({})},
        {DemoPerson::Supervisor, QStringLiteral("supervisor"), QStringLiteral("ОМАРОВА"), QStringLiteral("ГҮЛНАР"),
            QStringLiteral("БОЛАТҚЫЗЫ"), QStringLiteral("881231200024"), staff({kRole + QStringLiteral("1.2.2")})},
        {DemoPerson::BranchIt, QStringLiteral("branchit"), QStringLiteral("ІЛИЯСОВ"), QStringLiteral("ЕРЛАН"),
            QStringLiteral("АСҚАРҰЛЫ"), QStringLiteral("880101100900"), staff({})},
        {DemoPerson::OfficerOne, QStringLiteral("officer1"), QStringLiteral("ҚАСЫМОВА"), QStringLiteral("МӘДИНА"),
            QStringLiteral("НҰРЛАНҚЫЗЫ"), QStringLiteral("990228200177"), staff({})},
        {DemoPerson::OfficerTwo, QStringLiteral("officer2"), QStringLiteral("ТӨЛЕГЕНОВ"), QStringLiteral("АРМАН"),
            QStringLiteral("ҒАЛЫМҰЛЫ"), QStringLiteral("880101100912"), staff({})},
        {DemoPerson::Client, QStringLiteral("client"), QStringLiteral("СЕЙТҚАЛИЕВ"), QStringLiteral("ӘЛІБЕК"),
            QStringLiteral("ЕРЖАНҰЛЫ"), QStringLiteral("900101500010"),
            {kRole + QStringLiteral("1.1"), kRole + QStringLiteral("3.1")}},
    };
    return entries;
}

const Entry& entryOf(DemoPerson person)
{
    return cast().at(static_cast<qsizetype>(person));
}

pki::NewKey peopleKey(const DemoPkiOptions& options)
{
    return options.keys == DemoKeys::NationalStyle ? pki::NewKey::Rsa2048 : pki::NewKey::EcP256;
}

/// The same certificate has the same number in every demo.
QByteArray serialOf(const QString& name)
{
    return core::sha256(QByteArrayView(name.toUtf8())).first(16);
}

DemoProfile personal(const Entry& entry, const DemoPkiOptions& options)
{
    DemoProfile profile;
    profile.commonName = entry.surname + u' ' + entry.givenName;
    profile.surname = entry.surname;
    profile.givenName = entry.patronymic; // as the national centre has it
    profile.iin = entry.iin;
    if (entry.person != DemoPerson::Client) {
        profile.organisation = kBank;
        profile.bin = kBankBin;
    }
    profile.keyStorage = QStringLiteral("1.2.398.3.3.5.1.1");
    profile.key = peopleKey(options);
    profile.from = options.now - days(30);
    profile.until = options.now + days(335);
    return profile;
}

DemoProfile authority(const QString& name, int pathLength, const DemoPkiOptions& options)
{
    DemoProfile profile;
    profile.commonName = name;
    profile.keyUses = pki::KeyUse::CertificateSigning | pki::KeyUse::CrlSigning;
    profile.pathLength = pathLength;
    profile.from = options.now - days(365);
    profile.until = options.now + days(3650);
    profile.key = options.keys == DemoKeys::NationalStyle ? pki::NewKey::Rsa3072 : pki::NewKey::EcP256;
    return profile;
}

DemoProfile machine(const QString& name, const QStringList& uses, const DemoPkiOptions& options)
{
    DemoProfile profile;
    profile.commonName = name;
    profile.organisation = kBank;
    profile.keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement;
    profile.extendedUses = uses;
    profile.from = options.now - days(30);
    profile.until = options.now + days(1000);
    profile.serial = serialOf(name);
    return profile;
}

DemoProfile responder(const QString& name, const DemoPkiOptions& options)
{
    DemoProfile profile = machine(name, {kOcspSigning}, options);
    profile.keyUses = pki::KeyUse::DigitalSignature;
    profile.checkable = DemoProfile::Checkable::OcspNoCheck;
    return profile;
}

} // namespace

QString nameOf(DemoPerson person)
{
    return entryOf(person).name;
}

const QList<DemoPerson>& everybody()
{
    static const QList<DemoPerson> all = [] {
        QList<DemoPerson> people;
        for (const Entry& entry : cast())
            people.append(entry.person);
        return people;
    }();
    return all;
}

DemoProfile signatureProfileOf(DemoPerson person, const DemoPkiOptions& options)
{
    const Entry& entry = entryOf(person);
    DemoProfile profile = personal(entry, options);
    profile.keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::NonRepudiation;
    profile.extendedUses = QStringList{kEmailProtection} + entry.roles;
    profile.policies = {kPolicy + (profile.bin.isEmpty() ? u'3' : u'1')};
    profile.serial = serialOf(entry.name + QStringLiteral("-sign"));
    return profile;
}

DemoProfile authenticationProfileOf(DemoPerson person, const DemoPkiOptions& options)
{
    const Entry& entry = entryOf(person);
    DemoProfile profile = personal(entry, options);
    profile.keyUses = pki::KeyUse::DigitalSignature |
                      (profile.key == pki::NewKey::Rsa2048 ? pki::KeyUse::KeyEncipherment : pki::KeyUse::KeyAgreement);
    profile.extendedUses = QStringList{kClientAuth} + entry.roles;
    profile.policies = {kPolicy + (profile.bin.isEmpty() ? u'4' : u'2')};
    profile.serial = serialOf(entry.name + QStringLiteral("-auth"));
    return profile;
}

QList<NamedProfile> authorityProfiles(const DemoPkiOptions& options)
{
    QList<NamedProfile> profiles{
        {QStringLiteral("national-root"), authority(QStringLiteral("ДЕМО: НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ"), 1, options)},
        {QStringLiteral("national-issuing"),
            authority(QStringLiteral("ДЕМО: ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ"), 0, options)},
        {QStringLiteral("bank-root"), authority(QStringLiteral("ДЕМО: банктің куәландырушы орталығы"), 0, options)},
        {QStringLiteral("vendor-root"), authority(QStringLiteral("DEMO: scanner vendor attestation root"), 0, options)},
    };
    for (NamedProfile& named : profiles)
        named.profile.serial = serialOf(named.name);
    profiles[1].profile.until = options.now + days(2900);
    for (const qsizetype own : {2, 3})
        profiles[own].profile.key = pki::NewKey::EcP256;
    return profiles;
}

DemoAddresses addressesOf(DemoIssuer issuer, const QUrl& services)
{
    static const QStringList names{
        QStringLiteral("root"), QStringLiteral("national"), QStringLiteral("bank"), QStringLiteral("vendor")};
    const auto under = [&](QLatin1StringView folder) {
        QUrl url = services;
        url.setPath(u'/' + folder + u'/' + names.at(static_cast<qsizetype>(issuer)));
        return url;
    };
    return {under(QLatin1StringView("ocsp")), under(QLatin1StringView("crl")), under(QLatin1StringView("ca"))};
}

QList<std::pair<DemoIssuer, NamedProfile>> machineProfiles(const DemoPkiOptions& options)
{
    DemoProfile seal = machine(kBank, {kEmailProtection, kRole + QStringLiteral("1.2")}, options);
    seal.bin = kBankBin;
    seal.keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::NonRepudiation;
    seal.policies = {kPolicy + u'1'};
    seal.key = peopleKey(options);
    DemoProfile workstation = machine(QStringLiteral("ws-almaty-3-07"), {kClientAuth}, options);
    DemoProfile gateway = machine(QStringLiteral("gateway.demo"), {kServerAuth, kClientAuth}, options);
    gateway.names = {QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1")};
    DemoProfile scanner = machine(QStringLiteral("TIRKEU-DEMO-SCANNER-0001"), {}, options);
    scanner.organisation = QStringLiteral("DEMO scanner vendor");
    scanner.keyUses = pki::KeyUse::DigitalSignature;
    DemoProfile stamping = machine(QStringLiteral("ДЕМО: уақыт белгісінің қызметі"), {kTimeStamping}, options);
    stamping.keyUses = pki::KeyUse::DigitalSignature;
    stamping.extendedUsesAre = DemoProfile::Criticality::Critical;
    stamping.key = peopleKey(options);
    return {
        {DemoIssuer::National, {QStringLiteral("bank-seal"), seal}},
        {DemoIssuer::Bank, {QStringLiteral("workstation"), workstation}},
        {DemoIssuer::Bank, {QStringLiteral("gateway"), gateway}},
        {DemoIssuer::Vendor, {QStringLiteral("scanner"), scanner}},
        {DemoIssuer::National, {QStringLiteral("time-stamping"), stamping}},
        {DemoIssuer::National, {QStringLiteral("ocsp-national"), responder(QStringLiteral("ДЕМО: OCSP"), options)}},
        {DemoIssuer::Bank, {QStringLiteral("ocsp-bank"), responder(QStringLiteral("ДЕМО: OCSP (банк)"), options)}},
    };
}

} // namespace tirkeu::simulation
