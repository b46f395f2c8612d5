#include "simulation_pki/demopki.h"

#include "cast.h"

#include <core/json.h>

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tirkeu::simulation {

namespace {

constexpr ErrorCode kNotWritten{"demo.folder-not-written"};
constexpr ErrorCode kUnreadable{"demo.folder-unreadable"};
constexpr std::chrono::days kLeastLeft(7);

enum class Secrecy { Public, OwnerOnly };

Result<> write(const QString& path, QByteArrayView bytes, Secrecy secrecy)
{
    QSaveFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly))
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    if (secrecy == Secrecy::OwnerOnly)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(bytes.data(), bytes.size());
    if (!file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

Result<QByteArray> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return file.read(1 << 20);
}

Result<> writeKey(const QString& folder, const QString& name, const pki::SoftwareKey& key)
{
    if (const Result<> done = write(folder + name + QStringLiteral(".pem"), key.holder().toPem(), Secrecy::Public);
        !done)
        return done;
    const Result<core::SecureBytes> secret = key.toPkcs8();
    if (!secret)
        return failure(secret);
    const QByteArrayView bytes(secret->u8(), static_cast<qsizetype>(secret->size()));
    return write(folder + name + QStringLiteral(".key"), bytes, Secrecy::OwnerOnly);
}

Result<pki::SoftwareKey> readKey(const QString& folder, const QString& name)
{
    const Result<QByteArray> pem = read(folder + name + QStringLiteral(".pem"));
    Result<QByteArray> key = read(folder + name + QStringLiteral(".key"));
    if (!pem || !key)
        return failure(!pem ? pem : key);
    const Result<pki::Certificate> certificate = pki::Certificate::fromPem(*pem);
    if (!certificate)
        return failure(certificate);
    const core::SecureBytes secret = core::SecureBytes::takeFrom(*key);
    return pki::SoftwareKey::read({secret.u8(), static_cast<qsizetype>(secret.size())}, *certificate);
}

} // namespace

Result<> DemoPki::save(const QString& folder) const
{
    const QString top = folder + u'/';
    const QList<NamedProfile> names = authorityProfiles(m_options);
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (const Result<> done = writeKey(top, names.at(i).name, m_authorities.at(i).key()); !done)
            return done;
    }
    for (auto holder = m_holders.constBegin(); holder != m_holders.constEnd(); ++holder) {
        if (const Result<> done = writeKey(top, holder.key(), holder.value()); !done)
            return done;
    }
    const QList<std::pair<QString, const DemoAuthority*>> trusted{
        {QStringLiteral("national/anchors/root.pem"), &nationalRoot()},
        {QStringLiteral("national/intermediates/issuing.pem"), &national()},
        {QStringLiteral("bank/anchors/root.pem"), &bank()},
        {QStringLiteral("vendor/anchors/root.pem"), &vendor()},
    };
    for (const auto& [path, authority] : trusted) {
        if (const Result<> done = write(top + path, authority->certificate().toPem(), Secrecy::Public); !done)
            return done;
    }
    // Written last: a folder without it is not finished.
    const QJsonObject description{{QStringLiteral("made"), core::toIsoText(m_options.now)},
        {QStringLiteral("services"), m_options.services.toString()},
        {QStringLiteral("keys"), m_options.keys == DemoKeys::Ec ? QStringLiteral("ec") : QStringLiteral("national")}};
    return write(top + QStringLiteral("demo.json"), core::writeJsonForPeople(description), Secrecy::Public);
}

Result<DemoPki> DemoPki::load(const QString& folder)
{
    const QString top = folder + u'/';
    const Result<QByteArray> text = read(top + QStringLiteral("demo.json"));
    if (!text)
        return failure(text);
    const Result<QJsonObject> object = core::readJson(*text);
    if (!object)
        return failure(object);
    core::JsonFields fields(*object);
    const Result<core::WallTime> made = core::fromIsoText(fields.string(QLatin1StringView("made")));
    DemoPkiOptions options;
    options.services = QUrl(fields.string(QLatin1StringView("services")), QUrl::StrictMode);
    options.keys = fields.string(QLatin1StringView("keys")) == u"ec" ? DemoKeys::Ec : DemoKeys::NationalStyle;
    if (const Result<> good = fields.finish(); !good)
        return failure(good);
    if (!made)
        return failure(made);
    options.now = *made;

    DemoPki pki(options);
    const QList<NamedProfile> authorities = authorityProfiles(options);
    for (qsizetype i = 0; i < authorities.size(); ++i) {
        Result<pki::SoftwareKey> key = readKey(top, authorities.at(i).name);
        if (!key)
            return failure(key);
        pki.m_authorities.append(
            DemoAuthority(std::move(*key), addressesOf(static_cast<DemoIssuer>(i), options.services)));
    }
    QStringList names;
    for (const auto& [issuer, named] : machineProfiles(options))
        names.append(named.name);
    for (const DemoPerson person : everybody())
        names << nameOf(person) + QStringLiteral("-auth") << nameOf(person) + QStringLiteral("-sign");
    for (const QString& name : names) {
        Result<pki::SoftwareKey> key = readKey(top, name);
        if (!key)
            return failure(key);
        pki.m_holders.insert(name, *key);
    }
    return pki;
}

Result<DemoPki> DemoPki::open(const QString& folder, const DemoPkiOptions& options)
{
    Result<DemoPki> kept = load(folder);
    if (kept && kept->options().services == options.services && kept->options().keys == options.keys) {
        const pki::Certificate first = kept->signature(DemoPerson::Teller).holder();
        if (first.isValidAt(options.now) && first.isValidAt(options.now + kLeastLeft))
            return kept;
    }
    Result<DemoPki> made = make(options);
    if (!made)
        return made;
    if (const Result<> saved = made->save(folder); !saved)
        return failure(saved);
    return made;
}

} // namespace tirkeu::simulation
