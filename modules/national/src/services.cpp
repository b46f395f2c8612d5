#include <national/services.h>

namespace tirkeu::national {

namespace {
constexpr ErrorCode kNone{"national.service-none"};
}

Result<wire::ServiceSaid> Services::ask(const Call& call, const wire::ServiceAsked& asked)
{
    return std::visit(
        [&](const auto& one) -> Result<wire::ServiceSaid> {
            using Asked = std::decay_t<decltype(one)>;
            const Place<Asked>& place = std::get<Place<Asked>>(m_places);
            if (!place)
                return failure(kNone, ErrorKind::OperatorCanFix, QString::fromLatin1(Asked::kService));
            auto said = place->ask(call, one);
            return said ? Result<wire::ServiceSaid>(std::move(*said)) : failure(said);
        },
        asked);
}

} // namespace tirkeu::national
