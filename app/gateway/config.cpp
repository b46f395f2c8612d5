#include "config.h"

#include <QDir>
#include <QFile>
#include <QTime>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kUnreadable{"gateway.config-unreadable"};
constexpr ErrorCode kWrong{"gateway.config-wrong"};
constexpr qsizetype kMostBytes = qsizetype(64) << 10;

tl::unexpected<Error> wrong(const QString& name, const QString& why)
{
    return failure(kWrong, ErrorKind::OperatorCanFix, why, {name});
}

using Values = QMap<QString, QString>;

Result<Values> valuesOf(QByteArrayView text)
{
    Values values;
    int number = 0;
    for (const QByteArray& raw : text.toByteArray().split('\n')) {
        ++number;
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        const QString name = line.left(std::max<qsizetype>(equals, 0)).trimmed();
        if (name.isEmpty())
            return wrong(QStringLiteral("%1").arg(number), QStringLiteral("no name and value"));
        if (values.contains(name))
            return wrong(name, QStringLiteral("given twice"));
        values.insert(name, line.mid(equals + 1).trimmed());
    }
    return values;
}

/// Takes values out by name; the first that is wrong is kept.
class Taker
{
public:
    Taker(Values values, const QDir& folder)
        : m_values(std::move(values))
        , m_folder(folder)
    {
    }

    [[nodiscard]] QString text(const char* name, std::optional<QString> fallback = {})
    {
        const QString key = QString::fromLatin1(name);
        if (!m_values.contains(key)) {
            if (!fallback)
                refuse(key, QStringLiteral("missing"));
            return fallback.value_or(QString());
        }
        QString value = m_values.take(key);
        if (value.isEmpty())
            refuse(key, QStringLiteral("empty"));
        return value;
    }
    /// A relative path is seen from the configuration's folder.
    [[nodiscard]] QString path(const char* name)
    {
        const QString value = text(name);
        return value.isEmpty() ? value : QDir::cleanPath(m_folder.absoluteFilePath(value));
    }
    /// One that may be left out.
    [[nodiscard]] QString pathIfAny(const char* name)
    {
        const QString value = text(name, QString());
        return value.isEmpty() ? value : absolute(value);
    }
    [[nodiscard]] qint64 number(const char* name, qint64 least, qint64 most, std::optional<qint64> fallback = {})
    {
        const QString key = QString::fromLatin1(name);
        if (fallback && !m_values.contains(key))
            return *fallback;
        bool good = false;
        const qint64 value = text(name).toLongLong(&good);
        if (!good || value < least || value > most)
            refuse(key, QStringLiteral("not a number from %1 to %2").arg(least).arg(most));
        return value;
    }
    [[nodiscard]] bool flag(const char* name, bool fallback)
    {
        const QString value = text(name, fallback ? QStringLiteral("yes") : QStringLiteral("no"));
        if (value != u"yes" && value != u"no")
            refuse(QString::fromLatin1(name), QStringLiteral("yes or no"));
        return value == u"yes";
    }
    void refuse(const QString& name, const QString& why)
    {
        if (!m_error)
            m_error = wrong(name, why).value();
    }
    [[nodiscard]] Result<> finish()
    {
        if (!m_error && !m_values.isEmpty())
            refuse(m_values.firstKey(), QStringLiteral("unknown"));
        return m_error ? Result<>(tl::make_unexpected(*m_error)) : Result<>();
    }
    [[nodiscard]] QString absolute(const QString& path) const
    {
        return QDir::cleanPath(m_folder.absoluteFilePath(path));
    }

private:
    Values m_values;
    QDir m_folder;
    std::optional<Error> m_error;
};

void takeListen(Taker& take, Config& config)
{
    const QString listen = take.text("listen");
    const qsizetype colon = listen.lastIndexOf(u':');
    bool good = false;
    const uint port = listen.mid(colon + 1).toUInt(&good);
    if (colon < 1 || !good || port > 65'535)
        take.refuse(QStringLiteral("listen"), QStringLiteral("address:port"));
    config.listenAddress = listen.left(std::max<qsizetype>(colon, 0));
    config.listenPort = static_cast<quint16>(port);
    config.adminPort = static_cast<quint16>(take.number("admin_port", 0, 65'535));
}

void takeFiles(Taker& take, Config& config)
{
    config.tlsCertificate = take.path("tls_certificate");
    config.tlsKey = take.path("tls_key");
    config.packageCertificate = take.path("package_certificate");
    config.packageKey = take.path("package_key");
    config.receiptCertificate = take.path("receipt_certificate");
    config.receiptKey = take.path("receipt_key");
    config.dataKey = take.path("data_key");
    config.bankTrust = take.path("bank_trust");
    config.documentTrust = take.path("document_trust");
    config.criteria = take.path("criteria");
    config.officers = take.path("officers");
    config.isDemo = take.flag("demo", false);
    config.mayBeRoot = take.flag("demo_as_root", false);
    if (config.mayBeRoot && !config.isDemo)
        take.refuse(QStringLiteral("demo_as_root"), QStringLiteral("of the demo alone"));
    config.uploads = take.path("uploads");
    if (const QString snapshot = take.text("palm_snapshot", QString()); !snapshot.isEmpty())
        config.palmSnapshot = take.absolute(snapshot);
    config.palmThreads = static_cast<int>(take.number("palm_threads", 0, 256, config.palmThreads));
    const QString log = take.text("access_log", QStringLiteral("-"));
    config.accessLog = log == u"-" ? log : take.absolute(log);
    config.storeOwner = take.text("store_owner", QString());
    config.storeConnections = static_cast<int>(take.number("store_connections", 1, 64, config.storeConnections));
    config.store = take.text("store");
    const QString embedded = QStringLiteral("embedded:");
    if (config.store.startsWith(embedded))
        config.store = embedded + take.absolute(config.store.mid(embedded.size()));
    else if (!config.store.startsWith(u"postgresql:"))
        take.refuse(QStringLiteral("store"), QStringLiteral("embedded:FILE or postgresql:CONNECTION"));
}

/// Addresses with spaces between them, of plain HTTP: what comes back is signed.
QList<QUrl> takeAddresses(Taker& take, const char* name)
{
    QList<QUrl> urls;
    for (const QString& one : take.text(name, QString()).split(u' ', Qt::SkipEmptyParts)) {
        const QUrl url(one, QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != u"http" || url.host().isEmpty() || !url.userInfo().isEmpty())
            take.refuse(QString::fromLatin1(name), QStringLiteral("http://host/path"));
        urls.append(url);
    }
    return urls;
}

void takeServices(Taker& take, Config& config)
{
    for (const char* name :
        {"phone_register", "code_service", "consent_register", "face_comparison", "suspicion_service"})
        config.services.insert(QLatin1StringView(name), take.text(name, QStringLiteral("none")));
    config.servicePatience =
        std::chrono::seconds(take.number("service_seconds", 1, 60, config.servicePatience.count()));
    config.servicesAtOnce = static_cast<int>(take.number("services_at_once", 1, 64, config.servicesAtOnce));
    if (const QString folder = take.text("simulated_telephones", QStringLiteral("telephones")); config.isDemo)
        config.simulatedTelephones = take.absolute(folder);
}

void takeRelay(Taker& take, Config& config)
{
    reference::RelayServices& relay = config.relay;
    relay.timeStamps = takeAddresses(take, "time_stamps");
    relay.statuses = takeAddresses(take, "statuses");
    relay.lists = takeAddresses(take, "revocation_lists");
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(relay.deadline).count();
    relay.deadline = std::chrono::seconds(take.number("relay_seconds", 1, 60, seconds));
    relay.mostAtOnce = static_cast<int>(take.number("relays_at_once", 1, 64, relay.mostAtOnce));
    relay.largestList = static_cast<qsizetype>(
        take.number("revocation_list_kilobytes", 1, wire::kLargestRelayedList >> 10, relay.largestList >> 10) << 10);
}

/// "09:00-18:00" as minutes of the day.
void takePace(Taker& take, Config& config)
{
    config.pace.bytesPerSecond = take.number("workstation_kilobytes_per_second", 0, qint64(1) << 20, 0) * qint64(1024);
    const QString hours = take.text("quiet_hours", QStringLiteral("no"));
    if (hours == u"no")
        return;
    const QTime from = QTime::fromString(hours.section(u'-', 0, 0).trimmed(), QStringLiteral("HH:mm"));
    const QTime until = QTime::fromString(hours.section(u'-', 1).trimmed(), QStringLiteral("HH:mm"));
    if (!from.isValid() || !until.isValid() || from == until)
        take.refuse(QStringLiteral("quiet_hours"), QStringLiteral("09:00-18:00"));
    config.pace.quietFrom = from.msecsSinceStartOfDay() / 60'000;
    config.pace.quietUntil = until.msecsSinceStartOfDay() / 60'000;
}

void takeOptionalKeys(Taker& take, Config& config)
{
    config.issuerCertificate = take.pathIfAny("issuer_certificate");
    config.issuerKey = take.pathIfAny("issuer_key");
    config.issuerProgram = take.pathIfAny("issuer_program");
    config.issuerPatience = std::chrono::seconds(take.number("issuer_seconds", 1, 600, config.issuerPatience.count()));
    config.sealCertificate = take.pathIfAny("seal_certificate");
    config.sealKey = take.pathIfAny("seal_key");
    if (config.issuerCertificate.isEmpty() != config.issuerKey.isEmpty())
        take.refuse(QStringLiteral("issuer_key"), QStringLiteral("certificate and key together"));
    if (!config.issuerProgram.isEmpty() && !config.issuerKey.isEmpty())
        take.refuse(QStringLiteral("issuer_program"), QStringLiteral("a program or a key"));
    if (config.sealCertificate.isEmpty() != config.sealKey.isEmpty())
        take.refuse(QStringLiteral("seal_key"), QStringLiteral("certificate and key together"));
    config.renewBefore = std::chrono::days(take.number("renew_days", 1, 365, 30));
    config.renewFor = std::chrono::days(take.number("renewed_for_days", 1, 3650, 365));
}

void takeLimits(Taker& take, Config& config)
{
    wire::ServerLimits& limits = config.limits;
    const auto seconds = [&take](const char* name, std::chrono::milliseconds now) {
        const auto count = std::chrono::duration_cast<std::chrono::seconds>(now).count();
        return std::chrono::seconds(take.number(name, 1, 3600, count));
    };
    limits.idle = seconds("idle_seconds", limits.idle);
    limits.header = limits.handshake = seconds("header_seconds", limits.header);
    limits.body = seconds("body_seconds", limits.body);
    limits.connections = static_cast<int>(take.number("connections", 1, 100'000, limits.connections));
    limits.connectionsOfOne = static_cast<int>(take.number("connections_of_one", 1, 1000, limits.connectionsOfOne));
    limits.questionsPerSecond = static_cast<double>(
        take.number("questions_per_second", 1, 100'000, static_cast<qint64>(limits.questionsPerSecond)));
    limits.questionsAtOnce = 2 * limits.questionsPerSecond;
    config.threads = static_cast<int>(take.number("threads", 0, 256, 0));
    config.grace = std::chrono::seconds(take.number("grace_seconds", 0, 600, config.grace.count()));
}
} // namespace

Result<Config> Config::parse(QByteArrayView text, const QString& folder)
{
    if (text.size() > kMostBytes)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("too long"), {folder});
    const Result<Values> values = valuesOf(text);
    if (!values)
        return failure(values);
    Taker take(*values, QDir(folder));
    Config config;
    config.name = take.text("name");
    takeListen(take, config);
    takeFiles(take, config);
    takeLimits(take, config);
    takeOptionalKeys(take, config);
    takeServices(take, config);
    takeRelay(take, config);
    takePace(take, config);
    config.lowestVersion = take.text("lowest_version", QStringLiteral("0"));
    const auto since = core::fromIsoText(take.text("lowest_since", QStringLiteral("1970-01-01T00:00:00Z")));
    if (!since)
        take.refuse(QStringLiteral("lowest_since"), QStringLiteral("2026-07-12T04:00:00Z"));
    config.lowestSince = since.value_or(core::WallTime());
    if (const Result<> finished = take.finish(); !finished)
        return failure(finished);
    return config;
}

Result<Config> Config::read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return parse(file.read(kMostBytes + 1), QFileInfo(path).absolutePath());
}

} // namespace tirkeu::gateway
