#pragma once

#include <core/ports/httpexchange.h>
#include <simulation_pki/demoresponders.h>

namespace tirkeu::simulation {

/// The demo's services without a network: a question goes to the responders at once, and one that is down answers
/// nothing. A slow one counts as down. Any thread; the responders outlive it.
class DemoExchange final : public core::HttpExchange
{
public:
    explicit DemoExchange(const DemoResponders& responders)
        : m_responders(responders)
    {
    }
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;

private:
    const DemoResponders& m_responders;
};

} // namespace tirkeu::simulation
