#pragma once

#include <core/ports/httpexchange.h>

namespace tirkeu::wire {

/// Plain HTTP to services whose answers are signed themselves: time stamps, certificate status, revocation lists. One
/// connection for each question, which is sent once; nothing is followed, kept or guessed. Deadline and size hold for
/// all of it, the name's look-up aside. Any thread.
class PlainHttp final : public core::HttpExchange
{
public:
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;
};

} // namespace tirkeu::wire
