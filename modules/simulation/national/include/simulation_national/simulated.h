#pragma once

#include <simulation_national/weather.h>

#include <national/service.h>

#include <map>

namespace tirkeu::simulation_national {

/// A service as the demo and the tests meet it: the weather, then what `World` answers. A question that was answered is
/// answered alike when it comes again, and is no second act.
template<typename Asked, typename World>
class Simulated final : public national::Service<Asked>
{
public:
    /// Both outlive it.
    Simulated(Skies& skies, World& world)
        : m_skies(skies)
        , m_world(world)
    {
    }

    [[nodiscard]] Result<typename Asked::Said> ask(const national::Call& call, const Asked& asked) override
    {
        if (const Result<> passed = m_skies.pass(call.patience); !passed)
            return failure(passed);
        const typename Asked::Said said = saidTo(call, asked);
        if (m_skies.losesAnswer())
            return Skies::away();
        return said;
    }

private:
    [[nodiscard]] typename Asked::Said saidTo(const national::Call& call, const Asked& asked)
    {
        const std::lock_guard lock(m_mutex);
        const auto key = std::make_pair(call.workstation, call.id);
        if (const auto known = m_said.find(key); known != m_said.end())
            return known->second;
        return m_said.emplace(key, m_world.answer(asked)).first->second;
    }

    Skies& m_skies;
    World& m_world;
    std::mutex m_mutex;
    std::map<std::pair<QString, core::Uuid>, typename Asked::Said> m_said;
};

} // namespace tirkeu::simulation_national
