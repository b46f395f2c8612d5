#include <criteria/criteriastore.h>

#include <QDir>
#include <QSaveFile>

namespace tirkeu::criteria {

namespace {

constexpr ErrorCode kOlder{"criteria.older-version"};
constexpr ErrorCode kReused{"criteria.version-reused"};
constexpr ErrorCode kNotYet{"criteria.not-yet-valid"};
constexpr ErrorCode kExpired{"criteria.expired"};
constexpr ErrorCode kOtherBank{"criteria.other-bank"};
constexpr ErrorCode kDemoMismatch{"criteria.demo-mismatch"};
constexpr ErrorCode kTakenAway{"criteria.taken-away"};
constexpr ErrorCode kFileUnreadable{"criteria.file-unreadable"};
constexpr ErrorCode kNotStored{"criteria.not-stored"};
constexpr ErrorCode kSignerRevoked{"criteria.signer-revoked"};
constexpr ErrorCode kSignerStatus{"criteria.signer-status-unknown"};

const QString kPattern = QStringLiteral("criteria-*.p7m");

/// What has to hold between a document and the one in force before it.
Result<> follows(const Criteria& next, const std::optional<SignedCriteria>& current, bool isDemo)
{
    if (next.isDemo != isDemo)
        return failure(kDemoMismatch, ErrorKind::SecurityStop);
    if (current && next.customer.bin != current->criteria.customer.bin)
        return failure(kOtherBank, ErrorKind::SecurityStop, {}, {next.customer.bin.toString()});
    if (current && next.version < current->criteria.version)
        return failure(kOlder, ErrorKind::SecurityStop, {},
            {QString::number(next.version), QString::number(current->criteria.version)});
    if (current && next.version == current->criteria.version)
        return failure(kReused, ErrorKind::SecurityStop, {}, {QString::number(next.version)});
    return {};
}

} // namespace

CriteriaStore::CriteriaStore(Settings settings, const core::Clock& clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
{
}

Officers CriteriaStore::officers() const
{
    return m_last ? Officers::of(m_last->criteria) : m_settings.firstOfficers;
}

QString CriteriaStore::fileOf(int version) const
{
    return QStringLiteral("%1/criteria-%2.p7m").arg(m_settings.folder).arg(version, 10, 10, QChar(u'0'));
}

Result<> CriteriaStore::load(int knownVersion)
{
    m_last.reset();
    m_held.clear();
    m_known = knownVersion;
    Result<> outcome;
    const QDir folder(m_settings.folder);
    for (const QString& name : folder.entryList({kPattern}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        Result<> accepted = failure(kFileUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {name});
        if (file.open(QIODevice::ReadOnly)) {
            Result<SignedCriteria> read =
                verifyCriteria(file.readAll(), officers(), m_settings.trust, m_clock.wall(), ChainTime::AtSigning);
            accepted = read ? follows(read->criteria, m_last, m_settings.isDemo) : failure(read);
            if (accepted) {
                m_held.append(*read);
                m_last = *std::move(read);
            }
        }
        // A damaged version does not hide the later ones; it is reported all the same.
        if (!accepted && outcome)
            outcome = accepted;
    }
    m_current = m_last;
    if (const int found = m_last ? m_last->criteria.version : 0; found < knownVersion) {
        m_current.reset(); // the officers of what is left still decide what may follow
        if (!outcome)
            return outcome; // the file is there but does not hold, which says more
        return failure(
            kTakenAway, ErrorKind::SecurityStop, {}, {QString::number(knownVersion), QString::number(found)});
    }
    return outcome;
}

Result<> CriteriaStore::signersStand(const QList<pki::Certificate>& signers) const
{
    if (!m_settings.statusOf)
        return {};
    for (const pki::Certificate& signer : signers) {
        const pki::StatusResult status = m_settings.statusOf(signer);
        const QString name = signer.subject().commonName;
        if (status.status == pki::CertificateStatus::Revoked)
            return failure(kSignerRevoked, ErrorKind::SecurityStop, pki::nameOf(status.reason), {name});
        if (!status.isGood())
            return failure(kSignerStatus, ErrorKind::Retry, pki::nameOf(status.status), {name});
    }
    return {};
}

Result<> CriteriaStore::offer(QByteArrayView signedBytes)
{
    const core::WallTime now = m_clock.wall();
    Result<SignedCriteria> offered = verifyCriteria(signedBytes, officers(), m_settings.trust, now);
    if (!offered)
        return failure(offered);
    if (m_current && offered->json == m_current->json)
        return {}; // the one in force, perhaps with another signature
    if (Result<> next = follows(offered->criteria, m_last, m_settings.isDemo); !next)
        return next;
    if (offered->criteria.version < m_known)
        return failure(kOlder, ErrorKind::SecurityStop, {},
            {QString::number(offered->criteria.version), QString::number(m_known)});
    if (now < offered->criteria.validFrom)
        return failure(kNotYet, ErrorKind::OperatorCanFix, {}, {core::shownDateTime(offered->criteria.validFrom)});
    if (now >= offered->criteria.validUntil)
        return failure(kExpired, ErrorKind::OperatorCanFix, {}, {core::shownDateTime(offered->criteria.validUntil)});
    if (Result<> standing = signersStand(offered->signers); !standing)
        return standing;

    // Written beside and renamed: a power cut leaves either all of it or nothing.
    QSaveFile file(fileOf(offered->criteria.version));
    if (!QDir().mkpath(m_settings.folder) || !file.open(QIODevice::WriteOnly) ||
        file.write(offered->signedBytes) != offered->signedBytes.size() || !file.commit())
        return failure(kNotStored, ErrorKind::OperatorCanFix, file.errorString(), {m_settings.folder});
    m_last = *std::move(offered);
    m_current = m_last;
    m_held.append(*m_current);
    return {};
}

} // namespace tirkeu::criteria
