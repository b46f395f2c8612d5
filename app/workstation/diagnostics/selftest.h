#pragma once

#include <core/error.h>

#include <QList>

#include <optional>

namespace tirkeu::workstation {

enum class SelfTestKind {
    CryptoLibrary,
    Store,
    Fonts,
    Criteria,
    Devices,
    Tokens,
    Sleep,
    Rights,
    Integrity,
    ForeignLibrary,
    Debugger,
    EmulatedEnvironment,
    RemoteControl,
    ScreenCapture,
    Antivirus,
};
enum class SelfTestState {
    Good,
    Running, ///< not known yet; work goes on, captures wait
    Warning, ///< work goes on
    Bad,     ///< work must not begin
};

struct SelfTest
{
    SelfTestKind kind;
    SelfTestState state;
    QString fact;                 ///< a version or a count, the same in every language
    std::optional<Error> finding; ///< says what is wrong and the remedy; absent where all is well
};

[[nodiscard]] inline SelfTestState worst(const QList<SelfTest>& tests)
{
    SelfTestState worst = SelfTestState::Good;
    for (const SelfTest& test : tests)
        worst = std::max(worst, test.state);
    return worst;
}

} // namespace tirkeu::workstation
