#include "phones.h"

#include <national/patientphones.h>
#ifdef TIRKEU_WITH_DEMO
#    include <simulation_national/simulatedphones.h>
#endif

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kNoSuchRegister{"gateway.phone-register-unknown"};

#ifdef TIRKEU_WITH_DEMO
constexpr std::chrono::milliseconds kUsualLatency{150};

/// The demo's register, with patience before it.
class DemoPhones final : public national::PhoneRegister
{
public:
    explicit DemoPhones(const core::Clock& clock)
        : m_simulated(clock, {.latency = kUsualLatency})
        , m_patient(m_simulated, clock, {})
    {
    }
    [[nodiscard]] Result<national::PhoneWord> ownerOf(
        const identity::Iin& iin, const identity::PhoneNumber& phone) override
    {
        return m_patient.ownerOf(iin, phone);
    }

private:
    simulation_national::SimulatedPhones m_simulated;
    national::PatientPhones m_patient;
};
#endif
} // namespace

Result<std::unique_ptr<national::PhoneRegister>> openPhones(const Config& config, const core::Clock& clock)
{
    using Register = std::unique_ptr<national::PhoneRegister>;
    if (config.phoneRegister == u"none")
        return Register();
#ifdef TIRKEU_WITH_DEMO
    if (config.phoneRegister == u"simulated" && config.isDemo)
        return Register(std::make_unique<DemoPhones>(clock));
#else
    Q_UNUSED(clock)
#endif
    return failure(kNoSuchRegister, ErrorKind::OperatorCanFix, config.phoneRegister, {config.phoneRegister});
}

} // namespace tirkeu::gateway
