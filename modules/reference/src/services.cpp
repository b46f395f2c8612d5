// What the gateway asks of others on a workstation's behalf.
#include "place.h"
#include "referenceparts.h"

#include <identity/iin.h>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kIin{"reference.iin-unreadable"};
constexpr ErrorCode kPhone{"reference.phone-unreadable"};
constexpr ErrorCode kNoRegister{"reference.phones-not-asked"};
constexpr ErrorCode kBusy{"reference.phones-busy"};
constexpr std::chrono::seconds kComeAgain{2};
} // namespace

wire::Reply<wire::PhoneSaid> Reference::phoneOwner(const wire::Asker& asker, const wire::PhoneAsked& asked)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    const auto iin = identity::Iin::parse(asked.iin);
    if (!iin)
        return wire::problem(Problem::Kind::Refused, kIin);
    const auto phone = identity::PhoneNumber::parse(asked.phone);
    if (!phone)
        return wire::problem(Problem::Kind::Refused, kPhone);
    if (!m_parts->settings.phones)
        return wire::problem(Problem::Kind::Refused, kNoRegister);
    const Place place(m_parts->askingPhones, m_parts->settings.phonesAtOnce);
    if (!place.isFree())
        return tl::make_unexpected(
            Problem{.kind = Problem::Kind::Later, .code = kBusy.toString(), .retryAfter = kComeAgain});
    const auto said = m_parts->settings.phones(*iin, *phone);
    if (said)
        return *said;
    return wire::problem(said.error().kind == ErrorKind::Retry ? Problem::Kind::Later : Problem::Kind::Fault,
        said.error().code, said.error().detail);
}

} // namespace tirkeu::reference
