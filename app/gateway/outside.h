#pragma once

#include "config.h"

#include <national/services.h>

namespace tirkeu::gateway {

/// The services outside the bank that the configuration names, with whatever answers for them.
class Outside
{
public:
    virtual ~Outside() = default;
    [[nodiscard]] int count() const { return m_services.count(); }
    /// Blocks, from any thread.
    [[nodiscard]] Result<wire::ServiceSaid> ask(const QString& workstation, const wire::ServiceCall& call)
    {
        return m_services.ask({call.id, workstation, m_patience}, call.asked);
    }

protected:
    Outside(const core::Clock& clock, std::chrono::milliseconds patience)
        : m_services(clock)
        , m_patience(patience)
    {
    }
    national::Services m_services;

private:
    std::chrono::milliseconds m_patience;
};

/// The clock outlives it.
[[nodiscard]] Result<std::unique_ptr<Outside>> openOutside(const Config& config, const core::Clock& clock);

} // namespace tirkeu::gateway
