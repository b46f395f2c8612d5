#pragma once

#include <core/language.h>

namespace tirkeu::workstation {

/// Says a line of `ClientWords` aloud. Recordings come with a package of their own; without one nothing is offered.
class PromptVoice
{
public:
    virtual ~PromptVoice() = default;
    [[nodiscard]] virtual bool isThere() const = 0;
    virtual void say(core::Language language, const char* line) = 0; ///< what was being said stops
    virtual void hush() = 0;
};

class NoVoice final : public PromptVoice
{
public:
    [[nodiscard]] bool isThere() const override { return false; }
    void say(core::Language, const char*) override {}
    void hush() override {}
};

} // namespace tirkeu::workstation
