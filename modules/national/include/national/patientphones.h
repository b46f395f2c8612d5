#pragma once

#include <national/phoneregister.h>

#include <mutex>

namespace tirkeu::national {

/// A register that is left alone for a while after it failed several times in a row: whoever asks then is told at once.
/// Afterwards one question goes first, and the others with its answer.
class PatientPhones final : public PhoneRegister
{
public:
    struct Rules
    {
        int failures = 3;
        std::chrono::milliseconds rest{30'000};
    };
    /// Register and clock outlive it.
    PatientPhones(PhoneRegister& asked, const core::Clock& clock, Rules rules);

    [[nodiscard]] Result<PhoneWord> ownerOf(const identity::Iin& iin, const identity::PhoneNumber& phone) override;

private:
    [[nodiscard]] bool mayAsk();
    void note(bool isAnswered);

    PhoneRegister& m_asked;
    const core::Clock& m_clock;
    Rules m_rules;
    std::mutex m_mutex;
    int m_failures = 0; ///< in a row
    core::MonotonicTime m_until{};
    bool m_isTrying = false; ///< one question is on its way after a rest
};

} // namespace tirkeu::national
