// What the gateway asks of others on a workstation's behalf.
#include "place.h"
#include "referenceparts.h"

#include <identity/iin.h>
#include <identity/phonenumber.h>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kIin{"reference.iin-unreadable"};
constexpr ErrorCode kPhone{"reference.phone-unreadable"};
constexpr ErrorCode kNobody{"reference.service-not-asked"};
constexpr ErrorCode kBusy{"reference.services-busy"};
constexpr std::chrono::seconds kComeAgain{2};

/// What of a question the gateway knows the shape of: nobody outside is asked about a person who cannot be.
wire::Reply<> check(const wire::ServiceAsked& asked)
{
    return std::visit(
        [](const auto& one) -> wire::Reply<> {
            if constexpr (requires { one.iin; }) {
                if (!identity::Iin::parse(one.iin))
                    return wire::problem(Problem::Kind::Refused, kIin);
            }
            if constexpr (requires { one.phone; }) {
                if (!identity::PhoneNumber::parse(one.phone))
                    return wire::problem(Problem::Kind::Refused, kPhone);
            }
            return {};
        },
        asked);
}

Problem::Kind kindOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Retry:
        return Problem::Kind::Later;
    case ErrorKind::OperatorCanFix:
    case ErrorKind::SecurityStop:
        return Problem::Kind::Refused;
    case ErrorKind::DeviceFault:
    case ErrorKind::ServiceFault:
    case ErrorKind::Bug:
        return Problem::Kind::Fault;
    }
    Q_UNREACHABLE();
}
} // namespace

wire::Reply<wire::ServiceSaid> Reference::callService(const wire::Asker& asker, const wire::ServiceCall& call)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    if (const auto fits = check(call.asked); !fits)
        return tl::make_unexpected(fits.error());
    if (!m_parts->settings.services)
        return wire::problem(Problem::Kind::Refused, kNobody);
    const Place place(m_parts->asking.at(call.asked.index()), m_parts->settings.servicesAtOnce);
    if (!place.isFree())
        return tl::make_unexpected(
            Problem{.kind = Problem::Kind::Later, .code = kBusy.toString(), .retryAfter = kComeAgain});
    auto said = m_parts->settings.services(sender->workstation->id, call);
    if (said)
        return std::move(*said);
    return wire::problem(kindOf(said.error().kind), said.error().code, said.error().detail);
}

} // namespace tirkeu::reference
