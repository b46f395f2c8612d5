#pragma once

#include <casefile/casestate.h>

namespace tirkeu::casefile::rules {

// What a case allows, by group of kinds. Each changes the state only when it returns success.
[[nodiscard]] Result<> opened(CaseState& state, const Event& event);
[[nodiscard]] Result<> clientSaid(CaseState& state, const Event& event);
[[nodiscard]] Result<> consent(CaseState& state, const Event& event);
[[nodiscard]] Result<> course(CaseState& state, const Event& event);
[[nodiscard]] Result<> attempt(CaseState& state, const Event& event);
[[nodiscard]] Result<> comparison(CaseState& state, const Event& event);
[[nodiscard]] Result<> decision(CaseState& state, const Event& event);
[[nodiscard]] Result<> document(CaseState& state, const Event& event);
[[nodiscard]] Result<> package(CaseState& state, const Event& event);

inline constexpr ErrorCode kNotOpened{"casefile.case-not-opened"};
inline constexpr ErrorCode kNotOfCase{"casefile.event-of-another-case"};
inline constexpr ErrorCode kNotNow{"casefile.not-allowed-now"};

/// Refuses an event; `why` is for the log, the kind's name for the sentence.
[[nodiscard]] tl::unexpected<Error> refuse(const ErrorCode& code, const Event& event, QStringView why);
[[nodiscard]] Result<> mustBeOpen(const CaseState& state, const Event& event);

[[nodiscard]] inline QString text(const Event& event, QLatin1StringView name)
{
    return event.fields.value(name).toString();
}
/// The schema has been checked, so an id is one.
[[nodiscard]] core::Uuid idOf(const Event& event, QLatin1StringView name);

} // namespace tirkeu::casefile::rules
