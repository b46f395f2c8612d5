#pragma once

#include <enrolment/onetimecode.h>

#include <functional>
#include <map>
#include <mutex>

namespace tirkeu::demo {

/// One-time codes as a bank's service sends them, but the "telephone" is whatever `deliver` shows: the demo's ribbon, a
/// test. A code is random, for one statement, for five minutes and three tries.
class DemoCodes final : public enrolment::OneTimeCodes
{
public:
    using Deliver = std::function<void(const identity::PhoneNumber& phone, const QString& code)>;
    DemoCodes(const core::Clock& clock, Deliver deliver)
        : m_clock(clock)
        , m_deliver(std::move(deliver))
    {
    }

    [[nodiscard]] QFuture<Result<enrolment::SentCode>> send(const identity::PhoneNumber& phone,
        const enrolment::ConsentStatement& statement, core::Language language) override;
    [[nodiscard]] QFuture<Result<enrolment::CodeVerdict>> confirm(
        const QString& challenge, const QString& code) override;

private:
    struct Sent
    {
        QString code;
        enrolment::ConsentStatement statement;
        QString phone;
        core::WallTime validUntil;
        int triesLeft;
    };
    const core::Clock& m_clock;
    Deliver m_deliver;
    std::mutex m_lock;
    std::map<QString, Sent> m_sent;
};

} // namespace tirkeu::demo
