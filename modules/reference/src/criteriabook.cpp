#include <reference/criteriabook.h>

#include <QDir>
#include <QFile>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kUnreadable{"reference.criteria-unreadable"};

Result<QByteArray> contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > 2 * criteria::kMostCriteriaBytes)
        return failure(kUnreadable, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return file.readAll();
}
} // namespace

CriteriaFolder::CriteriaFolder(criteria::CriteriaStore::Settings settings, const core::Clock& clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
{
}

Result<> CriteriaFolder::load()
{
    // The store walks from the first version and holds each against its officers and chains.
    criteria::CriteriaStore store(m_settings, m_clock);
    if (const Result<> walked = store.load(); !walked)
        return walked;
    QMap<int, Known> versions;
    const QDir folder(m_settings.folder);
    for (const QString& name : folder.entryList({QStringLiteral("criteria-*.p7m")}, QDir::Files, QDir::Name)) {
        const Result<QByteArray> bytes = contentsOf(folder.filePath(name));
        const auto json = bytes ? criteria::criteriaContent(*bytes) : failure(bytes);
        const auto read = json ? criteria::readCriteria(*json) : failure(json);
        if (!read)
            return failure(read);
        versions.insert(read->version, {std::make_shared<criteria::Criteria>(*read), *bytes});
    }
    const std::lock_guard lock(m_mutex);
    m_versions = versions;
    m_current = store.current() ? store.current()->criteria.version : 0;
    return {};
}

Result<> CriteriaFolder::offer(QByteArrayView signedBytes)
{
    criteria::CriteriaStore store(m_settings, m_clock);
    if (const Result<> walked = store.load(); !walked)
        return walked;
    if (const Result<> taken = store.offer(signedBytes); !taken)
        return taken;
    return load();
}

std::shared_ptr<const criteria::Criteria> CriteriaFolder::current() const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_versions.value(m_current).criteria;
    return known && known->isInForce(m_clock.wall()) ? known : nullptr;
}

std::shared_ptr<const criteria::Criteria> CriteriaFolder::version(int version) const
{
    const std::lock_guard lock(m_mutex);
    return m_versions.value(version).criteria;
}

QByteArray CriteriaFolder::signedAfter(int version) const
{
    const std::lock_guard lock(m_mutex);
    const auto next = m_versions.upperBound(version);
    return next == m_versions.cend() ? QByteArray() : next->signedBytes;
}

} // namespace tirkeu::reference
