#include <token/tokeninfo.h>

#include <array>
#include <string_view>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kPinLocked{"token.pin-locked"};
constexpr ErrorCode kPinNotSet{"token.pin-not-set"};
constexpr ErrorCode kPinLength{"token.pin-length"};
constexpr std::array<std::string_view, 5> kFactoryPins{"12345678", "1234567890", "123456", "1234", "0000"};
} // namespace

Result<PinPrompt> pinPromptFor(const TokenInfo& token)
{
    if (token.pin.count == PinCount::Locked)
        return failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("flag before the prompt"));
    if (!token.pin.isSet)
        return failure(kPinNotSet, ErrorKind::OperatorCanFix, QStringLiteral("flag before the prompt"));
    PinPrompt prompt;
    prompt.hasField = !token.pin.onPinPad;
    prompt.asksExplicitYes = token.pin.count == PinCount::FinalTry;
    if (token.pin.count == PinCount::Low)
        prompt.notices.append(PinNotice::CountLow);
    if (token.pin.count == PinCount::FinalTry)
        prompt.notices.append(PinNotice::FinalTry);
    if (token.pin.mustChange)
        prompt.notices.append(PinNotice::MustChange);
    return prompt;
}

Result<> checkPinLength(const TokenInfo& token, const core::SecureBytes& pin)
{
    const auto length = int(pin.size());
    if (token.pin.onPinPad ? length != 0 : length < token.pin.minLength || length > token.pin.maxLength)
        return failure(kPinLength, ErrorKind::OperatorCanFix, QStringLiteral("length refused before the token saw it"));
    return {};
}

bool isFactoryPin(const core::SecureBytes& pin)
{
    bool found = false;
    for (const std::string_view known : kFactoryPins)
        found |= pin.equals(std::as_bytes(std::span(known)));
    return found;
}

} // namespace tirkeu::token
