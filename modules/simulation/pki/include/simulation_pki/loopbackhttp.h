#pragma once

#include <core/ports/httpexchange.h>

namespace tirkeu::simulation {

/// Plain HTTP to this machine, for tests and tools: one connection per question, sent once, the deadline kept over all
/// of it. Any other host is refused. May be used from several threads at once.
class LoopbackHttp final : public core::HttpExchange
{
public:
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;
};

} // namespace tirkeu::simulation
