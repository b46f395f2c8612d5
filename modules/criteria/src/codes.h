#pragma once

#include <criteria/criteria.h>

#include <optional>
#include <span>
#include <string_view>

namespace tirkeu::criteria {

template<typename E>
struct Spelling
{
    E value;
    std::string_view code;
};

// One table per enumeration; the reader goes one way through it, `code()` the other.
std::span<const Spelling<Camera::Use>> spellings(Camera::Use);
std::span<const Spelling<Challenge>> spellings(Challenge);
std::span<const Spelling<PalmCharacteristic>> spellings(PalmCharacteristic);
std::span<const Spelling<SigningRules::By>> spellings(SigningRules::By);
std::span<const Spelling<SigningRules::Level>> spellings(SigningRules::Level);
std::span<const Spelling<ConsentKind>> spellings(ConsentKind);
std::span<const Spelling<ConsentMeans>> spellings(ConsentMeans);
std::span<const Spelling<GuardFinding>> spellings(GuardFinding);
std::span<const Spelling<GuardReaction>> spellings(GuardReaction);
std::span<const Spelling<Step>> spellings(Step);
std::span<const Spelling<Purpose::Kind>> spellings(Purpose::Kind);
std::span<const Spelling<Fact>> spellings(Fact);
std::span<const Spelling<FactState>> spellings(FactState);
std::span<const Spelling<Verdict>> spellings(Verdict);

template<typename E>
[[nodiscard]] QString spelled(E value)
{
    for (const Spelling<E>& spelling : spellings(value)) {
        if (spelling.value == value)
            return QString::fromLatin1(spelling.code.data(), static_cast<qsizetype>(spelling.code.size()));
    }
    return {};
}

template<typename E>
[[nodiscard]] std::optional<E> fromCode(QStringView code)
{
    for (const Spelling<E>& spelling : spellings(E{})) {
        if (code == QLatin1StringView(spelling.code.data(), static_cast<qsizetype>(spelling.code.size())))
            return spelling.value;
    }
    return std::nullopt;
}

} // namespace tirkeu::criteria
