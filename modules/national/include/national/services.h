#pragma once

#include <national/guarded.h>

#include <memory>
#include <tuple>

namespace tirkeu::national {

/// The services this gateway may ask, each behind its guard. Filled before the first question; asked from any thread.
class Services
{
public:
    explicit Services(const core::Clock& clock, Rest::Rules rules = {})
        : m_clock(clock)
        , m_rules(rules)
    {
    }

    /// The adapter outlives this.
    template<typename Asked>
    void add(Service<Asked>& adapter)
    {
        std::get<Place<Asked>>(m_places) = std::make_unique<Guarded<Asked>>(adapter, m_clock, m_rules);
        ++m_count;
    }
    [[nodiscard]] int count() const { return m_count; } ///< of kinds of questions that have somebody to answer them

    [[nodiscard]] Result<wire::ServiceSaid> ask(const Call& call, const wire::ServiceAsked& asked);

private:
    template<typename Asked>
    using Place = std::unique_ptr<Guarded<Asked>>;
    template<typename Variant>
    struct PlacesOf;
    template<typename... Asked>
    struct PlacesOf<std::variant<Asked...>>
    {
        using Type = std::tuple<Place<Asked>...>;
    };

    const core::Clock& m_clock;
    Rest::Rules m_rules;
    typename PlacesOf<wire::ServiceAsked>::Type m_places;
    int m_count = 0;
};

} // namespace tirkeu::national
