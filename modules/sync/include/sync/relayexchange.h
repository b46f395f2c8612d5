#pragma once

#include <core/ports/httpexchange.h>
#include <wire/gateway.h>

#include <mutex>

namespace tirkeu::sync {

/// Time stamps and certificate status by way of the bank's gateway, for whoever asks over HTTP: the workstation speaks
/// to nobody else (BIO-11). What is asked is told by the kind of question, not by its address; the gateway goes only
/// where the bank says. One question at a time, others wait as long as they would for an answer. Any thread; the
/// gateway, a line of its own, outlives it.
class RelayExchange final : public core::HttpExchange
{
public:
    explicit RelayExchange(wire::Gateway& gateway)
        : m_gateway(gateway)
    {
    }
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;

private:
    wire::Gateway& m_gateway;
    std::timed_mutex m_turn;
};

} // namespace tirkeu::sync
