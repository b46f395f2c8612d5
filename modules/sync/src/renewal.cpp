#include <sync/renewal.h>

#include "synclog.h"

#include <sync/courier.h>
#include <sync/errors.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <pki/certificaterequest.h>
#include <pki/signing.h>

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tirkeu::sync {

namespace {
constexpr ErrorCode kNotKept{"sync.key-not-kept"};
constexpr ErrorCode kNotRenewed{"sync.certificate-not-renewed"};
constexpr ErrorCode kNotAsAsked{"sync.certificate-not-as-asked"};
constexpr qint64 kMostBytes = 32 * 1024;
constexpr qsizetype kNameBytes = 8;
constexpr QLatin1StringView kTooEarly("reference.renewal-too-early"); ///< as the gateway says it
const QString kWaiting = QStringLiteral("waiting.key");
const QString kNewest = QStringLiteral("newest.pem");

Result<QByteArray> readWhole(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(kNotKept, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return file.read(kMostBytes);
}

Result<> write(const QString& path, QByteArrayView bytes)
{
    QSaveFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return failure(kNotKept, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

QByteArrayView viewOf(const core::SecureBytes& bytes)
{
    return {bytes.u8(), static_cast<qsizetype>(bytes.size())};
}

/// A key's file is named by the key: the certificate says which one it is.
QString nameOf(const pki::Certificate& certificate)
{
    return QString::fromLatin1(core::toHex(core::sha256(certificate.publicKey()).first(kNameBytes))) +
           QStringLiteral(".key");
}

bool isKeyOf(const core::SecureBytes& key, const pki::SoftwareKey& known)
{
    return pki::SoftwareKey::read(viewOf(key), known.holder()).has_value();
}

Result<core::SecureBytes> keyFor(KeyFolder& folder, const pki::SoftwareKey& present,
    const std::optional<pki::SoftwareKey>& newest, const RenewalRules& rules)
{
    auto waiting = folder.waiting();
    // Cut off in keep() a key may wait that has its certificate already: the next is for another.
    const auto isUsed = [&] {
        return isKeyOf(*waiting, present) || (newest && isKeyOf(*waiting, *newest));
    };
    if (!waiting || (!waiting->isEmpty() && !isUsed()))
        return waiting;
    auto fresh = pki::SoftwareKey::generate(rules.key);
    if (!fresh)
        return fresh;
    // Before anybody hears of it: an answer that is lost must not be for a key that is gone.
    const Result<> kept = folder.keepWaiting(*fresh);
    if (!kept)
        return failure(kept);
    return fresh;
}

/// Of this key and name, from the bank, and longer than the present one.
Result<pki::Certificate> believed(const QByteArray& der, const pki::SoftwareKey& present, const core::SecureBytes& key,
    const pki::TrustStore& bank, core::WallTime now)
{
    const auto certificate = pki::Certificate::fromDer(der);
    const auto refuse = [](const QString& why) {
        return failure(kNotAsAsked, ErrorKind::SecurityStop, why);
    };
    if (!certificate)
        return refuse(certificate.error().detail);
    if (certificate->subject().der != present.holder().subject().der)
        return refuse(QStringLiteral("name"));
    if (certificate->notAfter() <= present.holder().notAfter())
        return refuse(QStringLiteral("term"));
    const pki::ChainVerdict chain = bank.check(*certificate, now, pki::CertificateUse::Authentication);
    if (!chain.isTrusted())
        return refuse(pki::nameOf(chain.reason));
    if (!pki::SoftwareKey::read(viewOf(key), *certificate))
        return refuse(QStringLiteral("key"));
    return certificate;
}
} // namespace

Result<std::optional<pki::SoftwareKey>> KeyFolder::newest() const
{
    using Found = std::optional<pki::SoftwareKey>;
    const Result<QByteArray> pem = readWhole(at(kNewest));
    if (!pem)
        return failure(pem);
    if (pem->isEmpty())
        return Found();
    const auto certificate = pki::Certificate::fromPem(*pem);
    if (!certificate)
        return failure(certificate);
    Result<QByteArray> bytes = readWhole(at(nameOf(*certificate)));
    if (!bytes)
        return failure(bytes);
    const core::SecureBytes secret = core::SecureBytes::takeFrom(*bytes);
    auto key = pki::SoftwareKey::read(viewOf(secret), *certificate);
    return key ? Result<Found>(Found(std::move(*key))) : failure(key);
}

Result<core::SecureBytes> KeyFolder::waiting() const
{
    Result<QByteArray> bytes = readWhole(at(kWaiting));
    if (!bytes)
        return failure(bytes);
    return core::SecureBytes::takeFrom(*bytes);
}

Result<> KeyFolder::keepWaiting(const core::SecureBytes& key)
{
    return write(at(kWaiting), viewOf(key));
}

// The key under its own name, then the certificate that names it, then nothing waits: cut off anywhere, one whole pair
// is the newest.
Result<> KeyFolder::keep(const pki::Certificate& certificate)
{
    const auto key = waiting();
    if (!key)
        return failure(key);
    if (const Result<> named = write(at(nameOf(certificate)), viewOf(*key)); !named)
        return named;
    if (const Result<> named = write(at(kNewest), certificate.toPem()); !named)
        return named;
    if (!QFile::remove(at(kWaiting)))
        return failure(kNotKept, ErrorKind::OperatorCanFix, QStringLiteral("not removed"), {at(kWaiting)});
    return {};
}

Result<Renewed> renewWhenDue(wire::Gateway& gateway, pki::SoftwareKey present, KeyFolder& folder,
    const pki::TrustStore& bank, core::WallTime now, const RenewalRules& rules)
{
    if (present.holder().notAfter() - now > rules.before)
        return Renewed::NotDue;
    const auto newest = folder.newest();
    if (!newest)
        return failure(newest);
    if (*newest && (*newest)->holder().notAfter() > present.holder().notAfter())
        return Renewed::NotDue;
    const auto key = keyFor(folder, present, *newest, rules);
    if (!key)
        return failure(key);
    const auto request = pki::makeRequest(*key, present.holder());
    const auto asked = request ? pki::signContent(*request, pki::ContentPlace::Attached, {&present}) : failure(request);
    if (!asked)
        return failure(asked);
    const auto answer = gateway.renewCertificate(*asked);
    if (!answer) {
        // Of when it is time the bank's word holds: it is asked again.
        if (answer.error().code == kTooEarly)
            return Renewed::NotDue;
        using Kind = wire::Problem::Kind;
        const bool comesAgain = answer.error().kind == Kind::NotReached || answer.error().kind == Kind::Later;
        return failure(kNotRenewed, comesAgain ? ErrorKind::Retry : ErrorKind::OperatorCanFix, codeOf(answer.error()),
            {core::shownDate(present.holder().notAfter())});
    }
    const auto certificate = believed(*answer, present, *key, bank, now);
    if (!certificate)
        return failure(certificate);
    if (const Result<> kept = folder.keep(*certificate); !kept)
        return failure(kept);
    core::logInfo(logSync()) << "the workstation's next certificate is here";
    return Renewed::Kept;
}

} // namespace tirkeu::sync
