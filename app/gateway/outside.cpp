#include "outside.h"

#ifdef TIRKEU_WITH_DEMO
#    include <simulation_national/simulated.h>
#    include <simulation_national/worlds.h>

#    include <QDir>
#    include <QSaveFile>
#endif

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kNoSuchService{"gateway.service-unknown"};
const QString kNone = QStringLiteral("none");

/// None at all.
class Nobody final : public Outside
{
public:
    Nobody(const core::Clock& clock, std::chrono::milliseconds patience)
        : Outside(clock, patience)
    {
    }
};

#ifdef TIRKEU_WITH_DEMO
const QString kSimulated = QStringLiteral("simulated");
constexpr std::chrono::milliseconds kUsualLatency{150};

/// A file for each telephone, with the newest code: whoever plays the client looks there.
simulation_national::CodeWorld::Deliver intoFolder(const QString& folder)
{
    return [folder](const QString& phone, const QString& code) {
        QSaveFile file(folder + u'/' + phone.mid(1)); // a number's digits, no path
        if (QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(code.toLatin1()) == code.size())
            file.commit();
    };
}

/// The demo's worlds behind the services that the configuration calls simulated.
class Simulations final : public Outside
{
public:
    Simulations(const Config& config, const core::Clock& clock)
        : Outside(clock, config.servicePatience)
        , m_phones(clock)
        , m_codes(clock, intoFolder(config.simulatedTelephones))
        , m_consents(clock)
        , m_faces(clock)
        , m_suspicions(clock)
    {
        const auto offer = [&](const char* name, auto&... services) {
            if (config.services.value(QLatin1StringView(name)) == kSimulated)
                (m_services.add(services), ...);
        };
        offer("phone_register", m_phoneRegister);
        offer("code_service", m_codeSender, m_codeJudge);
        offer("consent_register", m_consentRegister);
        offer("face_comparison", m_faceComparison);
        offer("suspicion_service", m_suspicionService);
    }

private:
    template<typename Asked, typename World>
    using Simulated = simulation_national::Simulated<Asked, World>;

    simulation_national::PhoneWorld m_phones;
    simulation_national::CodeWorld m_codes;
    simulation_national::ConsentWorld m_consents;
    simulation_national::FaceWorld m_faces;
    simulation_national::SuspicionWorld m_suspicions;
    simulation_national::Skies m_skies{{.latency = kUsualLatency}};
    Simulated<wire::PhoneAsked, simulation_national::PhoneWorld> m_phoneRegister{m_skies, m_phones};
    Simulated<wire::CodeWanted, simulation_national::CodeWorld> m_codeSender{m_skies, m_codes};
    Simulated<wire::CodeTyped, simulation_national::CodeWorld> m_codeJudge{m_skies, m_codes};
    Simulated<wire::ConsentWord, simulation_national::ConsentWorld> m_consentRegister{m_skies, m_consents};
    Simulated<wire::FaceAsked, simulation_national::FaceWorld> m_faceComparison{m_skies, m_faces};
    Simulated<wire::SuspicionAsked, simulation_national::SuspicionWorld> m_suspicionService{m_skies, m_suspicions};
};
#endif
} // namespace

Result<std::unique_ptr<Outside>> openOutside(const Config& config, const core::Clock& clock)
{
    bool isSimulated = false;
    for (auto one = config.services.cbegin(); one != config.services.cend(); ++one) {
        bool isKnown = one.value() == kNone;
#ifdef TIRKEU_WITH_DEMO
        const bool isPlayed = one.value() == kSimulated && config.isDemo;
        isSimulated = isSimulated || isPlayed;
        isKnown = isKnown || isPlayed;
#endif
        if (!isKnown)
            return failure(kNoSuchService, ErrorKind::OperatorCanFix, one.value(), {one.value(), one.key()});
    }
#ifdef TIRKEU_WITH_DEMO
    if (isSimulated)
        return std::unique_ptr<Outside>(std::make_unique<Simulations>(config, clock));
#else
    Q_UNUSED(isSimulated)
#endif
    return std::unique_ptr<Outside>(std::make_unique<Nobody>(clock, config.servicePatience));
}

} // namespace tirkeu::gateway
