#include <reference/criteriabook.h>

namespace tirkeu::reference {

CriteriaFolder::CriteriaFolder(criteria::CriteriaStore::Settings settings, const core::Clock& clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
{
}

Result<> CriteriaFolder::load()
{
    // The store walks from the first version and holds each against its officers and chains.
    criteria::CriteriaStore store(m_settings, m_clock);
    const Result<> walked = store.load();
    if (!walked && !store.current())
        return walked;
    QMap<int, Known> versions;
    for (const criteria::SignedCriteria& held : store.held())
        versions.insert(held.criteria.version, {std::make_shared<criteria::Criteria>(held.criteria), held.signedBytes});
    const std::lock_guard lock(m_mutex);
    m_versions = versions;
    m_current = store.current() ? store.current()->criteria.version : 0;
    m_fault = walked ? std::nullopt : std::optional(walked.error());
    return {};
}

std::optional<Error> CriteriaFolder::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

Result<> CriteriaFolder::offer(QByteArrayView signedBytes)
{
    criteria::CriteriaStore store(m_settings, m_clock);
    // What is offered may be what puts a bad version right.
    if (const Result<> walked = store.load(); !walked && !store.current())
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
