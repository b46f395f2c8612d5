#pragma once

#include <core/clock.h>
#include <wire/services.h>

#include <QList>
#include <QMap>

#include <functional>
#include <map>
#include <mutex>

namespace tirkeu::simulation_national {

// What stands behind the simulated services. Each from any thread; the clock outlives them.

/// A register of mobile numbers: one that ends in 9 is not the asked person's.
class PhoneWorld
{
public:
    explicit PhoneWorld(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] wire::PhoneSaid answer(const wire::PhoneAsked& asked);

private:
    const core::Clock& m_clock;
};

/// Whoever sends one-time codes: random ones, each for one exchange, for five minutes and three tries.
class CodeWorld
{
public:
    using Deliver = std::function<void(const QString& phone, const QString& code)>; ///< the client's telephone
    CodeWorld(const core::Clock& clock, Deliver deliver)
        : m_clock(clock)
        , m_deliver(std::move(deliver))
    {
    }
    [[nodiscard]] wire::CodeSent answer(const wire::CodeWanted& asked);
    [[nodiscard]] wire::CodeJudged answer(const wire::CodeTyped& asked);

private:
    struct Sent
    {
        QString code;
        core::WallTime validUntil{};
        int triesLeft = 0;
    };
    const core::Clock& m_clock;
    Deliver m_deliver;
    std::mutex m_mutex;
    std::map<QString, Sent> m_sent;
};

/// The register of consents: it numbers what it is told.
class ConsentWorld
{
public:
    explicit ConsentWorld(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] wire::ConsentNoted answer(const wire::ConsentWord& word);
    [[nodiscard]] QList<wire::ConsentWord> entries() const;

private:
    const core::Clock& m_clock;
    mutable std::mutex m_mutex;
    QList<wire::ConsentWord> m_entries;
};

/// IDEC: a picture that is none it cannot decide; a client whose IIN ends in 9 is somebody else there. Its document is
/// JSON and not signed, as no real one would be.
class FaceWorld
{
public:
    explicit FaceWorld(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] wire::FaceSaid answer(const wire::FaceAsked& asked);

private:
    const core::Clock& m_clock;
};

/// The system against unauthorised payments: whoever something was found about is suspected from then on.
class SuspicionWorld
{
public:
    explicit SuspicionWorld(const core::Clock& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] wire::SuspicionSaid answer(const wire::SuspicionAsked& asked);

private:
    const core::Clock& m_clock;
    std::mutex m_mutex;
    QMap<QString, QString> m_findings; ///< by IIN
};

} // namespace tirkeu::simulation_national
