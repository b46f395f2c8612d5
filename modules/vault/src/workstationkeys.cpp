#include "workstationkeys.h"

#include "bytes.h"

#include <vault/errors.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <pki/certificate.h>

#include <QJsonArray>

#include <limits>

namespace tirkeu::vault {

namespace {
constexpr qint64 kMostSequence = qint64(1) << 50;
constexpr int kMostKeys = 1000;
constexpr int kMostHex = 1 << 16;

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

QByteArray digestOf(const core::Uuid& vault, quint64 until, const QByteArray& certificate)
{
    return core::sha256("tirkeu workstation key\n" + bytesOf(vault) + QByteArray::number(until) + '\n' + certificate);
}

std::optional<PublicKey> keyOf(const QByteArray& certificate)
{
    const auto read = pki::Certificate::fromDer(certificate);
    const auto key = read ? PublicKey::fromInfo(read->publicKey()) : failure(read);
    return key ? std::optional(*key) : std::nullopt;
}
} // namespace

Result<WorkstationKeys> WorkstationKeys::read(storage::Connection& connection)
{
    auto select = connection.prepare("SELECT value FROM meta WHERE name = ?1");
    if (!select)
        return failure(select);
    const Result<bool> row = select->bind(1, kMeta).step();
    if (!row)
        return failure(row);
    return fromBytes(*row ? select->bytes(0) : QByteArray());
}

Result<WorkstationKeys> WorkstationKeys::fromBytes(const QByteArray& bytes)
{
    WorkstationKeys keys;
    if (bytes.isEmpty())
        return keys;
    const Result<QJsonObject> object = core::readJson(bytes);
    if (!object)
        return failure(kTampered, ErrorKind::SecurityStop, object.error().detail);
    core::JsonFields fields(*object);
    const auto binary = [](core::JsonFields& from, QLatin1StringView name) {
        return core::fromHex(from.string(name, kMostHex).toLatin1()).value_or(QByteArray());
    };
    keys.m_current = binary(fields, QLatin1StringView("current"));
    fields.each(
        QLatin1StringView("earlier"),
        [&](core::JsonFields& one) {
            Earlier earlier;
            earlier.until = static_cast<quint64>(one.integer(QLatin1StringView("until"), 0, kMostSequence));
            earlier.certificate = binary(one, QLatin1StringView("certificate"));
            earlier.vouched = binary(one, QLatin1StringView("vouched"));
            keys.m_earlier.push_back(std::move(earlier));
        },
        kMostKeys);
    if (const Result<> good = fields.finish(); !good)
        return failure(kTampered, ErrorKind::SecurityStop, good.error().detail);
    return keys;
}

QByteArray WorkstationKeys::toBytes() const
{
    QJsonArray earlier;
    for (const Earlier& one : m_earlier)
        earlier.append(QJsonObject{{QStringLiteral("until"), static_cast<qint64>(one.until)},
            {QStringLiteral("certificate"), hex(one.certificate)}, {QStringLiteral("vouched"), hex(one.vouched)}});
    return core::writeJson({{QStringLiteral("current"), hex(m_current)}, {QStringLiteral("earlier"), earlier}});
}

Result<> WorkstationKeys::takeOver(core::Signer& fresh, const core::Uuid& vault, quint64 last)
{
    if (!m_current.isEmpty()) {
        const auto vouched = fresh.sign(core::HashAlgorithm::Sha256, digestOf(vault, last, m_current));
        if (!vouched)
            return failure(vouched);
        m_earlier.push_back({last, m_current, *vouched});
        if (m_earlier.size() > kMostKeys)
            m_earlier.erase(m_earlier.begin());
    }
    m_current = fresh.certificate();
    return {};
}

std::vector<WorkstationKeys::Reign> WorkstationKeys::reigns(const core::Uuid& vault, const QByteArray& today) const
{
    std::vector<Reign> reigns;
    std::optional<PublicKey> next = keyOf(today);
    if (!next)
        return reigns;
    reigns.push_back({std::numeric_limits<quint64>::max(), *next});
    for (auto one = m_earlier.rbegin(); one != m_earlier.rend(); ++one) {
        const std::optional<PublicKey> key = keyOf(one->certificate);
        if (!key || !next->fits(digestOf(vault, one->until, one->certificate), one->vouched))
            break;
        reigns.insert(reigns.begin(), {one->until, *key});
        next = key;
    }
    return reigns;
}

} // namespace tirkeu::vault
