#pragma once

#include <national/callbook.h>
#include <national/rest.h>

#include <core/hashing.h>
#include <wire/messages.h>

namespace tirkeu::national {

/// What stands before every adapter: a question that was answered is not asked again, and a service that has failed
/// several times in a row is left alone for a while, so that no line and no thread waits for it.
template<typename Asked>
class Guarded final : public Service<Asked>
{
public:
    /// Service and clock outlive it.
    Guarded(Service<Asked>& asked, const core::Clock& clock, Rest::Rules rules)
        : m_asked(asked)
        , m_rest(clock, rules)
        , m_book(clock)
    {
    }

    [[nodiscard]] Result<typename Asked::Said> ask(const Call& call, const Asked& asked) override
    {
        const auto earlier = m_book.begin(call, core::sha256(wire::encode(wire::ServiceAsked(asked))));
        if (!earlier)
            return failure(earlier);
        if (*earlier)
            return std::get<typename Asked::Said>(**earlier);
        Result<typename Asked::Said> said = askNow(call, asked);
        m_book.settle(call, said ? std::optional<wire::ServiceSaid>(*said) : std::nullopt);
        return said;
    }

private:
    [[nodiscard]] Result<typename Asked::Said> askNow(const Call& call, const Asked& asked)
    {
        if (const Result<> may = m_rest.mayAsk(); !may)
            return failure(may);
        auto said = m_asked.ask(call, asked);
        // What the service refuses it has answered; only one that is away is left alone.
        m_rest.note(said || said.error().kind != ErrorKind::Retry);
        return said;
    }

    Service<Asked>& m_asked;
    Rest m_rest;
    CallBook m_book;
};

} // namespace tirkeu::national
