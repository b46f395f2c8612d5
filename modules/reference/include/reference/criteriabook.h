#pragma once

#include <criteria/criteriastore.h>

#include <memory>
#include <mutex>

namespace tirkeu::reference {

/// The bank's criteria as the gateway holds and gives them out. Any thread.
class CriteriaBook
{
public:
    virtual ~CriteriaBook() = default;
    /// Those in force; nothing where none are.
    [[nodiscard]] virtual std::shared_ptr<const criteria::Criteria> current() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const criteria::Criteria> version(int version) const = 0;
    /// As signed, the lowest above `version`; empty where there is none.
    [[nodiscard]] virtual QByteArray signedAfter(int version) const = 0;
};

/// A folder of accepted versions, as CriteriaStore keeps them.
class CriteriaFolder final : public CriteriaBook
{
public:
    CriteriaFolder(criteria::CriteriaStore::Settings settings, const core::Clock& clock);

    /// Reads all versions; again after one was put in. On an error what was known stays. One that does not hold is
    /// passed over and given out to nobody: see `fault`.
    [[nodiscard]] Result<> load();
    /// Why a version in the folder is not in force, where an earlier one is instead.
    [[nodiscard]] std::optional<Error> fault() const;
    /// Takes in a signed document after the checks of CriteriaStore.
    [[nodiscard]] Result<> offer(QByteArrayView signedBytes);

    [[nodiscard]] std::shared_ptr<const criteria::Criteria> current() const override;
    [[nodiscard]] std::shared_ptr<const criteria::Criteria> version(int version) const override;
    [[nodiscard]] QByteArray signedAfter(int version) const override;

private:
    struct Known
    {
        std::shared_ptr<const criteria::Criteria> criteria;
        QByteArray signedBytes;
    };
    criteria::CriteriaStore::Settings m_settings;
    const core::Clock& m_clock;
    mutable std::mutex m_mutex;
    QMap<int, Known> m_versions;
    int m_current = 0;
    std::optional<Error> m_fault;
};

} // namespace tirkeu::reference
