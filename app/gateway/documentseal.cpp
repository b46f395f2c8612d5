#include "documentseal.h"

#include <evidence/documentsigner.h>
#include <evidence/levelraiser.h>

#include <semaphore>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kForeign{"gateway.seal-not-in-criteria"};
constexpr ErrorCode kBusy{"gateway.seal-waits"};

evidence::SignatureLevel wantedLevel(criteria::SigningRules::Level level)
{
    using Level = criteria::SigningRules::Level;
    switch (level) {
    case Level::B:
        return evidence::SignatureLevel::BB;
    case Level::T:
        return evidence::SignatureLevel::BT;
    case Level::LT:
        return evidence::SignatureLevel::BLT;
    case Level::LTA:
        return evidence::SignatureLevel::BLTA;
    }
    Q_UNREACHABLE();
}

class GatewaySeal
{
public:
    GatewaySeal(const pki::SoftwareKey& key, std::function<pki::TrustStore()> trust, const core::Clock& clock,
        const SealConfirming& confirming)
        : m_key(key)
        , m_trust(std::move(trust))
        , m_clock(clock)
        , m_confirming(confirming)
        , m_places(confirming.mostAtOnce)
    {
    }

    [[nodiscard]] Result<QByteArray> seal(const QByteArray& pdf, const criteria::SigningRules& rules)
    {
        if (!rules.seals.contains(m_key.holder().fingerprint()) || !m_key.holder().isValidAt(m_clock.wall()))
            return failure(kForeign, ErrorKind::OperatorCanFix, m_key.holder().subject().commonName);
        pki::SoftwareKey mine = m_key; // shares the key itself
        const auto sealed = evidence::DocumentSigner(m_clock, m_trust()).sign(pdf, static_cast<core::Signer&>(mine));
        const evidence::SignatureLevel wanted = wantedLevel(rules.level);
        if (!sealed || wanted == evidence::SignatureLevel::BB || m_confirming.timeStamps.isEmpty())
            return sealed;
        if (!m_places.try_acquire())
            return failure(kBusy, ErrorKind::Retry);
        auto raised = raise(*sealed, wanted, rules);
        m_places.release();
        return raised;
    }

private:
    [[nodiscard]] Result<QByteArray> raise(
        const QByteArray& pdf, evidence::SignatureLevel wanted, const criteria::SigningRules& rules)
    {
        pki::TimeStampOptions options{.authorities = {}, .deadline = m_confirming.deadline};
        for (const QUrl& url : m_confirming.timeStamps) {
            for (const QString& policy : rules.timeStampPolicies)
                options.authorities.append({url, policy});
            if (rules.timeStampPolicies.isEmpty())
                options.authorities.append({url});
        }
        const pki::TrustStore trust = m_trust();
        pki::TimeStampClient stamps(*m_confirming.http, trust, options);
        pki::StatusChecker status(*m_confirming.http, m_clock, trust, {.deadline = m_confirming.deadline});
        const auto raised = evidence::LevelRaiser(m_clock, trust, stamps, status).raise(pdf, wanted);
        if (!raised)
            return failure(raised);
        // Somebody's certificate was revoked since: no further try helps, and what is kept is all that can be had.
        if (raised->stopped && raised->stopped->kind != ErrorKind::SecurityStop)
            return tl::make_unexpected(*raised->stopped);
        return raised->pdf;
    }

    pki::SoftwareKey m_key;
    std::function<pki::TrustStore()> m_trust;
    const core::Clock& m_clock;
    SealConfirming m_confirming;
    std::counting_semaphore<> m_places;
};
} // namespace

reference::DocumentSeal makeDocumentSeal(const pki::SoftwareKey& key, std::function<pki::TrustStore()> trust,
    const core::Clock& clock, SealConfirming confirming)
{
    const auto seal = std::make_shared<GatewaySeal>(key, std::move(trust), clock, confirming);
    return [seal](const QByteArray& pdf, const criteria::SigningRules& rules) {
        return seal->seal(pdf, rules);
    };
}

} // namespace tirkeu::gateway
